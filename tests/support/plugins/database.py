"""Databases without anybody in them, and Valkey.

`session` is one connection whose work is rolled back: for nearly everything. `committed_db` is a database
of the test's own: for concurrency, jobs and browsers, where commits must be seen. Both are real
PostgreSQL, entered as the application's least-privileged role.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from tests.support.postgres import DatabaseUrls, cloned_database, empty_database
from tests.support.servers import Servers, worker_number


@asynccontextmanager
async def rolled_back(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open one connection in one transaction, and undo it in the end."""
    async with engine.connect() as connection:
        transaction = await connection.begin()
        yield connection
        await transaction.rollback()


@pytest.fixture(scope="session")
def database_urls(servers: Servers) -> Iterator[DatabaseUrls]:
    """This worker's own database, migrated; tests leave it as they found it."""
    with cloned_database(servers) as urls:
        yield urls


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def engine(database_urls: DatabaseUrls) -> AsyncIterator[AsyncEngine]:
    """Connections to this worker's database as the application's role."""
    engine = create_async_engine(database_urls.app, pool_size=5)
    yield engine
    await engine.dispose()


@pytest_asyncio.fixture(loop_scope="session")
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One connection in one transaction that is rolled back when the test ends."""
    async with rolled_back(engine) as connection:
        yield connection


@pytest_asyncio.fixture(loop_scope="session")
async def session(connection: AsyncConnection) -> AsyncIterator[AsyncSession]:
    """A session whose commits are savepoints: nothing it writes outlives the test."""
    async with AsyncSession(
        bind=connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
    ) as session:
        yield session


@pytest.fixture
def committed_db(servers: Servers) -> Iterator[DatabaseUrls]:
    """A database of this test's own, migrated and empty; commits are real."""
    with cloned_database(servers) as urls:
        yield urls


@pytest.fixture
def empty_db(servers: Servers) -> Iterator[DatabaseUrls]:
    """A database of this test's own without any table."""
    with empty_database(servers) as urls:
        yield urls


@pytest.fixture(scope="session")
def redis_url(servers: Servers, worker_id: str) -> str:
    """This worker's own numbered Valkey database."""
    return servers.valkey.url(worker_number(worker_id))


@pytest_asyncio.fixture(loop_scope="session")
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    """A client on this worker's Valkey database, emptied before and after."""
    async with Redis.from_url(redis_url) as client:
        await client.flushdb()
        yield client
        await client.flushdb()
