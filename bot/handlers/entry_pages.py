"""The pages that belong to no report: welcome, consent, menu, help, and what stands before a new report."""

from dataclasses import dataclass
from typing import Final

from bot.conversation.danger_pages import danger_button
from bot.follow.action_pages import RESUME, resume_button
from bot.page import Page
from bot.presses import MenuPress
from bot.speech.replies import Button, Out, Rows, Say, packed
from bot.speech.splitting import escape
from bot.story.pages import story_button
from bot.texts import common
from bot.texts import danger as danger_words
from bot.texts import draft as draft_words
from bot.texts import language as language_words
from bot.texts import questions as question_words
from bot.texts import story as story_words
from bot.turn import Turn
from core.languages import say

ENTRIES: Final = (
    ("report", common.MENU_REPORT),
    ("wbs", common.MENU_WBS),
    ("ask", question_words.ASK),
    ("track", common.MENU_TRACK),
    ("mine", common.MENU_MINE),
    ("standards", common.MENU_STANDARDS),
    ("help", common.MENU_HELP),
    ("danger", danger_words.DANGER),
    ("language", language_words.MENU),
)


def _menu_row() -> Rows:
    return ((menu_button(common.MENU_BUTTON, "menu"),),)


def menu_button(label: str, do: str) -> Button:
    """Make a button that belongs to no report."""
    return Button(label, MenuPress(do=do).pack())


@dataclass(frozen=True, slots=True)
class MenuPage(Page):
    """The menu; what waits to be finished comes first."""

    said: str = ""
    """A word about what just happened."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write the entries, numbered."""
        entries = list(ENTRIES)
        if turn.state.draft is not None:
            entries.insert(0, ("resume", common.MENU_RESUME))
        if acting := turn.paused:
            entries.insert(0, (RESUME, resume_button(acting).label))
        buttons = [menu_button(say(label), do) for do, label in entries]
        if turn.story is not None and turn.story.shown:
            buttons.insert(0, story_button(story_words.RESUME, "show"))
        numbered = [f"{number}. {button.label}" for number, button in enumerate(buttons, start=1)]
        lines = [*([self.said, ""] if self.said else []), common.MENU, "", *numbered]
        return (Say("\n".join(lines), packed(buttons)),)


@dataclass(frozen=True, slots=True)
class ConsentPage(Page):
    """Consent is asked for (UU 27/2022) before anything is written down."""

    said: str = ""
    """A word about what just happened."""
    with_law: bool = False
    """The law behind it was asked for."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Ask."""
        buttons = (menu_button(common.AGREE, "agree"), menu_button(common.DISAGREE, "disagree"))
        ask = (menu_button(question_words.ASK, "ask"),)
        rules = () if self.with_law else ((menu_button(story_words.RULES, "rules"),),)
        law = common.CONSENT_LAW if self.with_law else ""
        text = "\n\n".join(filter(None, (self.said, common.CONSENT, law)))
        return (Say(text, (buttons, *rules, ask, (danger_button(),))),)


def welcome(*, unknown_office: bool) -> tuple[Say, ...]:
    """Write what is said ahead to whoever comes in for the first time."""
    return (Say(common.WELCOME), *((Say(common.OFFICE_UNKNOWN),) if unknown_office else ()))


@dataclass(frozen=True, slots=True)
class NotAgreed(Page):
    """Consent was refused."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Say what is possible all the same."""
        return (Say(common.DISAGREED, _menu_row()),)


@dataclass(frozen=True, slots=True)
class HelpPage(Page):
    """Help, other ways than this bot, and numbers for an emergency."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Write it."""
        return (Say(common.HELP, _menu_row()),)


@dataclass(frozen=True, slots=True)
class WhistleblowingIntro(Page):
    """What whistleblowing is for, before such a report is begun."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Explain it and offer the other route."""
        buttons = (menu_button(common.WBS_GO, "wbs_go"), menu_button(common.WBS_OTHER, "report"))
        return (Say(common.WBS_INTRO, packed(buttons)),)


@dataclass(frozen=True, slots=True)
class DraftFirst(Page):
    """A draft waits while another report is wanted: to be finished, or thrown away for it."""

    wants: str
    """What is begun instead, as a menu button says it."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Offer both."""
        draft = turn.state.draft
        about = draft.substance[:60] if draft and draft.substance else draft_words.NO_WORDS_YET
        buttons = (
            menu_button(draft_words.RESUME, "resume"),
            menu_button(draft_words.DISCARD_NEW, f"new-{self.wants}"),
            menu_button(common.MENU_BUTTON, "menu"),
        )
        return (Say(draft_words.RESUME_OFFER.format(title=escape(about)), packed(buttons)),)
