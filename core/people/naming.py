"""Whom a text names, as people write: who is known for certain, and who may be meant.

For certain: a full name of two words or more of an officer anywhere, whatever stands before and behind it; a
NIP in any grouping; a position with its office ("Ketua KPU Lotim"), or one of several words in the office
that is written to or above it. Perhaps: a title, or "namanya", with one word of a name; part of a name, or a
name with a slip; a title with a position alone; each only where, of the offices from the one written to
upwards, the nearest with anybody who fits has one who does. Whom "jangan diketahui oleh …" means, a person by
one word of a name or a whole unit of the office, is kept away for certain. Nothing of the text is kept.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final, Protocol
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.called import (
    ANNOUNCES,
    CHAIRS,
    FORGIVEN,
    NOT_TO_KNOW,
    OF_THE_COMMISSION,
    OTHER_BODIES,
    TITLES,
    Word,
    chair_of,
    chair_words,
    slipped,
    words_of,
)
from core.offices.directory import OfficeDirectory
from core.offices.ladder import Rung
from core.people.roll import Roll
from core.reports.schemas import ReportBody

OfficesNamed = Callable[[str], Collection[str]]
"""Gives the codes of the offices that a few words name in full."""

_NIP: Final = re.compile(r"(?<!\d)\d(?:[ .\-/]{0,2}\d){17}(?!\d)")
_MOST_WORDS: Final = 6_000
_OFFICE_WORDS: Final = 6
"""So many words behind "KPU" are read as the office's name."""
_SHORTEST: Final = 3
"""Letters of a word that a title alone makes a name."""
_MANY: Final = 2
_WISHES_BEGIN: Final = frozenset(wish[0] for wish in NOT_TO_KNOW)
_WISHED_WORDS: Final = 10
"""So many words behind "jangan diketahui oleh" say by whom."""
_LEVELS: Final = {"kabupaten": 2, "kab": 2, "kota": 2, "provinsi": 1, "prov": 1, "ri": 0, "pusat": 0}
"""How far an office of that kind is from the top."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The officers a text names. Nobody is in both."""

    certain: frozenset[UUID] = frozenset()
    perhaps: frozenset[UUID] = frozenset()

    @property
    def all(self) -> frozenset[UUID]:
        """Everybody who is kept away."""
        return self.certain | self.perhaps

    def and_certainly(self, officers: Collection[UUID]) -> "Recognised":
        """Give the same with others about whom there is no doubt."""
        return Recognised(self.certain | set(officers), self.perhaps - set(officers))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text, read against the roll for a report to the lowest office of a ladder."""

    words: Sequence[Word]
    roll: Roll
    ladder: Sequence[str]
    offices_named: OfficesNamed
    _near: dict[str, tuple[set[str], ...]] = field(default_factory=dict)
    """By a word of the text: the words of names it may stand for, office by office. Most stand for none."""

    def named(self) -> Iterator[tuple[Collection[UUID], bool]]:
        """Give who is named at each place, and whether that is certain."""
        yield from self._chairs()
        yield from ((found, True) for found in self._not_to_know())
        for at, word in enumerate(self.words):
            for name, officer in self.roll.by_first_word.get(word.text, ()):
                if len(name) >= _MANY and self._texts(at, len(name)) == name:
                    yield (officer,), True
            if self._announced(at) and len(word.text) >= _SHORTEST and not self._somebody_else(at):
                yield self._only_one([self._called(office, word.text) for office in self.ladder]), False
            if found := self._partly(at):
                yield self._only_one(found), False

    def _texts(self, at: int, length: int) -> tuple[str, ...]:
        return tuple(word.text for word in self.words[at : at + length])

    def _only_one(self, fits: Iterable[set[UUID]]) -> set[UUID]:
        """Give who fits in the nearest office where anybody does, if it is one."""
        nearest = next(filter(None, fits), set())
        return nearest if len(nearest) == 1 else set()

    # --- names -----------------------------------------------------------------------------------

    def _called(self, office: str, word: str) -> set[UUID]:
        return self.roll.called.get(office, {}).get(word, set())

    def _announced(self, at: int) -> bool:
        """Whether a title or "namanya" stands before, or nothing but one: "Pak H. Agus"."""
        before = self.words[at - 1] if at else None
        word = self.words[at]
        if before is None or not word.joined or word.text in TITLES or word.text in CHAIRS:
            return False
        return before.text in TITLES or before.text in ANNOUNCES

    def _somebody_else(self, at: int) -> bool:
        """Whether the name goes on as nobody's here: "Pak Agus Salim" is not Agus Permadi."""
        if at + 1 >= len(self.words):
            return False
        after = self.words[at + 1]
        known = after.text in CHAIRS or after.text in TITLES or after.text in OF_THE_COMMISSION
        return after.joined and after.capital and not known

    def _partly(self, at: int) -> list[set[UUID]]:
        """Give, by office, whose name stands here in part or not quite: two words of it or more, in order."""
        word = self.words[at].text
        if len(word) == 1 and at + 1 < len(self.words):  # "S. Rahmania"
            word = self.words[at + 1].text
        if len(word) < _SHORTEST:
            return []
        meant = self._near.get(word)
        if meant is None:
            meant = self._near[word] = self._names_near(word)
        return [self._part_of(office, near, at) for office, near in zip(self.ladder, meant, strict=False)]

    def _names_near(self, word: str) -> tuple[set[str], ...]:
        """Give, by office, the words of names that this one is but for a slip; nothing where none is any."""
        forms = tuple(slipped(word))
        held = [self.roll.slips.get(office, {}) for office in self.ladder]
        found = tuple({near for form in forms for near in slips.get(form, ())} for slips in held)
        return found if any(found) else ()

    def _part_of(self, office: str, meant: set[str], at: int) -> set[UUID]:
        alike = {officer for near in meant for officer in self._called(office, near)}
        return {one for one in alike if any(self._runs_on(name, at) for name in self.roll.by_id[one].names)}

    def _runs_on(self, name: tuple[str, ...], at: int) -> bool:
        """Whether the words here are this name's, in order: two or more, one spelt right, one slip in all."""
        place, slips, exact, count = 0, 0, 0, 0
        for word in self.words[at:]:
            if count and not word.joined:
                break
            step = next((i for i in range(place, len(name)) if _same(word.text, name[i])), None)
            if step is None:
                step = next((i for i in range(place, len(name)) if _slip(word.text, name[i])), None)
                slips += 1
            elif len(word.text) >= _SHORTEST:
                exact += 1
            if step is None or slips > 1:
                break
            count, place = count + 1, step + 1
        return count >= _MANY and exact >= 1

    # --- who is not to know ----------------------------------------------------------------------

    def _not_to_know(self) -> Iterator[set[UUID]]:
        """Give the persons and units behind "jangan diketahui oleh …", up to the end of the sentence."""
        for at, word in enumerate(self.words):
            if word.text not in _WISHES_BEGIN:
                continue
            end = next((at + len(wish) for wish in NOT_TO_KNOW if self._texts(at, len(wish)) == wish), 0)
            if end:
                yield from self._those_behind(end)

    def _those_behind(self, start: int) -> Iterator[set[UUID]]:
        units = self.roll.in_unit.get(self.ladder[0], {})
        for at in range(start, min(len(self.words), start + _WISHED_WORDS)):
            name: tuple[str, ...] = ()
            for word in self.words[at : at + self.roll.longest_unit]:
                name = (*name, *chair_words(word.text))
                yield units.get(name, set())
            if len(self.words[at].text) >= _SHORTEST and not self._somebody_else(at):
                called = [self._called(office, self.words[at].text) for office in self.ladder]
                yield self._only_one(called)

    # --- positions -------------------------------------------------------------------------------

    def _chairs(self) -> Iterator[tuple[Collection[UUID], bool]]:
        """Give the holders of each position told, and whether it is certain that they are meant."""
        for at, word in enumerate(self.words):
            if word.text not in CHAIRS and chair_words(word.text) == (word.text,):
                continue
            if found := self._longest_chair(at):
                chair, end = found
                yield from self._holders(chair, at, end)

    def _longest_chair(self, at: int) -> tuple[tuple[str, ...], int] | None:
        """Find the longest position told from here on, and where it ends."""
        found: tuple[tuple[str, ...], int] | None = None
        chair: tuple[str, ...] = ()
        for end in range(at, min(len(self.words), at + self.roll.longest_chair)):
            chair = (*chair, *chair_words(self.words[end].text))
            if self.roll.chairs(chair):
                found = chair, end + 1
        return found

    def _holders(self, chair: tuple[str, ...], at: int, end: int) -> Iterator[tuple[Collection[UUID], bool]]:
        held = self.roll.chairs(chair)
        after = self._texts(end, 2)
        if after[:1] in {("di",), ("pada",)}:
            end, after = end + 1, after[1:]
        if after and after[0] in OF_THE_COMMISSION:
            offices = self._offices_after(end + 1)
            yield {one for office in offices for one in held.get(office, ())}, True
        elif len(chair) >= _MANY:
            yield {one for office in self.ladder for one in held.get(office, ())}, True
        elif at and self.words[at - 1].text in TITLES and not OTHER_BODIES.intersection(self._texts(end, 3)):
            yield held.get(self.ladder[0], ()), False

    def _offices_after(self, at: int) -> Collection[str]:
        """Give the offices meant behind "KPU": those named, those of the kind told, or the one written to."""
        following = self._texts(at, _OFFICE_WORDS)
        if named := self.offices_named(" ".join(following)):
            return named
        for word in following[:2]:
            if word in _LEVELS:
                return [code for code in self.ladder if _level(code) == _LEVELS[word]] or self.ladder[:1]
        return self.ladder[:1]


