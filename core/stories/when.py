"""When it happened, as people tell it: "kemarin malam", "tgl 12 november jam 8an", "pas masa tenang".

What a day counts from is the day it was written. Dates in figures and words are read by dateparser, which
knows more ways of writing one than we do; what people say for days is read here, since no library knows
"kmrn mlm". Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from dateparser.date import DateDataParser

from core.stories.proposals import LIKELY, SURE, PartOfDay, Span, When
from core.stories.words import NUMBERS, number_of, small

_DAYS: Final = {
    "senin": 0, "senen": 0, "selasa": 1, "slasa": 1, "rabu": 2, "rebo": 2, "kamis": 3, "kemis": 3, "jumat": 4, "jum'at": 4,
    "jemuah": 4, "juma'ah": 4, "sabtu": 5, "setu": 5, "saptu": 5, "minggu": 6, "ahad": 6, "mgg": 6,
}  # fmt: skip
_PARTS: Final = {
    PartOfDay.DAWN: "subuh|shubuh|dini hari|fajar|janari",
    PartOfDay.MORNING: "pagi|pagi2|pagi-pagi|pg|esuk|enjing|isuk|isuk-isuk|morning",
    PartOfDay.NOON: "siang|siang2|awan|beurang|tengah hari|noon",
    PartOfDay.AFTERNOON: "sore|sore2|petang|sonten|afternoon|ba'da ashar|abis ashar",
    PartOfDay.NIGHT: "malam|malem|mlm|mlem|mlam|bengi|dalu|peuting|wengi|maghrib|magrib|isya|tengah malam|night|evening",
}
_PART: Final = "|".join(
    sorted((one for words in _PARTS.values() for one in words.split("|")), key=len, reverse=True)
)
_MEANT: Final = {one: part for part, words in _PARTS.items() for one in words.split("|")}
_MONTH: Final = (
    "januari|jan|februari|pebruari|feb|peb|maret|mar|mrt|april|apr|mei|juni|jun|juli|jul|agustus|agt|agu|agst|ags|"
    "september|sept|sep|oktober|okt|november|nopember|nov|nop|desember|des|january|february|march|may|june|july|"
    "august|october|december"
)
_MONTHS: Final = {"pebruari": "februari", "peb": "februari", "mrt": "maret", "agt": "agustus", "agu": "agustus",
                  "agst": "agustus", "ags": "agustus", "sept": "september", "nopember": "november", "nop": "november"}  # fmt: skip
_COUNT: Final = "|".join(
    [r"\d{1,2}", *sorted(NUMBERS, key=len, reverse=True), "beberapa", "sebulan", "seminggu"]
)
_AGO: Final = (
    r"(?:yg |yang )?(?:lalu|lalau|kemarin|kmrn|kemaren|silam|kepungkur|kapengker|ago|yg lewat|yang lewat)"
)
_LAST: Final = r"(?:lalu|kemarin|kmrn|kemaren|kmren|kepungkur|wingi|kamari|yang lalu|yg lalu|lewat)"
_ABOUT: Final = r"(?:sekitar |sekitaran |kira-?kira |kira2 |kr2 |kurang lebih |skitar |krg lbh )?"
_CLOCK: Final = (
    rf"{_ABOUT}(?:jam|jm|pukul|pkl|pk|tabuh|at)\.? ?{_ABOUT}(?:setengah (?P<half>{_COUNT})|(?P<hour>{_COUNT})"
    rf"(?:[.:](?P<minute>\d\d))?)(?: ?-?an\b)?(?: lewat\w*| lebih| kurang)?(?: ?(?:wib|wita|wit))?\b(?:(?: di)? (?P<part>{_PART})\b)?"
    rf"|\b(?P<hour2>[01]?\d|2[0-3])[.:](?P<minute2>[0-5]\d)(?: ?-? ?(?:wib|wita|wit)\b)"
)
_STAGE: Final = (
    r"(?:(?:pas|saat|waktu|wktu|ketika|sewaktu|selama|sejak|dlm|dalam|pada|di|sebelum|sblm|sesudah|setelah|stlh|habis|abis|"
    r"menjelang|jelang|hari|malam|malem|acara|proses|tahap|tahapan|masa|giliran|dina|nalika|waktos) )+"
    r"(?:hari |masa |malam |acara |proses |tahapan |tahap )*"
    r"(?P<stage>tenang|pencoblosan|nyoblos|coblosan|pemungutan suara|pemungutan|penghitungan suara|penghitungan|perhitungan suara|"
    r"hitung suara|kampanye|rekapitulasi|rekap|coklit|pencocokan|pemutakhiran|pendaftaran|pelantikan|bimtek|pleno|pemilu|pilkada|"
    r"pilpres|pileg|pilgub|pilbup|psu|verifikasi faktual|verfak|sortir lipat|pelipatan|distribusi logistik|"
    r"seleksi|wawancara|h\b(?!-)|tes tulis|tes cat)"
    r"(?: (?:kpps|pps|ppk|pantarlih|suara|pemilu|pilkada|kecamatan|kabupaten|tingkat \w+|20\d\d))*"
)
_PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("figures", r"\b(?P<date>(?:tgl\.? ?|tanggal |tggl )?\d{1,2}[-/.]\d{1,2}[-/.](?:20)?\d\d)\b"),
        ("iso", r"\b(?P<date>20\d\d-\d\d-\d\d)\b"),
        ("short", r"\b(?:tgl\.? ?|tanggal |tggl )?(?P<d>\d{1,2})/(?P<m>\d{1,2})\b(?!/)"),
        ("date", rf"\b(?:tgl\.? ?|tanggal |tggl |ping )?(?P<d>\d{{1,2}}) ?-?(?P<month>{_MONTH})\b\.?(?: ?,? ?(?P<y>20\d\d|'?\d\d(?![.:\d])))?"),
        ("day of month", r"\b(?:tgl\.? ?|tanggal |tggl |ping )(?P<d>\d{1,2})(?:\s?-\s?\d{1,2})?\b(?! ?(?:[-/]\d|rb|ribu))"),
        ("month", rf"\b(?:bulan |bln |awal |akhir |pertengahan |sasi |wulan )+(?P<month>{_MONTH})(?: (?P<y>20\d\d))?\b"),
        ("month", r"\b(?P<month>januari|februari|maret|april|juni|juli|agustus|september|oktober|november|desember) (?P<y>20\d\d)\b"),
        ("ago", rf"\b{_ABOUT}(?P<n>{_COUNT}) ?(?P<unit>hari|hr|minggu|mgg|pekan|bulan|bln|tahun|thn|th|jam|menit|dinten|dina|poe|sasi|wulan|minggon|days?|weeks?) {_AGO}\b"),
        ("span", rf"\b(?P<unit>minggu|mgg|pekan|bulan|bln|tahun|thn|sasi|wulan|taun|bulan2|last week|last month){'(?:an)?'} ?(?:{_LAST}|(?P<now>ini|iki|ieu))\b|\b(?P<eng>last (?:week|month|year))\b"),
        ("eve", rf"\b(?:malam|malem|mlm)(?: ?nya)? (?P<wd>{'|'.join(_DAYS)})\b"),
        ("weekday", rf"\b(?:hari |hr |dinten |dina |poe )(?P<wd>{'|'.join(_DAYS)})(?: ?{_LAST})?(?: (?P<part>{_PART})\b)?"
                    rf"|\b(?P<wd2>senin|senen|selasa|rabu|rebo|kamis|kemis|jumat|jum'at|sabtu|ahad|minggu(?= (?:{_PART})\b))(?: ?{_LAST})?(?: (?P<part2>{_PART})\b)?"),
        ("yesterday", rf"\b(?P<rel>kemarin lusa|kemaren lusa|kmrn lusa|wingenane|mangkukna|kemarin dulu)(?: (?P<part>{_PART})\b)?"),
        ("yesterday", rf"\b(?P<rel>kemarin|kmrn|kemaren|kmren|kmarin|kmaren|kemarinnya|wingi|kamari|yesterday|kapungkur)(?: (?P<part>{_PART})\b)?"),
        ("last night", r"\b(?:semalam|semalem|smalam|smlm|mau bengi|mau wengi|tadi malam|tadi malem|td mlm|td malam|td malem|tadi mlm|tdi malam|peuting tadi|last night)\b"),
        ("today", rf"\b(?:tadi|td|tdi|mau|barusan|hari ini|hr ini|dino iki|dinten iki|poe ieu|dinten ieu|this|today)\b(?: (?P<part>{_PART})\b)?(?: tadi)?"),
        ("today", r"\b(?P<part>pagi|siang|sore|isuk|esuk|enjing|subuh) (?:ini|tadi|td|mau|iki|ieu)\b"),
        ("now", r"\b(?:sekarang ini|saat ini|skrg ini)\b"),
        ("clock", _CLOCK),
        ("stage", rf"\b{_STAGE}\b"),
        ("stage", r"\b(?P<stage>masa tenang|hari h|hari-h|h-\d+)\b"),
        ("part", r"\b(?P<part>subuh-subuh|pagi-pagi|malam-malam|malem-malem|dini hari|tengah malam)(?: buta)?\b"),
    )
)  # fmt: skip
_BETWEEN: Final = re.compile(
    r"[\s,.;()/-]*(?:sekitar|kira-?kira|kira2|pada|di|dan|waktu|pas|pd|hari|itu|nya|lah|an)?[\s,.()-]*"
)
_SMALL_TALK: Final = re.compile(
    r"\b(?:selamat|met|slmt|slamat|sugeng|wilujeng|good|assalamualaikum|hai|halo|pagi2 gini)\s*$"
)
_PAST: Final = re.compile(rf"\b{_LAST}\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """One expression, before those that stand together are joined."""

    span: Span
    day: date | None = None
    until: date | None = None
    clock: str = ""
    stage: str = ""
    confidence: float = SURE


def times_in(text: str, written: datetime) -> tuple[When, ...]:
    """Find the times told in a text.

    Args:
        text: As it was written.
        written: When, in the writer's own time: "kemarin" is the day before.
    """
    lowered = small(text)
    found = [each for each in _expressions(lowered, written) if not _is_greeting(lowered, each)]
    return tuple(
        When(
            span=each.span,
            day=each.day,
            until=each.until,
            clock=each.clock,
            stage=each.stage,
            confidence=each.confidence,
        )
        for each in _together(lowered, _longest(found), written)
        if each.day or each.clock or each.stage
    )


def _is_greeting(lowered: str, found: _Found) -> bool:
    """Whether it only says good morning."""
    return bool(_SMALL_TALK.search(lowered[: found.span.start]))


def _longest(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for each in sorted(found, key=lambda one: one.span.start - one.span.end):
        if not any(each.span.touches(other.span) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.span.start)


def _together(lowered: str, found: list[_Found], written: datetime) -> Iterator[_Found]:
    """Join a day with the clock beside it: "kemarin jam 8" is one time."""
    current: _Found | None = None
    for each in found:
        if current is None:
            current = each
        elif _belong(lowered, current, each):
            current = _joined(current, each)
        else:
            yield _dated(current, written)
            current = each
    if current is not None:
        yield _dated(current, written)


def _belong(lowered: str, first: _Found, second: _Found) -> bool:
    between = lowered[first.span.end : second.span.start]
    if "\n" in between or not _BETWEEN.fullmatch(between):
        return False
    days = bool(first.day) + bool(second.day)
    clocks = bool(first.clock) + bool(second.clock)
    same_day = days == 2 and first.day == second.day
    parts = {first.clock, second.clock} & {part.value for part in PartOfDay}
    return (days <= 1 or same_day) and (clocks <= 1 or bool(parts)) and not (first.stage and second.stage)


def _joined(first: _Found, second: _Found) -> _Found:
    clock = first.clock or second.clock
    if first.clock and second.clock:
        exact = next(each for each in (first.clock, second.clock) if ":" in each or each == second.clock)
        clock = _in_part(exact, first.clock if exact == second.clock else second.clock)
    return _Found(
        Span(first.span.start, second.span.end),
        first.day or second.day,
        first.until or second.until,
        clock,
        first.stage or second.stage,
        min(first.confidence, second.confidence),
    )


def _dated(found: _Found, written: datetime) -> _Found:
    """A clock time alone is of no day: it is kept as it is."""
    del written
    return found


def _expressions(lowered: str, written: datetime) -> Iterator[_Found]:
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(lowered):
            if made := _READ[name](match, written):
                yield replace(made, span=Span(*match.span()))


# --- what each expression means ------------------------------------------------------------------


def _part(match: re.Match[str], *names: str) -> str:
    for name in names or ("part",):
        if said := match.groupdict().get(name):
            return _MEANT.get(
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


def _of_figures(match: re.Match[str], written: datetime) -> _Found | None:
    del written
    words = re.sub(r"^(?:tgl\.? ?|tanggal |tggl )", "", match["date"])
    day = _read_date(words)
    return _Found(_here(), day) if day else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, written: date) -> date | None:
    """The last such day, or one that comes within half a year."""
    this = _valid(written.year, month, day)
    if this is not None and (this - written).days > 180:
        return _valid(written.year - 1, month, day)
    return this


def _of_short(match: re.Match[str], written: datetime) -> _Found | None:
    day = _nearest(int(match["m"]), int(match["d"]), written.date())
    return _Found(_here(), day) if day else None


def _of_date(match: re.Match[str], written: datetime) -> _Found | None:
    month = _MONTHS.get(match["month"], match["month"])
    year = (match["y"] or "").strip("' ")
    parsed = _read_date(f"{match['d']} {month} {written.year if not year else 2000 + int(year) % 100}")
    if parsed is None:
        return None
    day = parsed if year else _nearest(parsed.month, parsed.day, written.date())
    return _Found(_here(), day) if day else None


def _of_day(match: re.Match[str], written: datetime) -> _Found | None:
    number, at = int(match["d"]), written.date()
    for back in range(13):
        month = (at.year * 12 + at.month - 1) - back
        day = _valid(month // 12, month % 12 + 1, number)
        if day is not None and day <= at:
            return _Found(_here(), day, confidence=LIKELY)
    return None


def _of_month(match: re.Match[str], written: datetime) -> _Found | None:
    first = _read_date(f"1 {_MONTHS.get(match['month'], match['month'])} {match['y'] or written.year}")
    if first is None:
        return None
    if not match["y"] and first > written.date():
        first = first.replace(year=first.year - 1)
    return _Found(_here(), first, _month_end(first))


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


def _of_ago(match: re.Match[str], written: datetime) -> _Found | None:
    count, days = number_of(match["n"]), _UNITS[match["unit"]]
    if count is None:  # "beberapa hari lalu": some time of late
        return _Found(
            _here(), written.date() - timedelta(days=max(days, 1) * 7), written.date(), confidence=LIKELY
        )
    if days == 0:
        return _Found(_here(), written.date())
    if days == _UNITS["bulan"]:
        month = written.year * 12 + written.month - 1 - count
        return _Found(
            _here(),
            date(month // 12, month % 12 + 1, 1),
            _month_end(date(month // 12, month % 12 + 1, 1)),
            confidence=LIKELY,
        )
    if days == _UNITS["tahun"]:
        return _Found(
            _here(), date(written.year - count, 1, 1), date(written.year - count, 12, 31), confidence=LIKELY
        )
    return _Found(_here(), written.date() - timedelta(days=days * count))


def _of_span(match: re.Match[str], written: datetime) -> _Found | None:
    at = written.date()
    unit = (match["unit"] or match["eng"] or "").removeprefix("last ")
    back = 0 if match.groupdict().get("now") else 1
    if unit.startswith(("minggu", "mgg", "pekan", "week")):
        monday = at - timedelta(days=at.weekday() + 7 * back)
        return _Found(_here(), monday, monday + timedelta(days=6))
    if unit.startswith(("bulan", "bln", "sasi", "wulan", "month")):
        month = at.year * 12 + at.month - 1 - back
        first = date(month // 12, month % 12 + 1, 1)
        return _Found(_here(), first, _month_end(first))
    return _Found(_here(), date(at.year - back, 1, 1), date(at.year - back, 12, 31), confidence=LIKELY)


def _last(weekday: int, at: date, *, today: bool = True) -> date:
    back = (at.weekday() - weekday) % 7
    return at - timedelta(days=back if back or today else 7)


def _of_eve(match: re.Match[str], written: datetime) -> _Found | None:
    """The night before that day: "malam minggu" is Saturday."""
    day = _last((_DAYS[match["wd"]] - 1) % 7, written.date())
    return _Found(_here(), day, clock=PartOfDay.NIGHT.value)


def _of_weekday(match: re.Match[str], written: datetime) -> _Found | None:
    past = bool(_PAST.search(match[0]))
    day = _last(_DAYS[match["wd"] or match["wd2"]], written.date(), today=not past)
    return _Found(_here(), day, clock=_part(match, "part", "part2"))


def _of_yesterday(match: re.Match[str], written: datetime) -> _Found | None:
    back = (
        2
        if match["rel"]
        in {"kemarin lusa", "kemaren lusa", "kmrn lusa", "wingenane", "mangkukna", "kemarin dulu"}
        else 1
    )
    return _Found(_here(), written.date() - timedelta(days=back), clock=_part(match))


_DAY_BEGINS: Final = 4


def _of_last_night(match: re.Match[str], written: datetime) -> _Found | None:
    del match
    return _Found(_here(), written.date() - timedelta(days=1), clock=PartOfDay.NIGHT.value)


def _of_today(match: re.Match[str], written: datetime) -> _Found | None:
    said, part = match[0], _part(match)
    if said.split()[0] in {"mau", "this"} and not part:
        return None  # Javanese "mau" is "tadi" before a part of the day only; elsewhere it is "want"
    if said in {"tadi", "td", "tdi"}:
        return _Found(_here(), written.date(), confidence=LIKELY)
    if part == PartOfDay.NIGHT:
        return _of_last_night(match, written)
    return _Found(_here(), written.date(), clock=part)


def _of_clock(match: re.Match[str], written: datetime) -> _Found | None:
    del written
    told = match.groupdict()
    half, hour = told.get("half"), told.get("hour") or told.get("hour2")
    number = number_of(half or hour or "")
    if number is None or number > 24:
        return None
    minute = told.get("minute") or told.get("minute2") or "00"
    if half:
        number, minute = number - 1, "30"
    part = _part(match) if told.get("part") else ""
    return _Found(_here(), clock=_in_part(f"{number % 24:02}:{minute}", part))


_NOON: Final = 12


def _in_part(clock: str, part: str) -> str:
    """Say a clock time in twenty-four hours: eight at night is 20:00."""
    if ":" not in clock:
        return clock
    hour, minute = int(clock[:2]), clock[3:]
    later = part in {PartOfDay.AFTERNOON, PartOfDay.NIGHT} or (part == PartOfDay.NOON and hour < _DAY_BEGINS)
    if later and hour < _NOON and not (part == PartOfDay.NIGHT and hour < _DAY_BEGINS):
        hour += _NOON
    return f"{hour:02}:{minute}"


def _of_stage(match: re.Match[str], written: datetime) -> _Found | None:
    del written
    return _Found(_here(), stage=match["stage"], confidence=LIKELY)


def _of_part(match: re.Match[str], written: datetime) -> _Found | None:
    del written
    return _Found(_here(), clock=_part(match), confidence=LIKELY)


def _of_now(match: re.Match[str], written: datetime) -> _Found | None:
    del match
    return _Found(_here(), written.date(), confidence=LIKELY)


_READ: Final = {
    "figures": _of_figures,
    "iso": _of_figures,
    "short": _of_short,
    "date": _of_date,
    "day of month": _of_day,
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
