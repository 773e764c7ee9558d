"""The pages around opening a report: its tracking ID is asked, *Laporan saya*, and what closes it."""

from dataclasses import dataclass

from bot.page import Page
from bot.presses import MenuPress, OpenPress
from bot.speech.replies import Button, Out, Rows, Say
from bot.speech.splitting import escape
from bot.texts import common
from bot.texts import follow as texts
from bot.texts.dates import short_moment
from bot.turn import Turn
from core.languages import say
from core.reporter.schemas import MyReport


def _cancel() -> Rows:
    return ((Button(texts.CANCEL, MenuPress(do="menu").pack()),),)


def _track() -> Rows:
    return ((Button(common.MENU_TRACK, MenuPress(do="track").pack()),),)


@dataclass(frozen=True, slots=True)
class TrackingPage(Page):
    """A tracking ID is asked for."""

    said: str = ""
    """A word about what just happened."""
    question: str = ""
    """Where it is asked for in other words."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same wherever we stand
        """Ask."""
        return (Say("\n\n".join(filter(None, (self.said, self.question or texts.ASK_TRACKING))), _cancel()),)


@dataclass(frozen=True, slots=True)
class GuessedTooOften(Page):
    """No tracking ID is taken for a while."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Say so."""
        return (Say(texts.GUESSED_TOO_OFTEN, _track()),)


@dataclass(frozen=True, slots=True)
class MyReports(Page):
    """The reports linked to this chat."""

    reports: tuple[MyReport, ...]

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the reports say it all
        """List them; typed numbers choose from all, buttons from the first twenty."""
        if not self.reports:
            return (Say(texts.NO_REPORTS, _track()),)
        lines = [texts.MY_REPORTS, ""]
        buttons: list[Button] = []
        for number, report in enumerate(self.reports, start=1):
            news = f" · <b>{texts.UNREAD}</b>" if report.unread else ""
            at = short_moment(report.received_at, report.zone)
            title = texts.PROTECTED_LISTED if report.protected else report.title
            lines.append(f"{number}. {escape(title)} – {escape(say(report.state_text))} ({at}){news}")
            if report.protected:
                title = f"{title}, {at}"
            title = title if len(title) <= 40 else f"{title[:39]}…"  # noqa: PLR2004
            buttons.append(Button(f"{number}. {title}", OpenPress(link=report.link_id.hex).pack()))
        rows = tuple((button,) for button in buttons[:20])
        return (Say("\n".join(lines), rows, choices=tuple(button.data for button in buttons)),)


@dataclass(frozen=True, slots=True)
class ReportClosed(Page):
    """No report is open here any more."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for every report
        """Say so; typed numbers mean nothing of it."""
        return (Say(texts.CLOSED, choices=()),)
