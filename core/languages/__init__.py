"""The languages reporters read: Indonesian, and each that has a catalogue here.

A catalogue is gettext's, `core/languages/<code>.po`, keyed by the Indonesian text. The bot says what it says
in the language that is spoken while it handles an update; a push is said in the language of its link, in the
transaction. What people wrote is never looked up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

from core.language import INDONESIAN, Language, Phrase
from core.languages.catalogues import bare, read, words_of_buttons

CATALOGUES: Final = Path(__file__).parent
_KNOWN: Final = {"id": "Bahasa Indonesia", "en": "English", "jv": "Basa Jawa", "su": "Basa Sunda"}
NAMES: Final = {
    code: name
    for code, name in _KNOWN.items()
    if code == INDONESIAN.code or (CATALOGUES / f"{code}.po").exists()
}
"""As whoever speaks it looks for it, in the order they are offered."""
_SPOKEN: Final[ContextVar[Language]] = ContextVar("spoken", default=INDONESIAN)


@cache
def language_of(code: str) -> Language:
    """Give a language by its code; Indonesian where we do not speak it."""
    if code == INDONESIAN.code or code not in NAMES:
        return INDONESIAN
    return read(CATALOGUES / f"{code}.po")


@cache
def _sources(code: str) -> dict[str, str]:
    return words_of_buttons(CATALOGUES / f"{code}.po")


def spoken() -> Language:
    """Give the language that is spoken now."""
    return _SPOKEN.get()


def speak(language: Language) -> None:
    """Speak it from here on, in this task."""
    _SPOKEN.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak it within the block: what officers read is Indonesian."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def say(text: str) -> str:
    """Say a text of ours in the language that is spoken; never call it with what a person wrote."""
    return told(text, _SPOKEN.get())


def told(text: str, language: Language) -> str:
    """Say a text of ours in a language: a phrase knows how it was made, any other is looked up as it is."""
    if language is INDONESIAN or not text:
        return str(text)
    return text.said(language) if isinstance(text, Phrase) else language.catalogue.gettext(text)


def meant_by(word: str) -> str:
    """Give the Indonesian words for the words of a button in the language that is spoken; others as they are.

    So whatever is compared with what people type is compared once, in Indonesian.
    """
    language = _SPOKEN.get()
    return word if language is INDONESIAN else _sources(language.code).get(bare(word), word)
