"""What a question is about: which of the standard answers may be meant. Pure, by rules alone.

Each topic has its words, in everyday and slang spelling; a word that only this topic has says more. A slip of
the finger in a longer word is forgiven. Where two topics are near each other, or little is said, both are
offered. What is told rather than asked ("KPPS minta uang") is no question: who calls this has seen to that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from core.answers.topics import AnswerTopic
from core.stories.words import small

LONGEST: Final = 600
"""Letters of a question that are read."""
OFFERED: Final = 3
_SURE: Final = 3
_AHEAD: Final = 2
_SLIP_FROM: Final = 6
_ALIKE: Final = 90.0
"""How near an office's own wording of a question must come, of 100."""
_WORDS: Final = "words"
_SLIPS: Final = "slips"


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What a question may be about, the likeliest first."""

    topics: tuple[AnswerTopic, ...]
    sure: bool = False
    """The first is meant; otherwise up to three are offered to choose from."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What `data/questions.txt` says."""

    spellings: Mapping[str, str]
    long: tuple[str, ...]
    """Words in which a slip of the finger is forgiven."""
    cues: Mapping[AnswerTopic, list[tuple[int, re.Pattern[str]]]]


@cache
def _table() -> _Table:
    """Read the table once a process."""
    parts: dict[str, list[str]] = {}
    name = ""
    for line in (
        resources.files("core.stories").joinpath("data", "questions.txt").read_text("utf-8").splitlines()
    ):
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            parts.setdefault(name, []).append(line)
    spellings: dict[str, str] = {}
    for line in parts[_WORDS]:
        word, _, written = line.partition(": ")
        spellings |= dict.fromkeys(written.split(), word)
    cues = {topic: [_cue(line) for line in parts[topic.value]] for topic in AnswerTopic}
    return _Table(spellings, tuple(" ".join(parts[_SLIPS]).split()), cues)


def _cue(line: str) -> tuple[int, re.Pattern[str]]:
    weight, _, pattern = line.partition(" ")
    return int(weight), re.compile(pattern)


def asked_about(text: str, worded: Mapping[AnswerTopic, str] | None = None) -> AskedAbout:
    """Say which topics a question is about.

    Args:
        text: As it was asked; what lies beyond `LONGEST` is not read.
        worded: How the office words its questions; near enough, one of them is meant.
    """
    said = _folded(text[:LONGEST])
    points = {
        topic: max((weight for weight, cue in cues if cue.search(said)), default=0)
        + sum(1 for weight, cue in cues if cue.search(said)) // 2
        for topic, cues in _table().cues.items()
    }
    for topic, question in (worded or {}).items():
        if fuzz.token_sort_ratio(said, _folded(question)) >= _ALIKE:
            points[topic] = points.get(topic, 0) + _SURE + _AHEAD
    found = sorted((topic for topic, point in points.items() if point), key=lambda topic: -points[topic])
    if not found:
        return AskedAbout(())
    second = points[found[1]] if len(found) > 1 else 0
    sure = points[found[0]] >= _SURE and points[found[0]] - second >= (1 if second < _SURE else _AHEAD)
    return AskedAbout(tuple(found[:OFFERED]), sure)


def _folded(text: str) -> str:
    """Fold a question to the words that the cues know, slips of the finger too."""
    return " ".join(_word(each) for each in re.findall(r"[a-z0-9'-]+", small(text)))


def _word(word: str) -> str:
    table = _table()
    bare = re.sub(r"(?:nya|ne|kah|lah|in)$", "", word) if len(word) > _SLIP_FROM else word
    if meant := table.spellings.get(word) or table.spellings.get(bare):
        return meant
    if len(word) < _SLIP_FROM:
        return word
    return next((one for one in table.long if OSA.distance(word, one, score_cutoff=1) <= 1), word)
