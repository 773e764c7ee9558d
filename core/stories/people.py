"""Finding who is told of in a text: a name behind a title, a position, somebody of the writer's own. Pure.

What part they have is another matter: `core.stories.who`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.stories.proposals import Span
from core.stories.vocabulary import (
    BEFORE_ME,
    BODIES,
    CAPITAL_TITLES,
    CHAIRS,
    KIN,
    KIN_OURS,
    ME,
    NO_NAMES,
    RELATED,
    TAILS,
    TITLES,
    WRITERS,
    any_of,
)

_TITLE: Final = any_of(TITLES)
_OWN: Final = any_of(
    "saya sy aku ku kami gw gue gua kulo kula abdi abi nyong inyong ulun ambo awak lon tiange"
    " tiang engkok sendiri sayo ambo_den denai"
)
_THEIRS: Final = re.compile(rf"\b{any_of(RELATED)}(?:nya|nyo|ne|na)\b")
_MORE: Final = re.compile(r"(?:, | dan | sama | sm | & |, dan | serta )(?=[A-Z])")
_SINGLE: Final = re.compile(r"(?<=[a-z,] )(?-i:[A-Z][a-z'’]{2,})(?= [a-z]|[,.!?]|$)")
_COUNT: Final = any_of(
    "wakil wkl plt plh pj mantan eks oknum salah_satu salah_seorang seorang sebagian para"
    " beberapa semua smua dua duo loro tiga empat lima 2 3 4 5 satu 1"
)
_NUMBER: Final = r"(?:(?:no\.? ?|nomor |nomer )?(?:\d{1,3}|0\d))"
_POSITION: Final = re.compile(
    rf"\b(?:{_COUNT} )*(?:(?:pak|bu|bapak|ibu|pa|bapa|mas|mbak|jro|bpk|pace)\.? )?(?:(?:calon"
    rf"|pasangan|tim|oknum|mantan) )?(?:{any_of(CHAIRS)}|{any_of(BODIES)})(?:nya|ne|na|e|ku)?\b"
    rf"(?:(?: |/){any_of(TAILS)}(?:nya|ne|na)?\b)*"
    rf"(?: {_NUMBER}\b(?! ?(?:rb|ribu|juta|jt|orang|org|kali|hari|bulan|jam|lembar|suara|kg|kilo"
    rf"|persen|%|\d)))?(?: {any_of('laki2 laki-laki perempuan tua muda')}\b)*"
    r"(?: (?:nya|ne|na|ku|kami|kita|saya|sy|gw|setempat)\b)?"
)
_RELATIVE: Final = re.compile(
    rf"\b(?P<kin>(?:almarhum(?:ah)? |alm\.? |\d+ |kedua |dua )?{any_of(KIN)} (?:(?:kerja|kantor"
    rf"|kuliah|sekolah|kembar|perempuan|laki-laki|awewe) )?{_OWN}\b|{any_of(KIN_OURS)}\b|(?:kita"
    rf"|torang|beta|sa|dia|kitong|katong) (?:pe|pu|pung) {any_of(KIN)}\b|my {any_of(KIN)}\b"
    r"|tetangga sebelah\b|lare kulo\b)"
)
_STRANGER: Final = re.compile(
    r"\b(?:(?:ada )?(?:dua|tiga|empat|2|3|4|beberapa|sekelompok|segerombolan) (?:orang|org|oreng"
    "|pria|laki-laki|preman|pemuda|motor|nelayan)(?: (?:laki2|laki-laki|pria|tak dikenal|gak"
    r" dikenal|berjaket|bermotor|\w+2))?"
    "|(?:orang|org|wong|oreng|urang|pria|lelaki)(?: (?:loro|telu|lanang))? (?:tak dikenal|tdk"
    r" dikenal|gak dikenal|ga dikenal|ora dikenal|mabuk|suruhan(?: \w+){0,2}|asing|misterius"
    "|blater|partai)"
    r"|wong (?:loro|telu)|(?:orang|org|jalma|wong) (?:tim|partai|bayaran|dalam)(?: \w+)?|(?:pria"
    r"|lelaki|laki-laki|cowok|cewek|pemuda|orang) ber\w+(?: \w+)?|(?:orang|org) (?:yg|yang)"
    r" katanya \w+ \w+|(?:ibu2|ibu-ibu|bapak2|bapak-bapak|abang2|abang-abang|pemuda|cowok"
    r"|cewek)(?: (?!nyuruh|minta|bilang|bagi|ngasih|yang|yg|yg|di|jaga)\w+){0,2})\b"
)
_CAPITAL: Final = (
    r"(?-i:(?:Muh|Moh|Abd|Drs|Dra|Hj|St|Sdr|Sdri|Bpk|Dr|Ir|Tgk|Dg)\.(?= ?[A-Z])|[A-Z][a-z'’]+"
    r"|[A-Z]\.|[A-Z](?![\w]))"
)
_NAME: Final = re.compile(rf"(?<!\w){_CAPITAL}(?: {_CAPITAL}| (?:bin|binti|al) {_CAPITAL}){{0,3}}")
_LAST_WORD: Final = re.compile(r"[\w']+$")
_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W_]+)*")
_NOUN: Final = re.compile(r"([a-z]{4,}) (?=[A-Z][a-z])")
_TITLED: Final = re.compile(
    rf"\b(?:(?:{_TITLE}\b|(?:bpk|sdr|sdri|hj|h|drs|dra|dr|ir|prof|tgk|ust|kh|tn|ny|dg|mr|mrs)\.)"
    r" ?(?=[^\W\d_]))+"
)
_CAPITAL_TITLED: Final = re.compile(
    rf"\b(?-i:{'|'.join(each.capitalize() for each in sorted(CAPITAL_TITLES))}) (?=[A-Z])"
)
_CALLED: Final = re.compile(
    r"\b(?:namanya|namonyo|bernama|nama(?: lengkap)?(?:nya)? ?:|nama(?= [A-Z])|atas nama|a\.n\."
    r"|a\.n|a/n|jenenge|asmane|ngaranna|ngaran|inisial|si|nami(?:ne|na)?|ngarane|arane)[ :]+"
)
_MINE: Final = re.compile(
    rf"\b(?:perkenalkan,? )?(?:nama {any_of(ME)}|nami (?:kula|kulo|abdi)|my name is"
    rf"|{any_of(ME)})[ ,:]+(?:ini |adalah |a\.n\.? )?"
)
_SELF: Final = re.compile(
    rf"\b(?:{any_of(ME)}|nami kula \w+,)(?: (?:dari|ini|adalah|cuma|seorang|kerja|jadi|tim))*"
    rf" (?P<what>{any_of(WRITERS)}(?: (?:ppk|pps|kpps|pantarlih|asn|cpns))?)\b"
)
_GAP: Final = re.compile(r"(?: (?:di|d))? {3,}")
_ROLL: Final = re.compile(
    r"\b(?P<as>saksi(?:nya)?|terlapor|pelaku(?:nya)?|korban(?:nya)?)(?: ?:|(?<=nya))"
    r" ?(?P<names>(?:(?!saksi|pelaku|korban|terlapor|tempat|waktu)[^\n;!?]){3,120})"
)
_ITEM: Final = re.compile(
    r"(?:\d\.|,| dan | & )? ?(?P<name>[^\W\d_][\w'’]+(?: [^\W\d_][\w'’.]+){0,3}(?:"
    r" \([^)]{2,40}\))?)"
)
_POINTS: Final = re.compile(
    r"\b(?:namanya|namonyo|bernama|nama|a\.?n\.?|atas nama|inisial|si|nu ngaran\w*|sing jenenge"
    r"|jenenge)\b"
)
_QUOTED: Final = re.compile(r"[\"“”][^\"“”\n]{2,200}[\"“”]")
_JOINED: Final = re.compile(
    r"[\s,(]*(?:(?:selaku|sebagai|yang jadi|yg jadi|yang jabat|jabatan(?:nya)?|itu|yaitu|ialah"
    r"|adalah|namanya|namonyo|bernama|atas nama|a\.?n\.?|nama(?:nya)?|inisial|dari|terutama|nu"
    r" ngaran(?:na)?|sing jenenge|jenenge|lain|lain,)\b\.?"
    r"|(?:yang|yg)(?: \w+){0,2} bernama)?[\s,:(–-]*"
)


_BASE: Final = re.compile(
    "^(?:pak|bu|bapak|ibu|pa|bapa|mas|mbak|si) |(?:nya|ne|na)?(?: (?:nya|kami|kita|saya|sy|nyong|aku))?$"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody told of: where, and by what."""

    span: Span
    name: str = ""
    position: str = ""
    kin: bool = False
    """Of the writer's own."""
    theirs: bool = False
    """Of somebody else's: "istrinya"."""
    pointed: bool = False
    """Somebody says what an official is called: "ketua KPPS namanya X"."""
    bare: bool = False
    """A single name without anything that says it is one."""
    stranger: bool = False
    """Told by their looks or number: "dua orang tak dikenal"."""
    described: bool = False
    """With more than a number: "dua orang laki-laki"."""
    titled: bool = False
    writer: bool = False
    """"Saya X": it is the writer."""
    small: bool = False
    """Its name is written in small letters: a word may have been taken for one."""
    called: bool = False
    """"namanya X": somebody told of before."""
    part: str = ""
    """What they are listed as: "saksinya A, B"."""


