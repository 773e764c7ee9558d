"""The connection to Telegram: aiogram's Bot on a session that sends JSON and reads no more than is used."""

from typing import Any, Final, cast

import aiohttp
from aiogram import Bot
from aiogram.__meta__ import __version__ as aiogram_version
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Update
from pydantic_core import from_json
from yarl import URL

from bot.speech.calls import PlainMethod

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
SEND_TIMEOUT: Final = 20.0
NEARLY_FULL: Final = 4000

_JSON: Final = {"Content-Type": "application/json"}
_READ: Final = frozenset(
    {
        "message_id", "date", "chat", "from", "text", "caption", "photo", "document", "voice", "audio",
        "video", "video_note", "location", "venue", "contact", "entities", "caption_entities",
        "forward_origin", "sticker", "dice", "poll", "message_auto_delete_timer_changed",
    }
)  # fmt: skip
"""What `bot.incoming` and the routers read of a message; Telegram tells much more."""
_PRESSED: Final = frozenset({"message_id", "date", "chat"})
"""What is read of the message a pressed button is under."""
_REPLIED: Final = _PRESSED | {"reply_markup"}
"""What is read of the message another replies to: which report's push it is, by its button."""


class PlainSession(AiohttpSession):
    """Sends our own methods as JSON; everything else as aiogram does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(json_loads=from_json, **options)
        # pydantic forgets a generic type nobody holds, and aiogram asks for one with every answer
        self._answers = (Response[Any], Response[list[dict[str, Any]]])
        self._urls: dict[str, URL] = {}

    async def create_session(self) -> aiohttp.ClientSession:
        """Give the one session; no cookies are kept, Telegram sends none."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=self._connector_type(**self._connector_init),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": f"aiogram/{aiogram_version}"},
            )
            self._should_reset_connector = False
        return self._session

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        """Call Telegram."""
        if not isinstance(method, PlainMethod):
            return await super().make_request(bot, method, timeout)
        limit = aiohttp.ClientTimeout(total=self.timeout if timeout is None else timeout)
        url = self._url(bot, method.__api_method__)
        session = await self.create_session()
        try:
            async with session.post(url, data=method.as_json(), headers=_JSON, timeout=limit) as answer:
                content = (await answer.read()).decode()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except aiohttp.ClientError as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        response = self.check_response(bot, method, answer.status, content)
        return cast("TelegramType", response.result)

    def _url(self, bot: Bot, name: str) -> URL:
        url = self._urls.get(name)
        if url is None:
            url = self._urls[name] = URL(self.api.api_url(token=bot.token, method=name))
        return url


def make_bot(token: str, *, api_base: str | None = None) -> Bot:
    """Build the bot for Telegram itself or another Bot API server (the simulator)."""
    api = TelegramAPIServer.from_base(api_base.rstrip("/")) if api_base else PRODUCTION
    return Bot(
        token,
        session=PlainSession(api=api, timeout=SEND_TIMEOUT, limit=200),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )


def read_update(update: dict[str, Any], bot: Bot) -> Update:
    """Read a kept update as aiogram's type, as far as it is used.

    Raises:
        ValidationError: It is not what Telegram sends.
    """
    seen: dict[str, Any] = {"update_id": update.get("update_id")}
    for kind in ("message", "edited_message"):
        if kind in update:
            seen[kind] = _only(update[kind], _READ)
            if replied := _replied(update[kind]):
                seen[kind] = seen[kind] | {"reply_to_message": replied}
    if isinstance(press := update.get("callback_query"), dict):
        seen["callback_query"] = press | {"message": _only(press.get("message"), _PRESSED)}
    if "my_chat_member" in update:
        seen["my_chat_member"] = update["my_chat_member"]
    return Update.model_validate(seen, context={"bot": bot})


def _only(message: object, names: frozenset[str]) -> object:
    if not isinstance(message, dict):
        return message
    return {name: value for name, value in message.items() if name in names}


def _replied(message: object) -> object:
    return _only(message.get("reply_to_message"), _REPLIED) if isinstance(message, dict) else None


def chat_of(update: dict[str, Any]) -> int | None:
    """Name the chat a raw update belongs to: updates of one chat are handled in order."""
    for kind in ("message", "edited_message", "my_chat_member"):
        if isinstance(event := update.get(kind), dict):
            return _id_of(event.get("chat"))
    if isinstance(press := update.get("callback_query"), dict):
        message = press.get("message")
        chat = _id_of(message.get("chat")) if isinstance(message, dict) else None
        return chat if chat is not None else _id_of(press.get("from"))
    return None


def name_of(update: Update) -> str:
    """Return what the person who wrote or pressed is called there; empty where nobody did."""
    event = update.message or update.edited_message or update.callback_query
    return event.from_user.full_name if event is not None and event.from_user is not None else ""


def album_of(update: dict[str, Any]) -> str | None:
    """Name the album a raw update is part of, if any."""
    message = update.get("message")
    album = message.get("media_group_id") if isinstance(message, dict) else None
    return album if isinstance(album, str) else None


def goes_on(update: dict[str, Any]) -> bool:
    """Tell whether a text is so long that a Telegram client cut it and sends the rest apart."""
    message = update.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return isinstance(text, str) and len(text) >= NEARLY_FULL


def is_plain_text(update: dict[str, Any]) -> bool:
    """Tell whether an update is a text that is no command."""
    message = update.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return isinstance(text, str) and not text.startswith("/")


def _id_of(holder: object) -> int | None:
    value = holder.get("id") if isinstance(holder, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
