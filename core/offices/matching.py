"""Which names are meant by a few words: parts of names, slips of the finger, spaces left out or put in.

Every word asked for must be a word of the office's name, or of its province's where that is named in full.
What a word costs tells how far it is from the name; the cheapest office is the first. Words are looked up
among the thousand different words of all names, which is a fraction of comparing whole names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, zip_longest
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.offices.naming import KINDS

_OTHER_KIND: Final = 1
_AS_ONE: Final = 1
_START: Final = 2
_WITHIN: Final = 4
_PROVINCE: Final = 6
"""Whoever names a province means its office, or one in it; the offices in it come after it."""
SLIP: Final = 30
"""More than a province of three words: what is spelt right is not taken for a slip first."""

_SHORTEST: Final = 3
"""The letters a word needs to be looked for inside words, or with a slip: two are in too many."""
_ONE_SLIP_FROM: Final = 4
_TWO_SLIPS_FROM: Final = 8

Costs = dict[int, int]
"""By the id of the office."""
_Readings = dict[str, int]  # by a word of the directory


@dataclass(frozen=True, slots=True)
class Named:
    """An office as its name is searched: its own words and those of its province."""

    id: int
    words: tuple[str, ...]
    province: tuple[str, ...] = ()
    size: tuple[int, int] = (0, 0)
    """Letters without and with the kind: of two names that hold what was asked for, the shorter is nearer."""
    called: tuple[tuple[str, ...], ...] = ()
    """What names it in full in the middle of a sentence: its words without the kind."""


class NameIndex:
    """All names, by each of their words and by neighbouring words written as one (`lomboktimur`)."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._names = {name.id: name for name in names}
        self._bearers: dict[str, set[int]] = {}
        self._provinces: dict[frozenset[str], set[int]] = {}
        for name in self._names.values():
            for word in {*name.words, *_joined(name.words)}:
                self._bearers.setdefault(word, set()).add(name.id)
            if name.province:
                self._provinces.setdefault(frozenset(name.province) - KINDS, set()).add(name.id)
        words = {word for name in self._names.values() for word in (*name.words, *name.province)}
        self._known = words
        self._words = sorted(words)
        self._runs = sorted(self._bearers.keys() - words)
        self._called = {"".join(call): call for name in self._names.values() for call in name.called}
        self._longest_call = max(map(len, self._called.values()), default=0)

    def find(self, asked: list[str]) -> list[int]:
        """Return the ids of all names that every word of `asked` leads to, best first."""
        return self.in_order(self.costs(asked))

    def in_order(self, costs: Costs) -> list[int]:
        """Return the ids by what they cost, of two alike the shorter name first."""
        return sorted(costs, key=lambda office: (costs[office], *self._names[office].size))

    def knows(self, word: str) -> bool:
        """Tell whether a name has this very word."""
        return word in self._known

    def named_in(self, sentence: list[str]) -> list[int]:
        """Return the ids of the names told in full amid other words; where several are, of each in turn."""
        kinds = [word for word in sentence if word in KINDS]
        calls = list(self._calls_in(sentence))
        if not calls:
            return []
        if found := self.find([*kinds, *chain.from_iterable(calls)]):
            return found
        return in_turn([self.find([*kinds, *call]) for call in calls])

    def _calls_in(self, sentence: list[str]) -> Iterator[tuple[str, ...]]:
        """Yield each name told; of two that begin alike the longer, so that `jakarta pusat` is not KPU RI."""
        at = 0
        while at < len(sentence):
            for end in range(min(len(sentence), at + self._longest_call), at, -1):
                if call := self._called.get("".join(sentence[at:end])):
                    yield call
                    at = end
                    break
            else:
                at += 1

    def costs(self, asked: list[str]) -> Costs:
        """Return the ids of all names that every word of `asked` leads to, with what each costs."""
        kinds = {word for word in asked if word in KINDS}
        words = [word for word in asked if word not in kinds] or asked
        costs = self._led_to(self._all_readings(words))
        for office in costs:
            costs[office] += _OTHER_KIND * len(kinds.difference(self._names[office].words))
        if len(asked) > 1:
            for office, cost in self._as_one(asked, words, found=costs).items():
                costs[office] = min(cost, costs.get(office, cost))
        return costs

    def _all_readings(self, words: list[str]) -> list[_Readings]:
        """Read every word, unless one of them leads nowhere: then no name is meant by all of them."""
        readings: list[_Readings] = []
        for word in words:
            readings.append(self._readings(word))
            if not readings[-1]:
                return []
        return readings

    def _led_to(self, readings: list[_Readings]) -> Costs:
        """Return the offices that have one reading of each word asked for, with the sum of what they cost."""
        provinces = self._provinces_told(readings)
        totals: Costs | None = None
        for reading in readings:
            costs = self._offices(reading, provinces)
            if totals is not None:
                costs = {office: cost + totals[office] for office, cost in costs.items() if office in totals}
            totals = costs
        return totals or {}

    def _offices(self, readings: _Readings, provinces: list[frozenset[str]]) -> Costs:
        """Return the offices one word may lead to; by their own name, where the province has it too."""
        costs: Costs = {}
        for reading, cost in sorted(readings.items(), key=lambda item: item[1]):
            for office in self._bearers.get(reading, ()):
                costs.setdefault(office, cost)
        for province in provinces:
            if shared := province & readings.keys():
                cost = _PROVINCE + min(readings[word] for word in shared)
                for office in self._provinces[province]:
                    costs.setdefault(office, cost)
        return costs

    def _provinces_told(self, readings: list[_Readings]) -> list[frozenset[str]]:
        """Return the provinces named in full: `papua barat` is not told by who says `papua barat daya`."""
        told = {word for each in readings for word, cost in each.items() if cost in {0, SLIP}}
        full = [province for province in self._provinces if province <= told]
        return [province for province in full if not any(province < other for other in full)]

    def _as_one(self, asked: list[str], words: list[str], *, found: Costs) -> Costs:
        """Read several words as one (`pekan baru`); with slips only where they lead nowhere as they are."""
        costs: Costs = {}
        for joined in ("".join(asked), "".join(words)):
            costs |= dict.fromkeys(self._bearers.get(joined, ()), _AS_ONE)
        if not costs and min(found.values(), default=SLIP) >= SLIP:
            costs = self._offices(self._readings("".join(words)), [])
        return costs

    def _readings(self, word: str) -> _Readings:
        """Return the words that `word` may stand for, with what each costs.

        Words written as one are looked at only where no single word has it, two slips likewise.
        """
        costs = _holding(word, self._words)
        if not costs:
            costs = {run: _START for run in self._runs if run.startswith(word)}
        slips = 1 if costs else 2
        near = _slipped(word, self._words, slips)
        if not costs:
            near |= _slipped(word, self._runs, slips)
        return near | costs


