"""Telegram's own limits."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from deploy.simulator.errors import too_many

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
PERSON_CAPTION_LENGTH = 2048
"""What a person may write under a file, if they pay for it."""
POLL_QUESTION_LENGTH = 300
POLL_OPTION_LENGTH = 100
POLL_OPTIONS = 12
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER_LENGTH = 200
COPIED_LENGTH = 256
"""The longest text a button may copy."""
DOWNLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_SIDES = 10_000
"""Width and height of a photo together, in pixels."""
PHOTO_RATIO = 20
"""How many times a photo may be longer than it is wide."""
BODY_BYTES = UPLOAD_BYTES + 1024 * 1024
"""The whole request: the file and what travels with it."""
PERSON_UPLOAD_BYTES = 2000 * 1024 * 1024
ALBUM_SIZE = 10
BUTTONS = 100
ROW_BUTTONS = 8
"""So many buttons of a row are shown under a message; apps leave out the others."""
ROW_KEYS = 12
"""So many of a row below the chat."""
COMMANDS = 100
UPDATES_A_BATCH = 100
QUERY_SECONDS = 15 * 60
"""How long a button press may be answered."""
DELETE_SECONDS = 48 * 3600
"""How long a bot may delete a message."""


def is_photo_shape(width: int, height: int) -> bool:
    """Tell whether Telegram shows a picture of these sides as a photo."""
    short, long = sorted((width, height))
    return short + long <= PHOTO_SIDES and long <= PHOTO_RATIO * short


@dataclass(slots=True)
class Bucket:
    """A token bucket: *rate* a second, *burst* at once."""

    rate: float
    burst: float
    level: float = field(init=False)
    filled_at: float = 0.0

    def __post_init__(self) -> None:
        self.level = self.burst

    def refill(self, now: float) -> None:
        """Add what has come in since the last look."""
        self.level = min(self.burst, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now

    def wait_for_one(self) -> float:
        """Tell the seconds until one token is there."""
        return max(0.0, (1.0 - self.level) / self.rate)


@dataclass(slots=True)
class SendLimits:
    """Telegram's sending limits: 30 a second in all, one a second in a chat, bursts tolerated."""

    enabled: bool = True
    overall_rate: float = 30.0
    overall_burst: float = 120.0
    chat_rate: float = 1.0
    chat_burst: float = 30.0
    _overall: Bucket | None = None
    _chats: dict[int, Bucket] = field(default_factory=dict)

    def spend(self, chat_id: int, now: float, *, count: int = 1) -> None:
        """Take *count* sends from both buckets, or refuse with 429 and take nothing."""
        if not self.enabled:
            return
        if self._overall is None:
            self._overall = Bucket(self.overall_rate, self.overall_burst)
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = Bucket(self.chat_rate, self.chat_burst)
        buckets = (self._overall, chat)
        for bucket in buckets:
            bucket.refill(now)
        wait = max(bucket.wait_for_one() for bucket in buckets)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for bucket in buckets:
            bucket.level -= count

    def change(self, *, enabled: bool) -> None:
        """Switch the limits on or off and start with full buckets."""
        self.enabled = enabled
        self._overall = None
        self._chats.clear()