def people_of(text: str, lowered: str, places: Sequence[Span]) -> list[Person]:
    """Find everybody told of, in the order of the text; `places` are no names."""
    cased = not text.isupper()
    quotes = [Span(*match.span()) for match in _QUOTED.finditer(text)]
    found = [
        one
        for one in _longest(_all(text, lowered, places, cased=cased))
        if not _is_place(one, places) and not any(quote.touches(one.span) for quote in quotes)
    ]
    masked = masked_of(lowered, places)
    return list(_together(masked, _listed(text, found, places)))


def masked_of(lowered: str, spans: Sequence[Span]) -> str:
    """Blank out what lies in these places."""
    letters = list(lowered)
    for span in spans:
        letters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(letters)


def base_of(text: str, one: Person) -> str:
    """What somebody is told by, without title, owner and ending."""
    return _BASE.sub("", one.span.of(text).lower())


def _listed(text: str, found: list[Person], places: Sequence[Span]) -> list[Person]:
    """Take the names that follow a name in a list: "Pak Budi, Agus dan Siti"."""
    more: list[Person] = []
    for one in found:
        more.append(one)
        at = one.span.end
        while one.name and one.name != one.name.upper() and (match := _MORE.match(text, at)):
            name = _name_at(text, match.end(), cased=True, capital=True)
            span = Span(match.end(), match.end() + len(name))
            if (
                not name
                or any(span.touches(other.span) for other in found)
                or any(span.touches(place) for place in places)
            ):
                break
            more.append(Person(span, name=name, titled=True))
            at = span.end
    return more


