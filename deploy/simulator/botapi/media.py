"""Methods that send files: photos, documents, sound, film, albums."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from deploy.simulator.botapi.sending import caption_of, deliver, read_caption
from deploy.simulator.errors import BotApiError, bad_request
from deploy.simulator.files import FOLDERS, TYPE_NAMES, UNCAPTIONED, StoredFile
from deploy.simulator.limits import ALBUM_SIZE, DOWNLOAD_BYTES, PHOTO_BYTES, is_photo_shape

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.datastructures import UploadFile

    from deploy.simulator.botapi.calls import Call
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_ALBUM_KINDS = {"photo": "visual", "video": "visual", "audio": "audio", "document": "document"}


async def _take_upload(world: World, upload: UploadFile, kind: str, call: Call) -> StoredFile:
    if not upload.size:
        raise bad_request("file must be non-empty")
    if kind == "photo" and upload.size > PHOTO_BYTES:
        raise bad_request("file is too big for a photo; the maximum photo size is 10 MB")
    file = await world.files.add(upload, kind, duration=call.number("duration"))
    if kind == "photo":
        _check_photo(file)
    return file


def _check_photo(file: StoredFile) -> None:
    """Refuse what Telegram shows as no photo: no picture it knows, too large, or a mere strip."""
    if not file.width or not file.height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if not is_photo_shape(file.width, file.height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


async def resolve(world: World, call: Call, kind: str, value: object) -> StoredFile:
    """Find the file a parameter means: an upload, `attach://`, or the id of a known file.

    An empty parameter beside an upload of its name means the upload: node-telegram-bot-api sends `photo=`
    in the address and the photo in the body.
    """
    if value in {None, ""} and kind in call.uploads:
        return await _take_upload(world, call.uploads[kind], kind, call)
    reference = "" if value is None else str(value)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith("attach://"):
        upload = call.uploads.get(reference.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return await _take_upload(world, upload, kind, call)
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.by_id(reference)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind and {file.kind, kind} != {"animation", "document"}:
        raise bad_request(f"can't use file of type {TYPE_NAMES[file.kind]} as {TYPE_NAMES[kind]}")
    return file


def _sender(kind: str) -> Callable[[World, Call], Awaitable[object]]:
    async def send(world: World, call: Call) -> object:
        chat = world.chat_for_bot(call.raw("chat_id"))
        caption = {} if kind in UNCAPTIONED else caption_of(call)
        file = await resolve(world, call, kind, call.raw(kind))
        content = file.content() | caption
        return deliver(world, world.reachable(chat.person.user_id), call, content).body

    send.__doc__ = f"Send a file as {kind}."
    return send


SENDERS = {f"send{kind.replace('_', '')}": _sender(kind) for kind in FOLDERS}


async def _album_item(world: World, call: Call, item: object) -> tuple[str, Json]:
    if not isinstance(item, dict) or item.get("type") not in _ALBUM_KINDS:
        raise bad_request("can't parse media: type of the media is wrong")
    kind = str(item["type"])
    caption = read_caption(
        str(item.get("caption") or ""),
        str(item.get("parse_mode") or ""),
        item.get("caption_entities"),
    )
    file = await resolve(world, call, kind, item.get("media"))
    return kind, file.content() | caption


async def send_media_group(world: World, call: Call) -> object:
    """Send an album."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    items = call.items("media") or []
    if not 1 <= len(items) <= ALBUM_SIZE:
        raise bad_request("group send failed")
    parts = [await _album_item(world, call, item) for item in items]
    if len({_ALBUM_KINDS[kind] for kind, _content in parts}) > 1:
        raise bad_request("can't mix media of these types in one album")
    world.reachable(chat.person.user_id, count=len(parts))
    group = {"media_group_id": str(secrets.randbelow(2**60))} if len(parts) > 1 else {}
    return [deliver(world, chat, call, group | content).body for _kind, content in parts]


async def get_file(world: World, call: Call) -> object:
    """Tell where a file may be downloaded."""
    file = world.files.by_id(call.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def downloadable(world: World, path: str) -> StoredFile:
    """Find the file of a download path, or refuse."""
    file = world.files.by_path(path)
    if file is None or file.size > DOWNLOAD_BYTES:
        raise BotApiError(404, "Not Found")
    return file
