"""What came by desk, letter, e-mail, box, word of mouth or SP4N: registered once, by whoever may."""

import asyncio
from typing import Any

import pytest

from core.chain.states import Channel, IdentityMode, State
from core.clock import held_at
from core.desk import OfficerDesk
from core.errors import ConflictError, DomainError, ForbiddenError, InvalidError, NotFoundError
from core.intake.schemas import Receipt, RegisterReport
from core.reading.schemas import ReportView
from tests.support.scene import PUBLIC, WBS, Filed, Scene


async def opened(scene: Scene, filed: Filed, who: str = "sari", reason: str | None = None) -> ReportView:
    async with scene.desk(who) as desk:
        return await desk.report(filed.report_id, reason=reason)


def command(scene: Scene, **changed: Any) -> RegisterReport:
    from tests.support.scene import BODY, IDENTITY  # noqa: PLC0415 - only here

    usual: dict[str, Any] = {
        "office_id": scene.house.offices["52.03"],
        "channel": Channel.LETTER,
        "identity_mode": IdentityMode.CONFIDENTIAL,
        "body": BODY,
        "identity": IDENTITY,
    }
    return RegisterReport(**(usual | changed))


async def registered(scene: Scene, who: str, wish: RegisterReport, key: str = "form") -> Receipt:
    async with scene.desk(who) as desk:
        return await desk.register(wish, key=key)


@pytest.mark.requirement("R116", "R126", "R128", "R130", "R21")
@pytest.mark.parametrize(
    "channel", [Channel.DIRECT, Channel.LETTER, Channel.EMAIL, Channel.BOX, Channel.ORAL]
)
async def test_the_desk_registers_what_came_off_line_once(scene: Scene, channel: Channel) -> None:
    receipt = await registered(scene, "tono", command(scene, channel=channel))
    again = await registered(scene, "tono", command(scene, channel=channel))
    other = await registered(scene, "tono", command(scene, channel=channel), key="lain")

    assert (again.report_id, again.tracking_id, again.repeated) == (
        receipt.report_id,
        receipt.tracking_id,
        True,
    )
    assert other.report_id != receipt.report_id
    filed = Filed(receipt.report_id, receipt.tracking_id, PUBLIC, None)  # type: ignore[arg-type]  # as typed
    row = await scene.row(filed)
    assert (row.channel, row.registered_by) == (channel, scene.house.officers["tono"])


@pytest.mark.slow
@pytest.mark.requirement("R116", "R130")
async def test_one_registration_sent_twice_at_once_is_one_report(busy_scene: Scene) -> None:
    actor, wish = await busy_scene.actor("tono"), command(busy_scene)

    async def register() -> str:
        with held_at(busy_scene.at):
            async with busy_scene.bot.database.transaction() as session:
                return (
                    await OfficerDesk(busy_scene.backoffice, session, actor).register(wish, key="satu")
                ).agenda_number

    assert len(set(await asyncio.gather(*(register() for _ in range(4))))) == 1
    assert await busy_scene.scalar("SELECT count(*) FROM reports") == 1


@pytest.mark.requirement("R47", "R48", "R50")
async def test_the_admin_imports_from_sp4n_once(scene: Scene) -> None:
    wish = command(scene, channel=Channel.SP4N, sp4n_id="6543210")
    receipt = await registered(scene, "sari", wish)
    assert (await registered(scene, "sari", wish)).repeated
    with pytest.raises(ConflictError) as refused:
        await registered(scene, "sita", wish)
    assert refused.value.code == "register.sp4n_known"

    filed = Filed(receipt.report_id, receipt.tracking_id, PUBLIC, None)  # type: ignore[arg-type]  # as typed
    assert (await opened(scene, filed)).sp4n_id == "6543210"
    assert (await opened(scene, filed)).history[0].action == "import_sp4n"


@pytest.mark.requirement("R47", "R116")
@pytest.mark.parametrize(
    ("who", "changed", "error"),
    [
        ("sari", {}, ForbiddenError),
        ("dewi", {}, ForbiddenError),
        ("tono", {"channel": Channel.SP4N, "sp4n_id": "123456"}, ForbiddenError),
        ("tono", {"channel": Channel.TELEGRAM}, InvalidError),
        ("sari", {"channel": Channel.SP4N}, InvalidError),
        (
            "sari",
            {"channel": Channel.SP4N, "sp4n_id": "1234", "track": WBS, "violation_type": "fraud"},
            InvalidError,
        ),
        ("tono", {"track": WBS}, InvalidError),
        ("tono", {"office_id": 999_999}, NotFoundError),
    ],
)
async def test_who_may_not_register_is_refused(
    scene: Scene, who: str, changed: dict[str, Any], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        await registered(scene, who, command(scene, **changed))
    assert await scene.scalar("SELECT count(*) FROM reports") == 0


@pytest.mark.requirement("R49")
async def test_a_report_of_another_channel_carries_its_number_in_sp4n_once_it_was_entered_there(
    scene: Scene,
) -> None:
    receipt = await registered(scene, "tono", command(scene, sp4n_id=" 7654321 "))
    filed = Filed(receipt.report_id, receipt.tracking_id, PUBLIC, None)  # type: ignore[arg-type]  # as typed

    view = await opened(scene, filed)

    assert (view.sp4n_id, view.row.channel) == ("7654321", Channel.LETTER)
    assert view.history[0].action == "register"
    with pytest.raises(ConflictError):
        await registered(scene, "tono", command(scene, sp4n_id="7654321"), key="lain")


@pytest.mark.requirement("R56", "R57", "R94")
async def test_who_is_sent_to_the_national_admin_reads_why_and_how_to_object(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.RETURNED_NATIONAL)

    async with scene.reporter() as desk:
        view = await desk.thread(filed.tracking_id)

    told = view.lines[-1].text
    assert view.state_text == "Bukan tugas KPU"
    assert "lapor.go.id" in told
    assert "bukan KPU. " in told
    assert "lapor.go.id" in told
    assert "object" in {action.action for action in view.actions}
    assert view.due_text is None


@pytest.mark.requirement("R91")
async def test_whoever_came_to_the_desk_follows_by_the_number_on_the_receipt(scene: Scene) -> None:
    filed = await scene.register()

    async with scene.reporter() as desk:
        view = await desk.thread(filed.tracking_id)
    assert not view.linked
    assert view.push is None
