"""A push whose sender died, or could not note that it arrived: nobody reads it twice without need."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.courier.courier import NotYetError
from core.db.database import Database
from core.errors import UnavailableError
from core.notifications.courier import Patience, mark_retry, take
from core.notifications.models import DeliveryStatus
from core.wiring import Core
from tests.delivery.scene import Scene
from tests.delivery.test_sending import statuses, texts
from tests.support.telegram import Person


async def test_a_message_that_was_sent_is_not_sent_again_when_the_database_was_away_to_be_told(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)

    await scene.tell(told, "Sekali.", title="")
    async with scene.courier(wrap=_away({2, 3})) as courier:
        [delivery] = await scene.deliveries(told)
        with pytest.raises(UnavailableError):
            await courier.deliver(delivery.id)
        assert await statuses(scene, told) == ["pending"]
        await courier.deliver(delivery.id)
    assert await statuses(scene, told) == ["sent"]
    assert await texts(reporter) == ["Sekali."]


def _away(moments: set[int]) -> Callable[[Core], Core]:
    """Take the database away for the transactions of these numbers: 1 takes a push, 2 notes it as sent."""

    class SometimesAway(Database):
        opened = 0

        @asynccontextmanager
        async def transaction(self) -> AsyncIterator[AsyncSession]:
            self.opened += 1
            if self.opened in moments:
                raise UnavailableError
            async with super().transaction() as session:
                yield session

    return lambda core: replace(core, database=SometimesAway(core.database.engine))


async def test_the_next_worker_does_not_send_again_what_this_one_could_only_note_late(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Sekali saja.", title="")
    [delivery] = await scene.deliveries(told)
    async with scene.courier(wrap=_away({2})) as courier:
        with pytest.raises(NotYetError):
            await courier.deliver(delivery.id)
    assert await statuses(scene, told) == ["retrying"]
    async with scene.courier() as courier:
        await courier.deliver(delivery.id)
    assert await statuses(scene, told) == ["sent"]
    assert await texts(reporter) == ["Sekali saja."]


async def test_a_failed_try_does_not_forget_that_an_earlier_one_may_have_arrived(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Mungkin sudah.", title="")
    [delivery] = await scene.deliveries(told)
    core = scene.core("worker")
    assert await take(core, delivery.id) is not None  # and this sender dies
    assert await take(core, delivery.id) is not None
    assert await mark_retry(core, delivery.id, "network", patience=Patience())
    assert await take(core, delivery.id) is not None  # it failed for sure, so it is tried again; and dies
    assert await take(core, delivery.id) is None
    [delivery] = await scene.deliveries(told)
    assert (delivery.status, delivery.last_error) == (DeliveryStatus.UNREACHABLE, "uncertain")
    assert delivery.uncertain == 1


async def test_a_push_found_in_flight_is_tried_once_more_and_not_a_third_time(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Entah.", title="")
    [delivery] = await scene.deliveries(told)
    core = scene.core("worker")
    assert await take(core, delivery.id) is not None  # and this sender dies
    assert await take(core, delivery.id) is not None  # and so does this one
    assert await take(core, delivery.id) is None
    [delivery] = await scene.deliveries(told)
    assert (delivery.status, delivery.last_error) == (DeliveryStatus.UNREACHABLE, "uncertain")
