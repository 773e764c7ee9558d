"""The directory of offices: found by any part of the name, typos forgiven."""

from dataclasses import dataclass
from time import monotonic
from typing import Final

from rapidfuzz import fuzz, process, utils
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.errors import NotFoundError
from core.offices.models import Office, OfficeLevel

REFRESH_AFTER = 300.0
_GOOD_ENOUGH = 72.0
_WORDS = str.maketrans({".": " ", "-": " "})


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


def _plain(words: str) -> str:
    """Fold what people leave out or write short, so that `kab lotim` style searches meet."""
    text = utils.default_process(words.translate(_WORDS))
    swapped = {"kab": "kabupaten", "prov": "provinsi", "prop": "provinsi", "jkt": "jakarta"}
    dropped = {"kpu", "kip", "komisi", "pemilihan", "umum", "kantor"}
    return " ".join(swapped.get(word, word) for word in text.split() if word not in dropped)


class OfficeDirectory:
    """All offices, in memory: 553 rows that hardly ever change."""

    _cached: "tuple[float, OfficeDirectory] | None" = None

    def __init__(self, entries: list[OfficeEntry]) -> None:
        self.entries = entries
        self._by_id = {entry.id: entry for entry in entries}
        self._by_code = {entry.code: entry for entry in entries}
        self._names = {entry.id: _plain(entry.name) or "indonesia" for entry in entries}

    @classmethod
    async def load(cls, session: AsyncSession) -> "OfficeDirectory":
        """Return the directory, read afresh at most every few minutes."""
        if cls._cached and monotonic() - cls._cached[0] < REFRESH_AFTER and cls._cached[1].entries:
            return cls._cached[1]
        offices = (await session.exec(select(Office).order_by(col(Office.path)))).all()
        directory = cls([_entry(office) for office in offices])
        cls._cached = (monotonic(), directory)
        return directory

    @classmethod
    def forget(cls) -> None:
        """Read it afresh at the next use: an office was edited in this process."""
        cls._cached = None

    def search(self, text: str, limit: int = 8) -> list[OfficeEntry]:
        """Return the offices whose name resembles `text`, best first."""
        wanted = _plain(text)
        if not wanted:
            return []
        if exact := self._by_code.get(text.strip().upper()):
            return [exact]
        near = {found: name for found, name in self._names.items() if wanted in name}
        for scorer, handicap in _LIKENESS:
            least = _GOOD_ENOUGH + handicap - 1.0  # the order among equals may add one
            hits = process.extract(wanted, self._names, scorer=scorer, limit=None, score_cutoff=least)
            near |= {found: name for name, _points, found in hits}
        scored = process.extract(wanted, near, scorer=_score, limit=limit, score_cutoff=_GOOD_ENOUGH)
        return [self._by_id[found] for _name, _points, found in scored]

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

    def by_code(self, code: str) -> OfficeEntry | None:
        """Return the office with that region code (`RI`, `52`, `52.03`), if any."""
        return self._by_code.get(code.strip().upper())


_LIKENESS: Final = ((fuzz.token_set_ratio, 4.0), (fuzz.WRatio, 6.0))
"""How alike two names are, and what a name found only so is behind one that has the words themselves."""


def _score(wanted: str, name: str, *, score_cutoff: float | None = None) -> float:
    """Judge likeness: whole words in any order, a part of the name, or a near miss."""
    if wanted in name:
        return 100.0 - (len(name) - len(wanted)) / 10.0
    likeness = max(
        scorer(wanted, name, score_cutoff=score_cutoff) - handicap for scorer, handicap in _LIKENESS
    )
    # Among names that share a word ("lombok"), the one whose other words come nearest is first.
    return likeness + fuzz.token_sort_ratio(wanted, name) / 100.0


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
    )
