"""Deadlines: the holder first, then the ladder; each stage once; in the office's working hours only."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from core.chain.actions import Action
from core.chain.states import IdentityMode, State
from core.notifications.models import NoticeKind
from tests.notices.told import each, forget, link_all, messages, told, warn
from tests.support.house import KABUPATEN, LAW
from tests.support.scene import NOT_SUPERVISORY, WBS, Filed, Scene

WITA: Final = ZoneInfo("Asia/Makassar")
MARK: Final = "Penanda"


async def due_of(scene: Scene, filed: Filed) -> datetime:
    found = await scene.scalar(
        "SELECT min(due_at) FROM deadlines WHERE report_id = :r AND stopped_at IS NULL", r=filed.report_id
    )
    assert isinstance(found, datetime)
    return found.astimezone(WITA)


async def at_work(scene: Scene, day: datetime, hour: int = 9) -> datetime:
    """Go to a day's morning, on to the next working day if need be."""
    morning = day.replace(hour=hour, minute=0)
    while morning.weekday() > 4:
        morning += timedelta(days=1)
    scene.at = morning.astimezone(UTC)
    return morning


def working_day(day: datetime, step: int) -> datetime:
    """The next working day in either direction, in weeks without holidays."""
    day += timedelta(days=step)
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day


async def heard(scene: Scene, filed: Filed) -> set[tuple[str, str]]:
    """What a look at the deadlines tells, from empty bells."""
    await forget(scene)
    await warn(scene)
    return await told(scene, filed)


async def handled(scene: Scene) -> Filed:
    """A report that lies with its unit's liaison."""
    filed = await scene.file()
    await scene.act("sari", filed, Action.DISPOSE, {**NOT_SUPERVISORY, "supporting_units": []})
    return filed


@pytest.mark.requirement("R102", "R103")
async def test_the_holder_is_told_before_at_and_after_the_deadline_then_the_ladder_day_by_day(
    scene: Scene,
) -> None:
    filed = await handled(scene)
    due = await due_of(scene, filed)
    await at_work(scene, working_day(working_day(due, -1), -1))
    assert await heard(scene, filed) == set()
    await at_work(scene, working_day(due, -1))
    assert await heard(scene, filed) == each("due_soon", "bayu", "dewi")
    await at_work(scene, due)
    assert await heard(scene, filed) == each("due_soon", "bayu", "dewi")
    day = working_day(due, 1)
    for people in (("bayu", "dewi"), ("hendra",), ("sari", "sita"), ("lestari",), ()):
        await at_work(scene, day)
        assert await heard(scene, filed) == each("late", *people)
        day = working_day(day, 1)


async def test_each_stage_is_told_once_however_often_the_worker_looks(scene: Scene) -> None:
    filed = await handled(scene)
    await at_work(scene, working_day(await due_of(scene, filed), -1))
    assert await warn(scene) == 1
    for minutes in (5, 60):
        scene.pass_time(minutes=minutes)
        assert await warn(scene) == 0


async def test_a_worker_that_was_away_tells_nobody_twice(scene: Scene) -> None:
    filed = await handled(scene)
    due = await due_of(scene, filed)
    await at_work(scene, working_day(working_day(due, 1), 1))
    assert await heard(scene, filed) == each("late", "bayu", "dewi") | each("late", "hendra")
    assert await warn(scene) == 0


@pytest.mark.parametrize("hour", [0, 7, 16, 20])
async def test_outside_working_hours_nobody_is_told(scene: Scene, hour: int) -> None:
    filed = await handled(scene)
    await at_work(scene, await due_of(scene, filed), hour)
    assert await heard(scene, filed) == set()


async def test_a_deadline_that_passes_on_friday_evening_is_told_on_monday_morning(scene: Scene) -> None:
    filed = await handled(scene)
    friday = datetime(2026, 3, 6, 16, 0, tzinfo=WITA)
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "UPDATE deadlines SET due_at = %s WHERE stopped_at IS NULL", (friday,)
        )
    for moment in (friday + timedelta(hours=1), friday + timedelta(days=1), friday + timedelta(days=2)):
        scene.at = moment.astimezone(UTC)
        assert await heard(scene, filed) == set()
    scene.at = datetime(2026, 3, 9, 8, 0, tzinfo=WITA).astimezone(UTC)
    assert await heard(scene, filed) == each("late", "bayu", "dewi")