def _level(code: str) -> int:
    """Tell how far an office is from the top: "RI" is 0, "52" is 1, "52.03" is 2."""
    return 0 if not code[:1].isdigit() else 1 + code.count(".")


def _same(word: str, name: str) -> bool:
    """Whether a word is the name's, or its first letter: "S. Rahmania"."""
    return word == name or (len(word) == 1 and name.startswith(word))


def _slip(word: str, name: str) -> bool:
    return min(len(word), len(name)) >= FORGIVEN - 1 and not set(slipped(word)).isdisjoint(slipped(name))


class NamedFile(Protocol):
    """A file as it was handed in, or as it is kept."""

    @property
    def name(self) -> str:
        """What its sender called it."""

    @property
    def caption(self) -> str:
        """What they wrote to it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What is read for names: texts, and the fields that are a name or a position and nothing else."""

    texts: tuple[str, ...]
    names: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()


def named_in(told: Writing, roll: Roll, ladder: Sequence[str], offices_named: OfficesNamed) -> Recognised:
    """Tell which officers are named.

    Args:
        told: What was written.
        roll: All officers.
        ladder: Codes of the office the report is addressed to, and of those above it.
        offices_named: The directory's eye for names of offices.
    """
    certain = {officer for name in told.names for officer in roll.named(name)}
    perhaps: set[UUID] = set()
    for position in told.positions:
        held = roll.chairs(chair_of(position))
        certain |= {one for office in ladder for one in held.get(office, ())}
    for text in told.texts:
        for digits in _NIP.findall(text):
            if officer := roll.by_nip.get("".join(symbol for symbol in digits if symbol.isdigit())):
                certain.add(officer)
        reading = _Reading(words_of(text)[:_MOST_WORDS], roll, ladder, offices_named)
        for officers, sure in reading.named():
            (certain if sure else perhaps).update(officers)
    return Recognised(frozenset(certain), frozenset(perhaps - certain))


