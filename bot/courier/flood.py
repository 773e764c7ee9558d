"""Waits out Telegram's flood control.

The chat that was told to wait is held back by its job. When more than one chat is told so at
a time, the limit is the whole bot's, and every send waits: going on would lengthen it.
"""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Final

LONGEST_HOLD: Final = timedelta(seconds=30)


class FloodGate:
    """Remembers which chats were told to wait, and until when."""

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._until: dict[int, float] = {}

    def told_to_wait(self, chat_id: int, wait: timedelta) -> None:
        """Note that Telegram answered 429 for this chat."""
        self._until[chat_id] = self._clock() + wait.total_seconds()

    def hold(self, chat_id: int, *, first_try: bool) -> timedelta:
        """Return how long a send to `chat_id` should wait now.

        A push is held back for other chats' sake on its first try only: a lasting flood slows
        everybody down, and stops nobody.
        """
        moment = self._clock()
        self._until = {chat: until for chat, until in self._until.items() if until > moment}
        if chat_id in self._until:
            return timedelta(seconds=self._until[chat_id] - moment)
        if first_try and len(self._until) > 1:
            return min(timedelta(seconds=min(self._until.values()) - moment), LONGEST_HOLD)
        return timedelta()
