"""Sends one message of a push to a chat, through python-telegram-bot."""

from typing import Any, Final, Self

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.courier.outcomes import ChatGone, classify
from bot.courier.parts import TextPart
from bot.speech.media import medium_of
from core.notifications.payload import PushButton, PushFile
from core.privacy.spool import Spool

TELEGRAM_BASE: Final = "https://api.telegram.org"

Media = InputMediaAudio | InputMediaDocument | InputMediaPhoto | InputMediaVideo
OpenedFile = tuple[PushFile, Spool]


class Chats:
    """Telegram, as far as the courier needs it. It sends at Telegram's pace, never faster."""

    def __init__(
        self,
        token: str,
        *,
        api_base: str | None = None,
        concurrency: int = 10,
        timeout_seconds: float = 15.0,
        messages_per_second: float = 30.0,
    ) -> None:
        base = (api_base or TELEGRAM_BASE).rstrip("/")
        self._requests = tuple(
            HTTPXRequest(
                connection_pool_size=connections,
                connect_timeout=timeout_seconds,
                read_timeout=timeout_seconds,
                write_timeout=timeout_seconds,
                media_write_timeout=max(timeout_seconds, 60.0),
                pool_timeout=timeout_seconds,
                # The way to Telegram may lead through the house's proxy; a server of our own
                # stands beside us.
                httpx_kwargs={"trust_env": api_base is None},
            )
            for connections in (concurrency, 1)
        )
        # No retries inside the limiter: a job that waits in the queue survives a restart, and
        # other chats go on meanwhile.
        self._bot: ExtBot[int] = ExtBot(
            token=token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
            rate_limiter=AIORateLimiter(overall_max_rate=messages_per_second, max_retries=0),
        )

    async def __aenter__(self) -> Self:
        # Not `Bot.initialize`: that asks Telegram who we are, and the worker starts without it.
        for request in self._requests:
            await request.initialize()
        return self

    async def __aexit__(self, *_error: object) -> None:
        for request in self._requests:
            await request.shutdown()

    async def about(self) -> dict[str, str | int]:
        """Ask Telegram who the bot is and whether a webhook stands in the way.

        Raises:
            TelegramError: As python-telegram-bot words it.
        """
        me = await self._bot.get_me()
        hook = await self._bot.get_webhook_info()
        return {
            "username": me.username or "",
            "webhook": int(bool(hook.url)),
            "pending": hook.pending_update_count,
        }

    async def send_text(self, chat_id: int, part: TextPart) -> None:
        """Send a text.

        Raises:
            TelegramError: As python-telegram-bot words it.
        """
        await self._bot.send_message(
            chat_id=chat_id,
            text=part.html,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(part.buttons),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def send_files(self, chat_id: int, files: tuple[OpenedFile, ...]) -> None:
        """Send files, several as an album; as plain documents where Telegram dislikes them.

        Raises:
            TelegramError: As python-telegram-bot words it.
        """
        try:
            await self._send(chat_id, files, as_documents=False)
        except BadRequest as error:
            if isinstance(classify(error), ChatGone):
                raise
            await self._send(chat_id, files, as_documents=True)

    async def _send(self, chat_id: int, files: tuple[OpenedFile, ...], *, as_documents: bool) -> None:
        if len(files) == 1:
            await self._send_one(chat_id, *files[0], as_document=as_documents)
            return
        media = [_media(file, content, as_document=as_documents) for file, content in files]
        await self._bot.send_media_group(chat_id=chat_id, media=media)

    async def _send_one(self, chat_id: int, file: PushFile, content: Spool, *, as_document: bool) -> None:
        upload = _upload(file, content, attach=False)
        match "document" if as_document else medium_of(file.mime):
            case "photo":
                await self._bot.send_photo(chat_id=chat_id, photo=upload)
            case "video":
                await self._bot.send_video(chat_id=chat_id, video=upload)
            case "audio":
                await self._bot.send_audio(chat_id=chat_id, audio=upload)
            case _:
                await self._bot.send_document(
                    chat_id=chat_id, document=upload, disable_content_type_detection=True
                )


def _upload(file: PushFile, content: Spool, *, attach: bool) -> InputFile:
    """Hand over a file that is read while it is sent, not before."""
    handle: Any = content  # a raw file where the library's annotation wants `IO`
    return InputFile(handle, filename=file.name, attach=attach, read_file_handle=False)


def _media(file: PushFile, content: Spool, *, as_document: bool) -> Media:
    upload = _upload(file, content, attach=True)
    match "document" if as_document else medium_of(file.mime):
        case "photo":
            return InputMediaPhoto(upload)
        case "video":
            return InputMediaVideo(upload)
        case "audio":
            return InputMediaAudio(upload)
        case _:
            return InputMediaDocument(upload, disable_content_type_detection=True)


def _keyboard(buttons: tuple[PushButton, ...]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text=button.label, callback_data=button.callback)] for button in buttons]
    )
