"""How dates, times, sizes and numbers read in Indonesian."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from core.queues.paging import QUEUE_CAP

LOCALE = "id"
_ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}
_UNITS = ("B", "KB", "MB", "GB", "TB")
_STEP = 1024
_SHORT_NAME = 2


def short_date(value: date) -> str:
    """Day, date and month: "Kam 19 Nov"."""
    return _date(value.toordinal(), "EEE d MMM")


def long_date(value: date) -> str:
    """Write the full date: "Kamis 19 November 2026"."""
    return _date(value.toordinal(), "EEEE d MMMM y")


@lru_cache(maxsize=4096)
def _date(day: int, pattern: str) -> str:
    """Pages say few dates many times; Babel reads its tables anew for each."""
    return str(format_date(date.fromordinal(day), pattern, locale=LOCALE))


def clock(value: datetime) -> str:
    """Write the time of day: "16.00"."""
    return f"{value:%H.%M}"


def zone_name(value: datetime) -> str:
    """WIB, WITA or WIT, or the offset for a time elsewhere."""
    offset = value.utcoffset()
    if offset is None:
        message = "a context holds aware datetimes only"
        raise ValueError(message)
    hours = offset / timedelta(hours=1)
    return _ZONE_NAMES.get(int(hours), f"UTC{hours:+g}")


def long_datetime(value: datetime) -> str:
    """Date, time and zone: "Kamis 19 November 2026, 16.00 WIB"."""
    return f"{long_date(value)}, {clock(value)} {zone_name(value)}"


def relative(value: datetime, now: datetime) -> str:
    """As near as one would say it: "hari ini 08.20", "kemarin 21.14", "Sen 16 Nov 21.14"."""
    local = value.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    nearby = {0: "hari ini", 1: "kemarin", -1: "besok"}
    if days in nearby:
        return f"{nearby[days]} {clock(local)}"
    if local.year == now.year:
        return f"{short_date(local)} {clock(local)}"
    return f"{short_date(local)} {local.year} {clock(local)}"


def file_size(value: int) -> str:
    """Write a size in the largest fitting unit: "1,4 MB"."""
    size = float(value)
    for unit in _UNITS:
        if size < _STEP or unit == _UNITS[-1]:
            break
        size /= _STEP
    pattern = "#,##0" if unit == "B" else "#,##0.#"
    return f"{format_decimal(size, format=pattern, locale=LOCALE)} {unit}"


def number(value: float) -> str:
    """Write a number with Indonesian separators: "12.340"."""
    return str(format_decimal(value, locale=LOCALE))


def tally(value: int) -> str:
    """Write a count that was not counted to the end as such: "999+"."""
    return number(value) if value < QUEUE_CAP else f"{number(QUEUE_CAP - 1)}+"


def initials(name: str) -> str:
    """One or two letters for an avatar."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:_SHORT_NAME]).upper() or "?"
