"""The simulated world: one bot, its people, their chats, files and updates."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deploy.simulator.chats import Chat, Message, Person
from deploy.simulator.errors import bad_request, blocked
from deploy.simulator.faults import Faults
from deploy.simulator.files import Shelf
from deploy.simulator.groups import member_of, refuse_writing
from deploy.simulator.limits import QUERY_SECONDS, SendLimits
from deploy.simulator.storage import Json, Storage
from deploy.simulator.updates import UpdateQueue
from deploy.simulator.webhook import Webhook

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(slots=True)
class ButtonPress:
    """A pressed inline button that waits for the bot's answer."""

    query_id: str
    pressed_at: float
    answer: asyncio.Future[Json]


@dataclass(slots=True)
class BotProfile:
    """Who the bot is."""

    token: str
    name: str
    username: str
    settings: Json = field(default_factory=dict)

    @property
    def bot_id(self) -> int:
        """The number before the colon of the token."""
        head = self.token.partition(":")[0]
        return int(head) if head.isdecimal() else 1

    @property
    def user(self) -> Json:
        """The Bot API's User."""
        name = self.settings.get("name", {}).get("", self.name)
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": name or self.name,
            "username": self.username,
        }


class World:
    """Everything the simulator knows."""

    def __init__(self, *, data_dir: Path | None, bot: BotProfile, limits: SendLimits) -> None:
        self.bot = bot
        self.limits = limits
        self.storage = Storage(data_dir / "simulator.sqlite3" if data_dir else None)
        self.files = Shelf(self.storage, data_dir / "files" if data_dir else None)
        self.updates = UpdateQueue(self.storage)
        self.webhook = Webhook(self.storage, self.updates)
        self.faults = Faults()
        self.updates.take_fault = self.faults.take_update_fault
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, ButtonPress] = {}
        self.stopping = False
        self._load()

    def _load(self) -> None:
        for key, body in self.storage.load("state"):
            if key == "bot":
                self.bot.settings = body
        for _key, body in self.storage.load("person"):
            person = Person(**body)
            self.chats[person.user_id] = Chat(person, self.storage)
        kept = [Message(**body) for _key, body in self.storage.load("message")]
        for message in sorted(kept, key=lambda message: message.message_id):
            self.chats[message.body["chat"]["id"]].messages[message.message_id] = message

    @staticmethod
    def now() -> int:
        """Tell the time as Telegram does."""
        return int(time.time())

    @staticmethod
    def since(moment: float) -> float:
        """Tell the seconds since a moment of the monotonic clock."""
        return time.monotonic() - moment

    def save_bot(self) -> None:
        """Keep what the bot set about itself."""
        self.storage.put("state", "bot", self.bot.settings)
        for chat in self.chats.values():
            chat.tell("profile", {})

    def chat_of(self, user_id: int) -> Chat:
        """Give a person's or a group's chat; the first call makes it up."""
        chat = self.chats.get(user_id)
        if chat is None:
            chat = self.chats[user_id] = Chat(Person(user_id), self.storage)
        return chat

    def chat_for_bot(self, chat_id: object) -> Chat:
        """Give the chat a bot names, or refuse as Telegram does."""
        if chat_id in {None, ""}:
            raise bad_request("chat_id is empty")
        try:
            chat = self.chats.get(int(str(chat_id)))
        except ValueError:
            chat = None
        if chat is None or not chat.person.last_message_id:
            raise bad_request("chat not found")
        return chat

    def reachable(self, chat_id: object, *, count: int = 1) -> Chat:
        """Give the chat a bot may send to now: not blocked, within the limits."""
        chat = self.chat_for_bot(chat_id)
        if chat.person.blocked:
            raise blocked()
        refuse_writing(chat.person)
        self.limits.spend(chat.person.user_id, time.monotonic(), count=count)
        return chat

    def post(self, chat: Chat, content: Json, *, from_bot: bool) -> Message:
        """Append a message to a chat."""
        sender = self.bot.user if from_bot else chat.speaker.user
        body = {"from": sender, "chat": chat.person.chat, "date": self.now(), **content}
        return chat.add(Message(body, from_bot))

    def press(self, chat: Chat, message: Message, data: str) -> ButtonPress:
        """Press an inline button: the bot gets a callback query."""
        now = time.monotonic()
        for old in [p for p in self.presses.values() if now - p.pressed_at > QUERY_SECONDS]:
            del self.presses[old.query_id]
        query_id = str(secrets.randbelow(2**62))
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        press = self.presses[query_id] = ButtonPress(query_id, now, answer)
        query = {
            "id": query_id,
            "from": chat.speaker.user,
            "message": message.body,
            "chat_instance": chat.person.chat_instance,
            "data": data,
        }
        self.updates.add("callback_query", query)
        return press

    def set_blocked(self, chat: Chat, *, is_blocked: bool) -> None:
        """Block or unblock the bot; the bot learns of it."""
        person = chat.person
        if person.blocked == is_blocked:
            return
        person.blocked = is_blocked
        chat.save_person()
        states = ("member", "kicked") if is_blocked else ("kicked", "member")
        self.tell_membership(chat, *states)

    def tell_membership(self, chat: Chat, old: str, new: str) -> None:
        """Tell the bot that what it may do in a chat has changed."""
        self.updates.add(
            "my_chat_member",
            {
                "chat": chat.person.chat,
                "from": chat.speaker.user,
                "date": self.now(),
                "old_chat_member": member_of(self.bot.user, old),
                "new_chat_member": member_of(self.bot.user, new),
            },
        )

    def stop(self) -> None:
        """End everything that waits, so that the server can close."""
        self.stopping = True
        self.updates.stop()
        self.webhook.stop()
        for chat in self.chats.values():
            chat.changed.ring()
            chat.tell("stop", {})

    async def close(self) -> None:
        """Write what is left."""
        await self.storage.close()
        self.files.close()
