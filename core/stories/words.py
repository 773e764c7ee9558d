"""A text as its rules read it: in small letters, of the same length, so that every place stays as it was."""

import re
from dataclasses import dataclass
from typing import Final

from core.stories.proposals import Span

_WORD: Final = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_APOSTROPHES: Final = str.maketrans("’‘ʼ`´", "'''''")

NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "nol",
            "satu siji hiji ciek setunggal",
            "dua loro duo kalih",
            "tiga telu tilu tigo",
            "empat papat opat ampek sekawan",
            "lima limo gangsal",
            "enam enem genep anam",
            "tujuh pitu tujuah",
            "delapan wolu dalapan",
            "sembilan sanga salapan songo sambilan",
            "sepuluh sedasa sapuluah sapuluh",
            "sebelas sawelas",
            "duabelas rolas",
        )
    )
    for word in words.split()
}
"""Numbers as people say them, Javanese, Sundanese and Minang among them."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it stands."""

    text: str
    """In small letters."""
    span: Span
    capital: bool
    """It begins with a capital letter."""


def small(text: str) -> str:
    """Write a text in small letters, each at its own place; apostrophes are all one."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := each.lower()) == 1 else each for each in text)
    return lowered.translate(_APOSTROPHES)


def tokens_of(text: str) -> list[Token]:
    """Cut a text into words."""
    lowered = small(text)
    return [
        Token(lowered[found.start() : found.end()], Span(*found.span()), text[found.start()].isupper())
        for found in _WORD.finditer(text)
    ]


def number_of(word: str) -> int | None:
    """Read a number in digits or as a word; None where it is neither."""
    return int(word) if word.isdecimal() else NUMBERS.get(word)
