"""What a person puts into the chat: text, files, places, contacts, edits, presses."""

from __future__ import annotations

import asyncio
import io
import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, UploadFile

from deploy.simulator.entities import formatted, plain, utf16_length
from deploy.simulator.errors import BotApiError, PersonError
from deploy.simulator.files import FOLDERS, UNCAPTIONED
from deploy.simulator.groups import hears
from deploy.simulator.limits import (
    ALBUM_SIZE,
    PERSON_CAPTION_LENGTH,
    PERSON_UPLOAD_BYTES,
    ROW_BUTTONS,
    ROW_KEYS,
    TEXT_LENGTH,
    is_photo_shape,
)
from deploy.simulator.mediainfo import HEAD_BYTES, size_in
from deploy.simulator.oggopus import is_webm, webm_to_ogg
from deploy.simulator.polls import new_poll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.entities import Formatted
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_ALBUMS = frozenset({"photo", "video", "document", "audio"})
_ORIGINS: dict[str, tuple[str, ...]] = {
    "user": ("sender_user",),
    "hidden_user": ("sender_user_name",),
    "chat": ("sender_chat",),
    "channel": ("chat", "message_id"),
}
"""Where a message may be forwarded from, with what the Bot API always tells of it."""
PRESS_SECONDS = 10.0
_SHORTEST_LIVE, _LONGEST_LIVE, _ALWAYS = 60, 86_400, 2**31 - 1
"""How long a live location lasts, in seconds."""


def require_unblocked(chat: Chat) -> None:
    """Refuse to write into a chat whose bot the person blocked."""
    if chat.person.blocked:
        raise PersonError(409, "Bot sedang diblokir. Buka blokir dulu untuk mengirim pesan.")


def put(world: World, chat: Chat, content: Json, reply_to: int | None = None) -> Message:
    """Put a message into the chat and tell the bot of it."""
    quoted = chat.messages.get(reply_to) if reply_to else None
    if quoted is not None:
        content = {"reply_to_message": quoted.quoted, **content}
    message = world.post(chat, content, from_bot=False)
    keyboard = chat.person.keyboard
    if keyboard and (keyboard.get("one_time_keyboard") or keyboard.get("force_reply")):
        chat.person.keyboard = None
        chat.save_person()
    if hears(world, chat, message.body):
        world.updates.add("message", message.body)
    return message


