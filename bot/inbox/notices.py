"""What a person is told when their message cannot be handled, without any storage at hand."""

from time import monotonic
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.speech.calls import SendText
from bot.texts import common

ONCE_A: Final = 60.0
QUICK: Final = 5
FORGET_ABOVE: Final = 10_000

log = structlog.get_logger()


class ChatNotices:
    """Best effort: a notice that cannot be sent is dropped, never retried."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._told: dict[int, float] = {}

    async def outage(self, chat_id: int) -> None:
        """Say, at most once a minute per chat, that the message is not stored."""
        moment = monotonic()
        if moment - self._told.get(chat_id, -ONCE_A) < ONCE_A:
            return
        if len(self._told) > FORGET_ABOVE:
            self._told = {who: at for who, at in self._told.items() if moment - at < ONCE_A}
        self._told[chat_id] = moment
        await self._say(chat_id, common.OUTAGE)

    async def stumbled(self, chat_id: int) -> None:
        """Say that one message is kept and tried again."""
        await self._say(chat_id, common.STUMBLED)

    async def cannot_handle(self, chat_id: int) -> None:
        """Say that one message was set aside."""
        await self._say(chat_id, common.CANNOT_HANDLE)

    async def _say(self, chat_id: int, text: str) -> None:
        if not chat_id:
            return
        try:
            await self._bot(SendText(chat_id=chat_id, text=text), request_timeout=QUICK)
        except TelegramAPIError as error:
            log.warning("bot.notice_not_sent", error=type(error).__name__)
