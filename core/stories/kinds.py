"""What is wanted, what it is about, and whose matter it is: KPU's or another body's. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from core.stories.proposals import OtherBody, StoryKind, Topic
from core.stories.signs import (
    ASKS,
    ASKS_OUTRIGHT,
    AT_KPU,
    CAMPAIGN,
    CANDIDATES,
    CIVIL,
    CLOSE,
    COMMISSION,
    COMPLAINS,
    CRIME,
    ELECTIONEERING,
    ELSE,
    ETHICS,
    GIVES,
    INNER_DEEDS,
    INNER_ROLES,
    INNER_WRITER,
    INSIDE,
    INSIDE_DEEDS,
    OF_US,
    ONLY_GREETS,
    OURS,
    QUOTED,
    SAYS_MORE,
    SECRET,
    TOPICS,
    TOWN,
    VOTE_FOR,
    WISHES,
    WISHES_OUTRIGHT,
)
from core.stories.words import small

_SHORT: Final = 7
"""So few words that say nothing of elections are talk."""
_INSIDERS: Final = 3
"""So many signs of somebody within make it whistleblowing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a story wants."""

    kind: StoryKind
    topic: Topic | None
    elsewhere: OtherBody | None


def wanted_in(text: str, *, dated: bool = False) -> Wanted:
    """Tell what a text wants, what it is about and whose matter it is.

    Args:
        text: As it was written.
        dated: It tells when something was.
    """
    lowered = " ".join(small(text).split())
    kind = _kind_of(lowered, dated=dated)
    elsewhere = None if kind is StoryKind.NONE else _elsewhere(lowered, kind)
    topic = _topic_of(lowered, kind) if elsewhere in {None, OtherBody.BAWASLU} else None
    return Wanted(kind, topic, elsewhere)


def _topic_of(lowered: str, kind: StoryKind) -> Topic | None:
    """Say what it is about: a complaint of nothing else is one of conduct."""
    if kind in {StoryKind.NONE, StoryKind.WISH, StoryKind.WHISTLEBLOWING}:
        return None
    found = next((topic for topic, words in TOPICS if words.search(lowered)), None)
    if kind is StoryKind.QUESTION:
        return found if found is Topic.VOTER_LIST else None
    return found or Topic.VIOLATION


@dataclass(frozen=True, slots=True)
class _Signs:
    """How often the words for each kind stand in a text."""

    said: str
    """Without what others said."""
    asks: int
    wishes: int
    complains: int
    dated: bool

    @property
    def empty(self) -> bool:
        """A few words that ask and say nothing."""
        short = len(self.said.split()) <= _SHORT
        return short and not self.complains and not self.asks and not SAYS_MORE.search(self.said)

    @property
    def from_within(self) -> bool:
        """Somebody of an office tells what goes wrong inside."""
        if INSIDE.search(self.said) and (INSIDE_DEEDS.search(self.said) or self.complains):
            return True
        if INSIDE_DEEDS.search(self.said) and OF_US.search(self.said) and not self.outright:
            return True
        signs = (INNER_ROLES, INNER_DEEDS, SECRET, AT_KPU, INNER_WRITER)
        return sum(bool(words.search(self.said)) for words in signs) >= _INSIDERS and (
            self.wishes <= self.complains
        )

    @property
    def outright(self) -> bool:
        """It says that it asks: "mau tanya"."""
        return bool(ASKS_OUTRIGHT.search(self.said))

    @property
    def question(self) -> bool:
        """Asking outweighs what is told: whoever says when something was complains rather."""
        told = self.complains + 2 * self.dated
        loud = self.outright and self.asks >= self.complains
        return bool(self.asks) and (self.asks + 2 * self.outright > told or loud)

    @property
    def wish(self) -> bool:
        """Wishing, or praise, outweighs it."""
        return self.wishes > self.complains + self.dated or (
            bool(WISHES_OUTRIGHT.search(self.said)) and self.complains <= 1
        )


def _kind_of(lowered: str, *, dated: bool) -> StoryKind:
    if ONLY_GREETS.match(lowered) or not re.search(r"\w", lowered):
        return StoryKind.NONE
    said = QUOTED.sub(" ", lowered)
    asks, wishes, complains = (len(pattern.findall(said)) for pattern in (ASKS, WISHES, COMPLAINS))
    signs = _Signs(said, asks, wishes, complains, dated)
    kinds = (
        (StoryKind.NONE, signs.empty),
        (StoryKind.WHISTLEBLOWING, signs.from_within),
        (StoryKind.QUESTION, signs.question),
        (StoryKind.WISH, signs.wish),
    )
    return next((kind for kind, holds in kinds if holds), StoryKind.COMPLAINT)


def _elsewhere(lowered: str, kind: StoryKind) -> OtherBody | None:
    """Say whose matter it is where it is not KPU's; None for ours."""
    if ETHICS.search(lowered) or (
        COMMISSION.search(lowered) and CLOSE.search(lowered) and kind is not StoryKind.WHISTLEBLOWING
    ):
        return OtherBody.DKPP
    if kind in {StoryKind.NONE, StoryKind.WHISTLEBLOWING}:
        return None
    ours = len(OURS.findall(lowered))
    towns = len(TOWN.findall(lowered))
    if kind is StoryKind.COMPLAINT and _of_campaign(lowered, ours=ours, towns=towns):
        return OtherBody.BAWASLU
    found = [
        (len(words.findall(lowered)), body)
        for body, words in (
            (OtherBody.POLICE, CRIME),
            (OtherBody.DUKCAPIL, CIVIL),
            (OtherBody.PEMDA, TOWN),
            (OtherBody.OTHER, ELSE),
        )
    ]
    count, body = max(found, key=lambda each: each[0])
    asks_us = body is OtherBody.DUKCAPIL and (ELECTIONEERING.search(lowered) or "kpu" in lowered)
    if kind is not StoryKind.COMPLAINT and (ours or asks_us):
        return None
    return body if count and count > ours else None


def _of_campaign(lowered: str, *, ours: int, towns: int) -> bool:
    """Whether it is of a campaign, of money for votes or of an official who takes sides."""
    ours -= len(VOTE_FOR.findall(lowered))
    if ours > 0 or (towns and not ELECTIONEERING.search(lowered)):
        return False
    return bool(CAMPAIGN.search(lowered)) or bool(CANDIDATES.search(lowered) and GIVES.search(lowered))