def _is_place(one: Person, places: Sequence[Span]) -> bool:
    if one.position or one.kin or one.stranger:
        return False
    inside = any(place.start <= one.span.start and one.span.end <= place.end for place in places)
    return inside or (not one.titled and any(one.span.touches(place) for place in places))


def _all(text: str, lowered: str, places: Sequence[Span], *, cased: bool) -> Iterator[Person]:
    for match in _RELATIVE.finditer(lowered):
        span, name = _with_name(text, Span(*match.span()), cased=cased)
        yield Person(span, name=name, position="", kin=True)
    for match in _THEIRS.finditer(lowered):
        span, name = _with_name(text, Span(*match.span()), cased=cased)
        yield Person(span, name=name, theirs=True)
    for match in _STRANGER.finditer(lowered):
        yield Person(Span(*match.span()), stranger=True, described=len(match[0].split()) > 2)  # noqa: PLR2004 - a number and a noun
    for match in _POSITION.finditer(lowered):
        own = Span(match.start(), match.start() + len(match[0].rstrip()))
        span, name = _with_name(text, own, cased=cased)
        yield Person(own, position=own.of(text))
        if name and not any(place.touches(Span(own.end + 1, span.end)) for place in places):
            yield Person(span, name=name, position=own.of(text))
    for match in _SELF.finditer(lowered):
        if is_subject(lowered, match.start()):
            yield Person(Span(*match.span("what")), position=match["what"], writer=True)
    for match in (*_TITLED.finditer(lowered), *_CAPITAL_TITLED.finditer(text)):
        if name := _name_at(text, match.end(), cased=cased):
            yield Person(
                Span(match.start(), match.end() + len(name)), name=name, titled=True, small=name.islower()
            )
    for match in _ROLL.finditer(lowered):
        for item in _ITEM.finditer(text, *match.span("names")):
            if item["name"].split()[0].lower() not in NO_NAMES or item["name"].split()[0].lower() in {
                "pak",
                "bu",
            }:
                yield Person(
                    Span(*item.span("name")),
                    name=item["name"],
                    titled=True,
                    part=match["as"].removesuffix("nya"),
                )
    for match in _CALLED.finditer(lowered):
        titled = _TITLED.match(lowered, match.end())
        begin = titled.end() if titled else match.end()
        if name := _name_at(text, begin, cased=cased, initial=True):
            yield Person(
                Span(match.start(), begin + len(name)),
                name=name,
                titled=True,
                called=match[0].startswith(("nama", "jeneng", "asma", "ngaran")),
            )
    if cased:
        for match in _SINGLE.finditer(text):
            if match[0].lower() not in NO_NAMES:
                yield Person(Span(*match.span()), name=match[0], bare=True)
        for match in _MINE.finditer(lowered):
            titled = _TITLED.match(lowered, match.end())
            begin = titled.end() if titled else match.end()
            name = _name_at(text, begin, cased=True, capital=titled is None)
            if name and is_subject(lowered, match.start()):
                yield Person(Span(match.start(), begin + len(name)), name=name, titled=True, writer=True)
        for match in _NAME.finditer(text):
            words = match[0].split()
            if (
                len(words) > 1
                and not any(word.lower().strip(".") in NO_NAMES for word in words)
                and len(words[0]) > 1
            ):
                yield Person(Span(*match.span()), name=match[0])


