"""The real back office over a database and a Valkey of its own, with people in it."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from core.settings import Settings
from tests.support.desk.world import World, desk_on, peopled
from tests.support.servers import Servers, worker_number
from tests.support.serving import served


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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def address(world: World) -> AsyncIterator[str]:
    """Where the running application answers a browser: on a port of its own, without a second start."""
    async with served(world.app) as where:
        yield where