def in_turn(found: list[list[int]]) -> list[int]:
    """Merge what was found for several meanings: the best of each, then the second of each."""
    return list(
        dict.fromkeys(office for turn in zip_longest(*found) for office in turn if office is not None)
    )


def _joined(words: tuple[str, ...]) -> Iterable[str]:
    """Yield every two or more neighbouring words as one."""
    ends = combinations(range(len(words) + 1), 2)
    return ("".join(words[start:end]) for start, end in ends if end - start > 1)


def _holding(word: str, vocabulary: list[str]) -> dict[str, int]:
    """Return the words that are `word`, begin with it or, unless it is very short, have it somewhere."""
    anywhere = len(word) >= _SHORTEST
    return {
        known: 0 if known == word else _START if known.startswith(word) else _WITHIN
        for known in vocabulary
        if (word in known if anywhere else known.startswith(word))
    }


def _slipped(word: str, vocabulary: list[str], most: int) -> dict[str, int]:
    """Return the words that differ by few enough missing, doubled, wrong or swapped letters."""
    if len(word) < _SHORTEST:
        return {}
    near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {known: SLIP * int(slips) for known, slips, _at in near if slips <= _forgiven(word, known)}


def _forgiven(word: str, known: str) -> int:
    """Return how many slips two words may differ by: a short word soon becomes another one."""
    shorter, longer = sorted((len(word), len(known)))
    if longer >= _TWO_SLIPS_FROM and shorter >= _TWO_SLIPS_FROM - 1:
        return 2
    return int(longer >= _ONE_SLIP_FROM)
