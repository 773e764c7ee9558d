"""What a test run has once: its servers, its whole stack, and a browser for each worker."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
import structlog
from playwright.async_api import Browser

from core.settings import Settings, load_settings
from tests.support.chromium import open_browser
from tests.support.postgres import DatabaseUrls
from tests.support.servers import Run, Servers, run_root, shared_servers
from tests.support.shared_stack import SharedStack, shared_stack

MakeSettings = Callable[..., Settings]


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


@pytest.fixture
def make_settings(request: pytest.FixtureRequest, tmp_path: Path) -> MakeSettings:
    """Build settings for a test: its own data folder, and the run's servers unless named otherwise."""

    def make(**overrides: Any) -> Settings:
        values: dict[str, Any] = {"data_dir": tmp_path / "data", "reference_cache_seconds": 1e-6}
        if "database_url" not in overrides:
            urls: DatabaseUrls = request.getfixturevalue("database_urls")
            values |= {"database_url": urls.app, "migration_database_url": urls.owner}
        if "redis_url" not in overrides:
            values["redis_url"] = request.getfixturevalue("redis_url")
        return load_settings(environ={}, env_file=None, **{**values, **overrides})

    return make
