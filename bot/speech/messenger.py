"""Sending answers: split, in order, patient with Telegram's limits."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import InlineKeyboardMarkup, Message

from bot.speech.calls import DeleteTexts, EndPress, Markup, PlainMethod, SendText, TakeButtonsOff
from bot.speech.noted import Noted, Notes
from bot.speech.replies import ButtonsOff, Out, Say, SendFile, Sweep, TakeBack, Toast
from bot.speech.splitting import CAPTION_LIMIT, cleaned, shown_length, split_html
from bot.speech.spooled import SpooledInputFile

PATIENCE: Final = 300.0
FIRST_PAUSE: Final = 0.3
LAST_PAUSE: Final = 15.0
SWEEP_DEPTH: Final = 300
"""How far before the last word messages are looked for that are not known: the courier sends pushes."""
DELETED_AT_ONCE: Final = 100
"""Telegram's own limit."""

log = structlog.get_logger()


class Messenger:
    """Sends to one chat at a time; the caller holds that chat's lane."""

    def __init__(self, bot: Bot, said: Notes) -> None:
        self._bot = bot
        self._said = said

    async def deliver(self, chat_id: int, outs: Sequence[Out], heard: Sequence[Noted] = ()) -> None:
        """Send everything in order; stop where the person has blocked us.

        A toast has no place in the chat: it goes beside the rest, so that neither waits for the other.
        What was sent is noted with what was `heard`, so that it can be taken back. Buttons that were
        answered come off: what a screen reader walks through is what can be done now.
        """
        toasts = [out for out in outs if isinstance(out, Toast)]
        rest = [out for out in outs if not isinstance(out, Toast)]
        noted = list(heard)
        try:
            await asyncio.gather(self._in_order(chat_id, toasts, []), self._in_order(chat_id, rest, noted))
        finally:
            idle = await self._said.note(chat_id, noted)
        for message_id in idle:
            await self._once(TakeButtonsOff(chat_id=chat_id, message_id=message_id))

    async def _in_order(self, chat_id: int, outs: Sequence[Out], noted: list[Noted]) -> None:
        for out in outs:
            try:
                await self._one(chat_id, out, noted)
            except TelegramBadRequest:
                if chat_id > 0:
                    raise
                log.info("bot.group_not_writable")  # no right to write there: nothing of ours is broken
                return
            except TelegramForbiddenError:
                log.info("bot.blocked_by_person")
                return

    async def _one(self, chat_id: int, out: Out, noted: list[Noted]) -> None:
        match out:
            case Say():
                await self._say(chat_id, out.text, noted, out.markup(), shows=out.shows)
            case Toast():
                await self._lenient(EndPress(callback_query_id=out.press_id, text=out.text or None))
            case TakeBack():
                await self._take_back(chat_id, out, noted)
            case ButtonsOff():
                await self._once(TakeButtonsOff(chat_id=chat_id, message_id=out.message_id))
            case SendFile():
                with out.content:
                    await self._file(chat_id, out, noted)
            case Sweep():
                await self._sweep(chat_id, out, noted)

    async def _say(
        self,
        chat_id: int,
        text: str,
        noted: list[Noted],
        last: Markup | None = None,
        *,
        shows: tuple[str, ...] = (),
    ) -> None:
        """Send a text, in parts where it is long; `last` goes under the last of them."""
        parts = split_html(text)
        for number, part in enumerate(parts, start=1):
            markup = last if number == len(parts) else None
            sent = await _patiently(
                partial(self._bot, SendText(chat_id=chat_id, text=part, reply_markup=markup))
            )
            if isinstance(sent, dict) and isinstance(sent.get("message_id"), int):
                live = isinstance(markup, InlineKeyboardMarkup) and not shows  # a number goes its own way
                noted.append(Noted(sent["message_id"], shows, live=live))

    async def _take_back(self, chat_id: int, out: TakeBack, noted: list[Noted]) -> None:
        known = [*await self._said.known(chat_id), *noted]
        wanted = {each.message_id for each in known if set(each.marks) & set(out.marks)}
        if out.message_id:
            wanted.add(out.message_id)
        if not await self._delete(chat_id, sorted(wanted)) and out.message_id:
            await self._lenient(TakeButtonsOff(chat_id=chat_id, message_id=out.message_id))

    async def _sweep(self, chat_id: int, out: Sweep, noted: list[Noted]) -> None:
        """Say the last word, then delete what is known before it and, for pushes, what lies close before."""
        before = {each.message_id for each in (*await self._said.known(chat_id), *noted)}
        noted.clear()
        last = out.last
        await self._say(chat_id, last.text, noted, last.markup(), shows=last.shows)
        end = noted[0].message_id if noted else max(before, default=0) + 1
        before |= set(range(max(1, end - SWEEP_DEPTH), end))
        await self._delete(chat_id, sorted(number for number in before if number < end))
        await self._said.forget(chat_id)

    async def _delete(self, chat_id: int, ids: Sequence[int]) -> bool:
        """Delete messages, the newest first; False where Telegram refused one.

        One that is too old may spoil the whole call: then its halves are tried.
        """
        every = True
        for end in range(len(ids), 0, -DELETED_AT_ONCE):
            some = ids[max(0, end - DELETED_AT_ONCE) : end]
            try:
                await _patiently(partial(self._bot, DeleteTexts(chat_id=chat_id, message_ids=list(some))))
            except TelegramBadRequest:
                half = len(some) // 2
                newer = await self._delete(chat_id, some[half:]) if half else False
                every = bool(half) and await self._delete(chat_id, some[:half]) and newer and every
        return every

    async def _file(self, chat_id: int, out: SendFile, noted: list[Noted]) -> None:
        """Hand a file over as what it is, else as a plain document, else say that it cannot be sent."""
        fits = shown_length(out.caption) <= CAPTION_LIMIT
        for medium in dict.fromkeys((out.medium, "document")):
            send = partial(self._upload, chat_id, out, medium, out.caption if fits else None)
            try:
                sent = await _patiently(send)
            except (TelegramBadRequest, TelegramEntityTooLarge):
                log.info("bot.file_refused", medium=medium)
            else:
                if isinstance(sent, Message):
                    noted.append(Noted(sent.message_id))
                break
        else:
            await self._say(chat_id, out.refused, noted)
        if not fits:
            await self._say(chat_id, out.caption, noted)

    async def _upload(self, chat_id: int, out: SendFile, medium: str, caption: str | None) -> Message:
        file = SpooledInputFile(out.content, filename=cleaned(out.name) or "lampiran")
        match medium:
            case "photo":
                return await self._bot.send_photo(chat_id, file, caption=caption or None)
            case "audio":
                return await self._bot.send_audio(chat_id, file, caption=caption or None)
            case "video":
                return await self._bot.send_video(chat_id, file, caption=caption or None)
            case _:
                return await self._bot.send_document(
                    chat_id, file, caption=caption or None, disable_content_type_detection=True
                )

    async def _lenient(self, call: PlainMethod) -> None:
        """Do what is only a courtesy: too late or already gone is no failure."""
        try:
            await _patiently(partial(self._bot, call))
        except TelegramBadRequest:
            log.debug("bot.courtesy_refused")

    async def _once(self, call: PlainMethod) -> None:
        """Do what nobody waits for: where Telegram is slow or full, it is left."""
        try:
            await self._bot(call)
        except TelegramAPIError:
            log.debug("bot.courtesy_refused")


async def _patiently(send: Callable[[], Awaitable[object]]) -> object:
    """Try again while Telegram is slow, full or away, for up to five minutes; None where it stayed so."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    pause = FIRST_PAUSE
    while True:
        try:
            return await send()
        except TelegramEntityTooLarge:  # a kind of network error to aiogram, but no try will make it smaller
            raise
        except TelegramRetryAfter as error:
            wait = float(error.retry_after)
        except (TelegramNetworkError, TelegramServerError):
            wait = pause
            pause = min(LAST_PAUSE, pause * 2)
        if asyncio.get_running_loop().time() + wait > deadline:
            log.error("bot.answer_given_up")
            return None
        await asyncio.sleep(wait)
