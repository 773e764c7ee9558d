"""One simulator, one seeded database and one running bot for the folder; a person for each test."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from core.db.database import Database
from core.deadlines.standards import seed_rules
from core.logging import configure_logging
from core.offices.seed import seed_offices
from core.privacy.keys import generate_key_files
from core.settings import Settings, load_settings
from tests.bot.world import RunningBot, World
from tests.support.postgres import cloned_database
from tests.support.servers import Servers, worker_number
from tests.support.telegram import Person, start_simulator

_people = itertools.count(7_700_100_001)


def make_quiet_settings() -> Settings:
    return load_settings(environ={}, env_file=None, log_level="error")


@asynccontextmanager
async def made_world(servers: Servers, redis_number: int, data_dir: Path) -> AsyncIterator[World]:
    """Make a place for bots: simulator, seeded database, numbered Valkey database, keys."""
    configure_logging(make_quiet_settings(), process="bot")
    generate_key_files(data_dir / "keys")
    simulator = start_simulator()
    with cloned_database(servers) as urls:
        database = Database.connect(urls.owner)
        async with database.transaction() as session:
            await seed_offices(session)
            await seed_rules(session)
        await database.close()
        yield World(simulator, urls, servers.valkey.url(redis_number), data_dir)
    simulator.stop()


def redis_number(worker_id: str) -> int:
    """Number a Valkey database that no other test empties."""
    return 32 + 2 * worker_number(worker_id)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(
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
async def shared_bot(world: World) -> AsyncIterator[RunningBot]:
    """The bot that most tests talk to; a test that needs its own stops nobody else's."""
    async with world.bot() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def person(world: World, shared_bot: RunningBot) -> AsyncIterator[Person]:
    """Somebody nobody has met yet."""
    async with world.simulator.person(next(_people)) as person:
        yield person


@pytest_asyncio.fixture(loop_scope="session")
async def neighbour(world: World, shared_bot: RunningBot) -> AsyncIterator[Person]:
    """Somebody else."""
    async with world.simulator.person(next(_people)) as person:
        yield person
