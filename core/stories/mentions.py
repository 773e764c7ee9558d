"""Finding mentions of people: a name behind a title, a position, somebody of the writer's own. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    rf"\b(?P<kin>(?:almarhum(?:ah)? |alm\.? |\d+ |kedua |dua )?{any_of(KIN)}(?:ne|e|na)? (?:(?!yang"
    r"|yg|dan\b|di\b|ke\b|sama\b|itu\b|ini\b|dari\b|bilang|minta|kata|suka\b|tidak|sudah|juga|mau\b"
    r"|untuk|dengan|karena|nya\b|saya|kami|lihat|liat)"
    rf"[a-z]{{3,}} )?{_OWN}\b|{any_of(KIN_OURS)}\b"
    rf"|{any_of(KIN)} (?:ipar|gadis|kos|magang|kandung|kerja|kantor|kuliah|sekolah)ku\b|(?:kita"
    rf"|torang|beta|sa|dia|kitong|katong) (?:pe|pu|pung) {any_of(KIN)}\b|my {any_of(KIN)}\b"
    rf"|pun {any_of(KIN)}\b|tetangga sebelah\b|lare kulo\b)"
)
_STRANGER: Final = re.compile(
    r"\b(?:(?:ada |ado )?(?:dua|tiga|empat|lima|enam|duo|tigo|ampek|limo|loro|telu|papat|\d{1,2}"
    r"|beberapa|sekelompok|segerombolan) (?:orang|org|oreng|wong|urang"
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
_APPOSED: Final = re.compile(r"(?: dari (?:[A-Z]\w+|\w+))?, (?=[A-Z][a-z])")
_GOES_ON: Final = re.compile(r",|\.|\)| (?:juga|yang|yg|itu|sudah|sendiri|malah|langsung|ikut|pernah)\b|$")
"""What follows a name that stands behind a comma: "Staf pengadaan, Tono, menolak"."""
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
_ROLL: Final = re.compile(
    r"\b(?P<as>saksi(?:-saksi|2)?(?:nya)?|terlapor|pelaku(?:nya)?|korban(?:nya)?)(?: ?:|(?<=nya))"
    r" ?(?P<names>(?:(?!saksi|pelaku|korban|terlapor|tempat|waktu)[^\n;!?]){3,120})"
)
_ROLES: Final = ("saksi", "terlapor", "pelaku", "korban")
_ITEM: Final = re.compile(
    r"(?:\d\.|,| dan | & )? ?(?P<name>[^\W\d_][\w'’]+(?: (?!dan\b|sama\b|juga\b)[^\W\d_][\w'’.]+){0,3}(?:"
    r" \([^)]{2,40}\))?)"
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
    """It is the writer: "saya X"."""
    small: bool = False
    """Its name is written in small letters: a word may have been taken for one."""
    called: bool = False
    """They are called by a name: "namanya X" is somebody told of before."""
    part: str = ""
    """What they are listed as: "saksinya A, B"."""


def mentions_in(text: str, lowered: str, places: Sequence[Span], *, cased: bool) -> Iterator[Person]:
    """Yield all that may be people, one over another; `cased`: capitals say something."""
    yield from _relatives(text, lowered, cased=cased)
    yield from _officials(text, lowered, places, cased=cased)
    yield from _titled(text, lowered, cased=cased)
    yield from _listed(text, lowered)
    yield from _called(text, lowered, cased=cased)
    for match in _SELF.finditer(lowered):
        kin = any(each.start() <= match.start() < each.end() for each in _RELATIVE.finditer(lowered))
        if is_subject(lowered, match.start()) and not kin:
            yield Person(Span(*match.span("what")), position=match["what"], writer=True)
    if cased:
        yield from _writers(text, lowered)
        yield from _capitals(text)


def _relatives(text: str, lowered: str, *, cased: bool) -> Iterator[Person]:
    for match in _RELATIVE.finditer(lowered):
        span, name = _with_name(text, Span(*match.span()), cased=cased)
        yield Person(span, name=name, kin=True)
    for match in _THEIRS.finditer(lowered):
        span, name = _with_name(text, Span(*match.span()), cased=cased)
        yield Person(span, name=name, theirs=True)
    for match in _STRANGER.finditer(lowered):
        yield Person(Span(*match.span()), stranger=True, described=match[0].count(" ") > 1)


def _officials(text: str, lowered: str, places: Sequence[Span], *, cased: bool) -> Iterator[Person]:
    for match in _POSITION.finditer(lowered):
        if _ROLL.match(lowered, match.start()):
            continue
        own = Span(match.start(), match.start() + len(match[0].rstrip()))
        yield Person(own, position=own.of(text))
        span, name = _with_name(text, own, cased=cased)
        if name and not any(place.touches(Span(own.end + 1, span.end)) for place in places):
            yield Person(span, name=name, position=own.of(text))


def _titled(text: str, lowered: str, *, cased: bool) -> Iterator[Person]:
    for match in (*_TITLED.finditer(lowered), *_CAPITAL_TITLED.finditer(text)):
        if name := name_at(text, match.end(), cased=cased):
            span = Span(match.start(), match.end() + len(name))
            yield Person(span, name=name, titled=True, small=name.islower())


def _listed(text: str, lowered: str) -> Iterator[Person]:
    """Yield whoever is listed with their part: "saksinya budi, ani"."""
    for match in _ROLL.finditer(lowered):
        for item in _ITEM.finditer(text, *match.span("names")):
            first = item["name"].split()[0].lower()
            if first not in NO_NAMES or first in {"pak", "bu"}:
                part = next(each for each in _ROLES if match["as"].startswith(each))
                span = Span(*item.span("name"))
                yield Person(span, name=item["name"], titled=True, part=part)


def _called(text: str, lowered: str, *, cased: bool) -> Iterator[Person]:
    for match in _CALLED.finditer(lowered):
        begin = _behind_title(lowered, match.end())
        if name := name_at(text, begin, cased=cased, initial=True):
            called = match[0].startswith(("nama", "jeneng", "asma", "ngaran"))
            yield Person(Span(match.start(), begin + len(name)), name=name, titled=True, called=called)


def _writers(text: str, lowered: str) -> Iterator[Person]:
    for match in _MINE.finditer(lowered):
        begin = _behind_title(lowered, match.end())
        name = name_at(text, begin, cased=True, capital=begin == match.end())
        if name and is_subject(lowered, match.start()):
            yield Person(Span(match.start(), begin + len(name)), name=name, titled=True, writer=True)


def _capitals(text: str) -> Iterator[Person]:
    """Yield names that nothing but their capitals tells."""
    for match in _SINGLE.finditer(text):
        if match[0].lower() not in NO_NAMES:
            yield Person(Span(*match.span()), name=match[0], bare=True)
    for match in _NAME.finditer(text):
        words = [word.lower().strip(".") for word in match[0].split()]
        if len(words) > 1 and len(words[0]) > 1 and NO_NAMES.isdisjoint(words):
            yield Person(Span(*match.span()), name=match[0])


def _behind_title(lowered: str, at: int) -> int:
    title = _TITLED.match(lowered, at)
    return title.end() if title else at


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
        and (name := name_at(text, span.end + 1, cased=True, capital=True))
    ):
        return Span(span.start, span.end + 1 + len(name)), name
    if (
        cased
        and (apart := _APPOSED.match(text, span.end))
        and (name := name_at(text, apart.end(), cased=True, capital=True))
        and _GOES_ON.match(text, apart.end() + len(name))
    ):
        return Span(span.start, apart.end() + len(name)), name
    return span, ""


def name_at(text: str, at: int, *, cased: bool, capital: bool = False, initial: bool = False) -> str:
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
        return "" if first in NO_NAMES or (len(first) == 1 and len(kept) == 1 and not initial) else name
    if (
        cased
        and not capital
        and (noun := _NOUN.match(text, at))
        and noun[1] not in NO_NAMES
        and (name := name_at(text, noun.end(), cased=True, capital=True))
    ):
        return text[at : noun.end()] + name
    found = _WORD.match(text, at)
    if found is None or capital:
        return ""
    low = found[0].lower()
    if (
        low in NO_NAMES
        or len(low) < (1 if initial else 3)
        or low.startswith(("memb", "meng", "meny", "diker"))
    ):
        return ""
    return found[0]
