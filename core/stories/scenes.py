"""What stands beside somebody in a story, cut for the rules that tell their part. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.stories.cues import ACTING, BY_WHOM, CLAUSE, DOT, MASKED, NO_VERB, VERB, WHO_DID
from core.stories.mentions import Person
from core.stories.proposals import Part

_REACH: Final = 90
_SENTENCE: Final = re.compile(r"[.;!?\n]")


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody, and what is told beside them."""

    one: Person
    before: str
    """Of their clause, without places and times."""
    after: str
    rest: str
    """What follows, to the end of the sentence."""
    later: str
    """What follows, until the next one is told of."""
    raw: str
    """What stands before them, as it was written."""
    complaint: bool
    asked: bool
    last: Part | None
    """The part of whoever was told of before."""

    @property
    def official(self) -> bool:
        """They are told by a position."""
        return bool(self.one.position)

    @property
    def acts(self) -> bool:
        """They are told to do something, and nothing helpful."""
        if ACTING.search(self.after):
            return True
        named = bool(self.one.position or self.one.name)
        return named and bool(VERB.search(self.after)) and not NO_VERB.search(self.after)

    @property
    def blamed(self) -> bool:
        """They are told to have done it, before they are named."""
        return bool(BY_WHOM.search(self.before) or WHO_DID.search(self.before))

    @property
    def mentioned(self) -> Part | None:
        """Their part where nothing tells it: a position alone says too little to ask about."""
        return Part.MENTIONED if self.one.name or self.one.position else None


def scenes_of(
    lowered: str,
    masked: str,
    group: Sequence[Person],
    until: int,
    *,
    complaint: bool,
    asked: bool,
    last: Part | None,
) -> list[Scene]:
    """Say what is told beside each of a list; `until` the next one is told of."""
    start, end = group[0].span.start, group[-1].span.end
    before, after = _before(masked, start), _after(masked, end)
    if group[-1].name:
        after = after.removeprefix(",")
    return [
        Scene(
            one=one,
            before=before if at == 0 else _own(masked, one),
            after=after,
            rest=_rest(masked, end),
            later=masked[end:until],
            raw=lowered[max(0, start - _REACH) : start],
            complaint=complaint,
            asked=asked,
            last=last,
        )
        for at, one in enumerate(group)
    ]


def _own(masked: str, one: Person) -> str:
    """Return what stands before somebody in a list, where it says by whom something was done."""
    before = _before(masked, one.span.start)
    return before if BY_WHOM.search(before) else ""


def _before(masked: str, start: int) -> str:
    piece = DOT.sub(" ", masked[max(0, start - _REACH) : start])
    ends = [match.end() for match in CLAUSE.finditer(piece)]
    return piece[ends[-1] :] if ends else piece


def _after(masked: str, end: int) -> str:
    piece = DOT.sub(" ", masked[end : end + _REACH]).lstrip("\n")
    stop = CLAUSE.search(piece)
    return re.sub(r"\s{2,}", " ", MASKED.sub(" ", piece[: stop.start()] if stop else piece))


def _rest(masked: str, end: int) -> str:
    piece = DOT.sub(" ", masked[end : end + 2 * _REACH]).lstrip("\n")
    stop = _SENTENCE.search(piece)
    return re.sub(r"\s{2,}", " ", MASKED.sub(" ", piece[: stop.start()] if stop else piece))
