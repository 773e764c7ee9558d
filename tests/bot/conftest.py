"""One simulator, one seeded database and one running bot for the folder; a person for each test."""

import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.world import RunningBot, World, made_world
from tests.support.servers import Servers, worker_number
from tests.support.telegram import Person

_people = itertools.count(7_700_100_001)


def redis_number(worker_id: str) -> int:
    """Number a Valkey database that no other test empties."""
    return 32 + 2 * worker_number(worker_id)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chat_world(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Where the shared bot runs."""
    folder = Path(tmp_path_factory.mktemp("bot"))
    async with made_world(servers, redis_number(worker_id), folder) as world:
        yield world


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def lone_world(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Where a test starts, kills and starves bots of its own; Telegram lets only one poll at a time."""
    folder = Path(tmp_path_factory.mktemp("lone-bot"))
    async with made_world(servers, redis_number(worker_id) + 1, folder) as world:
        yield world


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_bot(chat_world: World) -> AsyncIterator[RunningBot]:
    """The bot that most tests talk to; a test that needs its own stops nobody else's."""
    async with chat_world.bot() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def person(chat_world: World, shared_bot: RunningBot) -> AsyncIterator[Person]:
    """Somebody nobody has met yet."""
    async with chat_world.simulator.person(next(_people)) as person:
        yield person


@pytest_asyncio.fixture(loop_scope="session")
async def neighbour(chat_world: World, shared_bot: RunningBot) -> AsyncIterator[Person]:
    """Somebody else."""
    async with chat_world.simulator.person(next(_people)) as person:
        yield person
