"""Methods about the bot itself and about chats: names, commands, menu, presses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deploy.simulator.errors import bad_request
from deploy.simulator.limits import CALLBACK_ANSWER_LENGTH, COMMANDS, QUERY_SECONDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from deploy.simulator.botapi.calls import Call
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_DESCRIPTION_LENGTH = 256
_TEXTS = {"name": 64, "description": 512, "short_description": 120}


async def get_me(world: World, call: Call) -> object:  # noqa: ARG001 - one signature for all
    """Tell who the bot is."""
    return {
        **world.bot.user,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


async def leave(world: World, call: Call) -> object:  # noqa: ARG001 - one signature for all
    """Answer logOut and close: there is only one server here."""
    return True


async def get_chat(world: World, call: Call) -> object:
    """Describe a chat."""
    chat = world.chat_for_bot(call.raw("chat_id"))
    pinned = chat.person.pinned
    body: Json = {
        **chat.person.chat,
        "accent_color_id": chat.person.user_id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if pinned and pinned[-1] in chat.messages:
        body["pinned_message"] = chat.messages[pinned[-1]].quoted
    return body


async def answer_callback_query(world: World, call: Call) -> object:
    """Answer a pressed button: a toast, an alert, a link, or nothing."""
    press = world.presses.get(call.text("callback_query_id"))
    if press is None or world.since(press.pressed_at) > QUERY_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if len(text) > CALLBACK_ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    if not press.answer.done():
        press.answer.set_result(
            {"text": text, "show_alert": call.flag("show_alert"), "url": call.text("url")}
        )
    return True


def _scope(call: Call) -> str:
    scope = call.mapping("scope") or {"type": "default"}
    parts = (scope.get("type", "default"), scope.get("chat_id", ""), call.text("language_code"))
    return ":".join(str(part) for part in parts)


def _command(item: object) -> Json:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(item.get("command", "")).removeprefix("/")
    description = str(item.get("description", "")).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


async def set_my_commands(world: World, call: Call) -> object:
    """Set the list of commands for a scope and language."""
    commands = call.items("commands") or []
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(item) for item in commands]
    world.bot.settings.setdefault("commands", {})[_scope(call)] = checked
    world.save_bot()
    return True


async def get_my_commands(world: World, call: Call) -> object:
    """Tell the commands of a scope and language."""
    return world.bot.settings.get("commands", {}).get(_scope(call), [])


async def delete_my_commands(world: World, call: Call) -> object:
    """Forget the commands of a scope and language."""
    world.bot.settings.get("commands", {}).pop(_scope(call), None)
    world.save_bot()
    return True


def commands_for(world: World, user_id: int) -> list[Json]:
    """Choose the commands a person sees: the nearest scope and language first."""
    commands: dict[str, list[Json]] = world.bot.settings.get("commands", {})
    for scope in (f"chat:{user_id}", "all_private_chats:", "default:"):
        for language in ("id", ""):
            if found := commands.get(f"{scope}:{language}"):
                return found
    return []


def _setter(name: str) -> Callable[[World, Call], Awaitable[object]]:
    async def set_text(world: World, call: Call) -> object:
        text = call.text(name)
        if len(text) > _TEXTS[name]:
            raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
        world.bot.settings.setdefault(name, {})[call.text("language_code")] = text
        world.save_bot()
        return True

    return set_text


def _getter(name: str) -> Callable[[World, Call], Awaitable[object]]:
    async def get_text(world: World, call: Call) -> object:
        texts = world.bot.settings.get(name, {})
        fallback = texts.get("", world.bot.name if name == "name" else "")
        return {name: texts.get(call.text("language_code")) or fallback}

    return get_text


TEXT_METHODS = {f"setmy{name.replace('_', '')}": _setter(name) for name in _TEXTS} | {
    f"getmy{name.replace('_', '')}": _getter(name) for name in _TEXTS
}


async def set_chat_menu_button(world: World, call: Call) -> object:
    """Set what the menu button of one chat, or of all, does."""
    button = call.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("can't parse MenuButton: type of the menu button is wrong")
    if call.raw("chat_id") is None:
        world.bot.settings["menu_button"] = button
        world.save_bot()
        return True
    chat = world.chat_for_bot(call.raw("chat_id"))
    chat.person.menu_button = button
    chat.save_person()
    return True


async def get_chat_menu_button(world: World, call: Call) -> object:
    """Tell what the menu button does."""
    if call.raw("chat_id") is not None:
        chat = world.chat_for_bot(call.raw("chat_id"))
        if chat.person.menu_button:
            return chat.person.menu_button
    return world.bot.settings.get("menu_button", {"type": "commands"})
