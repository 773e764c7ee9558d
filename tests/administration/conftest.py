"""A desk of this folder's own: its tests change offices, deadlines and words that others rely on."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support.desk.world import World, desk_on, peopled
from tests.support.servers import Servers, worker_number


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """The running application and everybody in it, to be administered."""
    folder = tmp_path_factory.mktemp("administered")
    with desk_on(servers, 42 + worker_number(worker_id), folder) as settings:
        async with peopled(settings) as world:
            yield world
