"""The service standards: what a reporter may expect, one plain line each; the rules behind, on request."""

import re
from typing import Final

from bot.memory.state import Mode
from bot.presses import MenuPress
from bot.speech.replies import Button, Rows
from bot.speech.splitting import escape
from bot.texts import common
from bot.texts import standards as texts
from bot.turn import Turn
from core.chain.telling.wording import clause_in_words

_MENU: Final = Button(common.MENU_BUTTON, MenuPress(do="menu").pack())
_OWN_NAME: Final = re.compile(r"^[^\d:;()]+: (?=\d+ hari kerja)")
"""A source that begins by naming what it is about: the line's own name says it already."""


async def show_standards(turn: Turn) -> None:
    """Say how long each thing may take."""
    lines = [
        texts.LINES.get(each.key, texts.OTHER_LINE).format(label=escape(each.label), days=each.working_days)
        for each in await turn.services.standards()
    ]
    sources = Button(texts.SOURCES_BUTTON, MenuPress(do="sources").pack())
    _say(turn, texts.STANDARDS.format(lines="\n".join(lines)), ((sources, _MENU),))


async def show_sources(turn: Turn) -> None:
    """Say which rule each number comes from."""
    lines = [
        texts.SOURCE_LINE.format(
            name=escape(texts.NAMES.get(each.key, each.label)), source=escape(_source(each.legal_source))
        )
        for each in await turn.services.standards()
    ]
    back = Button(common.MENU_STANDARDS, MenuPress(do="standards").pack())
    _say(turn, texts.SOURCES.format(lines="\n".join(lines)), ((back, _MENU),))


def _source(legal_source: str) -> str:
    return _OWN_NAME.sub("", clause_in_words(legal_source))


def _say(turn: Turn, text: str, rows: Rows) -> None:
    turn.state.mode = Mode.IDLE
    turn.say(text, rows)
