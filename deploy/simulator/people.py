"""The person's side: the routes that scripts and the chat page use."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from deploy.simulator import gestures, posting
from deploy.simulator.asked import body_of, chat_of, message_of, whole_number, world_of
from deploy.simulator.errors import PersonError
from deploy.simulator.feed import follow
from deploy.simulator.views import message_view, messages_after, profile_view

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_LONGEST_WAIT = 120.0
_SHOWN_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")
_PART_BYTES = 4 * 1024 * 1024


def _json_field(form: FormData, name: str) -> object:
    try:
        return json.loads(str(form.get(name) or "null"))
    except ValueError as error:
        raise PersonError(400, f"{name} bukan JSON.") from error


async def _answer_sent(request: Request, messages: list[Message]) -> Response:
    world, chat = world_of(request), chat_of(request)
    await world.storage.flush()
    return JSONResponse([message_view(world, chat, message) for message in messages])


_SENDERS = {
    "location": posting.send_location,
    "contact": posting.send_contact,
    "poll": posting.send_poll,
}
"""What is sent with more than words, by the name of its field."""


async def send(request: Request) -> Response:
    """Send what the person wrote or chose."""
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        try:
            async with request.form(max_part_size=_PART_BYTES) as form:
                return await _answer_sent(request, await _send_form(request, form))
        except HTTPException as error:
            raise PersonError(400, "Formulir tidak terbaca.") from error
    return await _answer_sent(request, _send_json(request, await body_of(request)))


def _send_json(request: Request, body: Json) -> list[Message]:
    world, chat = world_of(request), chat_of(request)
    origin, reply_to = body.get("forward_origin"), whole_number(body.get("reply_to"))
    for name, sender in _SENDERS.items():
        if name in body:
            return sender(world, chat, body[name], reply_to, origin=origin)
    return posting.send_text(
        world,
        chat,
        str(body.get("text") or ""),
        reply_to,
        entities=body.get("entities"),
        origin=origin,
    )


async def _send_form(request: Request, form: FormData) -> list[Message]:
    world, chat = world_of(request), chat_of(request)
    uploads = [value for _name, value in form.multi_items() if isinstance(value, UploadFile)]
    if not uploads:
        return posting.send_text(world, chat, str(form.get("text") or form.get("caption") or ""))
    named = [str(kind) for kind in form.getlist("kind")]
    inferred = [posting.kind_of(upload.content_type or "") for upload in uploads]
    kinds = named if len(named) == len(uploads) else (named[:1] * len(uploads) or inferred)
    return await posting.send_files(
        world,
        chat,
        uploads,
        kinds,
        caption=str(form.get("caption") or ""),
        duration=whole_number(form.get("duration")) or 0,
        reply_to=whole_number(form.get("reply_to")),
        entities=_json_field(form, "caption_entities"),
        origin=_json_field(form, "forward_origin"),
    )


async def press(request: Request) -> Response:
    """Press a button; `late`, also one that the bot took off while it was pressed."""
    body = await body_of(request)
    number, wanted = whole_number(body.get("message_id")), str(body.get("button") or "")
    seconds = float(body.get("wait") or posting.PRESS_SECONDS)
    late = bool(body.get("late"))
    return JSONResponse(
        await pressed(world_of(request), chat_of(request), number, wanted, seconds, late=late)
    )


async def pressed(
    world: World, chat: Chat, number: int | None, wanted: str, seconds: float, *, late: bool = False
) -> Json:
    """Press a button under a message, or one of the keys below the chat; tell what came of it."""
    message = chat.messages.get(number) if number is not None else None
    if message is not None and ("reply_markup" in message.body or (late and message.taken_off)):
        return await posting.press(world, chat, message, wanted, seconds, late=late)
    if number is not None and message is None:
        raise PersonError(404, "Pesan tidak ditemukan.")
    sent = posting.press_key(world, chat, wanted)
    await world.storage.flush()
    shown = [message_view(world, chat, item) for item in sent]
    return {"answered": True, "text": "", "show_alert": False, "url": "", "sent": shown}


async def edit(request: Request) -> Response:
    """Change a message the person sent."""
    body = await body_of(request)
    number = whole_number(body.get("message_id")) or 0
    message = posting.edit(
        world_of(request), chat_of(request), number, str(body.get("text") or ""), body.get("entities")
    )
    await world_of(request).storage.flush()
    return JSONResponse(message_view(world_of(request), chat_of(request), message))


async def delete(request: Request) -> Response:
    """Delete a message for both sides; a bot is not told, as with Telegram."""
    body = await body_of(request)
    message = message_of(chat_of(request), body.get("message_id"))
    chat_of(request).remove(message)
    await world_of(request).storage.flush()
    return JSONResponse({"deleted": message.message_id})


async def read(request: Request) -> Response:
    """Give the chat, or what is newer than a revision, waiting for it when asked to."""
    world, chat = world_of(request), chat_of(request)
    try:
        after = int(request.query_params.get("after") or 0)
        wait = min(float(request.query_params.get("wait") or 0), _LONGEST_WAIT)
    except ValueError as error:
        raise PersonError(400, "after dan wait harus angka.") from error
    return JSONResponse(await news(world, chat, after, wait))


async def news(world: World, chat: Chat, after: int, wait: float) -> list[Json]:
    """Give what is newer than a revision, waiting so many seconds for it."""
    deadline = time.monotonic() + wait
    while not (found := messages_after(world, chat, after)) and not world.stopping:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        await chat.changed.wait(left)
    await world.storage.flush()
    return found


async def _set_blocked(request: Request, *, is_blocked: bool) -> Response:
    world, chat = world_of(request), chat_of(request)
    if chat.person.is_group:
        raise PersonError(400, "Grup tidak dapat memblokir bot. Keluarkan bot dari grup.")
    world.set_blocked(chat, is_blocked=is_blocked)
    await world.storage.flush()
    return JSONResponse({"blocked": chat.person.blocked})


async def block(request: Request) -> Response:
    """Block the bot."""
    return await _set_blocked(request, is_blocked=True)


async def unblock(request: Request) -> Response:
    """Unblock the bot."""
    return await _set_blocked(request, is_blocked=False)


async def profile(request: Request) -> Response:
    """Describe a person and what surrounds their chat."""
    return JSONResponse(profile_view(world_of(request), chat_of(request)))


async def everybody(request: Request) -> Response:
    """List the people who ever wrote."""
    world = world_of(request)
    chats = sorted(world.chats.values(), key=lambda chat: chat.person.user_id)
    return JSONResponse([profile_view(world, chat) for chat in chats if chat.person.last_message_id])


async def download(request: Request) -> Response:
    """Serve a file of the chat: media to be shown, all else to be saved."""
    world = world_of(request)
    file = world.files.by_id(request.path_params["file_id"])
    if file is None:
        raise PersonError(404, "Berkas tidak ditemukan.")
    shown = file.mime_type.startswith(_SHOWN_TYPES)
    way = "inline" if shown else "attachment"
    headers = {
        "Content-Disposition": f"{way}; filename*=UTF-8''{quote(file.name)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, max-age=86400, immutable",
    }
    media_type = file.mime_type if shown else "application/octet-stream"
    return FileResponse(world.files.location(file), media_type=media_type, headers=headers)


async def feed(request: Request) -> Response:
    """Stream everything that happens in the chats named by `user`."""
    world = world_of(request)
    wanted = [whole_number(value) or 0 for value in request.query_params.getlist("user")]
    return follow(world, [world.chat_of(user_id) for user_id in dict.fromkeys(wanted)])


ROUTES = [
    Route("/people/{user_id:chat}/messages", send, methods=["POST"]),
    Route("/people/{user_id:chat}/messages", read),
    Route("/people/{user_id:chat}/press", press, methods=["POST"]),
    Route("/people/{user_id:chat}/edit", edit, methods=["POST"]),
    Route("/people/{user_id:chat}/delete", delete, methods=["POST"]),
    Route("/people/{user_id:chat}/block", block, methods=["POST"]),
    Route("/people/{user_id:chat}/unblock", unblock, methods=["POST"]),
    Route("/people/{user_id:chat}/files/{file_id}", download),
    *gestures.ROUTES,
    Route("/people", everybody),
    Route("/feed", feed),
    Route("/people/{user_id:chat}", profile),
]
