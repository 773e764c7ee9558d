"""A simulator and a database for the folder, and for each test a scene on them."""

import itertools
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
import pytest_asyncio

from bot.courier.chat import Chats
from core.db.addresses import libpq_address
from core.db.database import Database
from core.evidence.store import EvidenceStore
from core.privacy.keys import Keyring, generate_rings
from tests.delivery.scene import Scene
from tests.support.postgres import DatabaseUrls, cloned_database
from tests.support.servers import Servers
from tests.support.telegram import Person, SimulatorHandle, start_simulator

_people = itertools.count(5_550_100_001)


@pytest.fixture(scope="session")
def telegram_server() -> Iterator[SimulatorHandle]:
    simulator = start_simulator()
    yield simulator
    simulator.stop()


@pytest.fixture
def telegram(telegram_server: SimulatorHandle) -> Iterator[SimulatorHandle]:
    """The simulator, without faults before and after."""
    telegram_server.clear_faults()
    yield telegram_server
    telegram_server.clear_faults()


@pytest.fixture(scope="session")
def rings() -> dict[str, Keyring]:
    return generate_rings()


@pytest.fixture(scope="session")
def shared_db(servers: Servers) -> Iterator[DatabaseUrls]:
    """One database for the folder: cloning one for each test would cost more than the tests."""
    with cloned_database(servers) as urls:
        yield urls


@pytest.fixture
def delivery_db(shared_db: DatabaseUrls) -> DatabaseUrls:
    """The folder's database without any push, link or job."""
    url = libpq_address(shared_db.superuser)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("TRUNCATE deliveries, reporter_links, procrastinate_workers, heartbeats CASCADE")
    return shared_db


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chats(telegram_server: SimulatorHandle) -> AsyncIterator[Chats]:
    """The courier's own client, one for all tests: making one costs more than sending."""
    async with Chats(
        telegram_server.token,
        api_base=telegram_server.base_url,
        timeout_seconds=3.0,
        messages_per_second=0,
    ) as chats:
        yield chats


@pytest_asyncio.fixture(loop_scope="session")
async def scene(
    delivery_db: DatabaseUrls, telegram: SimulatorHandle, rings: dict[str, Keyring], chats: Chats
) -> AsyncIterator[Scene]:
    database = Database.connect(delivery_db.app, pool_size=4, application="delivery-test")
    yield Scene(
        url=delivery_db.app,
        rings=rings,
        api_base=telegram.base_url,
        token=telegram.token,
        chats=chats,
        database=database,
        store=EvidenceStore.at("memory:///"),
    )
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def reporter(telegram: SimulatorHandle) -> AsyncIterator[Person]:
    """A person who has begun a chat with the bot."""
    async with telegram.person(next(_people)) as person:
        await person.say("/start")
        yield person


@pytest_asyncio.fixture(loop_scope="session")
async def neighbour(telegram: SimulatorHandle) -> AsyncIterator[Person]:
    """Another one."""
    async with telegram.person(next(_people)) as person:
        await person.say("/start")
        yield person
