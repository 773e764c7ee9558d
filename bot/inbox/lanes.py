"""One lane per chat: in order within a chat, at the same time over chats."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Final

import structlog

from bot.inbox.journal import MAX_ATTEMPTS, Journal, Parcel
from bot.inbox.notices import ChatNotices
from bot.memory.sealed import ChatBusyError
from bot.telegram import album_of, chat_of, goes_on, is_plain_text
from core.errors import UnavailableError

ALBUM_QUIET: Final = 0.8
"""An album is whole once no further part of it came for this many seconds."""
RETRY_AFTER: Final[tuple[float, ...]] = (0.2, 1.0, 2.0, 5.0)
"""For what comes back by itself: seconds before the next try; the last holds for all that follow."""
PATIENCE: Final = 300.0
"""So many seconds an error of ours is tried again: long enough for a restart, or a migration that is late."""
TRY_AGAIN_AFTER: Final[tuple[float, ...]] = (0.2, 1.0, 3.0, 10.0, 20.0, 30.0)
"""For errors of ours, as `RETRY_AFTER`."""
TOLD_AFTER: Final = 2
"""So many failures, and the person is told that their message waits."""
AT_ONCE: Final = 64
CROWDED: Final = 2000

log = structlog.get_logger()


class _Outcome(Enum):
    """How a try ended that did not fail by an error of ours."""

    SETTLED = auto()
    WAITS = auto()


class Lanes:
    """Hands parcels to `handle`, one group at a time per chat."""

    def __init__(
        self,
        *,
        journal: Journal,
        handle: Callable[[list[Parcel]], Awaitable[None]],
        notices: ChatNotices,
        finished: Callable[[int], None],
        patience: float = PATIENCE,
    ) -> None:
        self._patience = patience
        self._journal = journal
        self._handle = handle
        self._notices = notices
        self._finished = finished
        self._lanes: dict[int, deque[Parcel]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._arrived: dict[int, asyncio.Event] = {}
        self._room = asyncio.Semaphore(AT_ONCE)
        self.waiting = 0
        self._calm = asyncio.Event()
        self._calm.set()

    async def room(self) -> None:
        """Wait while too much is under way, so that Telegram keeps the rest for us."""
        await self._calm.wait()

    def put(self, parcel: Parcel) -> None:
        """Add a parcel to its chat's lane and start the lane if it rests."""
        key = chat_of(parcel.update) or 0
        self.waiting += 1
        if self.waiting > CROWDED:
            self._calm.clear()
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(parcel)
            if event := self._arrived.get(key):
                event.set()
            return
        self._lanes[key] = deque([parcel])
        task = asyncio.create_task(self._run(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, seconds: float) -> None:
        """Let running work end, up to `seconds`; what is left stays pending for the next start."""
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, key: int) -> None:
        lane = self._lanes[key]
        while lane:
            group = await self._next_group(key, lane)
            await self._settle(key, group)
            self.waiting -= len(group)
            if self.waiting <= CROWDED:
                self._calm.set()
        del self._lanes[key]

    async def _next_group(self, key: int, lane: deque[Parcel]) -> list[Parcel]:
        """Take the next parcel; of an album or a text cut in pieces, all that follow each other."""
        group = [lane.popleft()]
        while album_of(group[0].update) is not None or goes_on(group[-1].update):
            if lane:
                if not _belong_together(group[-1], lane[0]):
                    break
                group.append(lane.popleft())
                continue
            event = self._arrived[key] = asyncio.Event()
            try:
                await asyncio.wait_for(event.wait(), ALBUM_QUIET)
            except TimeoutError:
                break
            finally:
                del self._arrived[key]
        return group

    async def _settle(self, key: int, group: list[Parcel]) -> None:
        clock = asyncio.get_running_loop().time
        tries = failures = 0
        failing_since = clock()
        while True:
            pauses, place = RETRY_AFTER, tries
            try:
                outcome = await self._try(key, group)
            except UnavailableError:
                await self._notices.outage(key)
                log.warning("bot.waiting_for_storage", tries=tries)
                outcome = _Outcome.WAITS
            if outcome is _Outcome.SETTLED:
                break
            if outcome is _Outcome.WAITS:
                tries += 1
            else:
                failing_since = failing_since if failures else clock()
                failures += 1
                if clock() - failing_since >= self._patience:
                    await self._set_aside(key, group, outcome)
                    break
                if failures == TOLD_AFTER:
                    await self._notices.stumbled(key)
                pauses, place = TRY_AGAIN_AFTER, failures - 1
            await asyncio.sleep(pauses[min(place, len(pauses) - 1)])
        for parcel in group:
            self._finished(parcel.update_id)

    async def _try(self, key: int, group: list[Parcel]) -> "_Outcome | str":
        """Handle the group once; the class of our own error where it failed by one."""
        first = group[0]
        if first.recovered and await self._crashed_too_often(key, group):
            return _Outcome.SETTLED
        try:
            async with self._room:
                await self._handle(group)
        except ChatBusyError:
            await self._uncount(first)
            return _Outcome.WAITS
        except UnavailableError:
            await self._uncount(first)
            raise
        except Exception as error:  # the boundary: one bad update never stops the rest
            name = type(error).__name__
            log.exception("bot.update_failed", error=name)
            await self._journal.attempt(first.update_id, change=-1 if first.recovered else 0, error=name)
            return name
        return _Outcome.SETTLED

    async def _crashed_too_often(self, key: int, group: list[Parcel]) -> bool:
        """Count the try before it begins, so that an update that kills the process is noticed."""
        tried = await self._journal.attempt(group[0].update_id)
        if tried <= MAX_ATTEMPTS:
            return False
        await self._set_aside(key, group, "RepeatedCrash")
        return True

    async def _uncount(self, parcel: Parcel) -> None:
        if parcel.recovered:
            await self._journal.attempt(parcel.update_id, change=-1)

    async def _set_aside(self, key: int, group: list[Parcel], error: str) -> None:
        for parcel in group:
            await self._journal.poison(parcel.update_id, error)
        log.error("bot.update_set_aside", error=error, updates=len(group))
        await self._notices.cannot_handle(key)


def _belong_together(last: Parcel, following: Parcel) -> bool:
    """Tell whether a parcel is the next part of the same album, or of the same long text."""
    album = album_of(last.update)
    if album is not None:
        return album_of(following.update) == album
    return goes_on(last.update) and is_plain_text(following.update)
