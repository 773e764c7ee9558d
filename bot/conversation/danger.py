"""What is the button itself when it is typed: what sounds like danger is heard by `core.stories.alarm`."""

from typing import Final

EXPLICIT: Final = frozenset({"saya terancam", "terancam"})
"""Typed alone these are the button itself, wherever the conversation stands."""
