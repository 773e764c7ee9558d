"""How dates, times, sizes and numbers read, in Indonesian unless a page says them in another language."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

from core.language import Language, Phrase, made, tr
from core.queues.paging import QUEUE_CAP

_ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}
_SHORT_NAME = 2


def short_date(value: date) -> Phrase:
    """Day, date and month: "Kam 19 Nov"."""
    return made(_date, value.toordinal(), "EEE d MMM")


def long_date(value: date) -> Phrase:
    """Write the full date: "Kamis 19 November 2026"."""
    return made(_date, value.toordinal(), "EEEE d MMMM y")


def month(value: date) -> Phrase:
    """Write the month and its year: "November 2026"."""
    return made(_date, value.toordinal(), "MMMM y")


@lru_cache(maxsize=4096)
def _date(day: int, pattern: str, *, language: Language) -> str:
    """Pages say few dates many times; Babel reads its tables anew for each."""
    return str(format_date(date.fromordinal(day), pattern, locale=language.code))


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


def long_datetime(value: datetime) -> Phrase:
    """Date, time and zone: "Kamis 19 November 2026, 16.00 WIB"."""
    return tr("{date}, {clock} {zone}", date=long_date(value), clock=clock(value), zone=zone_name(value))


def relative(value: datetime, now: datetime) -> Phrase:
    """As near as one would say it: "hari ini 08.20", "kemarin 21.14", "Sen 16 Nov 21.14"."""
    local = value.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    nearby = {
        0: tr("hari ini {clock}", clock=clock(local)),
        1: tr("kemarin {clock}", clock=clock(local)),
        -1: tr("besok {clock}", clock=clock(local)),
    }
    if days in nearby:
        return nearby[days]
    if local.year == now.year:
        return tr("{date} {clock}", date=short_date(local), clock=clock(local))
    return tr("{date} {year} {clock}", date=short_date(local), year=str(local.year), clock=clock(local))


def number(value: float) -> Phrase:
    """Write a number with Indonesian separators: "12.340"."""
    return made(_number, value)


def _number(value: float, *, language: Language) -> str:
    return str(format_decimal(value, locale=language.code))


def decimal(value: float, places: int) -> Phrase:
    """Write a number with so many digits behind the comma: "0,4"."""
    return made(_decimal, f"{value:.{places}f}")


def _decimal(digits: str, *, language: Language) -> str:
    return digits.replace(".", get_decimal_symbol(language.code))


def tally(value: int) -> Phrase:
    """Write a count that was not counted to the end as such: "999+"."""
    return number(value) if value < QUEUE_CAP else tr("{number}+", number=number(QUEUE_CAP - 1))


def initials(name: str) -> str:
    """One or two letters for an avatar."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:_SHORT_NAME]).upper() or "?"
