"""Where it happened, as people tell it: "TPS 04 desa Jantuk", "di lotim", "kantor kpu kab bandung".

A village or a district leads to the office it lies under; where several bear the name, what else was told of
the place decides, and where that leaves several they are all given, to be asked. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.offices.areas import named
from core.stories.gazetteer import Gazetteer
from core.stories.markers import SHORT_NAMES
from core.stories.meanings import PlaceMeaning
from core.stories.proposals import LIKELY, SURE, PlaceKind, Span, Where
from core.stories.spots import spots_in
from core.stories.words import small, tokens_of

_WEIGHTS: Final = {
    PlaceKind.OFFICE: 4,
    PlaceKind.REGENCY: 4,
    PlaceKind.DISTRICT: 2,
    PlaceKind.VILLAGE: 2,
    PlaceKind.PROVINCE: 1,
}
"""How much a place says for an office it may lie under: who names a regency knows it."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place, with what its name may mean, the likeliest first; none where no table knows it."""

    span: Span
    kind: PlaceKind
    meanings: tuple[PlaceMeaning, ...] = ()
    sure: bool = True
    needs: bool = False
    """It is a place only where another one agrees with it."""

    @property
    def codes(self) -> frozenset[str]:
        """All offices it may lie under."""
        return frozenset(code for each in self.meanings for code in each.codes)


class Regions:
    """The names by which regencies and provinces are found: the offices' own, and their nicknames."""

    def __init__(
        self, named_codes: "Iterable[tuple[Sequence[str], str]]", nicknames: "Mapping[str, Sequence[str]]"
    ) -> None:
        self._codes: dict[str, set[str]] = {}
        for words, code in named_codes:
            self._codes.setdefault(named(words), set()).add(code)
        short = {name: meant.split() for name, meant in SHORT_NAMES.items()}
        for nickname, meant in {**nicknames, **short}.items():
            if found := self._codes.get(named(meant)):
                self._codes.setdefault(named((nickname,)), set()).update(found)

    def of(self, words: Iterable[str]) -> frozenset[str]:
        """Return the codes of the offices whose name these words are, whole."""
        return frozenset(self._codes.get(named(words), ()))

    def names(self) -> Iterable[str]:
        """Return every name, folded."""
        return self._codes.keys()


def places_in(text: str, regions: Regions) -> tuple[Where, ...]:
    """Find the places told in a text."""
    lowered, tokens = small(text), tokens_of(text)
    found = [_Candidate(span, kind, _abroad(kind)) for span, kind in spots_in(lowered)]
    stations = [one.span for one in found if one.kind is PlaceKind.POLLING_STATION]
    named_places = Gazetteer(text, tokens, regions, stations).places()
    found += [_Candidate(one.span, one.kind, one.meanings, one.sure, one.needs) for one in named_places]
    return tuple(
        Where(
            span=each.span,
            kind=each.kind,
            codes=tuple(sorted(each.codes)),
            confidence=SURE if each.sure else LIKELY,
        )
        for each in _once(text, _narrowed(_agreed(_longest(found))))
    )


def offices_of(places: Sequence[Where]) -> tuple[str, ...]:
    """Return the codes of the offices that all places together lead to; several: ask which."""
    votes: Counter[str] = Counter()
    for one in places:
        if one.kind in _WEIGHTS and one.kind is not PlaceKind.PROVINCE:
            votes.update(dict.fromkeys(one.codes, _WEIGHTS[one.kind]))
    provinces = {code for one in places if one.kind is PlaceKind.PROVINCE for code in one.codes}
    if votes:
        for code in votes:
            votes[code] += code[:2] in provinces
        most = max(votes.values())
        return tuple(sorted(code for code, weight in votes.items() if weight == most))
    if provinces:
        return tuple(sorted(provinces))
    return ("RI",) if any(one.kind is PlaceKind.ABROAD for one in places) else ()


def _abroad(kind: PlaceKind) -> tuple[PlaceMeaning, ...]:
    return (PlaceMeaning(kind, frozenset({"RI"})),) if kind is PlaceKind.ABROAD else ()


# --- which office --------------------------------------------------------------------------------


def _longest(found: list[_Candidate]) -> list[_Candidate]:
    kept: list[_Candidate] = []
    for each in sorted(found, key=lambda one: (one.needs, one.span.start - one.span.end, not one.meanings)):
        if not any(each.span.touches(other.span) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.span.start)


def _once(text: str, found: list[_Candidate]) -> list[_Candidate]:
    """Tell a name once, where it was told last: first it is often a part of somebody's position."""
    names = [named((one.span.of(text),)) for one in found]
    return [one for at, one in enumerate(found) if not one.meanings or names[at] not in names[at + 1 :]]


def _votes(found: Iterable[_Candidate]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for one in found:
        if one.kind is not PlaceKind.ABROAD:
            votes.update(dict.fromkeys(one.codes, _WEIGHTS.get(one.kind, 0)))
    return votes


def _agreed(found: list[_Candidate]) -> list[_Candidate]:
    """Leave out what is a place only beside another one that agrees with it, where none does."""
    votes = _votes(one for one in found if not one.needs)
    kept = []
    for one in found:
        if not one.needs:
            kept.append(one)
        elif any(votes[code] or votes[code[:2]] for code in one.codes):
            kept.append(replace(one, needs=False))
    return kept


def _narrowed(found: list[_Candidate]) -> list[_Candidate]:
    """Leave of each name's meanings and offices those that most of the other places told allow."""
    votes = _votes(found)
    narrowed = []
    for one in found:
        if not one.meanings or one.kind is PlaceKind.ABROAD:
            narrowed.append(one)
            continue
        own = _WEIGHTS.get(one.kind, 0)
        best, kept = 0, one.meanings[0]
        for each in one.meanings:
            weights = {code: votes[code] + votes[code[:2]] * ("." in code) - own for code in each.codes}
            most = max(weights.values())
            if most > best or (each is one.meanings[0] and most > 0):
                best = most
                kept = PlaceMeaning(
                    each.kind, frozenset(code for code, weight in weights.items() if weight == most)
                )
        kind = one.kind if one.kind is PlaceKind.OFFICE else kept.kind
        narrowed.append(replace(one, kind=kind, meanings=(kept,)))
    return narrowed
