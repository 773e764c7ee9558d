"""The directory of offices: found by any part of the name, typos forgiven."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.reference import reference_of
from core.errors import NotFoundError
from core.offices.matching import SLIP, Named, NameIndex, in_turn
from core.offices.models import Office, OfficeLevel
from core.offices.naming import KINDS, folded, slipped_nicknames, written_out
from core.offices.otherwise import offices_at_seat

_GOOD_ENOUGH = 72.0
_NATIONAL_WORDS: Final = ("republik", "indonesia", "ri", "pusat", "nasional")
"""How people call KPU RI, beside its name; the bot's own button says `pusat`."""
_NATIONAL_CALLS: Final = (("republik", "indonesia"), ("ri",), ("pusat",), ("nasional",))
_SEAT: Final = ("jakarta",)
"""KPU RI stands in no province, but people write `KPU RI Jakarta`."""
_LONGEST: Final = 160
"""The letters of a search that are read: a name is shorter, and a whole story would take long to compare."""


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One office as the directory lists it."""

    id: int
    code: str
    name: str
    short_name: str
    level: OfficeLevel
    province_code: str | None
    province_name: str | None
    zone: str
    path: str
    emergency_numbers: tuple[str, ...] = ()
    """Its own, `110 Polri`; empty where those of the office above hold."""


class OfficeDirectory:
    """All offices, in memory: 553 rows that hardly ever change, and what they are searched by."""

    def __init__(self, entries: list[OfficeEntry]) -> None:
        self.entries = entries
        self._by_id = {entry.id: entry for entry in entries}
        self._by_code = {entry.code: entry for entry in entries}

    @classmethod
    async def load(cls, session: AsyncSession) -> "OfficeDirectory":
        """Return the directory, as this process keeps it until an office is changed.

        Its search index lives and dies with it.
        """

        async def read() -> OfficeDirectory:
            offices = await session.exec(select(Office).order_by(col(Office.path)))
            return cls([_entry(office) for office in offices])

        return await reference_of(session).get("office_directory", read)

    @cached_property
    def _named(self) -> list[Named]:
        """What each office is found by; made at the first search, since most pages only list."""
        return [_named(entry) for entry in self.entries]

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self._named)

    @cached_property
    def _names(self) -> dict[int, str]:
        return {name.id: " ".join(name.words) for name in self._named}

    def search(self, text: str, limit: int = 8, *, likeness: bool = True) -> list[OfficeEntry]:
        """Return the offices meant by `text`, best first: a part of the name, a nickname, its seat.

        Without `likeness` only those that bear every word as it is written.
        """
        words = folded(text[:_LONGEST])
        if not words:
            return []
        if exact := self._by_code.get(text.strip().upper()):
            return [exact]
        meant = written_out(words)
        seats = [entry.id for code in offices_at_seat("".join(words)) if (entry := self._by_code.get(code))]
        if likeness:
            found = self._found(words, meant) or self._index.named_in(meant)
            found = [*seats, *found] or self._alike(" ".join(meant), limit)
        else:
            costs = self._index.costs(meant)
            plain = {office: cost for office, cost in costs.items() if cost < SLIP}
            found = [*seats, *(self._index.in_order(plain) or self._index.named_in(meant))]
        return [self._by_id[office] for office in dict.fromkeys(found)][:limit]

    def _found(self, words: list[str], meant: list[str]) -> list[int]:
        """Return the offices that every word leads to: as nicknames are meant, then as they are written."""
        costs = self._index.costs(meant)
        found = self._index.in_order(costs)
        if meant != words:  # "solo" is Surakarta, and the beginning of Solok
            found += self._index.find(words)
        # Where a slip is at least as likely, the one word that is in no name may be a nickname with a slip.
        strange = [at for at, word in enumerate(meant) if not self._index.knows(word)]
        if len(strange) == 1 and min(costs.values(), default=SLIP) >= SLIP:
            (at,) = strange
            names = slipped_nicknames(meant[at])
            found += in_turn([self._index.find([*meant[:at], *name, *meant[at + 1 :]]) for name in names])
        return list(dict.fromkeys(found))

    def _alike(self, wanted: str, limit: int) -> list[int]:
        """Compare with whole names, for what no words of names lead to: more slips, words too many."""
        near: dict[int, str] = {}
        for scorer, handicap in _LIKENESS:
            least = _GOOD_ENOUGH + handicap - 1.0  # the order among equals may add one
            hits = process.extract(wanted, self._names, scorer=scorer, limit=None, score_cutoff=least)
            near |= {found: name for name, _points, found in hits}
        scored = process.extract(wanted, near, scorer=_score, limit=limit, score_cutoff=_GOOD_ENOUGH)
        return [found for _name, _points, found in scored]

    def codes_named(self, text: str) -> list[str]:
        """Return the codes of the offices that a few words name in full, a nickname written out."""
        words = written_out(folded(text[:_LONGEST]))
        return [self._by_id[office].code for office in self._index.named_in(words)]

    def provinces(self) -> list[OfficeEntry]:
        """Return the province offices, by name."""
        found = [entry for entry in self.entries if entry.level is OfficeLevel.PROVINCE]
        return sorted(found, key=lambda entry: entry.province_name or "")

    def regencies(self, province_code: str) -> list[OfficeEntry]:
        """Return the offices of a province's kabupaten and kota, by name."""
        found = [
            entry
            for entry in self.entries
            if entry.level is OfficeLevel.REGENCY and entry.province_code == province_code
        ]
        return sorted(found, key=lambda entry: entry.name)

    def get(self, office_id: int) -> OfficeEntry:
        """Return one office.

        Raises:
            NotFoundError: There is none with that id.
        """
        if entry := self._by_id.get(office_id):
            return entry
        raise NotFoundError(code="office.not_found")

    def emergency_numbers(self, office_id: int | None) -> tuple[str, ...]:
        """Return the numbers that hold in an office: its own, else those of the nearest office above.

        Those of KPU RI where no office is known; empty where none of them says any.
        """
        entry = self._by_id.get(office_id or 0) or self._by_code.get("RI")
        above = [one for one in self.entries if entry and _below(entry.path, one.path)]
        own = sorted((one for one in above if one.emergency_numbers), key=lambda one: len(one.path))
        return own[-1].emergency_numbers if own else ()

    def by_code(self, code: str) -> OfficeEntry | None:
        """Return the office with that region code (`RI`, `52`, `52.03`), if any."""
        return self._by_code.get(code.strip().upper())


