"""Finding who is told of in a text: a name behind a title, a position, somebody of the writer's own. Pure.

What part they have is another matter: `core.stories.who`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.stories.mentions import Person, mentions_in, name_at
from core.stories.proposals import Span

_MORE: Final = re.compile(r"(?:, | dan | sama | sm | & |, dan | serta )(?=[A-Z])")
_GAP: Final = re.compile(r"(?: (?:di|d))? {3,}")
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
_APART: Final = 40
_BASE: Final = re.compile(
    "^(?:pak|bu|bapak|ibu|pa|bapa|mas|mbak|si) |(?:nya|ne|na)?(?: (?:nya|kami|kita|saya|sy|nyong|aku))?$"
)


def people_of(text: str, lowered: str, places: Sequence[Span]) -> list[Person]:
    """Find everybody told of, in the order of the text; `places` are no names."""
    cased = not text.isupper()
    quotes = [Span(*match.span()) for match in _QUOTED.finditer(text)]
    found = [
        one
        for one in _longest(mentions_in(text, lowered, places, cased=cased))
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
    """Return what somebody is told by, without title, owner and ending."""
    return _BASE.sub("", one.span.of(text).lower())


def _listed(text: str, found: list[Person], places: Sequence[Span]) -> list[Person]:
    """Take the names that follow a name in a list: "Pak Budi, Agus dan Siti"."""
    more: list[Person] = []
    for one in found:
        more.append(one)
        at = one.span.end
        while one.name and one.name != one.name.upper() and (match := _MORE.match(text, at)):
            name = name_at(text, match.end(), cased=True, capital=True)
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
            end = each.span.end
            if "(" in lowered[current.span.end : each.span.start] and lowered[end : end + 1] == ")":
                end += 1
            current = replace(
                current,
                span=Span(current.span.start, end),
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
    if ("\n" in between and between.strip()) or len(between) > _APART or not _JOINED.fullmatch(between):
        return False
    if (
        first.stranger
        or first.part
        or second.part
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
    beside = second.span.start - first.span.end <= 1 and "\n" not in between
    positions = bool(first.position and second.position and not first.name and not second.name and beside)
    return positions or (
        bool(first.name) != bool(second.name) and bool(first.position) != bool(second.position)
    )
