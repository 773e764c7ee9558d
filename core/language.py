"""Sentences that know how they were made, so that a page can say them in the reader's language.

The decree, the reporters and the office's files speak Indonesian: a phrase *is* its Indonesian text, wherever
it is kept, sealed, logged, printed or sent to a chat. Only a page asks it to be `said` in another language,
by looking its source text up in a catalogue (gettext's way). Where no translation is known, or a phrase was
glued to other text on its way, the Indonesian stays.

Which sources there are is read from the code: `tr` and `trn` take literals only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import Final, Self


@dataclass(frozen=True, slots=True)
class Language:
    """A language a page can be read in: its code (ISO 639) and its catalogue."""

    code: str
    catalogue: NullTranslations = field(default_factory=NullTranslations, compare=False, repr=False)


INDONESIAN: Final = Language("id")


class Phrase(str):
    """Indonesian text that can be said in other languages too."""

    __slots__ = ()

    def said(self, language: Language) -> str:
        """Say it in this language."""
        del language
        return str(self)

    def packed(self) -> object:
        """Give what JSON can hold of it: unless told otherwise, its Indonesian text."""
        return str(self)

    def __deepcopy__(self, memo: object) -> Self:
        """Stay the same: nothing in a phrase changes."""
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Leave the process as plain text."""
        return str, (str(self),)


class _Message(Phrase):
    """A source text of the catalogue, with what goes into its braces."""

    __slots__ = ("_count", "_params", "_source")

    _source: str
    _params: dict[str, object]
    _count: int | None

    def __new__(cls, source: str, params: dict[str, object], count: int | None = None) -> Self:
        made = super().__new__(cls, source.format_map(params) if params else source)
        made._source, made._params, made._count = source, params, count
        return made

    def said(self, language: Language) -> str:
        if self._count is None:
            text = language.catalogue.gettext(self._source)
        else:
            text = language.catalogue.ngettext(self._source, self._source, self._count)
        if not self._params:
            return text
        return text.format_map({name: said(value, language) for name, value in self._params.items()})

    def packed(self) -> object:
        params = {
            name: packed(value) if isinstance(value, str) else value for name, value in self._params.items()
        }
        return {"source": self._source, "params": params, "n": self._count}


class _Joined(Phrase):
    """Phrases and other texts, one after the other."""

    __slots__ = ("_between", "_parts")

    _between: str
    _parts: tuple[str, ...]

    def __new__(cls, between: str, parts: tuple[str, ...]) -> Self:
        made = super().__new__(cls, between.join(parts))
        made._between, made._parts = between, parts
        return made

    def said(self, language: Language) -> str:
        return str(said(self._between, language)).join(str(said(part, language)) for part in self._parts)


class _Made(Phrase):
    """Text that a function makes in each language, such as a date."""

    __slots__ = ("_args", "_make")

    _make: Callable[..., str]
    _args: tuple[object, ...]

    def __new__(cls, make: Callable[..., str], args: tuple[object, ...]) -> Self:
        made = super().__new__(cls, make(*args, language=INDONESIAN))
        made._make, made._args = make, args
        return made

    def said(self, language: Language) -> str:
        return self._make(*self._args, language=language)


def tr(source: str, /, **params: object) -> Phrase:
    """Mark a literal as words that pages show. Braces name what goes in: `tr("Sejak {day}", day=…)`.

    Without `params` the text is taken as it stands, braces included.
    """
    return _Message(source, params)


def filled(source: str, /, **params: object) -> Phrase:
    """Fill a text that stands in a table of its own, such as a row's notice, as `tr` fills a literal."""
    return _Message(source, params)


def trn(source: str, n: int, /, **params: object) -> Phrase:
    """Mark a literal that counts, `{n}`: other languages have a form for one and another for many."""
    return _Message(source, {"n": n, **params}, n)


def joined(between: str, parts: Iterable[str]) -> Phrase:
    """Join texts, as `str.join` does, each of which stays a phrase if it is one."""
    return _Joined(between, tuple(parts))


def made(make: Callable[..., str], *args: object) -> Phrase:
    """Give what `make(*args, language=…)` says, in Indonesian now and in the reader's language on a page."""
    return _Made(make, args)


def lowered(phrase: str) -> Phrase:
    """Begin with a small letter, for a place inside a sentence."""
    return made(_lowered, phrase)


def _lowered(phrase: str, *, language: Language) -> str:
    text = str(said(phrase, language))
    return text[:1].lower() + text[1:]


def said(value: object, language: Language) -> object:
    """Say a phrase in a language; anything else is given back as it is."""
    return value.said(language) if isinstance(value, Phrase) else value


def packed(text: str) -> object:
    """Give a text as JSON can hold it, its source with it, for words that wait for the next page."""
    return text.packed() if isinstance(text, Phrase) else text


def unpacked(kept: object) -> str:
    """Undo `packed`."""
    if not isinstance(kept, dict):
        return str(kept)
    params: dict[str, object] = {
        name: value if isinstance(value, int) else unpacked(value) for name, value in kept["params"].items()
    }
    return _Message(kept["source"], params, kept["n"])
