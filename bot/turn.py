"""One turn of a conversation: what was remembered, what came, what is answered.

Answers are gathered here and sent only after what they acknowledge is kept.
"""

from dataclasses import dataclass, field
from typing import Final

from bot.memory.sealed import Visit
from bot.memory.state import ChatState, Opened
from bot.presses import DROP, ActPress, MenuPress, ThreadPress
from bot.services import Services
from bot.speech.replies import DropButtons, Out, Rows, Say, SendFile, Sweep, Toast

_OF_REPORT: Final = (
    f"{ThreadPress.__prefix__}:",
    f"{ActPress.__prefix__}:",
    f"{MenuPress.__prefix__}:{DROP}-",
)
_FORGOTTEN: Final = ThreadPress(mark="", do="").pack()


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
        """Answer with a message (Telegram's HTML). With buttons it is a page: typed numbers mean its own."""
        self.outs.append(Say(text, rows))
        if rows:
            self.offer([button.data for row in rows for button in row])

    def offer(self, choices: list[str]) -> None:
        """Let typed numbers choose from these, and from nothing shown earlier.

        What belongs to a report is remembered with it and forgotten with it; of the page then only
        its length is left, so that a number typed too late is told from one that means nothing.
        """
        of_report = any(choice.startswith(_OF_REPORT) for choice in choices)
        if self.opened is not None:
            self.opened.menu = choices if of_report else []
        self.state.menu = [_FORGOTTEN] * len(choices) if of_report else choices

    @property
    def menu(self) -> list[str]:
        """What typed numbers choose from now."""
        return (self.opened.menu if self.opened else []) or self.state.menu

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
