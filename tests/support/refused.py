"""Why no clean copy is made."""

import pytest

from core.evidence.child import cleaned
from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle


async def obstacle(data: bytes, mime: str) -> Obstacle:
    """Let a file be cleaned that cannot be; say what stood in the way."""
    with pytest.raises(CannotCleanError) as refused:
        await cleaned(data, mime)
    return refused.value.obstacle
