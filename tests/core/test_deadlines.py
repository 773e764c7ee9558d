"""Clocks: started, paused, explained, moved by office rules and local days; ended by the worker's clock."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.chain.actions import Action
from core.chain.states import IdentityMode, Kind, State
from core.deadlines.models import DeadlineRule
from core.deadlines.schemas import DeadlineView
from core.deadlines.service import Deadlines, urgency
from core.deadlines.standards import LABELS, seed_rules, service_standards
from tests.support.scene import NOT_SUPERVISORY, WBS, Filed, Scene

THURSDAY = "Kamis 5 Maret 2026, 16.00 WITA"


async def clocks(scene: Scene, filed: Filed) -> dict[str, DeadlineView]:
    """The report's clocks by kind; of several the running one, else the newest."""
    async with scene.transaction() as session:
        from core.reports.models import Report  # noqa: PLC0415 - one use

        report = await session.get_one(Report, filed.report_id)
        views = await Deadlines(session).views(report)
    return {view.kind: view for view in reversed(views)}


async def add(scene: Scene, row: Any) -> None:
    async with scene.transaction() as session:
        session.add(row)


async def local_day(scene: Scene, office: str | None, *, off: bool, day: date) -> None:
    office_id = scene.house.offices[office] if office else None
    await scene.rows(
        "INSERT INTO local_days (day, office_id, is_day_off, name, legal_source)"
        " VALUES (:day, :office, :off, 'Pilkades', 'SK Bupati CONTOH') RETURNING 1",
        day=day, office=office_id, off=off,
    )  # fmt: skip


@pytest.mark.requirement("R63", "R6")
async def test_verification_is_due_three_working_days_after_receipt_and_says_why(scene: Scene) -> None:
    view = (await clocks(scene, await scene.file()))["verification"]

    assert (view.due_text, view.remaining, view.urgency) == (THURSDAY, 3, "ok")
    assert view.legal_source.startswith("Keputusan KPU 1089/2025 BAB IV B.9")
    assert view.sentence.startswith("Mulai Senin 2 Maret 2026.")
    assert [(day.day[-2:], day.status) for day in view.days] == [
        ("02", "started"),
        ("03", "counted"),
        ("04", "counted"),
        ("05", "counted"),
    ]


@pytest.mark.requirement("R63")
async def test_holidays_and_joint_leave_do_not_count(scene: Scene) -> None:
    """Three working days from Tuesday 17 March 2026, over Nyepi and Idulfitri, end on 27 March."""
    scene.at = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)

    view = (await clocks(scene, await scene.file()))["verification"]

    assert view.due_text == "Jumat 27 Maret 2026, 16.00 WITA"
    assert any("Idul" in day.reason for day in view.days if day.status == "skipped")


@pytest.mark.requirement("R52", "R63")
async def test_both_clocks_are_shown_while_the_reporter_completes(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)

    running = await clocks(scene, filed)

    assert (running["verification"].paused, running["verification"].urgency) == (True, "paused")
    assert "bergeser" in running["verification"].sentence
    assert running["completion"].due_text == THURSDAY
    assert (await scene.row(filed)).due_kind == "completion"


@pytest.mark.requirement("R76", "R61", "R6")
@pytest.mark.parametrize(
    ("kind", "supervisory", "days"),
    [
        (Kind.INFORMATION_REQUEST, False, 5),
        (Kind.ASPIRATION, False, 14),
        (Kind.COMPLAINT, False, 14),
        (Kind.COMPLAINT, True, 60),
        (Kind.INFORMATION_REQUEST, True, 60),
    ],
)
async def test_the_class_decides_the_time_to_resolve(
    scene: Scene, kind: Kind, *, supervisory: bool, days: int
) -> None:
    filed = await scene.file(kind=kind)
    await scene.act("sari", filed, Action.DISPOSE, {} if supervisory else NOT_SUPERVISORY)

    running = await clocks(scene, filed)

    assert running["resolution"].working_days == days
    assert running["initial_response"].working_days == 5
    assert (running["verification"].remaining_text, running["verification"].urgency) == ("Selesai", "stopped")


async def test_whistleblowing_takes_sixty_days(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(WBS), State.REVIEW)

    assert (await clocks(scene, filed))["resolution"].working_days == 60


