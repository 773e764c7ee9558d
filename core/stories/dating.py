"""What each way of saying a time means, counted from the day it was written.

Dates in figures and words are read by dateparser, which knows more ways of writing one than we do; what
people say for days is read here, since no library knows "kmrn mlm".
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from dateparser.date import DateDataParser

from core.stories.moments import DAYS, LAST, MEANT, MONTHS, Stage
from core.stories.proposals import LIKELY, SURE, PartOfDay, Span
from core.stories.words import number_of

_PAST: Final = re.compile(rf"\b{LAST}\b")
_HALF_A_YEAR: Final = 180


@dataclass(frozen=True, slots=True)
class Moment:
    """One expression, before those that stand together are joined."""

    span: Span
    day: date | None = None
    until: date | None = None
    clock: str = ""
    stage: str = ""
    confidence: float = SURE
    weak: bool = False
    """Only the name of the day was told, or "kemarin": a date beside it says which."""
    night: bool = False
    """Last night, whose small hours are of the day after."""
    follows: bool = False
    """It is of the day told before."""


def _part(match: re.Match[str], *names: str) -> str:
    for name in names or ("part",):
        if said := match.groupdict().get(name):
            return MEANT.get(
                said, PartOfDay.NIGHT if said.startswith(("malam", "malem")) else PartOfDay.MORNING
            ).value
    return ""


def _here() -> Span:
    return Span(0, 0)


@cache
def _parser() -> DateDataParser:
    return DateDataParser(languages=["id"], settings={"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past"})


def _read_date(words: str) -> date | None:
    found = _parser().get_date_data(words)
    return found.date_obj.date() if found.date_obj else None


def _of_figures(match: re.Match[str], written: datetime) -> Moment | None:
    del written
    words = re.sub(r"^(?:tgl\.? ?|tanggal |tggl )", "", match["date"])
    day = _read_date(words)
    return Moment(_here(), day) if day else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, written: date) -> date | None:
    """Return the last such day, or one that comes within half a year."""
    this = _valid(written.year, month, day)
    if this is not None and (this - written).days > _HALF_A_YEAR:
        return _valid(written.year - 1, month, day)
    return this


def _of_short(match: re.Match[str], written: datetime) -> Moment | None:
    day = _nearest(int(match["m"]), int(match["d"]), written.date())
    return Moment(_here(), day) if day else None


def _of_date(match: re.Match[str], written: datetime) -> Moment | None:
    month = MONTHS.get(match["month"], match["month"])
    year = (match["y"] or "").strip("' ")
    parsed = _read_date(f"{match['d']} {month} {written.year if not year else 2000 + int(year) % 100}")
    if parsed is None:
        return None
    day = parsed if year else _nearest(parsed.month, parsed.day, written.date())
    return Moment(_here(), day) if day else None


def _of_day(match: re.Match[str], written: datetime) -> Moment | None:
    number, at = int(match["d"]), written.date()
    for back in range(13):
        month = (at.year * 12 + at.month - 1) - back
        day = _valid(month // 12, month % 12 + 1, number)
        if day is not None and day <= at:
            return Moment(_here(), day, confidence=LIKELY)
    return None


def _of_month(match: re.Match[str], written: datetime) -> Moment | None:
    year = match["y"]
    first = _first_of(match["month"], int(year) if year else written.year)
    if first is None:
        return None
    if not year and first > written.date():
        first = first.replace(year=first.year - 1)
    which = match.groupdict().get("which") or ""
    if "awal" in which:
        return Moment(_here(), first, first.replace(day=10))
    if "akhir" in which or "ujung" in which:
        return Moment(_here(), first.replace(day=21), _month_end(first))
    if "tengah" in which:
        return Moment(_here(), first.replace(day=11), first.replace(day=20))
    return Moment(_here(), first, _month_end(first))


_ENGLISH: Final = {
    "january": 1,
    "february": 2,
    "march": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "october": 10,
    "december": 12,
}


def _first_of(month: str, year: int) -> date | None:
    if month in _ENGLISH:
        return date(year, _ENGLISH[month], 1)
    return _read_date(f"1 {MONTHS.get(month, month)} {year}")


def _of_coming(match: re.Match[str], written: datetime) -> Moment | None:
    """Read a day to come: a threat has one, and a wish."""
    said = match["rel"] or match["rel2"]
    ahead = 2 if "lusa" in said else 0 if match["rel2"] else 1
    return Moment(_here(), written.date() + timedelta(days=ahead), clock=_part(match), confidence=LIKELY)


def _of_edge(match: re.Match[str], written: datetime) -> Moment | None:
    """Read the beginning, the middle or the end of a month or a year."""
    at, back = written.date(), int(bool(match["last"]))
    if match["unit"].startswith("t"):
        year = at.year - back
        months = {"awal": (1, 3), "pertengahan": (5, 8), "akhir": (10, 12)}[match["edge"]]
        return Moment(
            _here(), date(year, months[0], 1), _month_end(date(year, months[1], 1)), confidence=LIKELY
        )
    month = at.year * 12 + at.month - 1 - back
    first = date(month // 12, month % 12 + 1, 1)
    days = {"awal": (1, 10), "pertengahan": (11, 20), "akhir": (21, _month_end(first).day)}[match["edge"]]
    return Moment(_here(), first.replace(day=days[0]), first.replace(day=days[1]), confidence=LIKELY)


def _of_since(match: re.Match[str], written: datetime) -> Moment | None:
    return Moment(_here(), written.date(), clock=_part(match), confidence=LIKELY)


def _of_month_number(match: re.Match[str], written: datetime) -> Moment | None:
    first = date(written.year, int(match["m"]), 1)
    if (first - written.date()).days > _HALF_A_YEAR // 2:
        first = first.replace(year=first.year - 1)
    last = first.replace(month=int(match["m2"])) if match["m2"] else first
    return Moment(_here(), first, _month_end(last), confidence=LIKELY)


def _of_year(match: re.Match[str], written: datetime) -> Moment | None:
    year = int(match["y"])
    return Moment(_here(), date(year, 1, 1), date(year, 12, 31)) if year <= written.year else None


def _of_days(match: re.Match[str], written: datetime) -> Moment | None:
    """From one day to another of a month: "3 sampai 10 Februari"."""
    first = _first_of(match["month"], int(match["y"] or written.year))
    if first is None:
        return None
    if not match["y"] and (first - written.date()).days > _HALF_A_YEAR:
        first = first.replace(year=first.year - 1)
    begin, end = (_valid(first.year, first.month, int(match[name])) for name in ("d", "d2"))
    return Moment(_here(), begin, end) if begin and end and begin <= end else None


def _of_last_weekday(match: re.Match[str], written: datetime) -> Moment | None:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return Moment(_here(), _last(names.index(match["eng"]), written.date(), today=False))


def _of_night_after(match: re.Match[str], written: datetime) -> Moment | None:
    """Read "malam harinya": of the day that was told before, which `_in_order` fills in."""
    del match, written
    return Moment(_here(), clock=PartOfDay.NIGHT.value, follows=True)


def _of_night_before(match: re.Match[str], written: datetime) -> Moment | None:
    first = _first_of(match["month"], written.year)
    day = _nearest(first.month, int(match["d"]), written.date()) if first else None
    if day is None:
        return None
    night = PartOfDay.NIGHT.value if match["ev"].startswith("malam") else ""
    return Moment(_here(), day - timedelta(days=1), clock=night)


def _month_end(first: date) -> date:
    following = first.replace(day=28) + timedelta(days=4)
    return following.replace(day=1) - timedelta(days=1)


_UNITS: Final = {
    **dict.fromkeys(("hari", "hr", "dinten", "dina", "poe", "day", "days"), 1),
    **dict.fromkeys(("minggu", "mgg", "pekan", "minggon", "week", "weeks"), 7),
    **dict.fromkeys(("bulan", "bln", "sasi", "wulan"), 30),
    **dict.fromkeys(("tahun", "thn", "th", "taun"), 365),
    **dict.fromkeys(("jam", "menit"), 0),
}


def _of_ago(match: re.Match[str], written: datetime) -> Moment | None:
    count, days = number_of(match["n"]), _UNITS[match["unit"]]
    if count is None:  # "beberapa hari lalu": some time of late
        return Moment(
            _here(), written.date() - timedelta(days=max(days, 1) * 7), written.date(), confidence=LIKELY
        )
    if days == 0:
        return Moment(_here(), written.date())
    if days == _UNITS["bulan"]:
        month = written.year * 12 + written.month - 1 - count
        return Moment(
            _here(),
            date(month // 12, month % 12 + 1, 1),
            _month_end(date(month // 12, month % 12 + 1, 1)),
            confidence=LIKELY,
        )
    if days == _UNITS["tahun"]:
        return Moment(
            _here(), date(written.year - count, 1, 1), date(written.year - count, 12, 31), confidence=LIKELY
        )
    return Moment(_here(), written.date() - timedelta(days=days * count))


def _of_span(match: re.Match[str], written: datetime) -> Moment | None:
    at = written.date()
    unit = (match["unit"] or match["eng"] or "").removeprefix("last ")
    back = 0 if match.groupdict().get("now") else 1
    if unit.startswith(("minggu", "mgg", "pekan", "week")):
        monday = at - timedelta(days=at.weekday() + 7 * back)
        return Moment(_here(), monday, monday + timedelta(days=6))
    if unit.startswith(("bulan", "bln", "sasi", "wulan", "month")):
        month = at.year * 12 + at.month - 1 - back
        first = date(month // 12, month % 12 + 1, 1)
        return Moment(_here(), first, _month_end(first))
    return Moment(_here(), date(at.year - back, 1, 1), date(at.year - back, 12, 31), confidence=LIKELY)


def _last(weekday: int, at: date, *, today: bool = True) -> date:
    back = (at.weekday() - weekday) % 7
    return at - timedelta(days=back if back or today else 7)


def _of_eve(match: re.Match[str], written: datetime) -> Moment | None:
    """Read the night before a day: "malam minggu" is Saturday."""
    day = _last((DAYS[match["wd"]] - 1) % 7, written.date())
    return Moment(_here(), day, clock=PartOfDay.NIGHT.value)


def _of_weekday(match: re.Match[str], written: datetime) -> Moment | None:
    if match["next"] or match["next2"]:
        ahead = (DAYS[match["wd"] or match["wd2"]] - written.weekday()) % 7 or 7
        return Moment(_here(), written.date() + timedelta(days=ahead), clock=_part(match, "part", "part2"))
    past = bool(_PAST.search(match[0]))
    day = _last(DAYS[match["wd"] or match["wd2"]], written.date(), today=not past)
    return Moment(_here(), day, clock=_part(match, "part", "part2"), weak=not past)


def _of_yesterday(match: re.Match[str], written: datetime) -> Moment | None:
    back = (
        2
        if match["rel"]
        in {"kemarin lusa", "kemaren lusa", "kmrn lusa", "wingenane", "mangkukna", "kemarin dulu"}
        else 1
    )
    return Moment(_here(), written.date() - timedelta(days=back), clock=_part(match), weak=True)


DAY_BEGINS: Final = 4


def _of_last_night(match: re.Match[str], written: datetime) -> Moment | None:
    del match
    return Moment(_here(), written.date() - timedelta(days=1), clock=PartOfDay.NIGHT.value, night=True)


_EVENING: Final = ("magrib", "maghrib", "isya")


def _of_today(match: re.Match[str], written: datetime) -> Moment | None:
    said, part = match[0], _part(match)
    if said.split()[0] in {"mau", "this"} and not part:
        return None  # Javanese "mau" is "tadi" before a part of the day only; elsewhere it is "want"
    if said in {"tadi", "td", "tdi"}:
        return Moment(_here(), written.date(), confidence=LIKELY)
    if part == PartOfDay.NIGHT and not any(word in said for word in _EVENING):
        return _of_last_night(match, written)
    return Moment(_here(), written.date(), clock=part)


def _of_clock(match: re.Match[str], written: datetime) -> Moment | None:
    del written
    told = match.groupdict()
    half, hour = told.get("half"), told.get("hour") or told.get("hour2")
    number = number_of(half or hour or "")
    if number is None or number > _HOURS:
        return None
    minute = told.get("minute") or told.get("minute2") or "00"
    if half:
        number, minute = number - 1, "30"
    part = _part(match) if told.get("part") else ""
    return Moment(_here(), clock=in_part(f"{number % 24:02}:{minute}", part))


_NOON: Final = 12
_HOURS: Final = 24


def in_part(clock: str, part: str) -> str:
    """Say a clock time in twenty-four hours: eight at night is 20:00."""
    if ":" not in clock:
        return clock
    hour, minute = int(clock[:2]), clock[3:]
    later = part in {PartOfDay.AFTERNOON, PartOfDay.NIGHT} or (part == PartOfDay.NOON and hour < DAY_BEGINS)
    if later and hour < _NOON and not (part == PartOfDay.NIGHT and hour < DAY_BEGINS):
        hour += _NOON
    return f"{hour:02}:{minute}"


def _of_stage(match: re.Match[str], written: datetime) -> Moment | None:
    del written
    said = match["stage"] or match["stage2"]
    if said.endswith("tenang"):
        return Moment(_here(), stage=Stage.QUIET, confidence=LIKELY)
    return Moment(_here(), stage=Stage.COUNT if "hitung" in said else Stage.VOTE, confidence=LIKELY)


def _of_part(match: re.Match[str], written: datetime) -> Moment | None:
    del written
    return Moment(_here(), clock=_part(match), confidence=LIKELY)


def _of_now(match: re.Match[str], written: datetime) -> Moment | None:
    del match
    return Moment(_here(), written.date(), confidence=LIKELY)


READ: Final = {
    "figures": _of_figures,
    "iso": _of_figures,
    "short": _of_short,
    "date": _of_date,
    "day of month": _of_day,
    "coming": _of_coming,
    "edge": _of_edge,
    "since": _of_since,
    "month number": _of_month_number,
    "year": _of_year,
    "days": _of_days,
    "last weekday": _of_last_weekday,
    "night after": _of_night_after,
    "night before": _of_night_before,
    "month": _of_month,
    "ago": _of_ago,
    "span": _of_span,
    "eve": _of_eve,
    "weekday": _of_weekday,
    "yesterday": _of_yesterday,
    "last night": _of_last_night,
    "today": _of_today,
    "now": _of_now,
    "clock": _of_clock,
    "stage": _of_stage,
    "part": _of_part,
}
