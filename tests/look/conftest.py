"""The sample pages, served to browsers."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.look.sample_desk import sample_desk
from tests.support.serving import served


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def desk() -> AsyncIterator[str]:
    """Where the sample desk answers."""
    async with served(sample_desk()) as address:
        yield address
