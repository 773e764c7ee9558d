"""aiogram's routers: an update in, the page that answers it out."""

from typing import Final

import structlog
from aiogram import Dispatcher, Router
from aiogram.enums import ChatType, ContentType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.conversation.marks import mark_of
from bot.conversation.receipt_pages import with_receipts
from bot.handlers.doubled import is_doubled
from bot.handlers.menu import ASK, ask_at_once, cancel_anything, go, start
from bot.handlers.officers import link_officer, linking_code, unlink_officer
from bot.handlers.updates import edit, hear, press
from bot.incoming import read_message
from bot.page import Nothing, Page, Words
from bot.texts import common
from bot.turn import Turn
from core.privacy.tracking import TrackingId, tracking_id_among

_GO: Final = {
    "menu": "menu",
    "lapor": "report",
    "tanya": "ask",
    "wbs": "wbs",
    "lacak": "track",
    "laporan": "mine",
    "standar": "standards",
    "bersihkan": "clear",
    "terancam": "danger",
    "bantuan": "help",
    "help": "help",
    "bahasa": "language",
    "language": "language",
}

_NOT_READ: Final = frozenset({ContentType.STICKER, ContentType.DICE, ContentType.POLL})
WARNINGS: Final = 50
"""So many numbers of a group are known to have been warned of."""

log = structlog.get_logger()


def make_dispatcher() -> Dispatcher:
    """Build the dispatcher. What a chat is in is kept by us (bot.memory), not by aiogram's FSM."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_routers(_elsewhere(), _commands(), _talk())
    return dispatcher


def _elsewhere() -> Router:
    """Say in groups and channels that we answer in private only."""
    router = Router(name="elsewhere")
    router.message.filter(_is_elsewhere)
    router.edited_message.filter(_is_elsewhere)
    router.callback_query.filter(_is_pressed_elsewhere)
    router.message(_shows_number)(_warn)
    router.edited_message(_shows_number)(_warn)
    router.message(Command(*_GO, "start", "batal", "putus"))(_private_only)
    router.message()(_ignore)
    router.edited_message()(_ignore)
    router.callback_query()(_ignore_press)
    return router


async def _is_elsewhere(message: Message) -> bool:
    """Tell whether it was said in no private chat. A coroutine: what is none, aiogram runs in a thread."""
    return message.chat.type != ChatType.PRIVATE


async def _is_pressed_elsewhere(query: CallbackQuery) -> bool:
    return query.message is not None and query.message.chat.type != ChatType.PRIVATE


async def _shows_number(message: Message) -> dict[str, TrackingId] | bool:
    """Find a tracking ID that was said where others read it. Whether it is anybody's is not looked up."""
    found = tracking_id_among(message.text or message.caption or "")
    return {"shown": found} if found else False


def _commands() -> Router:
    router = Router(name="commands")
    router.message(Command("start"))(_start)
    router.message(Command("batal", "cancel"))(_cancel)
    router.message(Command("putus"))(_unlink_officer)
    router.message(Command(*_GO))(_go)
    return router


def _talk() -> Router:
    router = Router(name="talk")
    router.message()(_hear)
    router.edited_message()(_edit)
    router.callback_query()(_press)
    router.my_chat_member()(_member)
    return router


async def _private_only(_message: Message) -> Page:
    return Words(common.PRIVATE_ONLY)


async def _warn(_message: Message, turn: Turn, shown: TrackingId) -> Page:
    """Warn of a tracking ID once; the number itself is not said again."""
    mark = mark_of(shown)
    if mark in turn.state.warned:
        return Nothing()
    turn.state.warned = [*turn.state.warned, mark][-WARNINGS:]
    return Words(common.NUMBER_IN_GROUP)


async def _ignore(_message: Message) -> None:
    """Say nothing in a group that does not talk to us."""


async def _ignore_press(query: CallbackQuery, turn: Turn) -> None:
    turn.toast(query.id, common.PRIVATE_ONLY)


async def _start(_message: Message, command: CommandObject, turn: Turn) -> Page:
    payload = command.args or ""
    code = linking_code(payload)
    return await (start(turn, payload) if code is None else link_officer(turn, code))


async def _cancel(_message: Message, turn: Turn) -> Page:
    return await cancel_anything(turn)


async def _unlink_officer(_message: Message, turn: Turn) -> Page:
    return await unlink_officer(turn)


async def _go(_message: Message, command: CommandObject, turn: Turn) -> Page:
    do = _GO[command.command.casefold()]
    page = await (ask_at_once(turn, command.args) if do == ASK and command.args else go(turn, do))
    return with_receipts(turn, page or Nothing())


async def _hear(message: Message, turn: Turn, album: tuple[Message, ...]) -> Page:
    if (timer := message.message_auto_delete_timer_changed) is not None:
        return Words(common.AUTO_DELETE) if timer.message_auto_delete_time else Nothing()
    if message.content_type in _NOT_READ:
        return Words(common.NOT_READ)
    incoming = read_message(message, album)
    if incoming.is_empty:  # a pin, a new title: Telegram's own notice, to which nobody wants an answer
        return Nothing()
    if is_doubled(turn, incoming):
        return Nothing()
    return await hear(turn, incoming)


async def _edit(message: Message, turn: Turn) -> Page | None:
    return await edit(turn, read_message(message))


async def _press(query: CallbackQuery, turn: Turn) -> Page:
    turn.toast(query.id)
    turn.state.last_said = ""  # whoever pressed in between may mean the same words anew
    return await press(turn, query.data, query.message.message_id if query.message else 0)


async def _member(event: ChatMemberUpdated) -> Page | None:
    """Somebody blocked or unblocked us, or put us into a group."""
    log.info("bot.membership", status=event.new_chat_member.status, chat_type=event.chat.type)
    joined = event.new_chat_member.status in {"member", "administrator"}
    return Words(common.PRIVATE_ONLY) if event.chat.type != ChatType.PRIVATE and joined else None
