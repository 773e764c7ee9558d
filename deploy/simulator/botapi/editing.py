"""Methods that change, delete or pin a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.simulator.botapi.keyboards import only_inline
from deploy.simulator.botapi.media import resolve
from deploy.simulator.botapi.sending import caption_of, read_caption, read_text
from deploy.simulator.errors import bad_request
from deploy.simulator.limits import DELETE_SECONDS, UPDATES_A_BATCH

if TYPE_CHECKING:
    from deploy.simulator.botapi.calls import Call
    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_MEDIA = ("photo", "document", "audio", "voice", "video", "animation")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media", "has_media_spoiler")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def _editable(world: World, call: Call) -> tuple[Chat, Message]:
    if call.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = world.chat_for_bot(call.raw("chat_id"))
    if not call.number("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _apply(
    world: World, call: Call, place: tuple[Chat, Message], dropped: tuple[str, ...], new: Json
) -> object:
    chat, message = place
    world.reachable(chat.person.user_id, count=0)
    body = {key: value for key, value in message.body.items() if key not in dropped}
    body.pop("reply_markup", None)
    inline = only_inline(call.mapping("reply_markup"))
    body |= new | ({"reply_markup": inline} if inline else {})
    if body == message.body:
        raise bad_request(_NOT_MODIFIED)
    if dropped:
        body["edit_date"] = world.now()
    message.taken_off = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    message.body = body
    chat.touch(message)
    return message.body


async def edit_message_text(world: World, call: Call) -> object:
    """Change a text."""
    place = _editable(world, call)
    if "text" not in place[1].body:
        raise bad_request("there is no text in the message to edit")
    dropped = ("text", "entities", "link_preview_options")
    return _apply(world, call, place, dropped, read_text(call))


async def edit_message_caption(world: World, call: Call) -> object:
    """Change a caption."""
    place = _editable(world, call)
    if not any(kind in place[1].body for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _apply(world, call, place, _CAPTION, caption_of(call))


async def edit_message_reply_markup(world: World, call: Call) -> object:
    """Change the buttons only."""
    return _apply(world, call, _editable(world, call), (), {})


async def edit_message_media(world: World, call: Call) -> object:
    """Put another file into a message."""
    place = _editable(world, call)
    media = call.mapping("media") or {}
    kind = str(media.get("type", ""))
    if kind not in _MEDIA:
        raise bad_request("can't parse InputMedia: type of the media is wrong")
    if "text" in place[1].body:
        raise bad_request("there is no media in the message to edit")
    caption = read_caption(
        str(media.get("caption") or ""),
        str(media.get("parse_mode") or ""),
        media.get("caption_entities"),
    )
    file = await resolve(world, call, kind, media.get("media"))
    return _apply(world, call, place, (*_MEDIA, *_CAPTION), file.content() | caption)


async def delete_message(world: World, call: Call) -> object:
    """Delete one message."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.now() - int(message.body["date"]) > DELETE_SECONDS:
        raise bad_request("message can't be deleted")
    chat.remove(message)
    return True


async def delete_messages(world: World, call: Call) -> object:
    """Delete several messages; those not found are skipped."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    wanted = call.items("message_ids") or []
    if not 1 <= len(wanted) <= UPDATES_A_BATCH:
        raise bad_request("message identifiers are not specified")
    for number in wanted:
        message = chat.messages.get(int(number))
        if message is not None and world.now() - int(message.body["date"]) <= DELETE_SECONDS:
            chat.remove(message)
    return True


async def pin_chat_message(world: World, call: Call) -> object:
    """Pin a message."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    number = call.number("message_id")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to pin not found")
    if number not in chat.person.pinned:
        chat.person.pinned.append(number)
        chat.save_person()
        world.post(chat, {"pinned_message": message.quoted}, from_bot=True)
    return True


async def unpin_chat_message(world: World, call: Call) -> object:
    """Unpin a message, or the last one pinned."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    pinned = chat.person.pinned
    number = call.number("message_id", pinned[-1] if pinned else 0)
    if number not in pinned:
        raise bad_request("message to unpin not found")
    pinned.remove(number)
    chat.save_person()
    return True


async def unpin_all_chat_messages(world: World, call: Call) -> object:
    """Unpin everything."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    chat.person.pinned.clear()
    chat.save_person()
    return True
