"""The scene of the core's tests and the running desk of the back office's, for one page's tests."""

from tests.backoffice.conftest import desk_settings, world
from tests.core.conftest import (
    busy_scene,
    house,
    house_connection,
    house_engine,
    house_urls,
    own_urls,
    scene,
)

__all__ = [
    "busy_scene", "desk_settings", "house", "house_connection", "house_engine",
    "house_urls", "own_urls", "scene", "world",
]  # fmt: skip
