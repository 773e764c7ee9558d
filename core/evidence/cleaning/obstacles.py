"""Why no clean copy can be made of a file, as the child tells it by its exit code."""

from enum import Enum
from typing import Final


class Obstacle(Enum):
    """What stands in the way; the value is the exit code."""

    LOCKED = 41
    """Behind a password."""
    TOO_LARGE = 42
    """More pixels, pages or bytes than is looked at."""
    EMBEDDED = 43
    """Another file lies in it that cannot be cleaned."""
    BROKEN = 44
    """Not what it says it is, or cut short."""
    MACROS = 45
    """It may run commands of its own."""
    LIMITS = 46
    """It took more time or memory than it may."""
    FAULT = 47
    """Nothing is known of the file: something of ours failed, a library is missing or a cleaner is wrong."""


MAX_COPY_BYTES: Final = 64 * 1024 * 1024
"""A copy beyond it is not handed out: pictures grow when they are painted again, but not so much."""
MAX_PIXELS: Final = 120_000_000
"""Whoever shows a picture takes four bytes a pixel, whoever paints a copy twice as many: beyond it no page
loads a picture unasked, and no copy is made. All frames of a copy together."""


class CannotCleanError(Exception):
    """No clean copy can be made."""

    def __init__(self, obstacle: Obstacle, *, lasting: bool = True) -> None:
        self.obstacle = obstacle
        self.lasting = lasting
        """Whether another try would end the same."""
        super().__init__(obstacle.name)
