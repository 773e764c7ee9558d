"""Finding the names of places in a text: provinces, regencies, districts and villages, marked as one or bare.

A name is taken for a place where a word says so ("desa", "kec.", "TPS 4", "di"), where it is a regency's, or
where another place of the text agrees with it. Names that are words of every day need more than others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.offices.areas import LONGEST, everyday
from core.stories.markers import (
    DISHES,
    DISTRICT,
    HAMLET,
    KPU,
    KPU_BEFORE,
    NEVER,
    PROVINCE,
    REGENCY,
    REGENCY_WORDS,
    SAID_IN_FULL,
    SHORTENED,
    STRONG,
    TITLES,
    VILLAGE,
    WEAK,
)
from core.stories.meanings import Names, PlaceMeaning, meanings_of, of_kind, told
from core.stories.proposals import PlaceKind, Span
from core.stories.words import Token

_SHORT: Final = 3
_LONG: Final = 9
"""Letters of two words in small letters that are hardly anything but a name."""
_CAPITALS: Final = 3
"""Words of the longest name that no table knows."""
_SLIP_FROM: Final = 7


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name found in a text."""

    span: Span
    kind: PlaceKind
    meanings: tuple[PlaceMeaning, ...] = ()
    sure: bool = True
    needs: bool = False
    """It is a place only where another one agrees with it."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a name stands in the text."""

    strong: bool
    """Behind a word whose name is a place's."""
    weak: bool
    """Behind "di", and its like."""
    beside: bool
    """Behind another place."""
    capital: bool
    common: bool
    """It is a word of every day."""
    region: bool
    """It is a regency's or a province's."""

    @property
    def introduced(self) -> bool:
        """A word before it says that it is a place."""
        return self.strong or self.weak


