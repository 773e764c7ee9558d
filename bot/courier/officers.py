"""Carries a message to an officer's own chat, at the same pace as all others."""

import asyncio
from html import escape
from typing import Final
from uuid import UUID

import structlog
from telegram.error import TelegramError

from bot.courier.chat import Chats
from bot.courier.courier import NotYetError
from bot.courier.outcomes import ChatGone, Outcome, TryLater, classify
from bot.courier.parts import TextPart
from core.errors import UnavailableError
from core.notifications.courier import Patience
from core.notifications.officer_courier import (
    ToOfficer,
    officer_retry,
    officer_sent,
    officer_unreachable,
    take_for_officer,
)
from core.wiring import Core

log = structlog.get_logger()

_CODE_LENGTH: Final = 60


class OfficerCourier:
    """Delivers to officers; many at a time, one for each officer."""

    def __init__(self, core: Core, chats: Chats, *, patience: Patience | None = None) -> None:
        self._core = core
        self._chats = chats
        self._patience = patience or Patience()
        # What was sent while the database could not be told. Not sent again by this process.
        self._arrived: set[UUID] = set()

    async def deliver(self, delivery_id: UUID) -> None:
        """Send a message.

        Raises:
            NotYetError: It has to wait.
            UnavailableError: The database is away; nothing was sent.
        """
        message = await take_for_officer(self._core, delivery_id)
        if message is None:
            return
        try:
            await self._send(message)
        except asyncio.CancelledError:
            await officer_retry(self._core, delivery_id, "stopped", patience=self._patience)
            raise
        except TelegramError as error:
            await self._settle(message, classify(error))
        except UnavailableError:
            await self._settle(message, TryLater("unavailable"))
        except Exception as error:  # a boundary: one bad message must not block its officer
            log.exception("officer_delivery.broken", delivery_id=str(delivery_id))
            await self._settle(message, TryLater(type(error).__qualname__[:_CODE_LENGTH]))

    async def _send(self, message: ToOfficer) -> None:
        if message.delivery_id not in self._arrived:
            await self._chats.send_text(message.chat_id, TextPart(html=escape(message.text, quote=False)))
            self._arrived.add(message.delivery_id)
        await self._note_sent(message)

    async def _note_sent(self, message: ToOfficer) -> None:
        await asyncio.shield(officer_sent(self._core, message.delivery_id))
        self._arrived.discard(message.delivery_id)
        log.info("officer_delivery.sent", delivery_id=str(message.delivery_id))

    async def _settle(self, message: ToOfficer, outcome: Outcome) -> None:
        if message.delivery_id in self._arrived:  # only the note that it did is missing
            await self._note_sent(message)
            return
        if not isinstance(outcome, TryLater):
            gone = isinstance(outcome, ChatGone)
            await officer_unreachable(self._core, message.delivery_id, outcome.code, chat_gone=gone)
            return
        if await officer_retry(self._core, message.delivery_id, outcome.code, patience=self._patience):
            wait = outcome.wait or self._patience.pause_after(message.attempts)
            raise NotYetError(outcome.code, wait) from None
