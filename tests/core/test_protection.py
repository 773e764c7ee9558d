"""A threatened reporter is heard: who is rung, when again, who protects them, and what is asked later."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from core.administration.offices import EditOffice, OfficeAdministration
from core.chain import Action, State
from core.clock import held_at
from core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from core.handling.bulk import Bulk, Pick
from core.handling.checking_in import check_in
from core.intake.filing import from_chat
from core.notifications.alarms import sound_again
from core.notifications.models import OfficerChat
from core.notifications.payload import seal_chat
from core.privacy.tracking import new_tracking_id
from core.reporter.schemas import ThreadView
from tests.support.house import KABUPATEN, PROVINCE
from tests.support.scene import PUBLIC, WBS, Filed, Scene

DANGER = {"threat": "Saya diancam di depan rumah", "urgent": True}
PRESSED = "Saya dalam bahaya sekarang"


async def rung(scene: Scene, filed: Filed, kind: str = "danger") -> set[str]:
    """Name by their keys whose bell rang for a report."""
    names = {officer: key for key, officer in scene.house.officers.items()}
    rows = await scene.rows(
        "SELECT officer_id FROM officer_notices WHERE report_id = :report AND kind = :kind",
        report=filed.report_id,
        kind=kind,
    )
    return {names[officer] for (officer,) in rows}


async def link_chat(scene: Scene, *who: str) -> None:
    """Give officers a chat of their own that wants neither digest nor warnings."""
    async with scene.transaction() as session:
        for number, one in enumerate(who):
            session.add(
                OfficerChat(
                    officer_id=scene.house.officers[one],
                    chat_sealed=seal_chat(scene.backoffice.keys, 7_700_000_001 + number),
                    linked_at=scene.at,
                    digest=False,
                    warnings=False,
                )
            )


async def written_to(scene: Scene) -> list[UUID]:
    rows = await scene.rows("SELECT officer_id FROM officer_deliveries WHERE about = 'alarm'")
    return [officer for (officer,) in rows]


async def alarm_clock(scene: Scene) -> int:
    with held_at(scene.at):
        return await sound_again(scene.worker)


async def ask_again(scene: Scene) -> int:
    with held_at(scene.at):
        return await check_in(scene.worker)


async def cry(scene: Scene, filed: Filed, **changed: Any) -> ThreadView:
    view = await scene.act("reporter", filed, Action.REQUEST_PROTECTION, DANGER | changed)
    assert isinstance(view, ThreadView)
    return view


@pytest.mark.requirement("R88")
async def test_danger_rings_at_once_who_handles_it_the_leader_and_the_office_above(scene: Scene) -> None:
    filed = await scene.file()
    await link_chat(scene, "lestari", "karta")

    view = await cry(scene, filed)

    assert "110" in view.told
    assert await rung(scene, filed) == {"sari", "sita", "lestari", "yusuf", "nina"}
    assert await written_to(scene) == [scene.house.officers["lestari"]]
    row = await scene.row(filed)
    assert (row.protection, row.in_danger, row.threatened_since) == ("requested", True, scene.at)


@pytest.mark.requirement("R88", "R144")
async def test_of_whistleblowing_the_inspectors_and_leaders_hear_and_no_admin(scene: Scene) -> None:
    filed = await scene.file(WBS)

    await cry(scene, filed)

    assert await rung(scene, filed) == {"agus", "wulan", "lestari", "putri", "nina"}


@pytest.mark.requirement("R88")
async def test_a_request_without_danger_rings_the_same_people_in_other_words(scene: Scene) -> None:
    filed = await scene.file()

    await cry(scene, filed, urgent=False)

    assert await rung(scene, filed, "danger") == set()
    assert await rung(scene, filed, "protection") == {"sari", "sita", "lestari", "yusuf", "nina"}


@pytest.mark.requirement("R88", "R97")
async def test_the_alarm_never_reaches_whom_the_cry_itself_names(scene: Scene) -> None:
    filed = await scene.file(WBS)
    await link_chat(scene, "agus", "wulan")

    await cry(scene, filed, threat="Agus Permadi mengancam saya di kantor")

    assert "agus" not in await rung(scene, filed)
    assert "wulan" in await rung(scene, filed)
    assert await written_to(scene) == [scene.house.officers["wulan"]]


@pytest.mark.requirement("R88")
async def test_unanswered_it_rings_up_the_ladder_by_the_hour_also_at_night(scene: Scene) -> None:
    scene.pass_time(days=4, hours=15)  # Saturday, 1.00 in the morning
    filed = await scene.file()
    await link_chat(scene, "nina")
    await cry(scene, filed)
    assert "nadia" not in await rung(scene, filed)

    scene.pass_time(minutes=59)
    assert await alarm_clock(scene) == 0
    scene.pass_time(minutes=1)
    assert await alarm_clock(scene) == 1
    assert await alarm_clock(scene) == 0

    assert {"nadia", "bima", "nina"} - await rung(scene, filed) == {"bima"}
    scene.pass_time(hours=1)
    assert await alarm_clock(scene) == 1
    assert await written_to(scene) == [scene.house.officers["nina"]] * 3


@pytest.mark.requirement("R88")
async def test_whoever_acknowledges_silences_it_and_the_reporter_is_told(scene: Scene) -> None:
    filed = await scene.file(WBS)
    await cry(scene, filed)

    await scene.act("agus", filed, Action.ACKNOWLEDGE_PROTECTION)

    scene.pass_time(hours=30)
    assert await alarm_clock(scene) == 0
    async with scene.reporter() as desk:
        view = await desk.thread(filed.tracking_id)
    assert "sudah membaca permintaan Anda" in view.lines[-1].text
    with pytest.raises(ConflictError):
        await scene.act("lestari", filed, Action.ACKNOWLEDGE_PROTECTION)


@pytest.mark.requirement("R88")
async def test_crying_again_rings_again_though_it_was_acknowledged(scene: Scene) -> None:
    filed = await scene.file()
    await cry(scene, filed, urgent=False)
    await scene.act("sari", filed, Action.ACKNOWLEDGE_PROTECTION)

    await cry(scene, filed)

    assert "lestari" in await rung(scene, filed, "danger")
    assert (await scene.row(filed)).protection == "requested"
    assert (
        await scene.scalar("SELECT count(*) FROM protections WHERE report_id = :one", one=filed.report_id)
        == 1
    )


@pytest.mark.requirement("R88", "R144")
async def test_a_leader_sees_a_whistleblowing_report_while_its_reporter_is_threatened(scene: Scene) -> None:
    filed = await scene.file(WBS)
    with pytest.raises(NotFoundError):
        await scene.act("lestari", filed, Action.NOTE)
    await cry(scene, filed)

    await protect(scene, filed)

    with pytest.raises(NotFoundError):
        await scene.act("lestari", filed, Action.NOTE)


async def protect(scene: Scene, filed: Filed, who: str = "lestari") -> None:
    """Take every step of a protection to its end, the reporter's word included."""
    await scene.act(who, filed, Action.ACKNOWLEDGE_PROTECTION)
    for action in (
        Action.ASSESS_RISK,
        Action.TAKE_MEASURES,
        Action.HAND_TO_AUTHORITY,
        Action.FOLLOW_UP_PROTECTION,
    ):
        await scene.act(who, filed, action)
    await scene.act("reporter", filed, Action.TELL_SAFETY, {"safe": True, "change": ""})
    await scene.act(who, filed, Action.CLOSE_PROTECTION, {"word": ""})


