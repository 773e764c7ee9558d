"""What was read out of a story, as it is filed: proposals an officer confirms or corrects, and hints.

A proposal is part of the report, says which words it was read from, and stays as it was made: a later reader
does not change it. Pure.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from core.chain.states import Element
from core.chain.telling.wording import weekday_in_words
from core.reports.schemas import Party, Proposal, Quote
from core.stories.proposals import Reading, Span, StoryKind, When, Who

HINTS: Final = MappingProxyType[str, Callable[[Reading], str]](
    {
        "kind": lambda read: read.kind.value if read.kind is not StoryKind.NONE else "",
        "topic": lambda read: read.topic.value if read.topic else "",
        "category": lambda read: read.category.name if read.category else "",
        "elsewhere": lambda read: read.elsewhere.value if read.elsewhere else "",
        "danger": lambda read: "yes" if read.danger else "",
        "self_harm": lambda read: "yes" if read.self_harm else "",
        "harassment": lambda read: "yes" if read.harassment else "",
        "woman_officer": lambda read: "yes" if read.offers_woman_officer else "",
        "language": lambda read: read.language if read.language != "id" else "",
    }
)
"""What the officer is told of a story beside its proposals, by name; its words stand with the page."""


def hints_of(reading: Reading) -> dict[str, str]:
    """Give the hints of a story, by name; what says nothing is left out."""
    return {name: hint for name, tell in HINTS.items() if (hint := tell(reading))}


def proposals_of(
    text: str, reading: Reading, *, when: str, where: str, who: Sequence[tuple[Who, Party]]
) -> tuple[Proposal, ...]:
    """Make the proposals of a story.

    Args:
        text: As it was written.
        reading: What was read out of it.
        when: The report's answer to when, as far as it was read; empty where it was not, or the writer
            told it.
        where: Likewise.
        who: Each person who was read, and how they stand in the report.
    """
    made: list[Proposal] = []
    if when and reading.when:
        made.append(
            Proposal(
                number=0,
                element=Element.WHEN,
                quotes=_quotes(text, (one.span for one in reading.when)),
                meanings=tuple(meaning_of(one) for one in reading.when),
                value=when,
                confidence=min(one.confidence for one in reading.when),
            )
        )
    if where and reading.where:
        made.append(
            Proposal(
                number=0,
                element=Element.WHERE,
                quotes=_quotes(text, (one.span for one in reading.where)),
                value=where,
                confidence=min(one.confidence for one in reading.where),
            )
        )
    made += [
        Proposal(
            number=0,
            element=Element.WHO,
            quotes=_quotes(text, (one.span,)),
            party=party,
            confidence=one.confidence,
        )
        for one, party in who
    ]
    return tuple(one.model_copy(update={"number": place}) for place, one in enumerate(made, start=1))


def meaning_of(time: When) -> str:
    """Say which day a time means: `Senin 30 November 2026, 08.00`; empty where it means none."""
    if time.day is None:
        return ""
    if time.until is not None:
        return f"{_day(time.day)} sampai {_day(time.until)}"
    clock = f", {time.clock.replace(':', '.')}" if time.clock else ""
    return f"{_day(time.day)}{clock}"


def _day(day: date) -> str:
    return str(weekday_in_words(day))


def _quotes(text: str, spans: Iterable[Span]) -> tuple[Quote, ...]:
    return tuple(Quote(start=one.start, end=one.end, words=one.of(text)) for one in spans)


def found_again(quote: Quote, text: str) -> Quote | None:
    """Find the words where the text was changed since; None where it says them no longer."""
    if text[quote.start : quote.end] == quote.words:
        return quote
    start = text.find(quote.words)
    end = start + len(quote.words)
    return None if start < 0 else Quote(start=start, end=end, words=quote.words)
