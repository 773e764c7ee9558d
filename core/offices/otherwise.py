"""What people say instead of an office's name: the seat of its regency, or a postcode. Sources: NOTICE."""

from bisect import bisect_right
from functools import cache
from importlib import resources
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.offices.areas import named
from core.offices.tables import table

_DIGITS: Final = 5
_SLIP_FROM: Final = 5


@cache
def _seats() -> dict[str, tuple[str, ...]]:
    seats: dict[str, list[str]] = {}
    for row in table("seats.csv"):
        seats.setdefault(named((row["name"],)), []).append(row["code"])
    return {name: tuple(codes) for name, codes in seats.items()}


def offices_at_seat(name: str) -> tuple[str, ...]:
    """Return the codes of the regencies whose seat is called so, whole: `Selong`, `lubuk pakam`."""
    return _seats().get(named((name,)), ())


def seats_like(name: str) -> tuple[str, ...]:
    """Return the codes of the regencies whose seat is called so but for one letter: `cikrang`, `slong`."""
    wanted = named((name,))
    if len(wanted) < _SLIP_FROM:
        return ()
    found = process.extractOne(wanted, _seats().keys(), scorer=OSA.distance, score_cutoff=1)
    return _seats()[found[0]] if found else ()


@cache
def _postcodes() -> tuple[list[int], list[tuple[int, tuple[str, ...]]]]:
    text = resources.files("core.offices").joinpath("data", "postcodes.txt").read_text("utf-8")
    firsts, rest = [], []
    for line in text.splitlines():
        run, _, codes = line.partition("|")
        first, _, last = run.partition("-")
        firsts.append(int(first))
        rest.append((int(last), tuple(codes.split())))
    return firsts, rest


def offices_of_postcode(postcode: str) -> tuple[str, ...]:
    """Return the codes of the regencies in which a postcode of five digits lies; none where it is none."""
    if len(postcode) != _DIGITS or not (postcode.isascii() and postcode.isdecimal()):
        return ()
    firsts, rest = _postcodes()
    at = bisect_right(firsts, int(postcode)) - 1
    if at < 0 or int(postcode) > rest[at][0]:
        return ()
    return rest[at][1]