@pytest.mark.requirement("R88", "R22")
async def test_every_step_of_a_protection_reaches_the_reporter(scene: Scene) -> None:
    filed = await scene.file()
    await cry(scene, filed)

    await protect(scene, filed)

    async with scene.reporter() as desk:
        view = await desk.thread(filed.tracking_id)
    told = "\n".join(line.text for line in view.lines)
    for words in (
        "sudah membaca permintaan",
        "menilai risiko bagi Anda",
        "Tugas Anda tidak berubah",
        "kami teruskan ke LPSK: surat 7/KPU/2026 tanggal 4 Maret 2026",
        "Apakah Anda aman sekarang?",
        "Perlindungan selesai",
    ):
        assert words in told
    pushed = await scene.rows("SELECT about FROM deliveries WHERE report_id = :one", one=filed.report_id)
    assert {about for (about,) in pushed} == {
        "acknowledge_protection",
        *("assess_risk", "take_measures", "hand_to_authority", "follow_up_protection", "close_protection"),
    }
    row = await scene.row(filed)
    assert (row.protection, row.in_danger, row.threatened_since) == ("closed", False, None)


@pytest.mark.requirement("R88")
async def test_who_examines_the_report_does_not_decide_how_its_reporter_is_protected(scene: Scene) -> None:
    filed = await scene.file(WBS)
    await cry(scene, filed)
    await scene.act("agus", filed, Action.ACKNOWLEDGE_PROTECTION)

    with pytest.raises(ForbiddenError):
        await scene.act("agus", filed, Action.ASSESS_RISK)

    await scene.act("nina", filed, Action.ASSESS_RISK)
    assert (await scene.row(filed)).protection == "assessed"