@pytest.mark.requirement("R6")
async def test_an_office_may_have_its_own_time_limit(scene: Scene) -> None:
    own = DeadlineRule(
        key="verification",
        office_id=scene.house.offices["52.03"],
        working_days=1,
        legal_source="SK Ketua CONTOH",
    )
    await add(scene, own)

    here, there = await scene.file(), await scene.file(office="52.01")

    assert (await clocks(scene, here))["verification"].working_days == 1
    assert (await clocks(scene, here))["verification"].legal_source == "SK Ketua CONTOH"
    assert (await clocks(scene, there))["verification"].working_days == 3


@pytest.mark.requirement("R6")
async def test_without_a_row_the_default_text_holds(scene: Scene) -> None:
    await scene.rows("DELETE FROM deadline_rules WHERE key = 'verification' RETURNING 1")

    view = (await clocks(scene, await scene.file()))["verification"]
    assert view.working_days == 3
    async with scene.transaction() as session:
        assert len(await service_standards(session)) == len(LABELS)
        await seed_rules(session)
        await seed_rules(session)
    assert await scene.scalar("SELECT count(*) FROM deadline_rules WHERE key = 'verification'") == 1


@pytest.mark.requirement("R6", "R156")
async def test_the_service_standards_name_their_source(scene: Scene) -> None:
    async with scene.transaction() as session:
        standards = await service_standards(session)

    assert standards[0][:3] == ("verification", "Verifikasi laporan", 3)
    assert all(each.legal_source for each in standards)


@pytest.mark.requirement("R63", "R6")
@pytest.mark.parametrize(
    ("office", "moved"), [("52.03", True), ("52", True), (None, True), ("52.01", False), ("35", False)]
)
async def test_a_local_day_off_counts_for_the_office_and_those_below(
    scene: Scene, office: str | None, *, moved: bool
) -> None:
    await local_day(scene, office, off=True, day=date(2026, 3, 4))

    view = (await clocks(scene, await scene.file()))["verification"]

    assert view.due_text == ("Jumat 6 Maret 2026, 16.00 WITA" if moved else THURSDAY)
    assert any(day.reason == "Pilkades" for day in view.days) is moved


@pytest.mark.requirement("R63", "R6")
async def test_an_office_may_work_on_a_holiday(scene: Scene) -> None:
    scene.at = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
    await local_day(scene, "52.03", off=False, day=date(2026, 3, 18))

    view = (await clocks(scene, await scene.file()))["verification"]

    assert view.due_text == "Kamis 26 Maret 2026, 16.00 WITA"


@pytest.mark.requirement("R77", "R78")
async def test_a_clock_says_how_pressing_it_is(scene: Scene) -> None:
    filed = await scene.file()
    told = []
    for _ in range(5):
        view = (await clocks(scene, filed))["verification"]
        told.append((view.urgency, view.remaining))
        scene.pass_time(days=1)

    assert [word for word, _ in told] == ["ok", "soon", "soon", "today", "late"]
    assert told[-1][1] < 0
    async with scene.transaction() as session:
        calendar = await Deadlines(session).calendar(scene.house.offices["52.03"])
        assert urgency(calendar, None, scene.at) == "none"


def at(scene: Scene, day: int, hour: int) -> None:
    """Set the clock to an hour of a March day in Lombok (WITA)."""
    scene.at = datetime(2026, 3, day, hour - 8, 0, tzinfo=UTC)


async def reminders(scene: Scene) -> int:
    count: int = await scene.scalar("SELECT count(*) FROM deliveries WHERE about = 'reminder'")
    return count