@pytest.mark.requirement("R6")
async def test_joint_leave_is_no_working_day_for_warnings(scene: Scene) -> None:
    filed = await handled(scene)
    leave = datetime(2026, 3, 20, 9, 0, tzinfo=WITA)  # cuti bersama Idulfitri
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "UPDATE deadlines SET due_at = %s WHERE stopped_at IS NULL", (leave.replace(hour=16),)
        )
    scene.at = leave.astimezone(UTC)
    assert await heard(scene, filed) == set()
    scene.at = datetime(2026, 3, 25, 9, 0, tzinfo=WITA).astimezone(UTC)
    assert ("bayu", "late") in await heard(scene, filed)


@pytest.mark.parametrize(
    ("zone", "opens"), [("Asia/Jakarta", 1), ("Asia/Makassar", 0), ("Asia/Jayapura", -1)]
)
async def test_morning_comes_in_the_offices_own_zone(scene: Scene, zone: str, opens: int) -> None:
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "UPDATE offices SET zone = %s WHERE code = %s", (zone, KABUPATEN)
        )
    filed = await handled(scene)
    tuesday = datetime(2026, 3, 10, 16, 0, tzinfo=ZoneInfo(zone))
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "UPDATE deadlines SET due_at = %s WHERE stopped_at IS NULL", (tuesday,)
        )
    opening = datetime(2026, 3, 10, 0, 0, tzinfo=UTC) + timedelta(hours=opens)
    scene.at = opening - timedelta(minutes=1)
    before = {kind for _, kind in await heard(scene, filed)}
    scene.at = opening
    assert not before
    assert await heard(scene, filed) == each("due_soon", "bayu", "dewi")


async def test_deadlines_of_the_reporter_warn_no_officer(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    await at_work(scene, await due_of(scene, filed))
    assert await heard(scene, filed) == set()


async def test_a_late_whistleblowing_report_stays_with_the_inspectorate(scene: Scene) -> None:
    filed = await scene.file(WBS)
    day = working_day(await due_of(scene, filed), 1)
    await forget(scene)
    for _ in range(5):
        await at_work(scene, day)
        await warn(scene)
        day = working_day(day, 1)
    assert await told(scene, filed) == each("late", "agus", "wulan")


@pytest.mark.requirement("R89")
async def test_a_chat_gets_one_message_with_counts_and_nothing_else(scene: Scene) -> None:
    await link_all(scene, ("bayu", "agus"))
    first, second = await handled(scene), await handled(scene)
    secret = await scene.file(WBS, identity_mode=IdentityMode.CONFIDENTIAL)
    await at_work(scene, working_day(await due_of(scene, first), 1))
    await warn(scene)
    [message] = await messages(scene, "bayu")
    assert message.startswith("Pengingat: 2 laporan lewat tenggat. Buka meja: http")
    for filed in (first, second, secret):
        row = await scene.row(filed)
        for said in [*await messages(scene, "bayu"), *await messages(scene, "agus")]:
            assert row.agenda_number not in said
            assert "Segel" not in said
            assert "Gudang" not in said
    assert await messages(scene, "dewi") == []


async def test_whoever_switched_warnings_off_still_finds_them_under_the_bell(scene: Scene) -> None:
    await link_all(scene, ("bayu",))
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql("UPDATE officer_chats SET warnings = false")
    filed = await handled(scene)
    await at_work(scene, working_day(await due_of(scene, filed), 1))
    assert await heard(scene, filed) == each(NoticeKind.LATE.value, "bayu", "dewi")
    assert await messages(scene, "bayu") == []


async def test_the_unit_that_leads_is_the_one_that_hears(scene: Scene) -> None:
    filed = await handled(scene)
    assert scene.house.unit(LAW) == str((await scene.row(filed)).lead_unit_id)
    await at_work(scene, working_day(await due_of(scene, filed), 1))
    assert ("galih", "late") not in await heard(scene, filed)
