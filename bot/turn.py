"""One turn of a conversation: what was remembered, what came, what is answered.

Answers are gathered here and sent only after what they acknowledge is kept.
"""

from dataclasses import dataclass, field

from bot.memory.sealed import Visit
from bot.memory.state import ChatState, Opened
from bot.services import Services
from bot.speech.replies import DropButtons, Out, Rows, Say, SendFile, Sweep, Toast


@dataclass(slots=True)
class Turn:
    """Handed through the conversation while one update is handled."""

    chat_id: int
    visit: Visit
    services: Services
    outs: list[Out] = field(default_factory=list)

    @property
    def state(self) -> ChatState:
        """What is remembered of the chat."""
        return self.visit.state

    @property
    def opened(self) -> Opened | None:
        """The report whose thread is open."""
        return self.visit.opened

    @opened.setter
    def opened(self, opened: Opened | None) -> None:
        self.visit.opened = opened

    def say(self, text: str, rows: Rows = ()) -> None:
        """Answer with a message (Telegram's HTML)."""
        self.outs.append(Say(text, rows))

    def say_first(self, text: str, rows: Rows = ()) -> None:
        """Answer with a message ahead of the others, so that the last one stays the last."""
        place = sum(isinstance(out, Toast) for out in self.outs)
        self.outs.insert(place, Say(text, rows))

    def put(self, out: Say | DropButtons | SendFile | Sweep) -> None:
        """Answer with something else."""
        self.outs.append(out)

    def toast(self, press_id: str, text: str = "") -> None:
        """End a button's waiting sign; only the first word of a turn counts."""
        if not any(isinstance(out, Toast) for out in self.outs):
            self.outs.insert(0, Toast(press_id, text))
