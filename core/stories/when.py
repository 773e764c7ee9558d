"""When it happened, as people tell it: "kemarin malam", "tgl 12 november jam 8an", "pas masa tenang".

What a day counts from is the day it was written. Dates in figures and words are read by dateparser, which
knows more ways of writing one than we do; what people say for days is read here, since no library knows
"kmrn mlm". Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Final

from dateparser.date import DateDataParser

from core.stories.proposals import LIKELY, SURE, PartOfDay, Span, When
from core.stories.words import NUMBERS, number_of, small

_DAYS: Final = {
    "senin": 0, "senen": 0, "selasa": 1, "slasa": 1, "rabu": 2, "rebo": 2, "kamis": 3, "kemis": 3, "jumat": 4, "jum'at": 4,
    "jemuah": 4, "juma'ah": 4, "jumaah": 4, "jumuah": 4, "sabtu": 5, "setu": 5, "saptu": 5, "sabto": 5, "sapto": 5, "jumat'at": 4, "salasa": 1, "kamih": 3, "akad": 6, "jum'ah": 4, "minggu": 6, "ahad": 6, "mgg": 6,
}  # fmt: skip
_PARTS: Final = {
    PartOfDay.DAWN: "subuh|shubuh|dini hari|fajar|janari",
    PartOfDay.MORNING: "pagi hari|semengan|bakda subuh|pagi|pagi2|pagi-pagi|pg|esuk|enjing|isuk|isuk-isuk|enjing-enjing|morning",
    PartOfDay.NOON: "siang|siang2|awan|beurang|tengah hari|noon",
    PartOfDay.AFTERNOON: "sore|soré|sore2|sonten|ba'da ashar|bakda ashar|petang|sonten|afternoon|ba'da ashar|abis ashar",
    PartOfDay.NIGHT: "malam|malem|mlm|mlem|mlam|bengi|dalu|peuting|wengi|maghrib|magrib|bakda isya|ba'da isya|abis isya|habis isya|abis maghrib|abis magrib|habis maghrib|bakda maghrib|ba'da maghrib|isya|malam hari|tengah malam|night|evening",
}
_PART: Final = "|".join(sorted((one for words in _PARTS.values() for one in words.split("|")), key=len, reverse=True))
_MEANT: Final = {one: part for part, words in _PARTS.items() for one in words.split("|")}
_MONTH: Final = (
    "januari|jan|februari|pebruari|feb|peb|maret|mar|mrt|april|apr|mei|juni|jun|juli|jul|agustus|agt|agu|agst|ags|"
    "september|sept|sep|oktober|okt|november|nopember|nov|nop|desember|des|january|february|march|may|june|july|"
    "august|october|december"
)
_MONTHS: Final = {"pebruari": "februari", "peb": "februari", "mrt": "maret", "agt": "agustus", "agu": "agustus",
                  "agst": "agustus", "ags": "agustus", "sept": "september", "nopember": "november", "nop": "november"}  # fmt: skip
_COUNT: Final = "|".join([r"\d{1,2}", *sorted(NUMBERS, key=len, reverse=True), "beberapa", "sebulan", "seminggu"])
_AGO: Final = r"(?:yg |yang )?(?:lalu|lalau|kemarin|kmrn|kemaren|silam|kepungkur|kapengker|ago|yg lewat|yang lewat)"
_LAST: Final = r"(?:lalu|kemarin|kmrn|kemaren|kmren|kepungkur|wingi|kamari|yang lalu|yg lalu|lewat)"
_ABOUT: Final = r"(?:sekitar |sekitaran |kira-?kira |kira2 |kr2 |kurang lebih |skitar |krg lbh )?"
_CLOCK: Final = (
    rf"\b{_ABOUT}(?:jam|jm|pukul|pkl|pk|tabuh|around|at)\.? ?{_ABOUT}(?:(?:setengah|stgh|stengah|satengah|setgh|1/2|tengah) (?P<half>{_COUNT})|(?P<hour>{_COUNT})"
    rf"(?:[.:](?P<minute>\d\d))?(?: ?[ap]m)?)(?: ?-?an\b)?(?: lewat\w*| lebih| kurang)?(?: ?(?:wib|wita|wit))?\b(?:(?: di)? (?P<part>{_PART})\b)?"
    rf"|\b(?P<hour2>[01]?\d|2[0-3])[.:](?P<minute2>[0-5]\d)(?: ?-? ?(?:wib|wita|wit)\b)"
)
_STAGE: Final = (
    r"(?:(?:pas|saat|waktu|wktu|wektu|wayah|ketika|sewaktu|selama|dalam|dlm|pada|sebelum|sblm|sesudah|setelah|stlh|habis|abis|bar|menjelang|jelang|hari|malam|malem|dinten|dina|poe|nalika|waktos|acara|masa|on) )+"
    r"(?P<stage>tenang|pencoblosan|nyoblos|coblosan|coblos|pemungutan suara|pemungutan|penghitungan suara|penghitungan|perhitungan suara|hitung suara|pilihan|pemilihan|election day)"
    r"|(?P<stage2>masa tenang|hari-?h|hari h|h-1|election day|(?:coblosan|pencoblosan|pemilu|pemilihan|pilkada)(?= (?:kemarin|kemaren|kmrn|jam|wingi)))"
)


class Stage(StrEnum):
    """The stages of an election that people tell the time by."""

    QUIET = "masa tenang"
    VOTE = "pemungutan suara"
    COUNT = "penghitungan suara"


_PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("figures", r"\b(?P<date>(?:tgl\.? ?|tanggal |tggl )?\d{1,2}[-/.]\d{1,2}[-/.](?:20)?\d\d)\b"),
        ("iso", r"\b(?P<date>20\d\d-\d\d-\d\d)\b"),
        ("short", r"\b(?:tgl\.? ?|tanggal |tggl )?(?P<d>\d{1,2})/(?P<m>\d{1,2})\b(?!/)"),
        ("date", rf"\b(?:tgl\.? ?|tanggal |tggl |ping )?(?P<d>\d{{1,2}}) ?-?(?P<month>{_MONTH})\b\.?(?: ?,? ?(?P<y>20\d\d|'?\d\d(?![.:\d])))?(?: (?:kemarin|kemaren|kmrn|wingi|lalu|patang)\b)?"),
        ("day of month", r"\b(?:tgl\.? ?|tanggal |tggl |ping )(?P<d>\d{1,2})(?:\s?(?:-|dan|sampai|sd|s/d)\s?\d{1,2})?\b(?! ?(?:[-/]\d|rb|ribu))(?: (?:kemarin|kemaren|kmrn|wingi|lalu)\b)?"),
        ("month", rf"\b(?P<which>(?:bulan |bln |awal |akhir |pertengahan |ujung |sasi |wulan )+)(?P<month>{_MONTH})(?: (?P<y>20\d\d))?\b"),
        ("month", rf"\b(?P<month>januari|februari|maret|april|juni|juli|agustus|september|oktober|november|desember|march|june|july|august|october|december|january|february|may) (?P<y>20\d\d)\b"),
        ("month number", r"\b(?:bulan|bln|sasi) (?P<m>1[0-2]|[1-9])\b(?! ?(?:rb|ribu|kali|orang))(?:\s(?:sama|dan|sampai|sampe)\s(?:bulan|bln)? ?(?P<m2>1[0-2]|[1-9])\b)?"),
        ("year", r"\b(?:tahun|taun|thn|th) (?P<y>20\d\d)\b"),
        ("days", rf"\b(?:(?:antara|dari|tanggal|tgl|mulai) )*(?P<d>\d{{1,2}}) ?(?:-|sampai|sampe|s/d|sd|hingga|dan) ?(?:tgl |tanggal )?(?P<d2>\d{{1,2}}) (?P<month>{_MONTH})\b(?: (?P<y>20\d\d))?"),
        ("last weekday", r"\blast (?P<eng>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"),
        ("night after", r"\bmalam harinya\b"),
        ("night before", rf"\b(?P<ev>malam sebelum|sehari sebelum)(?: \w+){{0,2}} (?P<d>\d{{1,2}}) (?P<month>{_MONTH})\b"),
        ("ago", rf"\b{_ABOUT}(?P<n>{_COUNT}) ?(?P<unit>hari|hr|minggu|mgg|pekan|bulan|bln|tahun|thn|th|jam|menit|dinten|dina|poe|sasi|wulan|minggon|days?|weeks?) {_AGO}\b"),
        ("span", rf"\b(?P<unit>minggu|mgg|pekan|bulan|bln|tahun|thn|sasi|wulan|taun|bulan2|last week|last month){'(?:an)?'} ?(?:{_LAST}|(?P<now>ini|iki|ieu))\b|\b(?P<eng>last (?:week|month|year))\b"),
        ("eve", rf"\b(?:malam|malem|mlm)(?: ?nya)? (?P<wd>{'|'.join(_DAYS)})\b(?: ?{_LAST})?"),
        ("weekday", rf"\b(?:hari |hr |dinten |dina |poe )(?P<wd>{'|'.join(_DAYS)})(?: ?{_LAST})?(?P<next> (?:depan|ngarep|besok|sesuk))?(?: (?P<part>{_PART})\b)?"
                    rf"|\b(?P<wd2>{'|'.join(one for one in _DAYS if one not in ('minggu', 'mgg', 'akad'))}|(?<=sejak )minggu|(?<=terakhir )minggu|minggu(?= (?:{_PART})\b)|minggu(?= (?:\d|tgl|tanggal|jam|pukul)))(?: ?{_LAST})?(?P<next2> (?:depan|ngarep|besok|sesuk))?(?: (?P<part2>{_PART})\b)?"),
        ("yesterday", rf"\b(?P<rel>kemarin lusa|kemaren lusa|kmrn lusa|wingenane|mangkukna|kemarin dulu)(?: (?P<part>{_PART})\b)?"),
        ("yesterday", rf"\b(?P<rel>kemarin|kmrn|kemaren|kmren|kmarin|kmaren|kemarinnya|wingi|kamari|yesterday|kapungkur|kapatang|baroe|nantoari|kalamareng|kamareng|kamaren)(?: (?P<part>{_PART})\b)?"),
        ("yesterday", rf"\b(?P<part>{_PART}) (?P<rel>kemarin|kmrn|kemaren|kmren|kmarin|wingi|kamari)\b"),
        ("coming", rf"\b(?P<rel>besok lusa|lusa|besok|bsk|sesuk|isukan|tomorrow) (?P<part>{_PART})\b|\b(?P<rel2>(?:nanti|ntar|mengko|engke) (?:malam|sore|siang))\b"),
        ("edge", r"\b(?P<edge>awal|akhir|pertengahan) (?P<unit>bulan|bln|tahun|thn)(?: (?:ini|(?P<last>lalu|kemarin|kmrn|kemaren)))?\b"),
        ("since", rf"\b(?:dari|sejak|mulai) (?:tadi |td )?(?P<part>{_PART})\b"),
        ("last night", rf"\b(?:semalam|semalem|smalam|smlm|mau bengi|mau wengi|tadi malam|tadi malem|td mlm|td malam|td malem|tadi mlm|tdi malam|malam tadi|malem tadi|mlm td|samalam|patang malam|beklam|buklam|peuting tadi|last night)\b"),
        ("today", rf"\b(?:tadi|td|tdi|wau|bunoe|nangkin|tuni|mau|baru saja|barusan|satiya|ghi' bhuru|nembe|hari ini|hr ini|dino iki|dinten iki|poe ieu|dinten ieu|this|today)\b(?: (?P<part>{_PART})\b)?(?: tadi)?"),
        ("today", rf"\b(?P<part>pagi|siang|sore|isuk|esuk|enjing|subuh) (?:ini|tadi|td|mau|iki|ieu)\b"),
        ("now", r"\b(?:sekarang ini|saat ini|skrg ini)\b"),
        ("clock", _CLOCK),
        ("stage", rf"\b(?:{_STAGE})\b(?: (?:kemarin|kemaren|kmrn|wingi|lalu)\b)?"),
        ("part", rf"\b(?P<part>subuh-subuh|pagi-pagi|malam-malam|malem-malem|dini hari|tengah malam)(?: buta)?\b"),
    )
)  # fmt: skip
_BETWEEN: Final = re.compile(r"[\s,.;()/-]*(?:sekitar|kira-?kira|kira2|pada|di|dan|waktu|pas|pd|hari|itu|nya|lah|an)?[\s,.()-]*")
_HALF_A_YEAR: Final = 180
_SMALL_TALK: Final = re.compile(
    r"\b(?:(?:se)?tiap(?: hari| tgl| tanggal)?|saben|unggal|lahir\w*(?: aku| saya| sy)?(?: tgl| tanggal)?|shift(?: \w+)?|selamat|met|slmt|slamat|sugeng|wilujeng|good|assalamualaikum|hai|halo|pagi2 gini)\s*$"
)
_QUOTED: Final = re.compile(r"[\"“”][^\"“”\n]{2,200}[\"“”]")
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
    weak: bool = False
    """Only the name of the day was told, or "kemarin": a date beside it says which."""
    night: bool = False
    """Last night, whose small hours are of the day after."""
    follows: bool = False
    """It is of the day told before."""


def times_in(text: str, written: datetime) -> tuple[When, ...]:
    """Find the times told in a text.

    Args:
        text: As it was written.
        written: When, in the writer's own time: "kemarin" is the day before.
    """
    lowered = small(text)
    quotes = [match.span() for match in _QUOTED.finditer(lowered)]
    found = [
        each
        for each in _expressions(lowered, written)
        if not _is_greeting(lowered, each) and not any(start <= each.span.start < end for start, end in quotes)
    ]
    return tuple(
        When(span=each.span, day=each.day, until=each.until, clock=each.clock, stage=each.stage, confidence=each.confidence)
        for each in _in_order(_together(lowered, _longest(found), written))
        if each.day or each.clock or each.stage
    )


def _in_order(found: Iterator[_Found]) -> Iterator[_Found]:
    """Give "malam harinya" the day that was told before it."""
    last: date | None = None
    for each in found:
        if each.follows:
            if last is not None:
                yield replace(each, day=last)
            continue
        last = each.day or last
        yield each


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
    if "\n" in between or ("," in between and first.day and second.day and not first.weak) or not _BETWEEN.fullmatch(between):
        return False
    days = bool(first.day) + bool(second.day)
    clocks = bool(first.clock) + bool(second.clock)
    same_day = days == 2 and (first.day == second.day or first.weak or second.weak)
    if days == 2 and not same_day or (first.until and second.day):
        return False
    parts = {first.clock, second.clock} & {part.value for part in PartOfDay}
    return (days <= 1 or same_day) and (clocks <= 1 or bool(parts)) and not (first.stage and second.stage)


def _joined(first: _Found, second: _Found) -> _Found:
    clock = first.clock or second.clock
    if first.clock and second.clock:
        exact = next(each for each in (first.clock, second.clock) if ":" in each or each == second.clock)
        clock = _in_part(exact, first.clock if exact == second.clock else second.clock)
    day = second.day if first.weak and second.day else first.day or second.day
    return _Found(
        Span(first.span.start, second.span.end),
        day,
        first.until or second.until,
        clock,
        first.stage or second.stage,
        min(first.confidence, second.confidence),
        weak=first.weak and (second.weak or not second.day),
        night=first.night or second.night,
    )


def _dated(found: _Found, written: datetime) -> _Found:
    """Count the small hours of last night to the day they are of."""
    if found.night and found.day and ":" in found.clock and int(found.clock[:2]) <= _DAY_BEGINS:
        return replace(found, day=written.date())
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
            return _MEANT.get(said, PartOfDay.NIGHT if said.startswith(("malam", "malem")) else PartOfDay.MORNING).value
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
    if this is not None and (this - written).days > _HALF_A_YEAR:
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
    year = match["y"]
    first = _first_of(match["month"], int(year) if year else written.year)
    if first is None:
        return None
    if not year and first > written.date():
        first = first.replace(year=first.year - 1)
    which = match.groupdict().get("which") or ""
    if "awal" in which:
        return _Found(_here(), first, first.replace(day=10))
    if "akhir" in which or "ujung" in which:
        return _Found(_here(), first.replace(day=21), _month_end(first))
    if "tengah" in which:
        return _Found(_here(), first.replace(day=11), first.replace(day=20))
    return _Found(_here(), first, _month_end(first))


_ENGLISH: Final = {"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12}


def _first_of(month: str, year: int) -> date | None:
    if month in _ENGLISH:
        return date(year, _ENGLISH[month], 1)
    return _read_date(f"1 {_MONTHS.get(month, month)} {year}")


def _of_coming(match: re.Match[str], written: datetime) -> _Found | None:
    """A day to come: a threat has one, and a wish."""
    said = match["rel"] or match["rel2"]
    ahead = 2 if "lusa" in said else 0 if match["rel2"] else 1
    return _Found(_here(), written.date() + timedelta(days=ahead), clock=_part(match), confidence=LIKELY)


def _of_edge(match: re.Match[str], written: datetime) -> _Found | None:
    """The beginning, the middle or the end of a month or a year."""
    at, back = written.date(), int(bool(match["last"]))
    if match["unit"].startswith("t"):
        year = at.year - back
        months = {"awal": (1, 3), "pertengahan": (5, 8), "akhir": (10, 12)}[match["edge"]]
        return _Found(_here(), date(year, months[0], 1), _month_end(date(year, months[1], 1)), confidence=LIKELY)
    month = at.year * 12 + at.month - 1 - back
    first = date(month // 12, month % 12 + 1, 1)
    days = {"awal": (1, 10), "pertengahan": (11, 20), "akhir": (21, _month_end(first).day)}[match["edge"]]
    return _Found(_here(), first.replace(day=days[0]), first.replace(day=days[1]), confidence=LIKELY)


def _of_since(match: re.Match[str], written: datetime) -> _Found | None:
    return _Found(_here(), written.date(), clock=_part(match), confidence=LIKELY)


def _of_month_number(match: re.Match[str], written: datetime) -> _Found | None:
    first = date(written.year, int(match["m"]), 1)
    if (first - written.date()).days > _HALF_A_YEAR // 2:
        first = first.replace(year=first.year - 1)
    last = first.replace(month=int(match["m2"])) if match["m2"] else first
    return _Found(_here(), first, _month_end(last), confidence=LIKELY)


def _of_year(match: re.Match[str], written: datetime) -> _Found | None:
    year = int(match["y"])
    return _Found(_here(), date(year, 1, 1), date(year, 12, 31)) if year <= written.year else None


def _of_days(match: re.Match[str], written: datetime) -> _Found | None:
    """From one day to another of a month: "3 sampai 10 Februari"."""
    first = _first_of(match["month"], int(match["y"] or written.year))
    if first is None:
        return None
    if not match["y"] and (first - written.date()).days > _HALF_A_YEAR:
        first = first.replace(year=first.year - 1)
    begin, end = (_valid(first.year, first.month, int(match[name])) for name in ("d", "d2"))
    return _Found(_here(), begin, end) if begin and end and begin <= end else None


def _of_last_weekday(match: re.Match[str], written: datetime) -> _Found | None:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return _Found(_here(), _last(names.index(match["eng"]), written.date(), today=False))


def _of_night_after(match: re.Match[str], written: datetime) -> _Found | None:
    """"Malam harinya": of the day that was told before, which `_in_order` fills in."""
    del match, written
    return _Found(_here(), clock=PartOfDay.NIGHT.value, follows=True)


def _of_night_before(match: re.Match[str], written: datetime) -> _Found | None:
    first = _first_of(match["month"], written.year)
    day = _nearest(first.month, int(match["d"]), written.date()) if first else None
    if day is None:
        return None
    night = PartOfDay.NIGHT.value if match["ev"].startswith("malam") else ""
    return _Found(_here(), day - timedelta(days=1), clock=night)


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
        return _Found(_here(), written.date() - timedelta(days=max(days, 1) * 7), written.date(), confidence=LIKELY)
    if days == 0:
        return _Found(_here(), written.date())
    if days == _UNITS["bulan"]:
        month = written.year * 12 + written.month - 1 - count
        return _Found(_here(), date(month // 12, month % 12 + 1, 1), _month_end(date(month // 12, month % 12 + 1, 1)), confidence=LIKELY)
    if days == _UNITS["tahun"]:
        return _Found(_here(), date(written.year - count, 1, 1), date(written.year - count, 12, 31), confidence=LIKELY)
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
    if match["next"] or match["next2"]:
        ahead = (_DAYS[match["wd"] or match["wd2"]] - written.weekday()) % 7 or 7
        return _Found(_here(), written.date() + timedelta(days=ahead), clock=_part(match, "part", "part2"))
    past = bool(_PAST.search(match[0]))
    day = _last(_DAYS[match["wd"] or match["wd2"]], written.date(), today=not past)
    return _Found(_here(), day, clock=_part(match, "part", "part2"), weak=not past)


def _of_yesterday(match: re.Match[str], written: datetime) -> _Found | None:
    back = 2 if match["rel"] in {"kemarin lusa", "kemaren lusa", "kmrn lusa", "wingenane", "mangkukna", "kemarin dulu"} else 1
    return _Found(_here(), written.date() - timedelta(days=back), clock=_part(match), weak=True)


_DAY_BEGINS: Final = 4


def _of_last_night(match: re.Match[str], written: datetime) -> _Found | None:
    del match
    return _Found(_here(), written.date() - timedelta(days=1), clock=PartOfDay.NIGHT.value, night=True)


_EVENING: Final = ("magrib", "maghrib", "isya")


def _of_today(match: re.Match[str], written: datetime) -> _Found | None:
    said, part = match[0], _part(match)
    if said.split()[0] in {"mau", "this"} and not part:
        return None  # Javanese "mau" is "tadi" before a part of the day only; elsewhere it is "want"
    if said in {"tadi", "td", "tdi"}:
        return _Found(_here(), written.date(), confidence=LIKELY)
    if part == PartOfDay.NIGHT and not any(word in said for word in _EVENING):
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
    said = match["stage"] or match["stage2"]
    if said.endswith("tenang"):
        return _Found(_here(), stage=Stage.QUIET, confidence=LIKELY)
    return _Found(_here(), stage=Stage.COUNT if "hitung" in said else Stage.VOTE, confidence=LIKELY)


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
