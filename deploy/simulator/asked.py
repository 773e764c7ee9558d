"""What a request on the person's side asks: in which chat, as whom, with what body."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.convertors import Convertor, register_url_convertor

from deploy.simulator.errors import PersonError

if TYPE_CHECKING:
    from starlette.requests import Request

    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_FIRST_PERSON = 1001


class ChatNumber(Convertor[int]):
    """The number of a chat in an address: below zero it is a group's."""

    regex = "-?[1-9][0-9]{0,15}"

    def convert(self, value: str) -> int:
        """Read it."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Write it."""
        return str(value)


register_url_convertor("chat", ChatNumber())


def world_of(request: Request) -> World:
    """Give the world."""
    world: World = request.app.state.world
    return world


def chat_of(request: Request) -> Chat:
    """Give the chat that is asked for; in a group with the member that `?as=` names as its speaker."""
    world = world_of(request)
    chat = world.chat_of(request.path_params["user_id"])
    if not chat.person.is_group:
        return chat
    member = whole_number(request.query_params.get("as")) or _FIRST_PERSON
    if member < 0:
        raise PersonError(400, "Anggota grup harus orang.")
    return chat.spoken_by(world.chat_of(member).person)


async def body_of(request: Request) -> Json:
    """Read the JSON object of a request."""
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError as error:
        raise PersonError(400, "Isi permintaan bukan JSON.") from error
    if not isinstance(body, dict):
        raise PersonError(400, "Isi permintaan harus objek JSON.")
    return body


def whole_number(value: object) -> int | None:
    """Read a number; nothing where there is none."""
    try:
        return int(str(value)) if value not in {None, ""} else None
    except ValueError as error:
        raise PersonError(400, "Nomor salah.") from error


def message_of(chat: Chat, number: object) -> Message:
    """Find a message of a chat."""
    message = chat.messages.get(whole_number(number) or 0)
    if message is None:
        raise PersonError(404, "Pesan tidak ditemukan.")
    return message