class Gazetteer:
    """The names of one text."""

    def __init__(self, text: str, tokens: Sequence[Token], regions: Names, stations: Sequence[Span]) -> None:
        self._text = text
        self._tokens = tokens
        self._regions = regions
        self._after_station = {span.end for span in stations}
        self._cased = not text.isupper() and not text.islower()

    def places(self) -> list[NamedPlace]:
        """Find them all, in the order of the text."""
        found: list[NamedPlace] = []
        at = 0
        while at < len(self._tokens):
            place, length = self._at(at, found[-1] if found else None) or (None, 1)
            if place is not None:
                found.append(place)
            at += length
        return found

    def _at(self, at: int, last: NamedPlace | None) -> tuple[NamedPlace, int] | None:
        word = self._tokens[at].text
        if word in VILLAGE or word in HAMLET:
            return self._marked(at, PlaceKind.VILLAGE)
        if word in DISTRICT:
            return self._marked(at, PlaceKind.DISTRICT)
        if word in REGENCY or word in PROVINCE:
            return self._marked(
                at, PlaceKind.REGENCY if word in REGENCY else PlaceKind.PROVINCE
            ) or self._bare(at, last)
        if word in KPU:
            return self._commission(at)
        return self._bare(at, last)

    # --- marked ----------------------------------------------------------------------------------

    def _marked(self, at: int, kind: PlaceKind) -> tuple[NamedPlace, int] | None:
        """Read the name behind "desa", "kec.", "kab."; where none is known, the words that look like one."""
        if not self._beside(at):
            return None
        for length in self._lengths(at + 1, LONGEST):
            words = self._words(at + 1, length)
            whole = (
                meanings_of(self._regions, [self._tokens[at].text, *words], kind, "")
                if kind is PlaceKind.VILLAGE
                else ()
            )
            meanings = whole or meanings_of(self._regions, words, kind, self._tokens[at].text)
            if meanings:
                kind_found = meanings[0].kind
                return NamedPlace(self._span(at, length + 1), kind_found, meanings), length + 1
        if kind in {PlaceKind.REGENCY, PlaceKind.PROVINCE}:
            return self._slipped(at)
        return self._unknown(at, kind)

    def _unknown(self, at: int, kind: PlaceKind) -> tuple[NamedPlace, int] | None:
        """Take the words that stand where a name should, though no table knows it."""
        marker = self._tokens[at].text
        if at + 1 >= len(self._tokens) or not self._beside(at):
            return None
        first = self._tokens[at + 1]
        if first.text in NEVER or first.text in TITLES or first.text.isdigit() or len(first.text) <= _SHORT:
            return None
        if not (first.capital and self._cased) and (
            marker not in SAID_IN_FULL
            or first.text in everyday()
            or first.text.startswith(("di", "me", "ng", "ny", "ber"))
        ):
            return None
        length = self._capitals(at + 1) or 1
        return NamedPlace(self._span(at, length + 1), kind, sure=False), length + 1

    def _slipped(self, at: int) -> tuple[NamedPlace, int] | None:
        """Read a regency's name with a slip of the finger in it."""
        if at + 1 >= len(self._tokens) or not self._beside(at):
            return None
        word = self._tokens[at + 1].text
        if len(word) < _SLIP_FROM or word in everyday() or word in NEVER:
            return None
        near = process.extractOne(word, list(self._regions.names()), scorer=OSA.distance, score_cutoff=1)
        if near is None:
            return None
        codes = of_kind(self._regions.of((near[0],)), self._tokens[at].text)
        return NamedPlace(self._span(at, 2), PlaceKind.REGENCY, told(PlaceKind.REGENCY, codes), sure=False), 2

    def _commission(self, at: int) -> tuple[NamedPlace, int] | None:
        """Read "kantor KPU Kab. Alor": an office."""
        begin = at - 1 if at and self._tokens[at - 1].text in KPU_BEFORE else at
        following = at + 1
        if following < len(self._tokens) and self._beside(at):
            word = self._tokens[following].text
            if word in {"ri", "pusat"}:
                return NamedPlace(
                    self._span(begin, following - begin + 1),
                    PlaceKind.OFFICE,
                    (PlaceMeaning(PlaceKind.OFFICE, frozenset({"RI"})),),
                ), 2
            marker = word if word in REGENCY or word in PROVINCE else ""
            start = following + bool(marker)
            for length in self._lengths(start, LONGEST):
                kind = PlaceKind.PROVINCE if marker in PROVINCE else PlaceKind.REGENCY
                if meanings := meanings_of(self._regions, self._words(start, length), kind, marker):
                    end = start + length
                    return NamedPlace(self._span(begin, end - begin), PlaceKind.OFFICE, meanings), end - at
        if begin < at:
            return NamedPlace(self._span(begin, at - begin + 1), PlaceKind.OFFICE, sure=False), 1
        return None

    # --- bare ------------------------------------------------------------------------------------

    def _bare(self, at: int, last: NamedPlace | None) -> tuple[NamedPlace, int] | None:
        """Find a name without a word before it that says what it is."""
        before = self._tokens[at - 1].text if at and self._beside(at - 1) else ""
        if before in DISHES or (before in TITLES and before != "nama"):
            return None
        station = self._behind_station(at)
        strong = station or before in STRONG
        weak = before in WEAK
        beside = (
            last is not None
            and last.span.end <= self._tokens[at].span.start
            and self._text[last.span.end : self._tokens[at].span.start].strip(" ,(") == ""
        )
        for length in self._lengths(at, LONGEST):
            words = self._words(at, length)
            if words[0] in NEVER or (length == 1 and len(words[0]) <= _SHORT and not self._regions.of(words)):
                continue
            capital = self._cased and all(
                one.capital or one.text.isdigit() for one in self._tokens[at : at + length]
            )
            meanings = meanings_of(self._regions, words, None, "")
            region = bool(meanings) and meanings[0].kind in {PlaceKind.REGENCY, PlaceKind.PROVINCE}
            common = length == 1 and words[0] in (REGENCY_WORDS if region else everyday())
            if station or before == "pps":
                meanings = tuple(sorted(meanings, key=lambda one: one.kind is not PlaceKind.VILLAGE))
            seen = _Seen(
                strong=strong, weak=weak, beside=beside, capital=capital, common=common, region=region
            )
            place = self._judged(at, length, meanings, seen)
            if place is not None:
                return place, length
        return self._guessed(at, station=station, strong=strong, weak=weak)

    def _judged(
        self, at: int, length: int, meanings: tuple[PlaceMeaning, ...], seen: _Seen
    ) -> NamedPlace | None:
        """Say whether a known name is one here; None where it is only a word."""
        if not meanings:
            return None
        kind = meanings[0].kind
        long = length > 1 or len(self._tokens[at].text) > _SHORT + 1
        name = seen.capital and self._inside_sentence(at)
        region = seen.region and (not seen.common or seen.introduced or name or length > 1)
        strong = seen.strong and (not seen.common or seen.capital or not self._cased)
        weak = seen.weak and (not seen.common or name) and (seen.capital or long)
        place = NamedPlace(self._span(at, length), kind, meanings, sure=bool(region or strong))
        if region or strong or weak or (seen.common and seen.region and self._alone(at, length)):
            return place
        if seen.common and not (seen.beside and (seen.region or seen.capital or not self._cased)):
            return None
        itself = name and not seen.common and long and not self._in_name(at, length)
        itself = itself or (length > 1 and (seen.capital or self._is_long(at, length)))
        itself = itself or (
            self._alone(at, length)
            and not seen.common
            and long
            and place.span.end - place.span.start > _SHORT + 2
        )
        return place if itself else replace(place, needs=True)

    def _is_long(self, at: int, length: int) -> bool:
        """Whether words in small letters are hardly anything but a name."""
        words = self._words(at, length)
        return (
            sum(map(len, words)) >= _LONG and min(map(len, words)) >= _SHORT and everyday().isdisjoint(words)
        )

    def _guessed(self, at: int, *, station: bool, strong: bool, weak: bool) -> tuple[NamedPlace, int] | None:
        """Take capitals behind "TPS 4" or "di" for a place that no table knows."""
        if (
            not (station or weak or (strong and self._tokens[at - 1].text in {"pps", "sdn"}))
            or not self._cased
        ):
            return None
        length = self._capitals(at)
        first = self._tokens[at]
        if (
            not length
            or first.text in NEVER
            or first.text in TITLES
            or first.text in everyday()
            or len(first.text) <= _SHORT
            or self._text[first.span.start : first.span.end].isupper()
        ):
            return None
        if weak and (self._tokens[at - 1].text in {"dari", "dr", "ke", "ka", "kantor", "warga", "sekitar"}):
            return None
        return NamedPlace(self._span(at, length), PlaceKind.VILLAGE, sure=False), length

    # --- words -----------------------------------------------------------------------------------

    def _lengths(self, at: int, most: int) -> Iterator[int]:
        """Yield how many words a name at this place may have, most first: no full stop within it."""
        end = at
        while end < min(len(self._tokens), at + most) and (end == at or self._close(end - 1)):
            end += 1
        yield from range(end - at, 0, -1)

    def _words(self, at: int, length: int) -> list[str]:
        return [one.text for one in self._tokens[at : at + length]]

    def _span(self, at: int, length: int) -> Span:
        return Span(self._tokens[at].span.start, self._tokens[at + length - 1].span.end)

    def _between(self, at: int) -> str:
        if at + 1 >= len(self._tokens):
            return "\n"
        return self._text[self._tokens[at].span.end : self._tokens[at + 1].span.start]

    def _close(self, at: int) -> bool:
        """Whether nothing but a space or a hyphen stands behind this word."""
        return self._between(at) in {" ", "-", "'", "", ". "} and (
            self._between(at) != ". " or len(self._tokens[at].text) <= _SHORT
        )

    def _beside(self, at: int) -> bool:
        """Whether the next word belongs to this one: "kec. X", "desa: X"."""
        between = self._between(at)
        if "." in between and self._tokens[at].text not in SHORTENED:
            return False
        return between.strip(" .:") == "" and "\n" not in between

    def _behind_station(self, at: int) -> bool:
        start = self._tokens[at].span.start
        return any(
            0 <= start - end <= len(", ") and self._text[end:start].strip(" ,") == ""
            for end in self._after_station
        )

    def _inside_sentence(self, at: int) -> bool:
        return bool(at) and not any(mark in self._between(at - 1) for mark in ".!?\n")

    def _alone(self, at: int, length: int) -> bool:
        """Whether the name stands by itself between two marks."""
        before = "\n" if not at else self._between(at - 1)
        after = self._between(at + length - 1)
        return any(mark in before for mark in ".!?\n,;(") and any(mark in after for mark in ".!?\n,;)")

    def _in_name(self, at: int, length: int) -> bool:
        """Whether capitals stand beside it: it may be a part of somebody's name."""
        before = self._tokens[max(at - 1, 0)]
        after = self._tokens[at + length] if at + length < len(self._tokens) else None
        return (before.capital and self._close(at - 1)) or (
            after is not None and after.capital and self._close(at + length - 1)
        )

    def _capitals(self, at: int) -> int:
        length = 0
        while (
            at + length < len(self._tokens)
            and length < _CAPITALS
            and self._tokens[at + length].capital
            and (not length or self._between(at + length - 1) == " ")
        ):
            if self._tokens[at + length].text in NEVER:
                break
            length += 1
        return length
