"""The page of somebody in danger: the numbers, then one press that sends."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.conversation.danger_pages import numbers_in_words
from bot.page import Page
from bot.presses import MenuPress, StoryPress
from bot.speech.replies import Button, Out, Say
from bot.speech.splitting import escape
from bot.texts import danger as texts
from bot.turn import Turn
from core.reporter.schemas import MyReport

WANTED: Final = "danger"
"""What the button wants, and what a tracking ID was asked for."""
LISTED: Final = 3
"""Of the reports kept in this chat so many of the newest are offered."""
_TITLE: Final = 24


class About(StrEnum):
    """What one press sends."""

    REPORT = "report"
    """The report that is open here."""
    DRAFT = "draft"
    """The report that is being written, as it is."""
    WHICH = "which"
    """One of the reports kept in this chat, or none of them."""
    NEW = "new"
    """A request of its own: no report is known here."""


@dataclass(frozen=True, slots=True)
class DangerPage(Page):
    """The emergency numbers, and whether the person is in danger now."""

    about: About
    numbers: tuple[str, ...] = ()
    """The office's own; those of the whole country where it has none."""
    reports: tuple[MyReport, ...] = ()

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write the numbers first."""
        asked = {
            About.REPORT: texts.ASK_REPORT,
            About.DRAFT: texts.ASK_DRAFT,
            About.WHICH: texts.ASK_WHICH,
            About.NEW: texts.ASK_NEW,
        }[self.about]
        rows = tuple((button,) for button in self._buttons(told=turn.story is not None))
        spoken = turn.story is not None and turn.story.is_spoken and turn.state.cry
        said = [texts.HEARD_BY_VOICE] if spoken else []
        return (Say("\n\n".join([numbers_in_words(self.numbers), *said, asked]), rows),)

    def _buttons(self, *, told: bool) -> Sequence[Button]:
        """Make the buttons; where something was `told`, the way back leads to it and not to the menu."""
        back = _back(told=told)
        match self.about:
            case About.REPORT:
                return (_button(texts.YES, "danger-report"), _button(texts.NOT_NOW, "danger-tell"), back)
            case About.DRAFT:
                return (_button(texts.YES, "danger-draft"), _button(texts.GO_ON, "resume"))
            case About.WHICH:
                named = [_about(report) for report in self.reports[:LISTED]]
                return (
                    *named,
                    _button(texts.YES_NEW, "danger-new"),
                    _button(texts.HAVE_NUMBER, _TRACK),
                    back,
                )
            case About.NEW:
                first = () if told else (_button(texts.REPORT_FIRST, "wbs"),)
                return (
                    _button(texts.YES, "danger-new"),
                    _button(texts.HAVE_NUMBER, _TRACK),
                    *first,
                    back,
                )


def _about(report: MyReport) -> Button:
    title = report.title if len(report.title) <= _TITLE else f"{report.title[: _TITLE - 1]}…"
    return _button(texts.YES_ABOUT.format(title=escape(title)), f"danger-of-{report.link_id.hex}")


def _button(label: str, do: str) -> Button:
    return Button(label, MenuPress(do=do).pack())


_TRACK: Final = "danger-track"


def _back(*, told: bool) -> Button:
    if told:
        return Button(texts.GO_ON_STORY, StoryPress(do="show").pack())
    return _button(texts.MENU, "menu")
