"""Taking turns: so many requests use the database at a time, the others wait in line.

A crowd that clicks at once must not tear at the same few connections until some get none in time. First
come, first served; people go before pages that refresh themselves, which may come again later. Whoever
would wait too long is told so, with nothing begun.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from core.errors import UnavailableError
from core.language import tr

_AT_WORK: Final[ContextVar[bool]] = ContextVar("at_work", default=False)


class OverloadedError(UnavailableError):
    """More is asked of us than we can do soon."""

    code = "overloaded"
    default_message = tr(
        "Sedang sangat banyak yang memakai sistem ini. Permintaan Anda belum diproses dan tidak ada yang "
        "tersimpan. Tunggu setengah menit, lalu coba lagi."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who waits, in order, and how much waiting is worth it."""

    longest: int
    patience: float
    """In seconds."""
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)

    def full(self) -> OverloadedError:
        """Word the refusal."""
        return OverloadedError(params={"retry_after": round(self.patience)})

    def call_next(self) -> bool:
        """Call who waits longest; False where nobody does."""
        while self.waiting:
            called = self.waiting.popleft()
            if not called.done():
                called.set_result(None)
                return True
        return False


class Turns:
    """The places at work, and the two lines before them."""

    def __init__(self, places: int, *, people: Line | None = None, by_themselves: Line | None = None) -> None:
        self._free = places
        self._people = people or Line(longest=500, patience=30.0)
        self._by_themselves = by_themselves or Line(longest=100, patience=5.0)

    @asynccontextmanager
    async def turn(self, *, by_itself: bool = False) -> AsyncIterator[None]:
        """Work in one's turn. Who has a place already goes on in it.

        Raises:
            OverloadedError: Too many wait; nothing was begun.
        """
        if _AT_WORK.get():
            yield
            return
        await self._enter(self._by_themselves if by_itself else self._people)
        _AT_WORK.set(True)
        try:
            yield
        finally:
            _AT_WORK.set(False)
            self._leave()

    async def _enter(self, line: Line) -> None:
        if self._free:
            self._free -= 1
            return
        if len(line.waiting) >= line.longest:
            raise line.full()
        called = asyncio.get_running_loop().create_future()
        line.waiting.append(called)
        try:
            async with asyncio.timeout(line.patience):
                await called
        except (TimeoutError, asyncio.CancelledError) as error:
            if called.cancelled():
                with suppress(ValueError):
                    line.waiting.remove(called)
            else:  # called in the very moment of going away: the place is free again
                self._leave()
            if isinstance(error, TimeoutError):
                raise line.full() from None
            raise

    def _leave(self) -> None:
        if not self._people.call_next() and not self._by_themselves.call_next():
            self._free += 1
