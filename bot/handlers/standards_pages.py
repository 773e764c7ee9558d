"""The service standards: what a reporter may expect, one plain line each; the rules behind, on request."""

import re
from dataclasses import dataclass
from typing import Final

from bot.page import Page
from bot.presses import MenuPress
from bot.speech.replies import Button, Out, Say
from bot.speech.splitting import escape
from bot.texts import common
from bot.texts import standards as texts
from bot.turn import Turn
from core.chain.telling.wording import clause_in_words
from core.deadlines.standards import Standard

_OWN_NAME: Final = re.compile(r"^[^\d:;()]+: (?=\d+ hari kerja)")
"""A source that begins by naming what it is about: the line's own name says it already."""


@dataclass(frozen=True, slots=True)
class StandardsPage(Page):
    """How long each thing may take."""

    standards: tuple[Standard, ...]

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the standards say it all
        """Write a line for each."""
        lines = [
            texts.LINES.get(each.key, texts.OTHER_LINE).format(
                label=escape(each.label), days=each.working_days
            )
            for each in self.standards
        ]
        sources = Button(texts.SOURCES_BUTTON, MenuPress(do="sources").pack())
        return (Say(texts.STANDARDS.format(lines="\n".join(lines)), ((sources, _menu()),)),)


@dataclass(frozen=True, slots=True)
class SourcesPage(Page):
    """Which rule each number comes from."""

    standards: tuple[Standard, ...]

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the standards say it all
        """Write a line for each."""
        lines = [
            texts.SOURCE_LINE.format(
                name=escape(texts.NAMES.get(each.key, each.label)), source=escape(_source(each.legal_source))
            )
            for each in self.standards
        ]
        back = Button(common.MENU_STANDARDS, MenuPress(do="standards").pack())
        return (Say(texts.SOURCES.format(lines="\n".join(lines)), ((back, _menu()),)),)


def _menu() -> Button:
    return Button(common.MENU_BUTTON, MenuPress(do="menu").pack())


def _source(legal_source: str) -> str:
    return _OWN_NAME.sub("", clause_in_words(legal_source))
