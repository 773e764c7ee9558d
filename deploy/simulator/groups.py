"""Groups: what the bot may do in one, and what it hears of what is said there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.simulator.errors import BotApiError, PersonError, bad_request

if TYPE_CHECKING:
    from deploy.simulator.chats import Chat, Person
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

RIGHTS = ("left", "member", "restricted", "administrator", "kicked")
"""Not in it; there, hearing commands and replies only (privacy mode); there, but may not write; hears
everything; thrown out."""
SERVICE = frozenset(
    [
        "pinned_message",
        "message_auto_delete_timer_changed",
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "chat_background_set",
    ]
)
"""Messages that nobody wrote: Telegram tells with them what was done in the chat."""
_ABSENT = frozenset({"left", "kicked"})
_DENIED = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
_GRANTED = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages", "can_pin_messages",
)  # fmt: skip


def member_of(user: Json, state: str) -> Json:
    """Make the Bot API's ChatMember of the bot in this state."""
    member: Json = {"user": user, "status": state}
    if state == "kicked":
        member["until_date"] = 0
    if state == "restricted":
        member |= {"is_member": True, "until_date": 0, **dict.fromkeys(_DENIED, False)}
    if state == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(_GRANTED, True)}
    return member


def refuse_writing(person: Person) -> None:
    """Refuse a bot that may not write in a group, as Telegram does."""
    if not person.is_group:
        return
    if person.rights == "kicked":
        raise BotApiError(403, "Forbidden: bot was kicked from the supergroup chat")
    if person.rights == "left":
        raise BotApiError(403, "Forbidden: bot is not a member of the supergroup chat")
    if person.rights == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")


def hears(world: World, chat: Chat, body: Json) -> bool:
    """Tell whether the bot gets a message: in a group only commands, answers to it, service messages."""
    if not chat.person.is_group or chat.person.rights == "administrator":
        return True
    if chat.person.rights in _ABSENT:
        return False
    answered = body.get("reply_to_message", {}).get("from", {}).get("id") == world.bot.bot_id
    return answered or not SERVICE.isdisjoint(body) or _for_us(world, str(body.get("text", "")))


def _for_us(world: World, text: str) -> bool:
    command, _space, _rest = text.partition(" ")
    name = command.partition("@")[2]
    return command.startswith("/") and name.lower() in {"", world.bot.username.lower()}


def set_rights(world: World, chat: Chat, rights: str) -> None:
    """Let the bot into a group, out of it, or change what it may do; it learns of it as from Telegram."""
    person = chat.person
    if not person.is_group:
        raise PersonError(400, "Hak bot hanya ada di grup.")
    if rights not in RIGHTS:
        raise PersonError(400, f"Hak tidak dikenal. Pilihan: {', '.join(RIGHTS)}.")
    old, person.rights = person.rights, rights
    chat.save_person()
    if old == rights:
        return
    world.tell_membership(chat, old, rights)
    if old in _ABSENT and rights not in _ABSENT:
        joined = world.post(chat, {"new_chat_members": [world.bot.user]}, from_bot=False)
        world.updates.add("message", joined.body)
    if old not in _ABSENT and rights in _ABSENT:
        world.post(chat, {"left_chat_member": world.bot.user}, from_bot=False)
