"""What a person sees of their chat, as JSON for scripts and for the chat page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.simulator.botapi.profile import commands_for
from deploy.simulator.files import FOLDERS
from deploy.simulator.limits import ROW_BUTTONS, ROW_KEYS

if TYPE_CHECKING:
    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_COPIED = (
    "location",
    "contact",
    "media_group_id",
    "has_protected_content",
    "has_media_spoiler",
    "forward_origin",
    "poll",
)
_FILE_NAMES = {
    "photo": "foto",
    "voice": "pesan-suara",
    "video": "video",
    "audio": "audio",
    "sticker": "stiker",
}


def message_view(world: World, chat: Chat, message: Message) -> Json:
    """Describe one message."""
    body = message.body
    view: Json = {
        "id": message.message_id,
        "from": "bot" if message.from_bot else "person",
        "text": body.get("text", ""),
        "caption": body.get("caption", ""),
        "entities": body.get("entities") or body.get("caption_entities") or [],
        "files": _files(world, chat, body),
        "buttons": _buttons(body),
        "keyboard": _keyboard(message.markup),
        "date": body["date"],
        "edited": "edit_date" in body,
        "revision": message.revision,
        "silent": message.silent,
    }
    view |= {name: body[name] for name in _COPIED if name in body}
    if reply := body.get("reply_to_message"):
        view["reply_to"] = _quote(world, reply)
    if pinned := body.get("pinned_message"):
        view["pinned"] = _quote(world, pinned)
    if chat.person.is_group:
        view["sender"] = name_of(body["from"])
    if service := _service(body):
        view["service"] = service
    if message.reactions:
        view["reactions"] = [
            {"from": "bot" if who == "bot" else "person", "emoji": emoji}
            for who, emoji in message.reactions.items()
        ]
    return view


def name_of(user: Json) -> str:
    """Write the name of a User."""
    return " ".join(str(user[part]) for part in ("first_name", "last_name") if user.get(part))


def _service(body: Json) -> str:
    """Say what was done in the chat, where the message is no more than that."""
    if timer := body.get("message_auto_delete_timer_changed"):
        days = timer["message_auto_delete_time"] // 86_400
        return f"Hapus otomatis: {days} hari" if days else "Hapus otomatis dimatikan"
    if joined := body.get("new_chat_members"):
        return f"{', '.join(map(name_of, joined))} bergabung"
    if left := body.get("left_chat_member"):
        return f"{name_of(left)} keluar"
    return ""


def _quote(world: World, body: Json) -> Json:
    kind = next((kind for kind in FOLDERS if kind in body), "")
    return {
        "id": body["message_id"],
        "from": "bot" if body["from"]["id"] == world.bot.bot_id else "person",
        "text": str(body.get("text") or body.get("caption") or "")[:200],
        "kind": kind or next((k for k in ("location", "contact", "poll") if k in body), ""),
    }


def _files(world: World, chat: Chat, body: Json) -> list[Json]:
    for kind in ("animation", *FOLDERS):
        if media := body.get(kind):
            return [_file(world, chat, media[-1] if kind == "photo" else media)]
    return []


def _file(world: World, chat: Chat, media: Json) -> Json:
    file = world.files.by_id(media["file_id"])
    if file is None:
        return {"kind": "document", "name": "", "size": 0, "url": ""}
    name = file.name
    if file.kind in _FILE_NAMES and name.endswith(".bin"):
        name = _FILE_NAMES[file.kind] + file.path[file.path.rfind(".") :]
    return {
        "kind": file.kind,
        "name": name,
        "size": file.size,
        "url": f"/people/{chat.person.user_id}/files/{file.file_id}",
        "mime_type": file.mime_type,
        "width": file.width,
        "height": file.height,
        "duration": file.duration,
    }


def _buttons(body: Json) -> list[list[Json]]:
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    return [[_button(button) for button in row[:ROW_BUTTONS]] for row in rows]


def _button(button: Json) -> Json:
    view = {"label": button["text"], "data": button.get("callback_data")}
    for name in ("url", "copy_text"):
        if name in button:
            view[name] = button[name]
    return view


def _keyboard(markup: Json | None) -> list[list[str]]:
    rows = (markup or {}).get("keyboard", [])
    return [[str(button["text"]) for button in row[:ROW_KEYS]] for row in rows]


def messages_after(world: World, chat: Chat, revision: int) -> list[Json]:
    """Describe the messages that are new or changed since a revision, oldest first."""
    return [
        message_view(world, chat, message)
        for message in chat.messages.values()
        if message.revision > revision
    ]


def profile_view(world: World, chat: Chat) -> Json:
    """Describe a person and what surrounds their chat: bot, commands, keyboard, pins."""
    person = chat.person
    settings = world.bot.settings
    return {
        "id": person.user_id,
        "name": " ".join(str(part) for part in person.name.values()),
        "group": person.rights if person.is_group else None,
        "blocked": person.blocked,
        "revision": person.revision,
        "started": person.last_message_id > 0,
        "keyboard": person.keyboard,
        "pinned": [number for number in person.pinned if number in chat.messages],
        "commands": commands_for(world, person.user_id),
        "menu_button": person.menu_button or settings.get("menu_button"),
        "bot": {
            "name": world.bot.user["first_name"],
            "username": world.bot.username,
            "description": settings.get("description", {}).get("", ""),
            "short_description": settings.get("short_description", {}).get("", ""),
        },
    }
