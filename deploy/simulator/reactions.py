"""Reactions to messages, of the bot and of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from deploy.simulator.chats import Chat, Message
    from deploy.simulator.storage import Json
    from deploy.simulator.world import World

_EMOJI: Final = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 "
    "⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 "
    "🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
EMOJI: Final = frozenset(_EMOJI.split())
"""What Telegram lets people and bots react with (Bot API, ReactionTypeEmoji)."""


def as_types(emoji: str) -> list[Json]:
    """Write a reaction as the Bot API's list of ReactionType; none when there is no emoji."""
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def react(chat: Chat, message: Message, who: str, emoji: str) -> str:
    """Put a reaction in place of an earlier one, or take it away; answers the earlier one."""
    old = message.reactions.pop(who, "")
    if emoji:
        message.reactions[who] = emoji
    chat.touch(message)
    return old


def tell_reaction(world: World, chat: Chat, message: Message, old: str, new: str) -> None:
    """Tell the bot that a person reacted; it gets this only when it asked for it."""
    world.updates.add(
        "message_reaction",
        {
            "chat": chat.person.chat,
            "message_id": message.message_id,
            "user": chat.speaker.user,
            "date": world.now(),
            "old_reaction": as_types(old),
            "new_reaction": as_types(new),
        },
    )
