"""Who chose *harian* is told once a morning that there is news, never what."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.clock import held_at
from core.notifications.digest import latest_morning, send_digests
from core.reports.models import PushMode
from tests.delivery.scene import Scene
from tests.delivery.test_sending import statuses, texts
from tests.support.telegram import Person

JAKARTA = ZoneInfo("Asia/Jakarta")
MONDAY = datetime(2026, 11, 23, tzinfo=JAKARTA)


@pytest.mark.slow
async def test_a_day_of_news_becomes_one_neutral_message_in_the_morning(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id, push=PushMode.DAILY)
    core = scene.core("worker")
    with held_at(MONDAY - timedelta(hours=10)):
        await scene.tell(told, "Yang pertama.")
        await scene.tell(told, "Yang kedua.")
    with held_at(MONDAY + timedelta(hours=7, minutes=59)):
        assert await send_digests(core) == 0
    with held_at(MONDAY + timedelta(hours=8)):
        assert await send_digests(core) == 1
    with held_at(MONDAY + timedelta(hours=9)):
        assert await send_digests(core) == 0
    async with scene.working():
        await scene.until_settled()
    assert await texts(reporter) == ["Ada 2 kabar untuk laporan Anda."]
    assert await statuses(scene, told) == ["sent", "sent", "sent"]


async def test_a_morning_that_was_missed_is_caught_up_on_but_not_at_night(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id, push=PushMode.DAILY)
    core = scene.core("worker")
    with held_at(MONDAY - timedelta(days=1)):
        await scene.tell(told, "Terlambat.")
    with held_at(MONDAY + timedelta(hours=23)):
        assert await send_digests(core) == 0
    with held_at(MONDAY + timedelta(hours=15)):
        assert await send_digests(core) == 1
    async with scene.working():
        await scene.until_settled()
    assert await texts(reporter) == ["Ada kabar untuk laporan Anda."]


async def test_nobody_is_told_twice_in_a_morning(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id, push=PushMode.DAILY)
    core = scene.core("worker")
    for _ in range(2):
        with held_at(MONDAY - timedelta(hours=1)):
            await scene.tell(told, "Kabar.")
        with held_at(MONDAY + timedelta(hours=8)):
            await send_digests(core)
    async with scene.working():
        await scene.until_settled()
    assert await texts(reporter) == ["Ada kabar untuk laporan Anda."]
    assert await statuses(scene, told) == ["sent", "sent", "waiting_digest"]


async def test_news_of_today_waits_for_tomorrow(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id, push=PushMode.DAILY)
    with held_at(MONDAY + timedelta(hours=8, minutes=1)):
        await scene.tell(told, "Baru saja.")
    with held_at(MONDAY + timedelta(hours=12)):
        assert await send_digests(scene.core("worker")) == 0
    assert await statuses(scene, told) == ["waiting_digest"]


async def test_who_turned_pushes_off_meanwhile_gets_no_digest(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id, push=PushMode.DAILY)
    with held_at(MONDAY - timedelta(hours=10)):
        await scene.tell(told, "Tidak jadi.")
    await scene.change_link(told, push=PushMode.NONE)
    with held_at(MONDAY + timedelta(hours=8)):
        assert await send_digests(scene.core("worker")) == 0
    assert await statuses(scene, told) == ["suppressed"]


async def test_a_digest_nobody_can_receive_marks_what_it_told_of(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id, push=PushMode.DAILY)
    with held_at(MONDAY - timedelta(hours=10)):
        await scene.tell(told, "Tidak sampai.")
    with held_at(MONDAY + timedelta(hours=8)):
        await send_digests(scene.core("worker"))
    await reporter.block()
    async with scene.working():
        await scene.until_settled()
    assert await statuses(scene, told) == ["unreachable", "unreachable"]


@pytest.mark.parametrize(
    ("zone", "utc", "expected"),
    [
        ("Asia/Jakarta", "2026-11-23T01:00+00:00", "2026-11-23T01:00+00:00"),
        ("Asia/Makassar", "2026-11-23T00:30+00:00", "2026-11-23T00:00+00:00"),
        ("Asia/Jayapura", "2026-11-22T23:00+00:00", "2026-11-22T23:00+00:00"),
        ("Asia/Jakarta", "2026-11-23T00:59+00:00", None),
        ("Asia/Jayapura", "2026-11-23T11:00+00:00", None),
    ],
)
def test_the_morning_is_that_of_the_office(zone: str, utc: str, expected: str | None) -> None:
    morning = latest_morning(datetime.fromisoformat(utc), zone)
    assert morning == (datetime.fromisoformat(expected) if expected else None)