@pytest.mark.requirement("R52", "R94")
async def test_a_report_lapses_only_after_a_reminder_in_working_hours_and_the_due_time(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    seen = []
    for day, hour in ((3, 17), (3, 18), (4, 9), (5, 12), (5, 17), (5, 18)):
        at(scene, day, hour)
        await scene.tick()
        seen.append((await reminders(scene), (await scene.row(filed)).state.value))

    waiting, archived = "awaiting_completion", "archived_incomplete"
    assert seen == [
        (0, waiting),
        (0, waiting),
        (1, waiting),
        (1, waiting),
        (1, archived),
        (1, archived),
    ]
    async with scene.reporter() as desk:
        told = (await desk.thread(filed.tracking_id)).lines[-1].text
    assert "kapan terjadi" in told
    assert "tidak hilang" in told


@pytest.mark.requirement("R94")
async def test_without_a_reminder_nothing_lapses_however_late(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    at(scene, 7, 12)
    assert await scene.tick() == 0
    assert (await scene.row(filed)).state is State.AWAITING_COMPLETION


@pytest.mark.requirement("R52", "R94")
async def test_after_an_outage_the_late_reminder_gives_a_working_day_of_its_own(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)  # due on Thursday the 5th
    at(scene, 9, 9)
    assert await scene.tick() == 1
    assert await reminders(scene) == 1
    async with scene.reporter() as desk:
        view = await desk.thread(filed.tracking_id)
    assert "Selasa 10 Maret 2026, 16.00 WITA" in view.next_text
    assert "Pengingat terlambat dikirim" in (view.due_explained or "")

    for day, hour in ((9, 12), (9, 17), (10, 15)):
        at(scene, day, hour)
        assert await scene.tick() == 0
        assert (await scene.row(filed)).state is State.AWAITING_COMPLETION
    at(scene, 10, 17)
    assert await scene.tick() == 1
    assert (await scene.row(filed)).state is State.ARCHIVED_INCOMPLETE
    assert await reminders(scene) == 1
    assert await scene.tick() == 0


@pytest.mark.requirement("R52")
async def test_a_late_reminder_names_the_date_that_counts(scene: Scene) -> None:
    from core.notifications.payload import open_payload  # noqa: PLC0415 - one use

    await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    at(scene, 9, 9)
    await scene.tick()

    ((sealed,),) = await scene.rows("SELECT sealed FROM deliveries WHERE about = 'reminder'")
    told = open_payload(scene.house.keys["worker"], bytes(sealed)).text
    assert "paling lambat Selasa 10 Maret 2026, 16.00 WITA" in told


@pytest.mark.requirement("R6", "R43")
async def test_an_answer_is_closed_only_a_working_day_after_its_reminder_too(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)
    scene.pass_time(days=30)  # the worker was down all the while
    at(scene, 31, 9)
    assert await scene.tick() == 1
    assert await scene.tick() == 0
    assert (await scene.row(filed)).state is State.ANSWERED
    scene.pass_time(days=2)
    await scene.tick()
    assert (await scene.row(filed)).state is State.CLOSED


@pytest.mark.requirement("R52", "R94")
async def test_what_a_lapse_told_stays_as_it_was_when_other_things_are_asked_later(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ARCHIVED_INCOMPLETE)
    await scene.act("reporter", filed, Action.REOPEN)
    await scene.act(
        "sari", filed, Action.REQUEST_COMPLETION, {"elements": ["evidence"], "message": "Mohon bukti."}
    )

    async with scene.reporter() as desk:
        view = await desk.thread(filed.tracking_id)

    (told,) = [line.text for line in view.lines if line.text.startswith("Laporan berhenti dulu")]
    assert "kapan terjadi" in told
    assert "bukti" not in told


@pytest.mark.requirement("R6", "R43")
async def test_silence_after_an_answer_closes_it_after_a_reminder(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)

    await scene.wait_for_clock(days=25)

    assert (await scene.row(filed)).state is State.CLOSED
    assert await reminders(scene) == 1
    async with scene.reporter() as desk:
        view = await desk.thread(filed.tracking_id)
    assert "belum ada tanggapan" in view.lines[-1].text
    assert "respond" in [action.action for action in view.actions]


@pytest.mark.requirement("R90", "R96")
async def test_a_reminder_to_a_confidential_reporter_is_neutral(scene: Scene) -> None:
    from core.notifications.outbox import NEUTRAL_TEXT  # noqa: PLC0415 - one use
    from core.notifications.payload import open_payload  # noqa: PLC0415 - one use

    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await scene.drive(filed, State.AWAITING_COMPLETION)
    at(scene, 5, 9)
    await scene.tick()

    sealed = await scene.rows("SELECT sealed FROM deliveries ORDER BY ordinal")
    told = [open_payload(scene.house.keys["worker"], bytes(row[0])) for row in sealed]
    assert {(push.title, push.text) for push in told} == {("", NEUTRAL_TEXT)}
    assert len(told) == 2


@pytest.mark.requirement("R43")
async def test_a_second_round_has_a_fresh_time_limit(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)
    scene.pass_time(days=3)
    await scene.act("reporter", filed, Action.RESPOND)

    running = [view for view in (await clocks(scene, filed)).values() if view.stopped_at is None]

    assert [(view.kind, view.started_at) for view in running] == [("resolution", scene.at)]
