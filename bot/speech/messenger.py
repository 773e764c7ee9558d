"""Sending answers: split, in order, patient with Telegram's limits."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile

from bot.speech.calls import DeleteTexts, EndPress, Markup, PlainMethod, SendText, TakeButtonsOff
from bot.speech.replies import DropButtons, Out, Say, SendFile, Sweep, Toast
from bot.speech.splitting import CAPTION_LIMIT, cleaned, shown_length, split_html

PATIENCE: Final = 300.0
FIRST_PAUSE: Final = 0.3
LAST_PAUSE: Final = 15.0
SWEEP_DEPTH: Final = 100

log = structlog.get_logger()


class Messenger:
    """Sends to one chat at a time; the caller holds that chat's lane."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def deliver(self, chat_id: int, outs: Sequence[Out]) -> None:
        """Send everything in order; stop where the person has blocked us.

        A toast has no place in the chat: it goes beside the rest, so that neither waits for the other.
        """
        toasts = [out for out in outs if isinstance(out, Toast)]
        rest = [out for out in outs if not isinstance(out, Toast)]
        if toasts and rest:
            await asyncio.gather(self._in_order(chat_id, toasts), self._in_order(chat_id, rest))
        else:
            await self._in_order(chat_id, outs)

    async def _in_order(self, chat_id: int, outs: Sequence[Out]) -> None:
        for out in outs:
            try:
                await self._one(chat_id, out)
            except TelegramForbiddenError:
                log.info("bot.blocked_by_person")
                return

    async def _one(self, chat_id: int, out: Out) -> None:
        match out:
            case Say():
                await self._say(chat_id, out.text, out.markup())
            case Toast():
                await self._lenient(EndPress(callback_query_id=out.press_id, text=out.text or None))
            case DropButtons():
                await self._lenient(TakeButtonsOff(chat_id=chat_id, message_id=out.message_id))
            case SendFile():
                await self._file(chat_id, out)
            case Sweep():
                first = max(1, out.up_to - SWEEP_DEPTH + 1)
                ids = list(range(first, out.up_to + 1))
                await self._lenient(DeleteTexts(chat_id=chat_id, message_ids=ids))

    async def _say(self, chat_id: int, text: str, last: Markup | None = None) -> None:
        """Send a text, in parts where it is long; `last` goes under the last of them."""
        parts = split_html(text)
        for number, part in enumerate(parts, start=1):
            markup = last if number == len(parts) else None
            await _patiently(partial(self._bot, SendText(chat_id=chat_id, text=part, reply_markup=markup)))

    async def _file(self, chat_id: int, out: SendFile) -> None:
        """Hand a file over as what it is, else as a plain document, else say that it cannot be sent."""
        fits = shown_length(out.caption) <= CAPTION_LIMIT
        for medium in dict.fromkeys((out.medium, "document")):
            send = partial(self._upload, chat_id, out, medium, out.caption if fits else None)
            try:
                await _patiently(send)
            except (TelegramBadRequest, TelegramEntityTooLarge):
                log.info("bot.file_refused", medium=medium)
            else:
                break
        else:
            await self._say(chat_id, out.refused)
        if not fits:
            await self._say(chat_id, out.caption)

    async def _upload(self, chat_id: int, out: SendFile, medium: str, caption: str | None) -> None:
        file = BufferedInputFile(out.content, filename=cleaned(out.name) or "lampiran")
        match medium:
            case "photo":
                await self._bot.send_photo(chat_id, file, caption=caption or None)
            case "audio":
                await self._bot.send_audio(chat_id, file, caption=caption or None)
            case "video":
                await self._bot.send_video(chat_id, file, caption=caption or None)
            case _:
                await self._bot.send_document(
                    chat_id, file, caption=caption or None, disable_content_type_detection=True
                )

    async def _lenient(self, call: PlainMethod) -> None:
        """Do what is only a courtesy: too late or already gone is no failure."""
        try:
            await _patiently(partial(self._bot, call))
        except TelegramBadRequest:
            log.debug("bot.courtesy_refused")


async def _patiently(send: Callable[[], Awaitable[object]]) -> None:
    """Try again while Telegram is slow, full or away, for up to five minutes."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    pause = FIRST_PAUSE
    while True:
        try:
            await send()
        except TelegramEntityTooLarge:  # a kind of network error to aiogram, but no try will make it smaller
            raise
        except TelegramRetryAfter as error:
            wait = float(error.retry_after)
        except (TelegramNetworkError, TelegramServerError):
            wait = pause
            pause = min(LAST_PAUSE, pause * 2)
        else:
            return
        if asyncio.get_running_loop().time() + wait > deadline:
            log.error("bot.answer_given_up")
            return
        await asyncio.sleep(wait)
