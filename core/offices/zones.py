"""Which of the three time zones an office lives in."""

from typing import Final

WIB: Final = "Asia/Jakarta"
WITA: Final = "Asia/Makassar"
WIT: Final = "Asia/Jayapura"

_WITA_PROVINCES: Final = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT_PROVINCES: Final = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})
_SHORT: Final = {WIB: "WIB", WITA: "WITA", WIT: "WIT"}


def zone_of_province(code: str) -> str:
    """Return the IANA zone of a province by its two-digit code (Keppres 41/1987, as amended)."""
    if code in _WITA_PROVINCES:
        return WITA
    return WIT if code in _WIT_PROVINCES else WIB


def zone_label(zone: str) -> str:
    """Return `WIB`, `WITA` or `WIT`."""
    return _SHORT[zone]
