"""The furnished scene and the running desk, for the administration."""

from tests.backoffice.conftest import desk_settings, world
from tests.core.conftest import (
    house,
    house_connection,
    house_engine,
    house_urls,
    scene,
)

__all__ = [
    "desk_settings",
    "house",
    "house_connection",
    "house_engine",
    "house_urls",
    "scene",
    "world",
]
