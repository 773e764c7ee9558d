"""The real application over a database and a Valkey of its own, with people in it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import structlog

from backoffice.app import create_app
from core.privacy.keys import generate_key_files
from core.settings import Settings, load_settings
from deploy.reference import seed_reference
from tests.backoffice.world import World, populate
from tests.support.postgres import cloned_database
from tests.support.servers import Servers, worker_number


@pytest.fixture(autouse=True)
def every_entry_heard() -> None:
    """Hear every entry, also where another suite in this process has quietened its own log."""
    structlog.reset_defaults()


@contextmanager
def desk_on(servers: Servers, valkey: int, data_dir: Path, **chosen: Any) -> Iterator[Settings]:
    """Give settings of a desk with a database of its own, because its commits are real."""
    generate_key_files(data_dir / "keys")
    with cloned_database(servers) as urls:
        yield load_settings(
            environ={},
            env_file=None,
            data_dir=data_dir,
            database_url=urls.app,
            migration_database_url=urls.owner,
            redis_url=servers.valkey.url(valkey),
            **chosen,
        )


@asynccontextmanager
async def peopled(settings: Settings) -> AsyncIterator[World]:
    """Run the application with everybody in it."""
    await seed_reference(settings.require_migration_database_url())
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield await populate(app, app.state.backoffice)


@pytest.fixture(scope="session")
def desk_settings(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """Settings of this worker's desk, on a Valkey database that no other test empties."""
    with desk_on(servers, 16 + worker_number(worker_id), tmp_path_factory.mktemp("desk")) as settings:
        yield settings


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(desk_settings: Settings) -> AsyncIterator[World]:
    """The running application and everybody in it."""
    async with peopled(desk_settings) as world:
        yield world
