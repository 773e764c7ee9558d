"""Methods that put a new message into a chat."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from deploy.simulator.botapi.keyboards import read_markup
from deploy.simulator.entities import formatted, utf16_length
from deploy.simulator.errors import bad_request
from deploy.simulator.limits import CAPTION_LENGTH, TEXT_LENGTH

if TYPE_CHECKING:
    from deploy.simulator.botapi.calls import Call
    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
_MEDIA = ("photo", "document", "audio", "voice", "video", "animation")
CARRIED = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "location",
    "contact",
    "venue",
    "link_preview_options",
    "sticker",
    "video_note",
    "poll",
    *_MEDIA,
)
"""The parts of a message that travel when it is copied or forwarded."""
LATITUDE, LONGITUDE = 90.0, 180.0


def read_text(call: Call) -> Json:
    """Read the text of a message with its entities."""
    result = formatted(call.text("text"), call.text("parse_mode"), call.items("entities"))
    if not result.text:
        raise bad_request("message text is empty")
    if utf16_length(result.text) > TEXT_LENGTH:
        raise bad_request("message is too long")
    content = result.fields()
    if options := call.mapping("link_preview_options"):
        content["link_preview_options"] = options
    return content


def read_caption(text: str, parse_mode: str, entities: list[Json] | None) -> Json:
    """Read a caption with its entities; nothing when there is none."""
    if not text:
        return {}
    result = formatted(text, parse_mode, entities)
    if utf16_length(result.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return result.fields("caption") if result.text else {}


def caption_of(call: Call) -> Json:
    """Read the caption parameters of a call."""
    content = read_caption(call.text("caption"), call.text("parse_mode"), call.items("caption_entities"))
    for flag in ("show_caption_above_media", "has_spoiler"):
        if call.flag(flag):
            content["has_media_spoiler" if flag == "has_spoiler" else flag] = True
    return content


def _reply(chat: Chat, call: Call) -> Json:
    parameters = call.mapping("reply_parameters") or {}
    wanted = parameters.get("message_id") or call.number("reply_to_message_id")
    if not wanted:
        return {}
    message = chat.messages.get(int(wanted))
    if message is not None:
        return {"reply_to_message": message.quoted}
    lenient = parameters.get("allow_sending_without_reply")
    if lenient or call.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def deliver(world: World, chat: Chat, call: Call, content: Json) -> Message:
    """Put a message from the bot into a chat with all that surrounds its content."""
    inline, other = read_markup(call.mapping("reply_markup"))
    body = {**_reply(chat, call), **content}
    if inline:
        body["reply_markup"] = inline
    if call.flag("protect_content"):
        body["has_protected_content"] = True
    message = world.post(chat, body, from_bot=True)
    message.silent = call.flag("disable_notification")
    if other is not None:
        message.markup = other
        shown = {"message_id": message.message_id, **other}
        chat.person.keyboard = None if "remove_keyboard" in other else shown
        chat.save_person()
    if other is not None or message.silent:
        chat.keep(message)
    return message


async def send_message(world: World, call: Call) -> object:
    """Send a text."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    content = read_text(call)
    return deliver(world, world.reachable(chat.person.user_id), call, content).body


async def send_location(world: World, call: Call) -> object:
    """Send a point on the map."""
    latitude, longitude = call.decimal("latitude"), call.decimal("longitude")
    if abs(latitude) > LATITUDE or abs(longitude) > LONGITUDE:
        raise bad_request("wrong latitude or longitude specified")
    content = {"location": {"latitude": latitude, "longitude": longitude}}
    return deliver(world, world.reachable(call.raw("chat_id")), call, content).body


async def send_contact(world: World, call: Call) -> object:
    """Send a contact."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: call.text(name) for name in names if call.text(name)}
    if "phone_number" not in contact:
        raise bad_request("phone number is empty")
    if "first_name" not in contact:
        raise bad_request("first name is empty")
    return deliver(world, world.reachable(call.raw("chat_id")), call, {"contact": contact}).body


async def send_chat_action(world: World, call: Call) -> object:
    """Show that the bot is doing something."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.reachable(chat.person.user_id, count=0)
    chat.tell("action", {"action": call.text("action")})
    return True


def _source(world: World, call: Call) -> Message:
    chat = world.chat_for_bot(call.raw("from_chat_id"))
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request(f"message to {_VERBS[call.method.lower()]} not found")
    if message.body.get("has_protected_content"):
        raise bad_request(f"message can't be {_PAST[call.method.lower()]}")
    return message


_VERBS = {"copymessage": "copy", "forwardmessage": "forward"}
_PAST = {"copymessage": "copied", "forwardmessage": "forwarded"}


def content_of(message: Message) -> Json:
    """Give what travels when a message is copied or forwarded."""
    return {name: copy.deepcopy(message.body[name]) for name in CARRIED if name in message.body}


async def copy_message(world: World, call: Call) -> object:
    """Send the content of a message again, as one's own."""
    source = _source(world, call)
    content = content_of(source)
    if call.raw("caption") is not None and any(kind in content for kind in _MEDIA):
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= caption_of(call)
    message = deliver(world, world.reachable(call.raw("chat_id")), call, content)
    return {"message_id": message.message_id}


async def forward_message(world: World, call: Call) -> object:
    """Send a message on, telling where it comes from."""
    source = _source(world, call)
    origin = {
        "type": "user",
        "sender_user": source.body["from"],
        "date": source.body["date"],
    }
    content = {"forward_origin": origin, **content_of(source)}
    return deliver(world, world.reachable(call.raw("chat_id")), call, content).body