def _below(path: str, root: str) -> bool:
    """Tell whether an office's path is `root` or below it."""
    return path == root or path.startswith(root + "/")


_TITLES: Final = frozenset({"khusus", "ibukota", "istimewa"})
"""What people leave out when they name Jakarta or Yogyakarta."""

_LIKENESS: Final = ((fuzz.token_set_ratio, 4.0), (fuzz.WRatio, 6.0))
"""How alike two names are, and what the looser measure is behind."""


def _score(wanted: str, name: str, *, score_cutoff: float | None = None) -> float:
    """Judge the likeness of whole names: words in any order, or a near miss."""
    likeness = max(
        scorer(wanted, name, score_cutoff=score_cutoff) - handicap for scorer, handicap in _LIKENESS
    )
    # Among names that share a word ("lombok"), the one whose other words come nearest is first.
    return likeness + fuzz.token_sort_ratio(wanted, name) / 100.0


def _named(entry: OfficeEntry) -> Named:
    """Return the words by which people search for an office: its name's, its province's, its nicknames."""
    if entry.level is OfficeLevel.NATIONAL:
        return Named(entry.id, _NATIONAL_WORDS, _SEAT, called=_NATIONAL_CALLS)
    words = tuple(folded(entry.name))
    province = tuple(folded(entry.province_name or "")) if entry.level is OfficeLevel.REGENCY else ()
    size = sum(len(word) for word in words if word not in KINDS), sum(map(len, words))
    call = tuple(word for word in words if word not in KINDS | _TITLES)
    return Named(entry.id, words, province, size, (call,))


def _entry(office: Office) -> OfficeEntry:
    parts = office.path.split("/")
    return OfficeEntry(
        id=office.id or 0,
        code=office.code,
        name=office.name,
        short_name=office.short_name,
        level=office.level,
        province_code=parts[1] if len(parts) > 1 else None,
        province_name=office.province_name,
        zone=office.zone,
        path=office.path,
        emergency_numbers=tuple((office.emergency_numbers or "").splitlines()),
    )