@pytest.mark.requirement("R88")
async def test_a_protection_ends_only_with_the_reporters_word(scene: Scene) -> None:
    filed = await scene.file()
    await cry(scene, filed)
    await scene.act("lestari", filed, Action.ACKNOWLEDGE_PROTECTION)
    with pytest.raises(ConflictError):
        await scene.act("lestari", filed, Action.CLOSE_PROTECTION)
    await scene.act("lestari", filed, Action.ASSESS_RISK)

    with pytest.raises((InvalidError, ConflictError), match="no_word_of_reporter"):
        await scene.act("lestari", filed, Action.CLOSE_PROTECTION, {"word": ""})

    await scene.act("lestari", filed, Action.CLOSE_PROTECTION)
    assert (await scene.row(filed)).protection == "closed"


@pytest.mark.slow
@pytest.mark.requirement("R88")
async def test_after_30_60_and_90_days_the_reporter_is_asked_and_a_bad_answer_reopens(scene: Scene) -> None:
    filed = await scene.file()
    await cry(scene, filed)
    await protect(scene, filed)
    closed = scene.at

    asked = []
    for _ in range(100):
        if await ask_again(scene):
            asked.append((scene.at - closed).days)
        scene.pass_time(days=1)

    assert asked == [30, 60, 90]
    async with scene.reporter() as desk:
        view = await desk.thread(filed.tracking_id)
    assert [line.text for line in view.lines if "Ada yang berubah bagi Anda?" in line.text]
    assert Action.TELL_SAFETY in {each.action for each in view.actions}

    await scene.act("reporter", filed, Action.TELL_SAFETY)

    row = await scene.row(filed)
    assert (row.protection, row.check_in_at, row.reporter_safe) == ("requested", None, False)
    assert row.threatened_since == scene.at
    assert "lestari" in await rung(scene, filed, "protection")


@pytest.mark.requirement("R88", "R89")
@pytest.mark.parametrize("track", [PUBLIC, WBS])
async def test_what_there_is_is_sent_in_danger_once_and_anonymously(scene: Scene, track: Any) -> None:
    tracking = new_tracking_id()
    wish = (await scene.wish(track)).model_copy(update={"violation_type": None})
    origin = from_chat(8_800_200_001, keep_tracking=False)

    ids = set()
    for _ in range(2):
        async with scene.reporter() as desk:
            receipt = await desk.submit_in_danger(wish, tracking_id=tracking, origin=origin, told=PRESSED)
            ids.add(receipt.report_id)

    filed = Filed(ids.pop(), tracking, track, None)
    assert "lestari" in await rung(scene, filed)
    entries = "SELECT count(*) FROM history WHERE report_id = :one AND action = 'request_protection'"
    assert await scene.scalar(entries, one=filed.report_id) == 1
    assert not ids


