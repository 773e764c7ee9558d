"""A bot and a desk of these tests' own, to be starved; nothing else shares their servers' databases."""

import itertools
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.bot.world import World as Chat
from tests.bot.world import made_world
from tests.support.desk.world import World as Desk
from tests.support.desk.world import desk_on, peopled
from tests.support.servers import Servers, worker_number
from tests.support.telegram import Person

_people = itertools.count(7_900_100_001)


def _number(worker_id: str) -> int:
    """Number a Valkey database that no other test empties."""
    return 48 + 2 * worker_number(worker_id)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chat(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Chat]:
    """Where bots run; each test starts its own."""
    folder = tmp_path_factory.mktemp("faults-bot")
    async with made_world(servers, _number(worker_id), folder) as world:
        yield world


@pytest_asyncio.fixture(loop_scope="session")
async def person(chat: Chat) -> AsyncIterator[Person]:
    """Somebody nobody has met yet."""
    async with chat.simulator.person(next(_people)) as person:
        yield person


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def desk(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Desk]:
    """The back office over its own database, with people in it; its evidence folder may fill up."""
    folder = tmp_path_factory.mktemp("faults-desk")
    with desk_on(servers, _number(worker_id) + 1, folder) as settings:
        async with peopled(settings) as world:
            yield world
