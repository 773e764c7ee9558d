"""Districts (kecamatan) and villages (desa, kelurahan): whoever names one may mean the office it lies under.

83,762 villages bear some 50,000 names, so a name alone seldom leads to one office: what leads there is all
that was said of the place. Source of names and codes: NOTICE.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_REGENCY: Final = 5
"""Characters of a regency's code: `52.03`."""
LONGEST: Final = 5
"""Words of the longest name that is looked for."""


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan."""

    code: str
    """`52.03.07`"""
    name: str

    @property
    def regency(self) -> str:
        """The code of the office it lies under."""
        return self.code[:_REGENCY]


@dataclass(frozen=True, slots=True)
class Areas:
    """All districts, by their own names and by their villages'. A name is its letters and digits alone."""

    districts: dict[str, tuple[District, ...]]
    villages: dict[str, tuple[District, ...]]
    """Which districts have a village of that name."""


def named(words: Iterable[str]) -> str:
    """Fold the words of a name as `Areas` has it: `Kampung Baru` is `kampungbaru`."""
    return _LETTERS.sub("", "".join(words).lower())


@cache
def areas() -> Areas:
    """Read the table once a process: a quarter of a second and some twenty megabytes, at the first use."""
    districts: dict[str, list[District]] = {}
    villages: dict[str, list[District]] = {}
    for line in _data("areas.txt").splitlines():
        code, name, *inside = line.split("|")
        district = District(code, name)
        districts.setdefault(named((name,)), []).append(district)
        for village in dict.fromkeys(named((each,)) for each in inside):
            villages.setdefault(village, []).append(district)
    return Areas(_fixed(districts), _fixed(villages))


@cache
def everyday() -> frozenset[str]:
    """Return the names of villages and districts that are words of every day: `pasar`, `ulang`, `lewat`."""
    return frozenset(_data("everyday.txt").split())


def _data(name: str) -> str:
    return resources.files("core.offices").joinpath("data", name).read_text("utf-8")


def _fixed(found: dict[str, list[District]]) -> dict[str, tuple[District, ...]]:
    return {name: tuple(bearers) for name, bearers in found.items() if name}
