"""The furnished scene of the core's tests and the running desk of the back office's, side by side."""

from tests.backoffice.conftest import desk_settings, world
from tests.core.conftest import (
    _fresh_directory,
    house,
    house_connection,
    house_engine,
    house_urls,
    scene,
)

__all__ = [
    "_fresh_directory",
    "desk_settings",
    "house",
    "house_connection",
    "house_engine",
    "house_urls",
    "scene",
    "world",
]
