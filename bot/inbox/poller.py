"""The long poll: fetch, keep, and only then let Telegram forget."""

import asyncio
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter

from bot.inbox.journal import Journal
from bot.inbox.lanes import Lanes
from bot.inbox.notices import ChatNotices
from bot.inbox.pulse import Pulse
from bot.speech.calls import GetRawUpdates
from bot.telegram import ALLOWED_UPDATES, chat_of
from core.errors import UnavailableError

LONG_POLL: Final = 25
FLUSH_EVERY: Final = 0.1
FORGET_EVERY: Final = 3600.0
TAKE_UP_EVERY: Final = 15.0
MAX_PAUSE: Final = 5.0
GATHER: Final = 0.005
"""Fetches begin no closer to each other: under load what came meanwhile is fetched and kept together."""

log = structlog.get_logger()


class Finisher:
    """Gathers handled ids and marks them in batches, off the path of the person's answer."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._ids: set[int] = set()
        self._more = asyncio.Event()

    def add(self, update_id: int) -> None:
        """Note one handled update."""
        self._ids.add(update_id)
        self._more.set()

    async def run(self) -> None:
        """Mark for ever; while PostgreSQL is gone the ids are simply held."""
        while True:
            await self._more.wait()
            await asyncio.sleep(FLUSH_EVERY)
            try:
                await self.flush()
            except UnavailableError:
                log.warning("bot.cannot_mark_done", waiting=len(self._ids))
                await asyncio.sleep(1)

    async def flush(self) -> None:
        """Mark what was gathered so far."""
        self._more.clear()
        if ids := sorted(self._ids):
            try:
                await self._journal.finish(ids)
            except UnavailableError:
                self._more.set()
                raise
            self._ids.difference_update(ids)


class Poller:
    """Fetches updates; a batch is acknowledged by the next fetch, so never before it is kept."""

    def __init__(
        self, bot: Bot, *, journal: Journal, lanes: Lanes, notices: ChatNotices, pulse: Pulse
    ) -> None:
        self._pulse = pulse
        self._bot = bot
        self._journal = journal
        self._lanes = lanes
        self._notices = notices
        self._offset: int | None = None
        self._pause = 0.0

    async def run(self) -> None:
        """Fetch for ever."""
        clock = asyncio.get_running_loop().time
        while True:
            await self._lanes.room()
            began = clock()
            updates = await self._fetch()
            if updates:
                await self._keep(updates)
                await asyncio.sleep(began + GATHER - clock())

    async def _fetch(self) -> list[dict[str, Any]]:
        method = GetRawUpdates(offset=self._offset, timeout=LONG_POLL, allowed_updates=list(ALLOWED_UPDATES))
        try:
            updates = await self._bot(method, request_timeout=LONG_POLL + 10)
        except TelegramRetryAfter as error:
            await asyncio.sleep(error.retry_after)
            return []
        except TelegramAPIError as error:
            log.warning("bot.telegram_unreachable", error=type(error).__name__)
            self._pulse.failed(type(error).__name__)
            await self._rest()
            return []
        self._pulse.fetched()
        return [each for each in updates if isinstance(each.get("update_id"), int)]

    async def _keep(self, updates: list[dict[str, Any]]) -> None:
        try:
            fresh = await self._journal.keep(updates)
        except UnavailableError:
            log.warning("bot.inbox_unavailable", waiting=len(updates))
            for chat_id in {chat_of(update) for update in updates} - {None}:
                await self._notices.outage(chat_id or 0)
            await self._rest()
            return
        self._pause = 0.0
        self._offset = max(int(update["update_id"]) for update in updates) + 1
        for parcel in fresh:
            self._lanes.put(parcel)

    async def _rest(self) -> None:
        self._pause = min(MAX_PAUSE, self._pause * 2 or 0.25)
        await asyncio.sleep(self._pause)


async def recover(journal: Journal, lanes: Lanes) -> int:
    """Put what a former process left into the lanes; return how many."""
    parcels, broken = await journal.pending()
    for update_id in broken:
        await journal.poison(update_id, "SealBroken")
    for parcel in parcels:
        lanes.put(parcel)
    return len(parcels)


async def take_up_put_back(journal: Journal, lanes: Lanes) -> None:
    """Put what somebody wants tried again into the lanes, for ever."""
    while True:
        try:
            for parcel in await journal.put_back():
                lanes.put(parcel)
        except UnavailableError:
            log.warning("bot.cannot_take_up")
        await asyncio.sleep(TAKE_UP_EVERY)


async def forget_regularly(journal: Journal) -> None:
    """Drop old numbers now and every hour."""
    while True:
        try:
            await journal.forget_old()
        except UnavailableError:
            log.warning("bot.cannot_forget")
        await asyncio.sleep(FORGET_EVERY)
