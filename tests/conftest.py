"""What every test may ask for.

`session` is one connection whose work is rolled back: for nearly everything. `committed_db` is a database
of the test's own: for concurrency, jobs and browsers, where commits must be seen. Both are real
PostgreSQL, entered as the application's least-privileged role.
"""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
import pytest_asyncio
import structlog
from playwright.async_api import Browser
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from core.settings import Settings, load_settings
from tests.support.chromium import open_browser
from tests.support.ordering import longest_first
from tests.support.postgres import DatabaseUrls, cloned_database, empty_database
from tests.support.requirements import RequirementCollector
from tests.support.servers import Run, Servers, run_root, shared_servers, worker_number
from tests.support.shared_stack import SharedStack, shared_stack

for _name in [name for name in os.environ if name.upper().startswith("KENTONGAN_")]:
    del os.environ[_name]  # the tests choose their settings, whatever the shell has set

hypothesis.settings.register_profile(
    "default",
    deadline=None,
    max_examples=50,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "thorough", parent=hypothesis.settings.get_profile("default"), max_examples=1000
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

MakeSettings = Callable[..., Settings]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--requirements-json", type=Path, help="write which test proves which requirement to this file"
    )


def pytest_configure(config: pytest.Config) -> None:
    target = config.getoption("--requirements-json")
    if target is not None:
        config.pluginmanager.register(RequirementCollector(target))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that no worker still has one to go when the others are done."""
    input_of_worker: dict[str, Any] = getattr(config, "workerinput", {})
    items[:] = longest_first(items, workers=input_of_worker.get("workercount", 1))


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """What a test set up for its own log does not silence the next one's."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def run(request: pytest.FixtureRequest) -> Run:
    """The test run, one for all its workers."""
    in_worker = hasattr(request.config, "workerinput")
    run_id = request.config.workerinput["testrunuid"] if in_worker else uuid4().hex  # type: ignore[attr-defined]  # set by xdist
    return Run(run_id, os.getppid() if in_worker else os.getpid())


@pytest.fixture(scope="session")
def servers(run: Run) -> Servers:
    """The run's PostgreSQL and Valkey."""
    return shared_servers(run_root(run.id), run.pid)


@pytest.fixture(scope="session")
def stack(run: Run) -> SharedStack:
    """The run's whole stack, started as `make run` starts it; no test kills or starves its parts."""
    return shared_stack(run_root(f"s{run.id}"), run.pid)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """This worker's Chromium; every test opens windows of its own in it."""
    async with open_browser() as browser:
        yield browser


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
    async with engine.connect() as connection:
        transaction = await connection.begin()
        yield connection
        await transaction.rollback()


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


@pytest.fixture
def make_settings(request: pytest.FixtureRequest, tmp_path: Path) -> MakeSettings:
    """Build settings for a test: its own data folder, and the run's servers unless named otherwise."""

    def make(**overrides: Any) -> Settings:
        values: dict[str, Any] = {"data_dir": tmp_path / "data", "reference_cache_seconds": 0}
        if "database_url" not in overrides:
            urls: DatabaseUrls = request.getfixturevalue("database_urls")
            values |= {"database_url": urls.app, "migration_database_url": urls.owner}
        if "redis_url" not in overrides:
            values["redis_url"] = request.getfixturevalue("redis_url")
        return load_settings(environ={}, env_file=None, **{**values, **overrides})

    return make
