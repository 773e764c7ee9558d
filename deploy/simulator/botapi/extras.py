"""Methods for polls and reactions, and for leaving a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.simulator.botapi.sending import deliver
from deploy.simulator.errors import bad_request
from deploy.simulator.groups import refuse_writing, set_rights
from deploy.simulator.polls import new_poll
from deploy.simulator.reactions import EMOJI, react

if TYPE_CHECKING:
    from deploy.simulator.botapi.calls import Call
    from deploy.simulator.world import World


def _words(option: object) -> str:
    return str(option.get("text") or "") if isinstance(option, dict) else str(option)


async def send_poll(world: World, call: Call) -> object:
    """Send a poll."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    anonymous = call.raw("is_anonymous") in {None, ""} or call.flag("is_anonymous")
    options = [_words(option) for option in call.items("options") or []]
    try:
        poll = new_poll(
            call.text("question"), options, anonymous=anonymous, several=call.flag("allows_multiple_answers")
        )
    except ValueError as error:
        raise bad_request(str(error)) from error
    return deliver(world, world.reachable(chat.person.user_id), call, {"poll": poll}).body


async def stop_poll(world: World, call: Call) -> object:
    """Close a poll of the bot."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    message = chat.messages.get(call.number("message_id"))
    if message is None or not message.from_bot or "poll" not in message.body:
        raise bad_request("message with poll to stop not found")
    if message.body["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    message.body = message.body | {"poll": message.body["poll"] | {"is_closed": True}}
    chat.touch(message)
    return message.body["poll"]


async def set_message_reaction(world: World, call: Call) -> object:
    """React to a message with one emoji, or take the reaction away."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    refuse_writing(chat.person)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    wanted = call.items("reaction") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = ""
    for each in wanted:
        if not isinstance(each, dict) or each.get("type") != "emoji" or each.get("emoji") not in EMOJI:
            raise bad_request("REACTION_INVALID")
        emoji = str(each["emoji"])
    react(chat, message, "bot", emoji)
    return True


async def leave_chat(world: World, call: Call) -> object:
    """Leave a group."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    if not chat.person.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    set_rights(world, chat, "left")
    return True