def told_by(body: ReportBody, files: Iterable[NamedFile] = ()) -> Writing:
    """Read everything a report says: its words, every field of its parties, names and captions of files."""
    parties = body.parties
    return Writing(
        texts=(*body.texts, *file_words(files)),
        names=tuple(party.name for party in parties if party.name),
        positions=tuple(party.position for party in parties if party.position),
    )


def file_words(files: Iterable[NamedFile]) -> tuple[str, ...]:
    """Give what files say of themselves: their names, without the ending, and their captions."""
    return tuple(words for file in files for words in (PurePath(file.name).stem, file.caption) if words)


async def named_by(session: AsyncSession, told: Writing, ladder: Iterable[Rung]) -> Recognised:
    """Tell which of today's officers are named, for a report to the lowest office of this ladder."""
    directory = await OfficeDirectory.load(session)
    return named_in(told, await Roll.load(session), [rung.code for rung in ladder], directory.codes_named)


async def officers_called(session: AsyncSession, name: str, nip: str) -> set[UUID]:
    """Tell which officers bear this very name or NIP: whoever reports may be one."""
    roll = await Roll.load(session)
    digits = "".join(symbol for symbol in nip if symbol.isdigit())
    return roll.named(name) | ({roll.by_nip[digits]} if digits in roll.by_nip else set())
