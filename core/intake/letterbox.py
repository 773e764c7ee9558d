"""Reports that come in at the same time are written down together: one transaction, one wait for the disk.

A letter is put in and its answer awaited. Whoever empties the box takes what lies there; what comes
while a transaction is being written waits for the next one (ADR 0012). An answer is given only once
its transaction has committed.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from contextvars import copy_context
from dataclasses import dataclass
from itertools import count
from typing import Final

from core.clock import now
from core.errors import DomainError, UnavailableError
from core.intake.filing import Handed, Origin
from core.intake.intake import take_in_all
from core.intake.schemas import Receipt, SubmitReport
from core.privacy.tracking import TrackingId
from core.wiring import Core

AT_ONCE: Final = 2
"""How many transactions are written at a time: one is prepared while PostgreSQL is at work on the other."""
MOST: Final = 32
"""The most reports of one transaction: it holds the counters of their offices until it commits."""


@dataclass(eq=False, slots=True)
class _Letter:
    """A report that waits to be written down, and where its answer goes."""

    handed: Handed
    answer: "asyncio.Future[Receipt]"

    def tell(self, outcome: Receipt | BaseException) -> None:
        """Answer; whoever no longer waits needs none."""
        if self.answer.done():
            return
        if isinstance(outcome, BaseException):
            self.answer.set_exception(outcome)
        else:
            self.answer.set_result(outcome)


class Letterbox:
    """Takes reports in for one process. Not bound to a transaction: it opens its own."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._waiting: deque[_Letter] = deque()
        self._hands: dict[int, asyncio.Task[None]] = {}
        self._numbers = count()
        self._context = copy_context()
        self._busy = 0

    async def submit(self, wish: SubmitReport, *, tracking_id: TrackingId, origin: Origin) -> Receipt:
        """Submit a report (R51); it is committed when this returns. The edge says where it comes from.

        The same tracking ID submits it once, however often it is sent. A caller who gives up before
        its letter was taken out takes it back; afterwards the report is written down all the same.

        Raises:
            InvalidError, NotFoundError: See `core.intake.intake.take_in`.
            UnavailableError: The database cannot be reached. Sent again, it is the same report.
        """
        handed = Handed(wish=wish, tracking_id=tracking_id, origin=origin, at=now())
        letter = _Letter(handed, asyncio.get_running_loop().create_future())
        self._waiting.append(letter)
        if len(self._hands) < AT_ONCE:
            self._hand_in()
        return await letter.answer

    def _hand_in(self) -> None:
        """Begin to empty the box; in no caller's context, for what is logged meanwhile is none of theirs."""
        number = next(self._numbers)
        self._hands[number] = asyncio.create_task(self._empty(number), context=self._context.copy())

    async def _empty(self, hand: int) -> None:
        try:
            while letters := self._take_out():
                self._busy += 1
                try:
                    await self._deliver(letters)
                finally:
                    self._busy -= 1
                    for letter in letters:
                        letter.answer.cancel()  # does nothing to an answer that was given
        finally:
            # At once, not when the loop comes round to it: a letter put in meanwhile needs another hand.
            self._hands.pop(hand, None)

    def _take_out(self) -> list[_Letter]:
        """Take this hand's share of what lies there; no two letters of one report."""
        share = min(MOST, -(-len(self._waiting) // (AT_ONCE - self._busy)))
        taken: dict[TrackingId, _Letter] = {}
        left: list[_Letter] = []
        while self._waiting and len(taken) < share:
            letter = self._waiting.popleft()
            if letter.answer.done():
                continue
            if letter.handed.tracking_id in taken:
                left.append(letter)
            else:
                taken[letter.handed.tracking_id] = letter
        self._waiting.extendleft(reversed(left))
        return list(taken.values())

    async def _deliver(self, letters: Sequence[_Letter]) -> None:
        writing = asyncio.create_task(self._write([letter.handed for letter in letters]))
        await asyncio.wait([writing])
        failure = writing.exception()
        if failure is None:
            for letter, outcome in zip(letters, writing.result(), strict=True):
                letter.tell(outcome)
        elif len(letters) == 1 or isinstance(failure, UnavailableError):
            for letter in letters:
                letter.tell(failure)
        else:
            # One of them cannot be kept; nothing was. Each is tried by itself, so that only that one fails.
            for letter in letters:
                await self._deliver([letter])

    async def _write(self, handed: Sequence[Handed]) -> list[Receipt | DomainError]:
        async with self._core.database.transaction() as session:
            return await take_in_all(self._core, session, handed)
