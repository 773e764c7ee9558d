"""The messages of a chat that are known, as far as taking them back needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Noted:
    """One message of a chat."""

    message_id: int
    marks: tuple[str, ...] = ()
    """Marks of the tracking IDs that are read in it."""
    live: bool = False
    """Whether it has buttons that mean nothing once another page is shown."""


class Notes(Protocol):
    """Where they are remembered. A courtesy: it fails without a word, and nobody waits for it."""

    async def note(self, chat_id: int, noted: Sequence[Noted]) -> list[int]:
        """Remember the messages of one turn; where they bear buttons, return which bore them until then."""

    async def known(self, chat_id: int) -> list[Noted]:
        """Return what may still be deleted, oldest first."""

    async def forget(self, chat_id: int) -> None:
        """Forget them: they are deleted."""
