"""What a message says beside its words: addresses hidden behind some of them, and whose words they are."""

from collections.abc import Sequence
from typing import Final

from aiogram.types import (
    Chat,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    User,
)

from bot.speech.splitting import cleaned
from bot.texts import common
from bot.texts.dates import date_and_time
from core.language import INDONESIAN
from core.languages import speaking

_ZONE: Final = "Asia/Jakarta"
_NAME: Final = 100
_UNIT: Final = 2
"""Bytes of a UTF-16 unit, in which Telegram counts."""


def spoken(text: str | None, entities: Sequence[MessageEntity] | None) -> str:
    """Return the words with each hidden address behind its own: `di sini (https://…)`."""
    if not text:
        return ""
    raw = text.encode("utf-16-le", "surrogatepass")
    links = [each for each in entities or () if each.type == "text_link" and each.url]
    for link in sorted(links, key=lambda each: each.offset, reverse=True):
        start, end = link.offset * _UNIT, (link.offset + link.length) * _UNIT
        words = raw[start:end].decode("utf-16-le", "replace")
        address = cleaned(link.url or "")
        if not address or _bare(words) == _bare(address):
            continue
        end -= len(words[len(words.rstrip()) :].encode("utf-16-le"))
        raw = raw[:end] + f" ({address})".encode("utf-16-le", "surrogatepass") + raw[end:]
    return cleaned(raw.decode("utf-16-le", "replace"))


def _bare(address: str) -> str:
    """Return an address without what an app adds to it by itself."""
    return address.strip().casefold().removeprefix("https://").removeprefix("http://").rstrip("/")


def forwarded_from(message: Message) -> str:
    """Say from whom and when a message was forwarded, as far as Telegram shows it; empty if it was not.

    The reporter's own name is left out: who forwards their own words stays who they chose to be.
    """
    origin = message.forward_origin
    if origin is None:
        return ""
    with speaking(INDONESIAN):
        at = date_and_time(origin.date, _ZONE)
    sender = message.from_user
    who = ""
    match origin:
        case MessageOriginUser():
            own = sender is not None and origin.sender_user.id == sender.id
            who = "" if own else _person(origin.sender_user)
        case MessageOriginHiddenUser():
            who = _unless_own(origin.sender_user_name, sender)
        case MessageOriginChat():
            who = _chat(common.FORWARD_GROUP, origin.sender_chat, origin.author_signature, sender)
        case MessageOriginChannel():
            who = _chat(common.FORWARD_CHANNEL, origin.chat, origin.author_signature, sender)
            if origin.chat.username:
                who = f"{who}, https://t.me/{origin.chat.username}/{origin.message_id}"
    return common.FORWARDED.format(who=who, at=at) if who else common.FORWARDED_OWN.format(at=at)


def _person(user: User) -> str:
    return _line(user.full_name) + (f" (@{user.username})" if user.username else "")


def _unless_own(name: str | None, sender: User | None) -> str:
    """Return a name that Telegram tells without its account, unless it is the forwarder's."""
    told = _line(name or "")
    return "" if sender is not None and told.casefold() == _line(sender.full_name).casefold() else told


def _chat(form: str, chat: Chat, signature: str | None, sender: User | None) -> str:
    told = form.format(title=_line(chat.title or "")) + (f" (@{chat.username})" if chat.username else "")
    signed = _unless_own(signature, sender)
    return common.FORWARD_SIGNED.format(chat=told, who=signed) if signed else told


def _line(name: str) -> str:
    return " ".join(cleaned(name).split())[:_NAME]
