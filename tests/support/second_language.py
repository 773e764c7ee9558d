"""A made-up second language: the desk says every sentence between marks, and what has none is unsaid."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import pytest
from babel.dates import get_day_names, get_month_names
from holidays import country_holidays

from backoffice import languages, rendering
from backoffice.rendering import Renderer
from core.language import Language

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_OPEN, _CLOSE = "⟦", "⟧"
_INNERMOST: Final = re.compile(f"{_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE}")
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_APART: Final = "\0"
_DAYS_OFF: Final = re.compile(
    "|".join(
        sorted(
            map(
                re.escape,
                {
                    *country_holidays(
                        "ID", years=range(2025, 2028), language="en_US", categories=("public", "government")
                    ).values()
                },
            ),
            key=len,
            reverse=True,
        )
    )
)
"""The national days off, as the library that knows them names them in the language of `MARKED`."""
_READ_OUT: Final = frozenset(
    {"aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "label"}
)
_NOT_READ: Final = frozenset({"script", "style"})
_VOID: Final = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr"))
_SAME_EVERYWHERE: Final = frozenset(
    re.findall(
        r"\w+", "Kentongan KPU WIB WITA WIT WBS ADU LHA API PDF XLSX CSV JSON SP LAPOR Telegram OK KB MB GB"
    )
) | frozenset(
    name.strip(".")
    for width in ("wide", "abbreviated")
    for names in (get_day_names(width, locale="en"), get_month_names(width, locale="en"))
    for name in names.values()
)
"""Proper names, and what Babel says of dates."""


class _Marked(NullTranslations):
    """Says every source between marks."""

    def gettext(self, message: str) -> str:
        return f"{_OPEN}{message}{_CLOSE}" if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        del msgid2, n
        return self.gettext(msgid1)


MARKED: Final = Language("en", _Marked())


class _Reader(HTMLParser):
    """Reads a page as a person would have it read out, but for what is nobody's to translate."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[str] = []
        self.text = ""
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        kept = held.get("translate") == "no" or tag in _NOT_READ or (bool(self._open) and self._open[-1][1])
        if held.get("translate") == "yes":
            kept = False
        if not kept:
            self.attributes += [value for name, value in attrs if name in _READ_OUT and value]
            if tag == "input" and held.get("type") in {"submit", "button", "reset"}:
                self.attributes.append(held.get("value") or "")
        if tag not in _VOID:
            self._open.append((tag, kept))

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.text += data + _APART


def unsaid(html: str) -> list[str]:
    """List what a page in the made-up language says without marks, and is nobody's own words either.

    A marked sentence may hold elements, a link or somebody's name.
    """
    reader = _Reader()
    reader.feed(html)
    left = [piece for text in (reader.text, *reader.attributes) for piece in _unmarked(text)]
    return [" ".join(piece.split()) for piece in left]


def _unmarked(text: str) -> Iterator[str]:
    before = ""
    while text != before:
        before, text = text, _INNERMOST.sub("", text)
    for piece in text.split(_APART):
        plain = _DAYS_OFF.sub("", piece)
        if any(word not in _SAME_EVERYWHERE for word in _WORD.findall(plain)):
            yield piece


@contextmanager
def every_word_said() -> Iterator[dict[str, set[str]]]:
    """Read every page that is rendered meanwhile in the made-up language too; what is unsaid is collected."""
    found: dict[str, set[str]] = {}
    plain_render = Renderer.render

    def render(self: Renderer, template: str, context: "DataclassInstance", **wishes: object) -> str:
        marked = plain_render(self, template, context, **{**wishes, "language": MARKED.code})  # type: ignore[arg-type]
        for text in unsaid(marked):
            found.setdefault(template, set()).add(text)
        return plain_render(self, template, context, **wishes)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "languages", lambda: (*languages.languages(), MARKED))
        patch.setattr(Renderer, "render", render)
        yield found
