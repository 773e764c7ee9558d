"""Writing voice notes down beside the conversation: a report is sent first, its words follow.

What waits is held in memory alone, one recording at a time. A crash loses at most a draft of words; the
recording is in its report.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Final

import structlog
from aiogram.exceptions import TelegramAPIError

from bot.follow.written_pages import consent_question, in_words
from bot.speech.replies import Out
from core.errors import DomainError
from core.offices.directory import OfficeDirectory
from core.privacy.seals import SealBrokenError
from core.privacy.tracking import TrackingId
from core.reporter.transcribing import Recordings, TranscribingDesk
from core.voice.recogniser import CannotHearError, Recogniser

WAITING: Final = 50
"""So many reports wait at most; of what comes on top nothing is written down."""
_AFTER_THE_RECEIPT: Final = 2.0
"""Seconds: what is said here comes behind what the press itself was answered."""

log = structlog.get_logger()


class Scribe:
    """Takes reports with voice notes in turn, and writes these down."""

    def __init__(
        self,
        recogniser: Recogniser | None,
        *,
        desk: Callable[[], AbstractAsyncContextManager[TranscribingDesk]],
        directory: Callable[[], Awaitable[OfficeDirectory]],
        say: Callable[[int, Sequence[Out]], Awaitable[None]],
    ) -> None:
        self._recogniser = recogniser
        self._desk = desk
        self._directory = directory
        self._say = say
        self._stopped = False
        self._waiting: asyncio.Queue[tuple[int, TrackingId, bool]] = asyncio.Queue(WAITING)

    def later(self, chat_id: int, tracking_id: TrackingId, *, allowed: bool = False) -> None:
        """Write the voice notes of a report down when their turn comes; never waits, and never fails.

        `allowed`: a protected reporter has just agreed to it, which is recorded.
        """
        if self._recogniser is None:
            return
        try:
            self._waiting.put_nowait((chat_id, tracking_id, allowed))
        except asyncio.QueueFull:
            log.warning("voice.too_many_wait", waiting=WAITING)

    def stop(self) -> None:
        """Begin nothing more; whoever ends this task calls it first: a cancellation may get lost.

        Under a connection that times out at that moment it becomes one more `TimeoutError`.
        """
        self._stopped = True

    async def run(self) -> None:
        """Work until `stop`, or until cancelled."""
        if self._recogniser is None:
            return
        while not self._stopped:
            chat_id, tracking_id, allowed = await self._waiting.get()
            await asyncio.sleep(_AFTER_THE_RECEIPT)
            try:
                await self._write_down(self._recogniser, chat_id, tracking_id, allowed=allowed)
            except (DomainError, SealBrokenError, TelegramAPIError, OSError) as error:
                log.warning("voice.not_written_down", error=type(error).__name__)

    async def _write_down(
        self, recogniser: Recogniser, chat_id: int, tracking_id: TrackingId, *, allowed: bool
    ) -> None:
        async with self._desk() as desk:
            found = await desk.recordings(tracking_id)
        if not found.sounds:
            return
        if found.needs_consent and not allowed:
            await self._say(chat_id, (consent_question(),))
            return
        await self._each(recogniser, chat_id, tracking_id, found)

    async def _each(
        self, recogniser: Recogniser, chat_id: int, tracking_id: TrackingId, found: Recordings
    ) -> None:
        numbers = (await self._directory()).emergency_numbers(found.office_id)
        for evidence_id, sound in found.sounds.items():
            try:
                text = await recogniser.write_down(await sound.whole())
            except CannotHearError:
                text = ""
            if text:
                async with self._desk() as desk:
                    await desk.write_down(tracking_id, evidence_id, text)
            await self._say(chat_id, in_words(text, evidence_id, numbers))