def is_subject(lowered: str, at: int) -> bool:
    """Whether "saya" at this place is who writes, and not whose something is: "teman saya"."""
    before = lowered[:at].rstrip(" ")
    word = _LAST_WORD.search(before)
    return word is None or word[0] in BEFORE_ME


def _with_name(text: str, span: Span, *, cased: bool) -> tuple[Span, str]:
    """Take the name behind: "teman saya Sahrul", "adik saya Yosep"."""
    if (
        cased
        and text[span.end : span.end + 1] == " "
        and (name := _name_at(text, span.end + 1, cased=True, capital=True))
    ):
        return Span(span.start, span.end + 1 + len(name)), name
    return span, ""


def _name_at(text: str, at: int, *, cased: bool, capital: bool = False, initial: bool = False) -> str:
    """Read the name that begins here; empty where the words are none."""
    if cased and (match := _NAME.match(text, at)):
        words = match[0].split()
        kept = [words[0]]
        for word in words[1:]:
            if word.lower().strip(".") in NO_NAMES:
                break
            kept.append(word)
        name = " ".join(kept).rstrip(".") if len(kept) > 1 else kept[0]
        first = kept[0].lower().strip(".")
        return "" if first in NO_NAMES or (len(first) < 2 and len(kept) == 1 and not initial) else name  # noqa: PLR2004 - a letter
    if (
        cased
        and not capital
        and (noun := _NOUN.match(text, at))
        and noun[1] not in NO_NAMES
        and (name := _name_at(text, noun.end(), cased=True, capital=True))
    ):
        return text[at : noun.end()] + name
    word = _WORD.match(text, at)
    if word is None or capital:
        return ""
    low = word[0].lower()
    if (
        low in NO_NAMES
        or len(low) < (1 if initial else 3)
        or low.startswith(("memb", "meng", "meny", "diker"))
    ):
        return ""
    return word[0]


def _longest(found: Iterator[Person]) -> list[Person]:
    kept: list[Person] = []
    for each in sorted(
        found,
        key=lambda one: (
            not one.writer,
            not one.part,
            one.bare,
            one.span.start - one.span.end,
            not one.titled,
        ),
    ):
        if not any(each.span.touches(other.span) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.span.start)


def _together(lowered: str, found: list[Person]) -> Iterator[Person]:
    """Join a name with the position beside it."""
    current: Person | None = None
    for each in found:
        if current is not None and _belong(lowered, current, each):
            current = replace(
                current,
                span=Span(current.span.start, each.span.end),
                name=current.name or each.name,
                position=current.position or each.position,
                titled=current.titled or each.titled,
                called=current.called and each.called,
                pointed=current.pointed
                or bool(each.titled and _POINTS.search(lowered[current.span.end : each.span.end])),
            )
            continue
        if current is not None:
            yield current
        current = each
    if current is not None:
        yield current


def _belong(lowered: str, first: Person, second: Person) -> bool:
    between = _GAP.sub(" ", lowered[first.span.end : second.span.start])
    if ("\n" in between and between.strip()) or len(between) > 40 or not _JOINED.fullmatch(between):  # noqa: PLR2004 - far apart
        return False
    if (
        first.stranger
        or second.kin
        or second.stranger
        or second.writer
        or second.theirs
        or first.bare
        or second.bare
    ):
        return False
    if first.theirs:
        return bool(second.titled and not second.position and not first.name)
    if first.kin:
        return bool(second.position or not first.name)
    if first.name and second.called and not first.position:
        return False
    return (bool(first.name) != bool(second.name) and bool(first.position) != bool(second.position)) or (
        bool(
            first.position
            and second.position
            and not first.name
            and not second.name
            and between.strip() == ""
            and "\n" not in between
        )
    )
