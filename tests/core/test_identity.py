"""Who reported: opened with a reason, recorded, and for confidential reports by two."""

from datetime import timedelta

import pytest

from core.chain.actions import Action
from core.chain.states import IdentityMode, State
from core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from core.reports.schemas import OpenedIdentity
from tests.support.scene import IDENTITY, WBS, Filed, Scene

pytestmark = pytest.mark.requirement("R85", "R87", "R90", "R95")
OPENED = OpenedIdentity(**IDENTITY.model_dump())
REASON = "Pelapor diminta hadir memberi keterangan"


async def ask(scene: Scene, who: str, filed: Filed, reason: str = REASON) -> OpenedIdentity | None:
    """Ask; None where a second person must agree first."""
    async with scene.desk(who) as desk:
        try:
            return await desk.identity(filed.report_id, reason)
        except ConflictError as waiting:
            if waiting.code != "second_person":
                raise
    return None


async def approve(scene: Scene, who: str, filed: Filed) -> None:
    async with scene.desk(who) as desk:
        await desk.approve_identity(filed.report_id)


@pytest.mark.requirement("R53", "R99")
async def test_the_identity_of_an_open_report_opens_with_a_recorded_reason(scene: Scene) -> None:
    filed = await scene.file()

    assert await ask(scene, "sari", filed) == OPENED

    verbs = await scene.rows("SELECT verb, detail FROM audit_entries ORDER BY seq")
    assert verbs[-1][0] == "identity.opened"
    assert REASON not in str(verbs[-1][1])


async def test_a_confidential_identity_opens_for_the_asker_once_another_agrees(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    assert await ask(scene, "sari", filed) is None
    assert await ask(scene, "sari", filed) is None
    async with scene.desk("sita") as desk:
        waiting = await desk.identity_request(filed.report_id)
    assert waiting is not None
    assert (waiting.asked_by, waiting.reason) == ("Sari Rahmania", REASON)
    assert (waiting.mine, waiting.may_approve) == (False, True)

    await approve(scene, "sita", filed)

    assert await ask(scene, "sari", filed) == OPENED
    assert await ask(scene, "sita", filed) is None
    assert (
        await scene.scalar(
            "SELECT count(*) FROM identity_requests WHERE asked_by = :o", o=scene.house.officers["sari"]
        )
        == 1
    )


async def test_nobody_agrees_to_their_own_request(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await ask(scene, "sari", filed)

    with pytest.raises(ForbiddenError) as refused:
        await approve(scene, "sari", filed)
    assert refused.value.code == "identity.own_request"
    async with scene.desk("sari") as desk:
        waiting = await desk.identity_request(filed.report_id)
    assert waiting is not None
    assert (waiting.mine, waiting.may_approve) == (True, False)


async def test_two_who_asked_may_agree_to_each_other(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await ask(scene, "sari", filed)
    scene.pass_time(minutes=1)
    await ask(scene, "sita", filed)

    await approve(scene, "sita", filed)
    await approve(scene, "sari", filed)

    assert await ask(scene, "sari", filed) == OPENED
    assert await ask(scene, "sita", filed) == OPENED


async def test_an_agreement_runs_out_after_an_hour(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await ask(scene, "sari", filed)
    await approve(scene, "lestari", filed)
    scene.at += timedelta(minutes=59)
    assert await ask(scene, "sari", filed) == OPENED

    scene.at += timedelta(minutes=2)

    assert await ask(scene, "sari", filed) is None


async def test_an_open_whistleblowing_report_also_takes_two(scene: Scene) -> None:
    filed = await scene.file(WBS)
    assert await ask(scene, "agus", filed) is None

    await approve(scene, "wulan", filed)

    assert await ask(scene, "agus", filed) == OPENED


async def test_there_is_nothing_to_agree_to_before_somebody_asked(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)

    with pytest.raises(ConflictError) as refused:
        await approve(scene, "sita", filed)
    assert refused.value.code == "identity.no_request"
    async with scene.desk("sari") as desk:
        assert await desk.identity_request(filed.report_id) is None


@pytest.mark.requirement("R97")
@pytest.mark.parametrize("who", ["dewi", "bayu", "hendra", "lestari", "tono"])
async def test_other_roles_never_ask(scene: Scene, who: str) -> None:
    filed = await scene.drive(await scene.register(), State.IN_PROCESS)

    with pytest.raises(ForbiddenError) as refused:
        await ask(scene, who, filed)
    assert refused.value.code == "identity.role"


async def test_other_roles_never_agree(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await ask(scene, "sari", filed)
    await scene.act("sari", filed, Action.DISPOSE)

    with pytest.raises(ForbiddenError):
        await approve(scene, "dewi", filed)
    async with scene.desk("dewi") as desk:
        waiting = await desk.identity_request(filed.report_id)
    assert waiting is not None
    assert not waiting.may_approve


@pytest.mark.parametrize("reason", ["", "   ", "ingin tahu"])
async def test_without_a_real_reason_it_stays_sealed(scene: Scene, reason: str) -> None:
    filed = await scene.file()

    with pytest.raises(InvalidError) as refused:
        await ask(scene, "sari", filed, reason)
    assert "reason" in refused.value.fields


@pytest.mark.requirement("R89")
async def test_an_anonymous_report_has_no_identity_to_open(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.ANONYMOUS)

    with pytest.raises(NotFoundError):
        await ask(scene, "sari", filed)
    assert await scene.scalar("SELECT count(*) FROM report_identities") == 0
    assert await scene.scalar("SELECT count(for_identity) FROM report_keys") == 0


async def completed_with(scene: Scene, filed: Filed, told: str) -> None:
    asked = {"elements": ["identity", "how"], "message": "Siapa Anda?"}
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, asked)
    await scene.act("reporter", filed, Action.COMPLETE, {"identity": told, "how": "Lewat pintu belakang"})


@pytest.mark.parametrize("mode", [IdentityMode.OPEN, IdentityMode.CONFIDENTIAL])
async def test_what_a_completion_tells_of_the_reporter_stands_in_no_line_and_opens_with_the_identity(
    scene: Scene, mode: IdentityMode
) -> None:
    filed = await scene.file(identity_mode=mode)
    told = "Maya Anjani, Jalan Kenanga 9"
    await completed_with(scene, filed, told)

    async with scene.desk("sari") as desk:
        seen = await desk.report(filed.report_id)
    async with scene.reporter() as reporter:
        thread = await reporter.thread(filed.tracking_id)
    assert "Kenanga" not in seen.model_dump_json()
    assert "Kenanga" not in thread.model_dump_json()
    assert any("Lewat pintu belakang" in line.text for line in seen.lines)
    assert any("terpisah dari laporan" in line.text for line in seen.lines)

    if mode is IdentityMode.CONFIDENTIAL:
        assert await ask(scene, "sari", filed) is None
        await approve(scene, "sita", filed)
    opened = await ask(scene, "sari", filed)
    assert opened is not None
    assert (opened.name, opened.added) == (IDENTITY.name, (told,))


async def test_an_identity_told_only_later_can_be_opened_too(scene: Scene) -> None:
    filed = await scene.file(identity=None)
    async with scene.desk("sari") as desk:
        assert not (await desk.report(filed.report_id)).has_identity
    await completed_with(scene, filed, "Maya, Jalan Kenanga 9")
    async with scene.desk("sari") as desk:
        assert (await desk.report(filed.report_id)).has_identity
    assert await ask(scene, "sari", filed) == OpenedIdentity(added=("Maya, Jalan Kenanga 9",))
