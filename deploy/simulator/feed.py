"""A live stream of what happens in chats (server-sent events), for the chat page."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import StreamingResponse

from deploy.simulator.storage import Json, dump
from deploy.simulator.views import message_view, messages_after, profile_view

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from deploy.simulator.chats import Chat
    from deploy.simulator.world import World

_HEARTBEAT_SECONDS = 15.0
_SHOWN = 500


def follow(world: World, chats: Sequence[Chat]) -> StreamingResponse:
    """Answer a stream that begins with the whole of each chat."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(world, chats), media_type="text/event-stream", headers=headers)


def _encode(event: str, body: Json) -> str:
    return f"event: {event}\ndata: {dump(body)}\n\n"


def _snapshot(world: World, chat: Chat) -> str:
    messages = messages_after(world, chat, 0)[-_SHOWN:]
    body = {"user": chat.person.user_id, "profile": profile_view(world, chat)}
    return _encode("snapshot", {**body, "messages": messages})


def _event(world: World, chat: Chat, event: str, body: Json) -> str | None:
    user = {"user": chat.person.user_id}
    if event == "profile":
        return _encode(event, {**user, "profile": profile_view(world, chat)})
    if event == "message":
        message = chat.messages.get(body["message_id"])
        if message is None:
            return None
        return _encode(event, {**user, "message": message_view(world, chat, message)})
    return _encode(event, {**user, **body})


async def _events(world: World, chats: Sequence[Chat]) -> AsyncIterator[str]:
    queue: asyncio.Queue[tuple[Chat, str, Json]] = asyncio.Queue()

    def note(chat: Chat, event: str, body: Json) -> None:
        queue.put_nowait((chat, event, body))

    stops = [chat.watch(partial(note, chat)) for chat in chats]
    try:
        for chat in chats:
            yield _snapshot(world, chat)
        while not world.stopping:
            try:
                async with asyncio.timeout(_HEARTBEAT_SECONDS):
                    chat, event, body = await queue.get()
            except TimeoutError:
                yield ": masih di sini\n\n"
                continue
            if event != "stop" and (text := _event(world, chat, event, body)):
                yield text
    finally:
        for stop in stops:
            stop()
