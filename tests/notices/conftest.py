"""A furnished house and a scene on it, for notices."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from core.db.database import Database
from tests.support.house import House, ensure_house, furnished_database
from tests.support.postgres import DatabaseUrls
from tests.support.scene import HeldDatabase, Scene
from tests.support.servers import Servers


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(servers: Servers) -> House:
    return await ensure_house(servers)


@pytest.fixture(scope="session")
def house_urls(servers: Servers, house: House) -> Iterator[DatabaseUrls]:
    with furnished_database(servers) as urls:
        yield urls


@pytest_asyncio.fixture(loop_scope="session")
async def house_connection(house_urls: DatabaseUrls) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(house_urls.app, pool_size=1)
    async with engine.connect() as connection:
        transaction = await connection.begin()
        yield connection
        await transaction.rollback()
    await engine.dispose()


@pytest.fixture
def scene(house: House, house_connection: AsyncConnection, house_urls: DatabaseUrls, tmp_path: Path) -> Scene:
    """A scene whose commits are savepoints."""
    return Scene.on(house, HeldDatabase(house_connection), tmp_path, house_urls.app)


@pytest_asyncio.fixture(loop_scope="session")
async def busy_scene(servers: Servers, house: House, tmp_path: Path) -> AsyncIterator[Scene]:
    """A scene on a database of its own: several connections, real commits and jobs."""
    with furnished_database(servers) as urls:
        database = Database.connect(urls.app, pool_size=8, application="notices-test")
        yield Scene.on(house, database, tmp_path, urls.app)
        await database.close()
