"""The real application with people in it, as tests of the back office have it."""

from tests.backoffice.conftest import desk_settings, world

__all__ = ["desk_settings", "world"]