@pytest.mark.slow
@pytest.mark.requirement("R88")
async def test_protection_is_asked_for_and_given_in_every_state(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.CLOSED)
    await cry(scene, filed)

    await protect(scene, filed)

    assert (await scene.row(filed)).state is State.CLOSED


@pytest.mark.requirement("R88", "R31")
async def test_retaliation_is_counted_by_kind_for_those_who_may_see_it(scene: Scene) -> None:
    for threats in (["pressure", "transfer"], ["pressure"]):
        filed = await scene.file()
        await cry(scene, filed)
        await scene.act("lestari", filed, Action.ACKNOWLEDGE_PROTECTION)
        await scene.act("lestari", filed, Action.ASSESS_RISK, {"threats": threats})
    await cry(scene, await scene.file(WBS))

    async with scene.desk("sari") as desk:
        counted = await desk.statistics()
    async with scene.desk("lestari") as desk:
        leaders = await desk.statistics()

    assert (counted.threatened, counted.protections) == (2, 2)
    assert counted.by_threat == {"pressure": 2, "transfer": 1}
    assert leaders.protections == 3


@pytest.mark.requirement("R88")
@pytest.mark.parametrize(
    ("said_by", "days"),
    [({}, [30, 60, 90]), ({PROVINCE: "14, 45"}, [14, 45]), ({PROVINCE: "14", KABUPATEN: "7, 3"}, [3, 7])],
)
async def test_an_office_says_when_it_asks_again_else_the_office_above(
    scene: Scene, said_by: dict[str, str], days: list[int]
) -> None:
    ratna = await scene.actor("ratna")
    for code, said in said_by.items():
        async with scene.transaction() as session:
            work = OfficeAdministration(session, ratna)
            before = await work.office(scene.house.offices[code])
            wish = EditOffice(name=before.name, short_name=before.short_name, check_in_days=said)
            await work.edit(before.id, wish)
    filed = await scene.file()
    await cry(scene, filed)
    await protect(scene, filed)

    kept = "SELECT check_days FROM protections WHERE report_id = :one"
    assert await scene.scalar(kept, one=filed.report_id) == days
    assert (await scene.row(filed)).check_in_at == scene.at + timedelta(days=days[0])


@pytest.mark.parametrize("days", ["0", "30;60", "-3", "tiap bulan", "1000", "30,"])
def test_days_that_are_none_are_refused(days: str) -> None:
    with pytest.raises(ValidationError):
        EditOffice(name="KPU Kabupaten", short_name="KPU Kab.", check_in_days=days)


@pytest.mark.requirement("R88", "R129")
async def test_a_request_made_by_telephone_or_at_the_desk_rings_as_well_and_bars_whom_it_names(
    scene: Scene,
) -> None:
    filed = await scene.register()

    told = {"threat": "Menurut pelapor: Lestari Handayani menelepon dan mengancam.", "urgent": True}
    await scene.act("tono", filed, Action.RELAY_PROTECTION, told)

    assert await rung(scene, filed) == {"yusuf", "nina", "nadia"}  # it names the head: it moves up first
    assert (await scene.row(filed)).in_danger


@pytest.mark.requirement("R88")
async def test_no_step_of_a_protection_is_taken_on_many_reports_at_once(scene: Scene) -> None:
    filed = [await scene.file(), await scene.file()]
    for one in filed:
        await cry(scene, one)
    actor = await scene.actor("lestari")
    async with scene.transaction() as session:
        picks = [Pick(report_id=one.report_id, version=2) for one in filed]
        with pytest.raises(InvalidError) as refused:
            await Bulk(scene.backoffice, session, actor).preview(picks, "acknowledge_protection", {})

    assert refused.value.code == "bulk.alone"
