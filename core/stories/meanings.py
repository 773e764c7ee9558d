"""What a name of a place may mean, by the offices' names and the table of districts and villages. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from core.offices.areas import District, areas, named
from core.stories.markers import NUMBER_WORDS, NUMERALS, WRITTEN_OUT
from core.stories.proposals import PlaceKind

_CITY: Final = "7"
"""Codes of cities: `52.71`."""


@dataclass(frozen=True, slots=True)
class PlaceMeaning:
    """What a name may mean."""

    kind: PlaceKind
    codes: frozenset[str]
    """Of the offices it may lie under; of a province its own."""


class Names(Protocol):
    """The names of regencies and provinces."""

    def of(self, words: Iterable[str]) -> frozenset[str]:
        """Return the codes of the offices whose name these words are."""
        ...

    def names(self) -> Iterable[str]:
        """Return every name, folded."""
        ...


def meanings_of(
    regions: Names, words: Sequence[str], kind: PlaceKind | None, marker: str
) -> tuple[PlaceMeaning, ...]:
    """Return what these words may mean, the likeliest first; of `kind` alone where a word says it."""
    for each in _spellings(words):
        if found := tuple(_read(regions, each, kind, marker)):
            return found
    return ()


def _read(
    regions: Names, words: Sequence[str], kind: PlaceKind | None, marker: str
) -> Iterator[PlaceMeaning]:
    name = named(words)
    if kind in {None, PlaceKind.REGENCY, PlaceKind.PROVINCE}:
        codes = regions.of((WRITTEN_OUT.get(marker, marker), *words)) if marker else frozenset()
        codes = of_kind(codes or regions.of(words), marker) - {"RI"}
        regencies = frozenset(code for code in codes if "." in code)
        provinces = codes - regencies
        if kind is PlaceKind.PROVINCE and provinces:
            yield PlaceMeaning(PlaceKind.PROVINCE, provinces)
        elif regencies:
            yield PlaceMeaning(PlaceKind.REGENCY, regencies)
        elif provinces:
            yield PlaceMeaning(PlaceKind.PROVINCE, provinces)
    if kind in {None, PlaceKind.DISTRICT} and (districts := areas().districts.get(name)):
        yield PlaceMeaning(PlaceKind.DISTRICT, _under(districts))
    if kind in {None, PlaceKind.VILLAGE} and (villages := areas().villages.get(name)):
        yield PlaceMeaning(PlaceKind.VILLAGE, _under(villages))
    if kind is PlaceKind.VILLAGE and (districts := areas().districts.get(name)):
        yield PlaceMeaning(PlaceKind.DISTRICT, _under(districts))


def of_kind(codes: frozenset[str], marker: str) -> frozenset[str]:
    """Of "kota Tasik" the city, of "kab Tasik" the regency."""
    marker = WRITTEN_OUT.get(marker, marker)
    if marker in {"kota", "kabupaten"}:
        return (
            frozenset(code for code in codes if "." in code and (code[3] == _CITY) == (marker == "kota"))
            or codes
        )
    return codes


def _spellings(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield a name as it was written, then with its number written otherwise: Tegal Sari 2, II, dua."""
    yield list(words)
    last = words[-1]
    for table in (NUMERALS, NUMBER_WORDS):
        if len(words) > 1 and last in table:
            yield [*words[:-1], table[last]]
    if len(words) > 1 and last in NUMERALS and (word := NUMBER_WORDS.get(NUMERALS[last])):
        yield [*words[:-1], word]


def told(kind: PlaceKind, codes: frozenset[str]) -> tuple[PlaceMeaning, ...]:
    """Make the one meaning of these codes; none of none."""
    return (PlaceMeaning(kind, codes),) if codes else ()


def _under(districts: Sequence[District]) -> frozenset[str]:
    return frozenset(each.regency for each in districts)
