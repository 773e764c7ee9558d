"""People and groups, and the messages of their chats with the bot."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from deploy.simulator.updates import Doorbell

if TYPE_CHECKING:
    from collections.abc import Callable

    from deploy.simulator.storage import Json, Storage


@dataclass(slots=True)
class Message:
    """One message: the Bot API's view of it, and what only the simulator knows."""

    body: Json
    from_bot: bool
    revision: int = 0
    markup: Json | None = None
    silent: bool = False
    reactions: dict[str, str] = field(default_factory=dict)
    """Who reacted with which emoji: `bot`, or a person's number."""
    votes: list[str] = field(default_factory=list)
    """Who voted in its poll."""
    taken_off: list[list[Json]] = field(default_factory=list)
    """The buttons it had before the bot last changed it: a person may have pressed one just then."""

    def as_record(self) -> Json:
        """Give what is kept (flat: `asdict` would copy the whole body)."""
        return {name: getattr(self, name) for name in _MESSAGE_FIELDS}

    @property
    def message_id(self) -> int:
        """The number of the message in its chat."""
        return int(self.body["message_id"])

    @property
    def quoted(self) -> Json:
        """The message as another one quotes it."""
        return {key: value for key, value in self.body.items() if key != "reply_to_message"}


@dataclass(slots=True)
class Person:
    """One person and their private chat with the bot; or a group, whose number is below zero."""

    user_id: int
    revision: int = 0
    last_message_id: int = 0
    blocked: bool = False
    keyboard: Json | None = None
    pinned: list[int] = field(default_factory=list)
    menu_button: Json | None = None
    rights: str = "left"
    """What the bot may do in this group, see `groups.RIGHTS`; means nothing in a private chat."""

    def as_record(self) -> Json:
        """Give what is kept."""
        return {name: getattr(self, name) for name in _PERSON_FIELDS}

    @property
    def is_group(self) -> bool:
        """Whether this is a group of people."""
        return self.user_id < 0

    @property
    def name(self) -> Json:
        """A made-up name, the same each time."""
        if self.is_group:
            return {"first_name": f"Grup Warga {-self.user_id}"}
        return {"first_name": "Warga", "last_name": str(self.user_id)}

    @property
    def user(self) -> Json:
        """The Bot API's User."""
        return {"id": self.user_id, "is_bot": False, **self.name, "language_code": "id"}

    @property
    def chat(self) -> Json:
        """The Bot API's Chat."""
        if self.is_group:
            return {"id": self.user_id, "title": self.name["first_name"], "type": "supergroup"}
        return {"id": self.user_id, **self.name, "type": "private"}

    @property
    def chat_instance(self) -> str:
        """A number that names this chat in button presses."""
        return str((self.user_id * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**63)


_MESSAGE_FIELDS = tuple(each.name for each in fields(Message))
_PERSON_FIELDS = tuple(each.name for each in fields(Person))


class Chat:
    """A person, their messages in order, and a bell for those who watch."""

    def __init__(self, person: Person, storage: Storage) -> None:
        self.person = person
        self.speaker = person
        """Who writes: in a private chat its person, in a group one of its members."""
        self.messages: dict[int, Message] = {}
        self.changed = Doorbell()
        self._storage = storage
        self._watchers: set[Callable[[str, Json], None]] = set()

    def spoken_by(self, speaker: Person) -> Chat:
        """Give the same chat, to be written in by this member."""
        voice = copy.copy(self)
        voice.speaker = speaker
        return voice

    def save_person(self) -> None:
        """Keep the person's state and tell the watchers."""
        self._storage.put("person", self.person.user_id, self.person.as_record())
        self.tell("profile", {})

    def add(self, message: Message) -> Message:
        """Append a message under the next number."""
        self.person.last_message_id += 1
        message.body = {"message_id": self.person.last_message_id, **message.body}
        self.messages[message.message_id] = message
        self.touch(message)
        return message

    def touch(self, message: Message) -> None:
        """Keep a new or changed message under the next revision, and wake who waits."""
        self.person.revision += 1
        message.revision = self.person.revision
        self.keep(message)
        self._storage.put("person", self.person.user_id, self.person.as_record())
        self.changed.ring()
        self.tell("message", {"message_id": message.message_id})

    def keep(self, message: Message) -> None:
        """Keep a message as it is now."""
        key = f"{self.person.user_id}:{message.message_id}"
        self._storage.put("message", key, message.as_record())

    def remove(self, message: Message) -> None:
        """Delete a message."""
        del self.messages[message.message_id]
        self._storage.remove("message", f"{self.person.user_id}:{message.message_id}")
        if message.message_id in self.person.pinned:
            self.person.pinned.remove(message.message_id)
        self.person.revision += 1
        self.save_person()
        self.tell("deleted", {"message_id": message.message_id})

    def watch(self, watcher: Callable[[str, Json], None]) -> Callable[[], None]:
        """Call *watcher* on everything that happens; answers how to stop it."""
        self._watchers.add(watcher)
        return lambda: self._watchers.discard(watcher)

    def tell(self, event: str, body: Json) -> None:
        """Tell the watchers."""
        for watcher in self._watchers:
            watcher(event, body)
