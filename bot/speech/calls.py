"""The few methods of the Bot API a conversation lives on, as light as they can be.

aiogram's own methods bring every field Telegram ever added, and parse a whole message out of an
answer nobody looks at. These are aiogram's `TelegramMethod` like its own, go through the same Bot and
session, and raise the same exceptions.
"""

from typing import Any

from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove
from pydantic import Field

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


class PlainMethod(TelegramMethod[Any]):
    """A method without files: sent as JSON, its result left as it came."""

    __returning__ = Any
    __api_method__ = ""

    def as_json(self) -> bytes:
        """Write the body of the request."""
        return self.model_dump_json(exclude_none=True).encode()


class GetRawUpdates(PlainMethod):
    """`getUpdates` whose updates stay JSON.

    aiogram's own method parses the whole batch at once, so one update it cannot read would
    hold up all the others. Here each is kept first and parsed alone, later.
    """

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = 0
    allowed_updates: list[str] | None = None


class SendText(PlainMethod):
    """`sendMessage` in HTML, without a preview of links."""

    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    reply_markup: Markup | None = None
    parse_mode: str = "HTML"
    link_preview_options: dict[str, bool] = Field(default={"is_disabled": True})


class EndPress(PlainMethod):
    """`answerCallbackQuery`: ends a button's waiting sign."""

    __api_method__ = "answerCallbackQuery"

    callback_query_id: str
    text: str | None = None


class TakeButtonsOff(PlainMethod):
    """`editMessageReplyMarkup` without a markup."""

    __api_method__ = "editMessageReplyMarkup"

    chat_id: int
    message_id: int


class DeleteTexts(PlainMethod):
    """`deleteMessages`."""

    __api_method__ = "deleteMessages"

    chat_id: int
    message_ids: list[int]