def pieces(text: str) -> list[str]:
    """Cut a text as Telegram's own apps do: 4096 code units each, at a line or word end."""
    parts = []
    rest = text
    while utf16_length(rest) > TEXT_LENGTH:
        cut = TEXT_LENGTH
        while utf16_length(rest[:cut]) > TEXT_LENGTH:
            cut -= max(1, (utf16_length(rest[:cut]) - TEXT_LENGTH) // 2)
        end = max(rest.rfind("\n", cut // 2, cut), rest.rfind(" ", cut // 2, cut))
        end = end if end > 0 else cut
        parts.append(rest[:end])
        rest = rest[end:].lstrip(" \n")
    return [*parts, rest]


def marked(text: str, entities: object) -> Formatted:
    """Read a person's text, with the spans their app marked: bold words, hidden links."""
    if not entities:
        return plain(text)
    if not isinstance(entities, list):
        raise PersonError(400, "entities harus daftar.")
    try:
        return formatted(text, None, entities)
    except BotApiError as error:
        raise PersonError(400, "entities tidak terbaca.") from error


def origin_of(told: object) -> Json:
    """Read where a message is forwarded from, in the Bot API's words; nothing when it is the person's own."""
    if not told:
        return {}
    if not isinstance(told, dict) or told.get("type") not in _ORIGINS:
        raise PersonError(400, f"forward_origin perlu type: {', '.join(_ORIGINS)}.")
    missing = {"date", *_ORIGINS[told["type"]]} - told.keys()
    if missing:
        raise PersonError(400, f"forward_origin perlu {', '.join(sorted(missing))}.")
    return {"forward_origin": told}


def send_text(
    world: World,
    chat: Chat,
    text: str,
    reply_to: int | None = None,
    *,
    entities: object = None,
    origin: object = None,
) -> list[Message]:
    """Send a text, in several messages when it is too long for one; marked or forwarded it is one."""
    require_unblocked(chat)
    forwarded = origin_of(origin)
    parts = [text] if entities or forwarded else pieces(text)
    filled = [item for part in parts if (item := marked(part, entities)).text]
    if not filled:
        raise PersonError(400, "Pesan kosong.")
    if any(utf16_length(item.text) > TEXT_LENGTH for item in filled):
        raise PersonError(400, "Teks terlalu panjang.")
    return [
        put(world, chat, forwarded | item.fields(), reply_to if not index else None)
        for index, item in enumerate(filled)
    ]


def point_of(location: object) -> Json:
    """Read a point on the map, or refuse."""
    try:
        latitude, longitude = (
            float(location[name])  # type: ignore[index]  # a wrong shape is caught below
            for name in ("latitude", "longitude")
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PersonError(400, "Lokasi perlu latitude dan longitude.") from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - the globe
        raise PersonError(400, "Lokasi di luar bola dunia.")
    return {"latitude": latitude, "longitude": longitude}


def send_location(
    world: World, chat: Chat, location: object, reply_to: int | None = None, *, origin: object = None
) -> list[Message]:
    """Send a point on the map; with `live_period` one that moves for so many seconds."""
    require_unblocked(chat)
    point = point_of(location)
    period = location.get("live_period") if isinstance(location, dict) else None
    if period is not None:
        if not isinstance(period, int) or not (
            _SHORTEST_LIVE <= period <= _LONGEST_LIVE or period == _ALWAYS
        ):
            raise PersonError(400, "live_period harus 60 sampai 86400 detik, atau 2147483647.")
        point |= {"live_period": period, "horizontal_accuracy": 12.0}
    return [put(world, chat, {**origin_of(origin), "location": point}, reply_to)]


def send_contact(
    world: World, chat: Chat, contact: object, reply_to: int | None = None, *, origin: object = None
) -> list[Message]:
    """Send a contact; without details, the person's own."""
    require_unblocked(chat)
    own = {"phone_number": own_phone(chat), **chat.speaker.name, "user_id": chat.speaker.user_id}
    given = dict(contact) if isinstance(contact, dict) else {}
    body = {"first_name": "Kontak", **given} if given else own
    if not body.get("phone_number"):
        raise PersonError(400, "Kontak perlu phone_number.")
    return [put(world, chat, {**origin_of(origin), "contact": body}, reply_to)]


def send_poll(
    world: World, chat: Chat, poll: object, reply_to: int | None = None, *, origin: object = None
) -> list[Message]:
    """Send a poll: `question` and `options`."""
    require_unblocked(chat)
    told = poll if isinstance(poll, dict) else {}
    options = told.get("options")
    if not isinstance(options, list):
        raise PersonError(400, "Jajak pendapat perlu question dan options.")
    try:
        body = new_poll(str(told.get("question") or ""), [str(option) for option in options])
    except ValueError as error:
        raise PersonError(400, "Jajak pendapat perlu pertanyaan dan 1 sampai 12 pilihan.") from error
    return [put(world, chat, {**origin_of(origin), "poll": body}, reply_to)]


def own_phone(chat: Chat) -> str:
    """Make up a phone number, the same each time."""
    return f"+62800{chat.speaker.user_id % 10**7:07d}"


def kind_of(mime: str) -> str:
    """Choose how Telegram's apps would send a file of this type."""
    main = mime.partition("/")[0]
    if mime in {"image/jpeg", "image/png", "image/webp"}:
        return "photo"
    return main if main in {"audio", "video"} else "document"


async def send_files(
    world: World,
    chat: Chat,
    uploads: Sequence[UploadFile],
    kinds: Sequence[str],
    *,
    caption: str,
    duration: int,
    reply_to: int | None,
    entities: object = None,
    origin: object = None,
) -> list[Message]:
    """Send files: several of a family become albums of ten; the caption goes with the first."""
    require_unblocked(chat)
    forwarded = origin_of(origin)
    captioned = marked(caption, entities)
    if captioned.text and not UNCAPTIONED.isdisjoint(kinds):
        raise PersonError(400, "Stiker dan video bulat tidak dapat diberi keterangan.")
    if utf16_length(captioned.text) > PERSON_CAPTION_LENGTH:
        raise PersonError(400, "Keterangan terlalu panjang: paling banyak 2.048 huruf.")
    contents = [
        await _take(world, upload, kind, duration) for upload, kind in zip(uploads, kinds, strict=True)
    ]
    if captioned.text:
        contents[0] |= captioned.fields("caption")
    messages = []
    for group in _albums(list(zip(kinds, contents, strict=True))):
        mark = {"media_group_id": str(secrets.randbelow(2**60))} if len(group) > 1 else {}
        messages += [put(world, chat, forwarded | mark | content, reply_to) for content in group]
    return messages


async def _take(world: World, upload: UploadFile, kind: str, duration: int) -> Json:
    if kind not in FOLDERS:
        raise PersonError(400, f"Jenis berkas tidak dikenal. Pilihan: {', '.join(FOLDERS)}.")
    if not upload.size:
        raise PersonError(400, "Berkas kosong.")
    if upload.size > PERSON_UPLOAD_BYTES:
        raise PersonError(413, "Berkas terlalu besar: paling besar 2.000 MB.")
    if kind == "voice":
        upload = await _as_telegram_voice(upload)
    if kind == "photo":
        await _refuse_strip(upload)
    file = await world.files.add(upload, kind, duration=duration)
    return file.content()


async def _refuse_strip(upload: UploadFile) -> None:
    """Refuse as a photo what Telegram shows as none: too many pixels, or a mere strip."""
    await upload.seek(0)
    sides = size_in(await upload.read(HEAD_BYTES))
    if sides is not None and not is_photo_shape(*sides):
        raise PersonError(
            400,
            "Telegram menolak foto ini: lebar dan tingginya bersama lebih dari 10.000 piksel, "
            "atau lebih dari 20 kali lebih panjang daripada lebarnya. Kirim sebagai berkas.",
        )


async def _as_telegram_voice(upload: UploadFile) -> UploadFile:
    """Repack a browser's recording, as Telegram's own apps always send Opus in Ogg."""
    if not is_webm(await upload.read(4)):
        return upload
    await upload.seek(0)
    ogg = await asyncio.to_thread(webm_to_ogg, await upload.read())
    if ogg is None:
        return upload
    headers = Headers({"content-type": "audio/ogg"})
    return UploadFile(io.BytesIO(ogg), size=len(ogg), filename="pesan-suara.ogg", headers=headers)


def _albums(items: list[tuple[str, Json]]) -> list[list[Json]]:
    groups: list[tuple[str, list[Json]]] = []
    for kind, content in items:
        family = "photo" if kind == "video" else kind
        room = groups and groups[-1][0] == family and len(groups[-1][1]) < ALBUM_SIZE
        if room and kind in _ALBUMS:
            groups[-1][1].append(content)
        else:
            groups.append((family, [content]))
    return [group for _family, group in groups]


def edit(world: World, chat: Chat, message_id: int, text: str, entities: object = None) -> Message:
    """Change a message the person sent."""
    require_unblocked(chat)
    message = chat.messages.get(message_id)
    if message is None or message.from_bot:
        raise PersonError(404, "Pesan tidak ditemukan.")
    new = marked(text, entities)
    is_text = "text" in message.body
    if is_text and not new.text:
        raise PersonError(400, "Pesan kosong.")
    if utf16_length(new.text) > (TEXT_LENGTH if is_text else PERSON_CAPTION_LENGTH):
        raise PersonError(400, "Teks terlalu panjang.")
    dropped = {"text", "entities", "caption", "caption_entities"}
    body = {key: value for key, value in message.body.items() if key not in dropped}
    fields = new.fields("" if is_text else "caption") if new.text else {}
    message.body = body | fields | {"edit_date": world.now()}
    chat.touch(message)
    if hears(world, chat, message.body):
        world.updates.add("edited_message", message.body)
    return message


async def press(
    world: World, chat: Chat, message: Message, wanted: str, seconds: float, *, late: bool = False
) -> Json:
    """Press an inline button and wait for the bot's answer."""
    require_unblocked(chat)
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    rows = [*rows, *message.taken_off] if late else rows
    buttons = [button for row in rows for button in row[:ROW_BUTTONS]]
    button = next((b for b in buttons if b.get("callback_data") == wanted), None) or next(
        (b for b in buttons if b["text"] == wanted), None
    )
    if button is None:
        raise PersonError(404, "Tombol tidak ditemukan di pesan ini.")
    if "callback_data" not in button:
        link = button.get("url", "")
        copied = str((button.get("copy_text") or {}).get("text", ""))
        nothing = {"answered": False, "text": "", "show_alert": False, "sent": []}
        return {**nothing, "url": link, "copied": copied}
    pressed = world.press(chat, message, str(button["callback_data"]))
    await world.storage.flush()
    nothing = {"text": "", "show_alert": False, "url": ""}
    try:
        async with asyncio.timeout(seconds):
            answer = await asyncio.shield(pressed.answer)
    except TimeoutError:
        return {"answered": False, "sent": [], **nothing}
    return {"answered": True, "sent": [], **answer}


def press_key(world: World, chat: Chat, label: str) -> list[Message]:
    """Press a button of the reply keyboard: its label, the contact or the place is sent."""
    rows = (chat.person.keyboard or {}).get("keyboard", [])
    button = next((b for row in rows for b in row[:ROW_KEYS] if b["text"] == label), None)
    if button is None:
        raise PersonError(404, "Tombol tidak ditemukan di papan tombol.")
    if button.get("request_contact"):
        return send_contact(world, chat, None)
    if button.get("request_location"):
        spread = chat.person.user_id % 1000 / 1000
        place = {"latitude": -6.2 - spread / 10, "longitude": 106.8 + spread / 10}
        return send_location(world, chat, place)
    return send_text(world, chat, label)
