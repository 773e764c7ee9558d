"""When it happened, as people tell it: "kemarin malam", "tgl 12 november jam 8an", "pas masa tenang".

What a day counts from is the day it was written. A day and the clock beside it are one time. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from core.stories.dating import DAY_BEGINS, READ, Moment, in_part
from core.stories.moments import PATTERNS
from core.stories.proposals import PartOfDay, Span, When
from core.stories.words import small

_BETWEEN: Final = re.compile(
    r"[\s,.;()/-]*(?:sekitar|kira-?kira|kira2|pada|di|dan|waktu|pas|pd|hari|itu|nya|lah"
    r"|an)?[\s,.()-]*"
)
_SMALL_TALK: Final = re.compile(
    r"\b(?:(?:se)?tiap(?: hari| tgl| tanggal)?|saben|unggal|lahir\w*(?: aku| saya| sy)?(?: tgl|"
    r" tanggal)?|shift(?: \w+)?|selamat|met|slmt|slamat|sugeng|wilujeng|good|assalamualaikum|hai"
    r"|halo|pagi2 gini)\s*$"
)
_QUOTED: Final = re.compile(r"[\"“”][^\"“”\n]{2,200}[\"“”]")


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
        for each in _longest(list(_expressions(lowered, written)))
        if not _is_greeting(lowered, each)
        and not any(start <= each.span.start < end for start, end in quotes)
    ]
    return tuple(
        When(
            span=each.span,
            day=each.day,
            until=each.until,
            clock=each.clock,
            stage=each.stage,
            confidence=each.confidence,
        )
        for each in _in_order(_together(lowered, found, written))
        if each.day or each.clock or each.stage
    )


def _in_order(found: Iterator[Moment]) -> Iterator[Moment]:
    """Give "malam harinya" the day that was told before it."""
    last: date | None = None
    for each in found:
        if each.follows:
            if last is not None:
                yield replace(each, day=last)
            continue
        last = each.day or last
        yield each


def _is_greeting(lowered: str, found: Moment) -> bool:
    """Whether it only says good morning."""
    return bool(_SMALL_TALK.search(lowered[: found.span.start]))


def _longest(found: list[Moment]) -> list[Moment]:
    kept: list[Moment] = []
    for each in sorted(found, key=lambda one: one.span.start - one.span.end):
        if not any(each.span.touches(other.span) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.span.start)


def _together(lowered: str, found: list[Moment], written: datetime) -> Iterator[Moment]:
    """Join a day with the clock beside it: "kemarin jam 8" is one time."""
    current: Moment | None = None
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


def _belong(lowered: str, first: Moment, second: Moment) -> bool:
    between = lowered[first.span.end : second.span.start]
    if (
        second.follows
        or "\n" in between
        or ("," in between and first.day and second.day and not first.weak)
        or not _BETWEEN.fullmatch(between)
    ):
        return False
    if (
        first.day
        and second.day
        and (first.until or not (first.day == second.day or first.weak or second.weak))
    ):
        return False
    parts = {first.clock, second.clock} & {part.value for part in PartOfDay}
    clocks = bool(first.clock and second.clock)
    return (not clocks or bool(parts)) and not (first.stage and second.stage)


def _joined(first: Moment, second: Moment) -> Moment:
    clock = first.clock or second.clock
    if first.clock and second.clock:
        exact = next(each for each in (first.clock, second.clock) if ":" in each or each == second.clock)
        clock = in_part(exact, first.clock if exact == second.clock else second.clock)
    day = second.day if first.weak and second.day else first.day or second.day
    return Moment(
        Span(first.span.start, second.span.end),
        day,
        first.until or second.until,
        clock,
        first.stage or second.stage,
        min(first.confidence, second.confidence),
        weak=first.weak and (second.weak or not second.day),
        night=first.night or second.night,
    )


def _dated(found: Moment, written: datetime) -> Moment:
    """Count the small hours of last night to the day they are of."""
    if found.night and found.day and ":" in found.clock and int(found.clock[:2]) <= DAY_BEGINS:
        return replace(found, day=written.date())
    return found


def _expressions(lowered: str, written: datetime) -> Iterator[Moment]:
    for name, pattern in PATTERNS:
        for match in pattern.finditer(lowered):
            if made := READ[name](match, written):
                yield replace(made, span=Span(*match.span()))
