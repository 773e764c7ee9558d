"""What can be typed instead of pressing: every page lists its buttons in its own text.

Screen readers do not announce the buttons of a message, and a voice or a plain keyboard cannot press them.
On a page that asks for words a number is an answer, so there the buttons go by their words; on every other
page each has a number too.
"""

import html
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from bot.presses import ActPress, DraftPress
from bot.speech.replies import Button, Say
from bot.speech.splitting import escape
from bot.texts import common as words
from core.languages import meant_by

_ASKING: Final = (f"{DraftPress.__prefix__}:", f"{ActPress.__prefix__}:")
_NUMBERED: Final = re.compile(r"^\d{1,2}\. ")
_COUNTED: Final = re.compile(r"(.*\D)(\d+)")
_TAG: Final = re.compile(r"<[^>]+>")
_AROUND: Final = " .!?\"'“”"


def plain(label: str) -> str:
    """Give a label, or what somebody types for it, as it is compared: without number, marks and capitals."""
    return " ".join(_NUMBERED.sub("", label, count=1).casefold().split()).strip(_AROUND)


def typed_words(out: Say) -> dict[str, str]:
    """Give what each button means by its words; words that two buttons share mean neither."""
    meant: dict[str, str] = {}
    shared: set[str] = set()
    for button in _buttons(out):
        said = plain(button.label)
        for word in {said, meant_by(said)}:  # and in Indonesian always
            if meant.setdefault(word, button.data) != button.data:
                shared.add(word)
    return {word: data for word, data in meant.items() if word not in shared and not word.isdigit()}


def typed_numbers(out: Say) -> list[str] | None:
    """Give what typed numbers choose from: the buttons, unless the page says otherwise; None without any."""
    if out.choices is not None:
        return list(out.choices)
    return [button.data for button in _buttons(out)] or None


def in_words(out: Say) -> str:
    """Write the page with what can be typed there, as far as its text does not say it already."""
    buttons = _buttons(out)
    if not buttons:
        return out.text
    numbers = {} if asks_for_words(out) else {data: at for at, data in enumerate(typed_numbers(out) or (), 1)}
    said = plain(html.unescape(_TAG.sub("", out.text)))
    left = [button for button in buttons if not _told(button, numbers.get(button.data), said)]
    if not left:
        return out.text
    listed = " · ".join(_named(left, numbers))
    lead = words.TYPE_NUMBERS if any(button.data in numbers for button in left) else words.TYPE_WORDS
    return f"{out.text}\n\n{lead.format(listed=listed)}"


def asks_for_words(out: Say) -> bool:
    """Tell whether what is typed on a page answers its question."""
    return any(button.data.startswith(_ASKING) for button in _buttons(out))


def _buttons(out: Say) -> list[Button]:
    return [button for row in out.rows for button in row if button.data]


def _told(button: Button, number: int | None, said: str) -> bool:
    """Tell whether the page's own text names a button, with its number where it has one."""
    label = plain(button.label)
    if label.isdigit():
        return True
    lead = rf"{number}\.? " if number else ""
    return re.search(rf"(?<!\w){lead}{re.escape(label)}(?!\w)", said) is not None


def _named(buttons: Sequence[Button], numbers: Mapping[str, int]) -> list[str]:
    """Name each button by number and words; a row of like ones by its first and last."""
    named: list[str] = []
    for _, some in groupby(buttons, key=_stem):
        group = list(some)
        shown = [
            f"<b>{numbers[each.data]}</b>\u00a0{escape(each.label)}"
            if each.data in numbers
            else f"<b>{escape(_bare(each))}</b>"
            for each in group
        ]
        named += shown if len(shown) <= 2 else [f"{shown[0]} … {shown[-1]}"]  # noqa: PLR2004 - first and last
    return named


def _bare(button: Button) -> str:
    return _NUMBERED.sub("", button.label, count=1).lower()


def _stem(button: Button) -> str:
    counted = _COUNTED.fullmatch(button.label)
    return counted[1] if counted else button.data
