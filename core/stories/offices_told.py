"""Which offices a short answer to "which office?" may mean, the likeliest first. Pure.

Beside the offices' own names, nicknames and slips: the seat of a regency, a village or a district, a
postcode, a country. Whoever does not know, or lives abroad, is led to KPU RI; words that name nothing lead
nowhere.
"""

import re
from collections.abc import Iterable
from typing import Final

from core.offices.areas import District, areas, named
from core.offices.directory import OfficeDirectory, OfficeEntry
from core.offices.naming import KINDS, folded, written_out
from core.offices.otherwise import offices_at_seat, offices_of_postcode, seats_like
from core.stories.proposals import PlaceKind
from core.stories.reader import regions_of
from core.stories.spots import COUNTRIES, spots_in
from core.stories.where import offices_of, places_in
from core.stories.words import small

NATIONAL: Final = "RI"
_LONGEST: Final = 400
"""Letters of an answer that are read: whatever is longer is a story."""
_MOST: Final = 9
"""A village whose name lies in more regencies than these says too little."""
_PREFIX: Final = 5
"""Letters of the beginning of a district's name that is looked for: `cikar` is in one regency."""
_POSTCODE: Final = re.compile(r"\b\d{5}\b")
_FILLERS: Final = frozenset(
    {
        *("saya", "sy", "aku", "kami", "kita", "sini", "situ", "sana", "ini", "itu", "aja", "saja", "dong"),
        *("ya", "pak", "bu", "min", "kak", "di", "ke", "dari", "yang", "yg", "tempat", "daerah", "wilayah"),
        *("domisili", "tinggal", "rumah", "kantor", "kecamatan", "kec", "desa", "kelurahan", "kel"),
        *("kode", "pos"),
    }
)
_UNKNOWN: Final = re.compile(
    r"(?:maaf |saya |aku |sy |kami |abdi |kulo |i )*"
    r"(?:(?:tidak|tdk|tak|gak?|engg?ak?|ngg?ak?|ndak|belum|blm|kurang|ora|mboten|teu|don'?t|do not) ?"
    r"(?:tahu|tau|paham|ngerti|yakin|jelas|hafal|ingat|terang|know|sure)|gatau|gatw|bingung|entah(?:lah)?|"
    r"terserah|not sure|no idea|mana saja|yang mana)\b.*"
)
_ABROAD: Final = re.compile(
    rf"(?:di |ke |kota |negara )*(?:{COUNTRIES}|luar ?negri|ln|(?:ppln|tpsln|kppsln)\b.*)"
)


def offices_told(text: str, directory: OfficeDirectory, limit: int = 8) -> list[OfficeEntry]:
    """Return the offices that an answer may mean, the likeliest first; empty where it names none."""
    text = text[:_LONGEST]
    lowered = " ".join(small(text).split()).strip(" .!?,")
    if _UNKNOWN.fullmatch(lowered) or _ABROAD.fullmatch(lowered):
        return _entries([NATIONAL], directory)
    if not any(word not in _FILLERS | KINDS for word in folded(lowered)):
        return []
    exact = directory.search(text, limit, likeness=False)
    if exact and _is_called(text, exact[0]):
        return exact
    codes = _codes(lowered, directory)
    found = [*_entries(codes, directory), *exact] or directory.search(text, limit)
    return found[:limit] or _entries(seats_like(lowered), directory)


def _entries(codes: Iterable[str], directory: OfficeDirectory) -> list[OfficeEntry]:
    return [entry for code in codes if (entry := directory.by_code(code))]


def _is_called(text: str, entry: OfficeEntry) -> bool:
    """Tell whether a whole word of an answer is one of the office's name, or its seat or code."""
    words = folded(text)
    if entry.code in {text.strip().upper(), NATIONAL} or entry.code in offices_at_seat("".join(words)):
        return True
    return bool(set(written_out(words)) & {*folded(entry.name), *folded(entry.province_name or "")})


def _codes(lowered: str, directory: OfficeDirectory) -> tuple[str, ...]:
    """Find the offices that no name of an office leads to."""
    for postcode in _POSTCODE.findall(lowered):
        if codes := offices_of_postcode(postcode):
            return codes
    if any(kind is PlaceKind.ABROAD for _, kind in spots_in(lowered)):
        return (NATIONAL,)
    return _of_places(lowered, directory)


def _of_places(lowered: str, directory: OfficeDirectory) -> tuple[str, ...]:
    """Find the offices of districts and villages: told as in a story, or by the bare name."""
    words = [word for word in folded(lowered) if word not in _FILLERS | KINDS]
    name = named(words)
    if codes := offices_at_seat(name):
        return codes
    places = places_in(lowered, regions_of(directory.entries))
    if codes := offices_of(places):
        return codes if len(codes) <= _MOST else ()
    known = areas()
    for bearers in (known.districts.get(name, ()), _beginning(name), known.villages.get(name, ())):
        codes = tuple(dict.fromkeys(district.regency for district in bearers))
        if codes:
            return codes if len(codes) <= _MOST else ()
    return ()


def _beginning(name: str) -> list[District]:
    if len(name) < _PREFIX:
        return []
    return [one for full, bearers in areas().districts.items() if full.startswith(name) for one in bearers]
