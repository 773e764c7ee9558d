"""A reporter's own limit never moves or ends without a word: whatever an office does to its days."""

from datetime import UTC, date, datetime

import pytest

from core.administration.deadlines import DeadlineAdministration, SetDay, SetRule
from core.chain.actions import Action
from core.chain.states import DeadlineKind, IdentityMode, State
from core.notifications.outbox import NEUTRAL_TEXT
from core.notifications.payload import PushPayload, open_payload
from tests.administration.test_deadlines import SOURCE, due
from tests.support.house import KABUPATEN
from tests.support.scene import Filed, Scene

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R52", "R63")]


async def told(scene: Scene, filed: Filed) -> list[PushPayload]:
    """Open the pushes that tell of a moved limit."""
    rows = await scene.rows(
        "SELECT sealed FROM deliveries WHERE report_id = :id AND about = :about ORDER BY ordinal",
        id=filed.report_id,
        about=Action.TELL_LIMIT.value,
    )
    return [open_payload(scene.worker.keys, bytes(sealed)) for (sealed,) in rows]


async def day_off(scene: Scene, day: date) -> int:
    wish = SetDay(
        day=day, office_id=scene.house.offices[KABUPATEN], name="Pemungutan suara ulang", legal_source=SOURCE
    )
    async with scene.transaction() as session:
        work = DeadlineAdministration(session, await scene.actor("sari"))
        await work.set_day(wish)
        return next(one.id for one in await work.days(2026) if one.day == day)


async def taken_back(scene: Scene, day_id: int) -> None:
    async with scene.transaction() as session:
        await DeadlineAdministration(session, await scene.actor("sari")).drop_day(day_id)


async def test_a_limit_that_gets_later_and_earlier_again_is_told_each_time(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    await scene.tick()
    assert await told(scene, filed) == []
    day = await day_off(scene, date(2026, 3, 4))
    await scene.tick()
    await scene.tick()
    [later] = await told(scene, filed)
    assert "Batas waktu Anda sekarang Jumat 6 Maret 2026" in later.text
    await taken_back(scene, day)
    await scene.tick()
    _, earlier = await told(scene, filed)
    assert "Batas waktu Anda sekarang Kamis 5 Maret 2026" in earlier.text


async def test_both_timelines_tell_it(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    await day_off(scene, date(2026, 3, 4))
    await scene.tick()
    assert await scene.rows(
        "SELECT clause FROM history WHERE report_id = :id AND action = 'tell_limit'",
        id=filed.report_id,
    )
    async with scene.reporter() as desk:
        thread = await desk.thread(filed.tracking_id)
    assert "Batas waktu Anda sekarang Jumat 6 Maret 2026" in thread.lines[-1].text


async def test_of_a_protected_report_the_push_says_nothing_of_it(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await scene.drive(filed, State.AWAITING_COMPLETION)
    await day_off(scene, date(2026, 3, 4))
    await scene.tick()
    assert [(push.title, push.text) for push in await told(scene, filed)] == [("", NEUTRAL_TEXT)]


async def test_where_the_limit_is_past_at_once_nothing_ends_before_they_were_told_and_warned(
    scene: Scene,
) -> None:
    """The office says that a shorter rule holds for what runs too, when the new date has long gone by."""
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    day = await day_off(scene, date(2026, 3, 4))
    await scene.tick()
    scene.at = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)
    await taken_back(scene, day)
    seen = []
    for _ in range(3):
        await scene.tick()
        seen.append((len(await told(scene, filed)), (await scene.row(filed)).state))
    assert seen == [(2, State.AWAITING_COMPLETION)] * 3
    assert await scene.scalar("SELECT count(*) FROM deliveries WHERE about = 'reminder'") == 1
    clock = await due(scene, filed, DeadlineKind.COMPLETION)
    assert clock.warned_until is not None
    assert clock.limit == clock.told_until == clock.warned_until > clock.due_at


async def test_a_rule_that_also_moves_what_runs_is_told_too(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)
    rule = SetRule(
        key="closing", office_id=scene.house.offices[KABUPATEN], working_days=12, legal_source=SOURCE,
        also_running=True,
    )  # fmt: skip
    async with scene.transaction() as session:
        await DeadlineAdministration(session, await scene.actor("sari")).set_rule(rule)
    await scene.tick()
    assert len(await told(scene, filed)) == 1


async def test_the_clocks_of_officers_tell_no_reporter(scene: Scene) -> None:
    filed = await scene.file()
    await day_off(scene, date(2026, 3, 4))
    await scene.tick()
    assert await told(scene, filed) == []
