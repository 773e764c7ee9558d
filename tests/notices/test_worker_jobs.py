"""From the posted row to the chat, and from /putus to the forgotten chat, through the worker's own queue."""

import asyncio
from contextlib import suppress

import pytest

from bot.courier.chat import Chats
from bot.courier.courier import Courier
from bot.courier.officers import OfficerCourier
from core.notifications.housekeeping import requeue_forgotten_to_officers
from core.notifications.officer_chats import ask_unlink
from core.notifications.officer_outbox import post_to_officer
from deploy.worker.duties import errands, standing_duties
from deploy.worker.service import Pace, WorkerService
from tests.notices.told import link, officer
from tests.support.scene import Scene
from tests.support.telegram import start_simulator

CHAT = 9_700_300_001
QUICK = Pace(poll=0.05, heartbeat=0.3, stalled_after=5.0, recovery=1.0, presence=1.0, graceful=2.0)


async def until(scene: Scene, statement: str, expected: object) -> None:
    for _ in range(400):
        if await scene.scalar(statement) == expected:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(statement)


@pytest.mark.slow
@pytest.mark.requirement("R102")
async def test_the_worker_sends_to_officers_and_unlinks_their_chats(busy_scene: Scene) -> None:
    scene = busy_scene
    simulator = start_simulator()
    token, base = simulator.token, simulator.base_url
    async with simulator.person(CHAT) as person, Chats(token, api_base=base, messages_per_second=0) as chats:
        await person.say("/start")
        await link(scene, "sari", CHAT)
        jobs = errands(scene.worker, OfficerCourier(scene.worker, chats))
        service = WorkerService(
            scene.worker, Courier(scene.worker, chats), (), concurrency=2, pace=QUICK, errands=jobs
        )
        working = asyncio.create_task(service.run())
        try:
            async with scene.transaction() as session:
                sari = officer(scene, "sari")
                await post_to_officer(scene.worker, session, sari, about="digest", text="Ada 2.", key="k")
            await person.hear("Ada 2.", seconds=40)
            await until(scene, "SELECT status FROM officer_deliveries", "sent")
            async with scene.transaction() as session:
                await ask_unlink(scene.bot, session, CHAT)
            await until(scene, "SELECT count(*) FROM officer_chats WHERE chat_sealed IS NOT NULL", 0)
        finally:
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working
    simulator.stop()


@pytest.mark.slow
async def test_a_message_that_lost_its_job_gets_a_new_one(busy_scene: Scene) -> None:
    scene = busy_scene
    await link(scene, "sari", CHAT)
    async with scene.transaction() as session:
        await post_to_officer(
            scene.worker, session, officer(scene, "sari"), about="digest", text="Ada 2.", key="k"
        )
    scene.pass_time(minutes=5)
    async with scene.transaction() as session:
        assert await requeue_forgotten_to_officers(session) == 0
        await (await session.connection()).exec_driver_sql("DELETE FROM procrastinate_jobs")
        assert await requeue_forgotten_to_officers(session) == 1


@pytest.mark.requirement("R88")
@pytest.mark.parametrize(("name", "minutes"), [("alarms", 1), ("discarded", 50)])
async def test_what_must_not_wait_is_looked_at_all_day_and_all_night(
    scene: Scene, name: str, minutes: int
) -> None:
    """An alarm rings by the hour, also at night; what was thrown away goes within the hour."""
    (duty,) = [one for one in standing_duties(scene.worker) if one.name == name]
    minute, *hours_and_days = duty.cron.split()
    assert hours_and_days == ["*"] * 4
    assert int(minute.removeprefix("*").removeprefix("/") or 1) <= minutes
    assert minute.startswith("*")
