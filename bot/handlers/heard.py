"""Which messages an update tells of, so that they can be taken back later."""

from collections.abc import Sequence

from aiogram.enums import ChatType
from aiogram.types import MaybeInaccessibleMessageUnion, Message, Update

from bot.conversation.marks import mark_of
from bot.speech.noted import Noted
from core.privacy.tracking import tracking_id_among


def heard_in(updates: Sequence[Update]) -> list[Noted]:
    """List the messages of a private chat that updates tell of, each with the tracking ID typed into it."""
    heard: dict[int, Noted] = {}
    for update in updates:
        pressed = update.callback_query.message if update.callback_query else None
        message: MaybeInaccessibleMessageUnion | None = update.message or update.edited_message or pressed
        if message is None or message.chat.type != ChatType.PRIVATE:
            continue
        told = (message.text or message.caption or "") if isinstance(message, Message) else ""
        number = tracking_id_among(told)
        heard[message.message_id] = Noted(message.message_id, (mark_of(number),) if number else ())
    return list(heard.values())
