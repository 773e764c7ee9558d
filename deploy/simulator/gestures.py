"""What a person does with messages that are there: forwards, pins, moves a live point, reacts, votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from deploy.simulator import polls, posting
from deploy.simulator.asked import body_of, chat_of, message_of, whole_number, world_of
from deploy.simulator.botapi.sending import content_of
from deploy.simulator.errors import PersonError
from deploy.simulator.groups import hears, set_rights
from deploy.simulator.limits import CALLBACK_DATA_BYTES
from deploy.simulator.reactions import EMOJI, react, tell_reaction
from deploy.simulator.views import message_view, profile_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

TIMERS = (0, 86_400, 7 * 86_400, 31 * 86_400)
"""After how many seconds messages may be made to vanish; 0 never."""


def forward(world: World, chat: Chat, message: Message) -> Message:
    """Send a message on into the same chat, with its origin; a protected one cannot be sent on."""
    posting.require_unblocked(chat)
    if message.body.get("has_protected_content"):
        raise PersonError(409, "Pesan ini dilindungi: tidak dapat diteruskan.")
    content = content_of(message)
    if not content:
        raise PersonError(400, "Pesan ini tidak dapat diteruskan.")
    told = message.body.get("forward_origin")
    origin = {"type": "user", "sender_user": message.body["from"], "date": message.body["date"]}
    return posting.put(world, chat, {"forward_origin": told or origin, **content})


def pin(world: World, chat: Chat, message: Message) -> Message | None:
    """Pin a message for both sides; unpin one that is pinned, of which a bot is not told."""
    pinned = chat.person.pinned
    if message.message_id in pinned:
        pinned.remove(message.message_id)
        chat.save_person()
        return None
    pinned.append(message.message_id)
    chat.save_person()
    return posting.put(world, chat, {"pinned_message": message.quoted})


def set_timer(world: World, chat: Chat, seconds: int) -> Message:
    """Let messages vanish after a time. Telegram tells; here they stay."""
    if seconds not in TIMERS:
        raise PersonError(400, f"Waktu hapus otomatis: {', '.join(map(str, TIMERS))} detik.")
    told = {"message_auto_delete_timer_changed": {"message_auto_delete_time": seconds}}
    return posting.put(world, chat, told)


def move(world: World, chat: Chat, message: Message, location: object) -> Message:
    """Move a live location; without a place, stop it. Either reaches the bot as an edit."""
    old = message.body.get("location") or {}
    if message.from_bot or "live_period" not in old:
        raise PersonError(400, "Ini bukan lokasi langsung Anda.")
    if location is None:
        new = {name: old[name] for name in ("latitude", "longitude")}
    else:
        new = old | posting.point_of(location)
    message.body = message.body | {"location": new, "edit_date": world.now()}
    chat.touch(message)
    if hears(world, chat, message.body):
        world.updates.add("edited_message", message.body)
    return message


def forge(world: World, chat: Chat, message: Message, data: str) -> Message:
    """Press what no button says, as a client that somebody made themselves can under any bot's message."""
    posting.require_unblocked(chat)
    if not message.from_bot or not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
        raise PersonError(400, "Tekanan palsu perlu pesan bot dan 1 sampai 64 bita data.")
    world.press(chat, message, data)
    return message


def answer_with_emoji(world: World, chat: Chat, message: Message, emoji: str) -> Message:
    """React to a message, or take the reaction away."""
    if emoji and emoji not in EMOJI:
        raise PersonError(400, "Emoji ini tidak dapat dipakai sebagai reaksi.")
    old = react(chat, message, str(chat.speaker.user_id), emoji)
    tell_reaction(world, chat, message, old, emoji)
    return message


async def _shown(request: Request, message: Message | None) -> Response:
    world, chat = world_of(request), chat_of(request)
    await world.storage.flush()
    return JSONResponse(message_view(world, chat, message) if message is not None else {})


def _on_message(path: str, done: Callable[[World, Chat, Message, Json], Message | None]) -> Route:
    async def answer(request: Request) -> Response:
        body, chat = await body_of(request), chat_of(request)
        message = message_of(chat, body.get("message_id"))
        return await _shown(request, done(world_of(request), chat, message, body))

    return Route(f"/people/{{user_id:chat}}/{path}", answer, methods=["POST"])


def _vote(world: World, chat: Chat, message: Message, body: Json) -> Message:
    polls.vote(world, chat, message, [whole_number(each) or 0 for each in body.get("options") or []])
    return message


async def _timer(request: Request) -> Response:
    """Switch auto-delete."""
    seconds = whole_number((await body_of(request)).get("seconds")) or 0
    return await _shown(request, set_timer(world_of(request), chat_of(request), seconds))


async def _rights(request: Request) -> Response:
    """Say what the bot may do in a group."""
    world, chat, body = world_of(request), chat_of(request), await body_of(request)
    set_rights(world, chat, str(body.get("rights") or ""))
    await world.storage.flush()
    return JSONResponse(profile_view(world, chat))


ROUTES = [
    _on_message("forward", lambda world, chat, message, _body: forward(world, chat, message)),
    _on_message("pin", lambda world, chat, message, _body: pin(world, chat, message)),
    _on_message("move", lambda world, chat, message, body: move(world, chat, message, body.get("location"))),
    _on_message(
        "react",
        lambda world, chat, message, body: answer_with_emoji(
            world, chat, message, str(body.get("emoji") or "")
        ),
    ),
    _on_message("vote", _vote),
    _on_message(
        "forge", lambda world, chat, message, body: forge(world, chat, message, str(body.get("data") or ""))
    ),
    Route("/people/{user_id:chat}/timer", _timer, methods=["POST"]),
    Route("/people/{user_id:chat}/rights", _rights, methods=["POST"]),
]
