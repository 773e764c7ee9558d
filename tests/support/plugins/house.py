"""One furnished database for each worker, and for each test a scene on it that leaves no trace."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.db.database import Database
from tests.support.house import House, ensure_house, furnished_database
from tests.support.plugins.database import rolled_back
from tests.support.postgres import DatabaseUrls
from tests.support.scene import AskedEachTime, HeldDatabase, Scene
from tests.support.servers import Servers


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(servers: Servers) -> House:
    """Who and what is in the furnished database."""
    return await ensure_house(servers)


@pytest.fixture(scope="session")
def house_urls(servers: Servers, house: House) -> Iterator[DatabaseUrls]:
    """This worker's furnished database; tests leave it as they found it."""
    with furnished_database(servers) as urls:
        yield urls


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house_engine(house_urls: DatabaseUrls) -> AsyncIterator[AsyncEngine]:
    """Connections to the furnished database as the application's role."""
    engine = create_async_engine(house_urls.app, pool_size=2)
    yield engine
    await engine.dispose()


@pytest_asyncio.fixture(loop_scope="session")
async def house_connection(house_engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One connection in one transaction that is rolled back when the test ends."""
    async with rolled_back(house_engine) as connection:
        yield connection


@pytest.fixture(scope="session")
def house_kept() -> AskedEachTime:
    """What was read of the furnished database's offices, rules, calendars and officers."""
    return AskedEachTime()


@pytest.fixture
def scene(
    house: House,
    house_connection: AsyncConnection,
    house_urls: DatabaseUrls,
    house_kept: AskedEachTime,
    tmp_path: Path,
) -> Iterator[Scene]:
    """A scene whose commits are savepoints."""
    with house_kept.for_a_test():
        yield Scene.on(house, HeldDatabase(house_connection, house_kept), tmp_path, house_urls.app)


@pytest.fixture
def own_urls(servers: Servers, house: House) -> Iterator[DatabaseUrls]:
    """A furnished database of this test's own; commits are real."""
    with furnished_database(servers) as urls:
        yield urls


@pytest_asyncio.fixture(loop_scope="session")
async def busy_scene(house: House, own_urls: DatabaseUrls, tmp_path: Path) -> AsyncIterator[Scene]:
    """A scene on a database of its own: several connections, real commits and jobs."""
    database = Database.connect(own_urls.app, pool_size=8, application="busy-scene")
    yield Scene.on(house, database, tmp_path, own_urls.app)
    await database.close()
