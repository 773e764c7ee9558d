"""One turn of a conversation: what was remembered, what came, what is answered.

Answers are gathered here (`bot.page.render`) and sent only after what they acknowledge is kept.
"""

from dataclasses import dataclass, field
from typing import Final

from bot.memory.sealed import ChatVisit
from bot.memory.state import ChatState, Draft, HeldStory, Mode, Opened, PendingAction
from bot.presses import DROP, ActPress, MenuPress, ThreadPress
from bot.services import Services
from bot.speech.replies import Out, Toast
from bot.typed import plain

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
    visit: ChatVisit
    services: Services
    own_name: str = field(default="", repr=False)
    """What the chat's owner is called there: compared with what they write, and never kept."""
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

    @property
    def story(self) -> HeldStory | None:
        """What was told before any question, if anything."""
        return self.visit.story

    @story.setter
    def story(self, story: HeldStory | None) -> None:
        self.visit.story = story

    @property
    def draft(self) -> Draft:
        """The report being written, where there must be one."""
        if self.state.draft is None:
            msg = "no report is being written"
            raise RuntimeError(msg)
        return self.state.draft

    @property
    def acting(self) -> PendingAction:
        """The action being filled in, where there must be one."""
        if self.opened is None or self.opened.acting is None:
            msg = "no action is being filled in"
            raise RuntimeError(msg)
        return self.opened.acting

    @property
    def paused(self) -> PendingAction | None:
        """The action that was left with answers, if any."""
        acting = self.opened.acting if self.opened else None
        left = acting is not None and acting.has_answers and self.state.mode is not Mode.ACTING
        return acting if left else None

    def offer(self, choices: list[str], said: dict[str, str]) -> None:
        """Let typed numbers choose from these, and typed words mean these, and nothing shown earlier.

        What belongs to a report is remembered with it and forgotten with it; of the page then only
        its length is left, so that a number typed too late is told from one that means nothing.
        """
        of_report = any(choice.startswith(_OF_REPORT) for choice in (*choices, *said.values()))
        if self.opened is not None:
            self.opened.menu, self.opened.words = (choices, said) if of_report else ([], {})
        self.state.menu = [_FORGOTTEN] * len(choices) if of_report else choices
        self.state.words = {} if of_report else said

    @property
    def menu(self) -> list[str]:
        """What typed numbers choose from now."""
        return (self.opened.menu if self.opened else []) or self.state.menu

    def worded(self, word: str) -> str:
        """Give the button of the page shown last whose words these are; empty where none."""
        said = (self.opened.words if self.opened else {}) or self.state.words
        return said.get(plain(word), "")

    def toast(self, press_id: str, text: str = "") -> None:
        """End a button's waiting sign; only the first word of a turn counts."""
        if not any(isinstance(out, Toast) for out in self.outs):
            self.outs.insert(0, Toast(press_id, text))
