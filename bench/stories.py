"""How much of a story is understood: precision and recall over the corpus of invented texts.

`developed` is what the rules were written on; `measured` is only measured; `unseen` was written when the
rules stood, by somebody who had not read them, and says best what to expect. Found and told are matched
where they share a word: a time when it means the same day (or, without one, clock or stage), a place when it
may lie under the same office, a person when they have the same part in it.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any, Final

from bench.figures import Figure
from bench.stage import Stage
from core.offices.tables import table
from core.stories.alarm import despairs, endangered, harassed
from core.stories.proposals import UNSURE, Reading, Span, When, Where, Who
from core.stories.reader import read, regions_named
from core.stories.where import Regions

CORPUS: Final = Path(__file__).resolve().parents[1] / "tests/stories/corpus"
LINE: Final = "stories"
AIMS: Final = {
    **dict.fromkeys(("when", "where", "who"), "≥ 0.9, ≥ 0.9"),
    "danger": "recall 1.0",
    "self_harm": "recall 1.0",
}
HALVES: Final = ("developed", "measured", "unseen")
CRIES: Final = {"danger": endangered, "self_harm": despairs, "harassment": harassed}
"""What is heard in a sentence, and by what."""


@dataclass(slots=True)
class Score:
    """What was found of what was told."""

    told: int = 0
    hit: int = 0
    found: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Of what was told, so much was found."""
        return self.hit / self.told if self.told else 1.0

    @property
    def precision(self) -> float:
        """Of what was found, so much is right."""
        return self.right / self.found if self.found else 1.0

    def note(self, *, told: bool, found: bool) -> None:
        """Count a yes or no."""
        self.told += told
        self.found += found
        self.hit += told and found
        self.right += told and found


@dataclass(frozen=True, slots=True)
class Story:
    """An invented text, and what a reader of it understands."""

    id: str
    text: str
    written: datetime
    told: Mapping[str, Any]

    def span(self, words: str) -> Span:
        """Say where words stand in the text."""
        start = self.text.index(words)
        return Span(start, start + len(words))


def stories(half: str) -> list[Story]:
    """Read one part of the corpus."""
    return [
        Story(each["id"], each["text"], each["written"], each)
        for path in sorted(CORPUS.glob(f"{half}-*.toml"))
        for each in tomllib.loads(path.read_text("utf-8"))["story"]
    ]


@cache
def regions() -> Regions:
    """Give the names of all regencies and provinces, as the directory of offices has them."""
    files = ("regencies.csv", "provinces.csv")
    return regions_named((row["name"], row["code"]) for name in files for row in table(name))


Misses = list[str]


def measured(half: str, misses: Misses | None = None) -> tuple[dict[str, Score], float]:
    """Read every story of a half; return the scores by what is looked for, and milliseconds a story."""
    every = stories(half)
    scores = {
        name: Score()
        for name in ("when", "where", "who", "office", "danger", "self_harm", "harassment", "elsewhere")
    }
    for kind in ("complaint", "wish", "question", "whistleblowing", "none"):
        scores[f"kind: {kind}"] = Score()
    for part in ("anybody", "accused", "witness", "victim", "writer", "mentioned"):
        scores[f"who: {part}"] = Score()
    scores["category"], scores["woman officer"] = Score(), Score()
    for topic in ("voter_list", "violation", "seal", "ballot", "result_system"):
        scores[f"topic: {topic}"] = Score()
    lists: tuple[tuple[str, Callable[[Story, Any, Any], bool]], ...] = (
        ("when", _same_time),
        ("where", _same_place),
        ("who", _same_person),
    )
    read("tps 1 desa jantuk", datetime(2027, 1, 1), regions())  # noqa: DTZ001 - what is read once a process
    began = process_time()
    readings = [read(story.text, story.written, regions()) for story in every]
    spent = (process_time() - began) / max(len(every), 1) * 1000
    for story, reading in zip(every, readings, strict=True):
        for name, same in lists:
            _compare(
                scores[name], story, story.told.get(name, []), getattr(reading, name), same, name, misses
            )
        _persons(scores, story, reading)
        _offices(scores["office"], story, reading, misses)
        for name in ("danger", "self_harm", "harassment"):
            _yes(
                scores[name],
                story,
                name,
                told=bool(story.told.get(name)),
                found=bool(getattr(reading, name)),
                misses=misses,
            )
        _yes(
            scores["woman officer"],
            story,
            "woman officer",
            told=bool(story.told.get("woman_officer", story.told.get("harassment"))),
            found=reading.offers_woman_officer,
            misses=misses,
        )
        if "category" in story.told:
            _category(scores["category"], story, reading, misses)
        _choice(scores, "kind", story, story.told["kind"], reading.kind.value, misses)
        _choice(
            scores,
            "topic",
            story,
            story.told.get("topic", ""),
            reading.topic.value if reading.topic else "",
            misses,
        )
        told, found = story.told.get("elsewhere", ""), reading.elsewhere.value if reading.elsewhere else ""
        score = scores["elsewhere"]
        score.told, score.found = score.told + bool(told), score.found + bool(found)
        score.hit, score.right = score.hit + (told == found != ""), score.right + (told == found != "")
        if told != found and misses is not None:
            misses.append(
                f"{story.id} elsewhere: {told or '-'} read as {found or '-'} | {_short(story.text)}"
            )
    return scores, spent


def _short(text: str) -> str:
    return " ⏎ ".join(text.split("\n"))[:300]


def _compare(
    score: Score,
    story: Story,
    told: Sequence[Mapping[str, Any]],
    found: Sequence[Any],
    same: Callable[[Story, Any, Any], bool],
    name: str,
    misses: Misses | None,
) -> None:
    pairs = [
        [story.span(one["words"]).touches(other.span) and same(story, one, other) for other in found]
        for one in told
    ]
    score.told += len(told)
    score.hit += sum(any(row) for row in pairs)
    right = [any(row[at] for row in pairs) for at in range(len(found))]
    # What is said to be unsure is asked: a miss of recall, but nothing false, if somebody was told of there.
    asked = [
        other.confidence <= UNSURE and any(story.span(one["words"]).touches(other.span) for one in told)
        for other in found
    ]
    score.found += sum(ok or not ask for ok, ask in zip(right, asked, strict=True))
    score.right += sum(right)
    if misses is None:
        return
    for one, row in zip(told, pairs, strict=True):
        if not any(row):
            near = [other for other in found if story.span(one["words"]).touches(other.span)]
            misses.append(
                f"{story.id} {name} missed: {dict(one)} ~ {[_said(story, other) for other in near]} |"
                f" {_short(story.text)} ({story.written:%a %d %b})"
            )
    for other, ok in zip(found, right, strict=True):
        if not ok:
            misses.append(f"{story.id} {name} false: {_said(story, other)} | {_short(story.text)}")


def _persons(scores: Mapping[str, Score], story: Story, reading: Reading) -> None:
    """Persons whatever their part, and each part by itself."""
    told = [(story.span(one["words"]), one["part"]) for one in story.told.get("who", [])]
    found = [(one.span, one.part.value) for one in reading.who]
    claimed = [
        (one.span, one.part.value)
        for one in reading.who
        if one.confidence > UNSURE
        or all(part == one.part.value for span, part in told if span.touches(one.span))
    ]
    for name, same in [
        ("anybody", True),
        *((part, False) for part in ("accused", "witness", "victim", "writer", "mentioned")),
    ]:
        score = scores[f"who: {name}"]
        mine = [each for each in told if same or each[1] == name]
        theirs = found if same else [each for each in claimed if each[1] == name]
        score.told += len(mine)
        score.found += len(theirs)
        score.hit += sum(any(span.touches(other) for other, _ in theirs) for span, _ in mine)
        score.right += sum(any(span.touches(other) for other, _ in mine) for span, _ in theirs)


def _said(story: Story, found: Any) -> str:
    fields = {
        key: getattr(found, key)
        for key in found.__slots__
        if key not in {"span", "confidence"} and getattr(found, key)
    }
    return f"“{found.span.of(story.text)}” { ({key: str(value) for key, value in fields.items()}) }"


def _same_time(_story: Story, told: Mapping[str, Any], found: When) -> bool:
    first, last = _days(told)
    if first is None:
        return (
            bool(told.get("stage") and found.stage)
            or (bool(told.get("clock")) and told["clock"] == found.clock)
            or not (told.get("stage") or told.get("clock"))
        )
    if found.day is None:
        return False
    return found.day == first or (last is not None and first <= found.day <= last)


def _days(told: Mapping[str, Any]) -> tuple[date | None, date | None]:
    first, last = (told.get(name) for name in ("from", "until"))
    first = told.get("day") or first
    return tuple(date.fromisoformat(str(each)) if each else None for each in (first, last))  # type: ignore[return-value]


def _same_place(_story: Story, told: Mapping[str, Any], found: Where) -> bool:
    codes = {str(code)[:5] for code in (told.get("codes") or ([told["code"]] if told.get("code") else []))}
    return (
        not codes
        or not found.codes
        or bool(codes & set(found.codes))
        or any(code[:2] in codes for code in found.codes)
    )


def _same_person(_story: Story, told: Mapping[str, Any], found: Who) -> bool:
    return bool(told["part"] == found.part.value)


def _offices(score: Score, story: Story, reading: Reading, misses: Misses | None) -> None:
    """Count an office as found where it is the only one, and told; where several are found they are asked."""
    told, found = list(story.told.get("office", [])), list(reading.offices)
    score.told += len(told) == 1
    score.hit += len(told) == 1 and found == told
    score.found += len(found) == 1
    score.right += len(found) == 1 and found[0] in told
    if misses is not None and (
        (len(told) == 1 and found != told) or (len(found) == 1 and found[0] not in told)
    ):
        misses.append(f"{story.id} office: {told} read as {found[:5]} | {_short(story.text)}")


def _category(score: Score, story: Story, reading: Reading, misses: Misses | None) -> None:
    """Count a category as found where it is suggested with more than a guess."""
    told = story.told["category"]
    found = reading.category.name if reading.category and reading.category.confidence > UNSURE else ""
    score.told, score.found = score.told + 1, score.found + bool(found)
    score.hit, score.right = score.hit + (told == found), score.right + (told == found)
    if told != found and misses is not None:
        misses.append(f"{story.id} category: {told} read as {found or '-'} | {_short(story.text)}")


def _yes(score: Score, story: Story, name: str, *, told: bool, found: bool, misses: Misses | None) -> None:
    score.note(told=told, found=found)
    if told != found and misses is not None:
        misses.append(f"{story.id} {name} {'missed' if told else 'false'} | {_short(story.text)}")


def _choice(
    scores: Mapping[str, Score], name: str, story: Story, told: str, found: str, misses: Misses | None
) -> None:
    for value in (told, found):
        if value:
            score = scores[f"{name}: {value}"]
            score.told, score.found = score.told + (value == told), score.found + (value == found)
            if told == found:
                score.hit, score.right = score.hit + 1, score.right + 1
                break
    if told != found and misses is not None:
        misses.append(f"{story.id} {name}: {told or '-'} read as {found or '-'} | {_short(story.text)}")


def cries(misses: Misses | None = None) -> dict[str, Score]:
    """Listen to every sentence of `cries-*.toml`: what was told of danger and despair, among what was not."""
    scores = {name: Score() for name in CRIES}
    for path in sorted(CORPUS.glob("cries-*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        for name, heard in CRIES.items():
            for text in told[name]:
                _listen(scores[name], name, text, told=True, found=heard(text), misses=misses)
            for text in told["harmless"]:
                _listen(scores[name], name, text, told=False, found=heard(text), misses=misses)
    return scores


def _listen(score: Score, name: str, text: str, *, told: bool, found: bool, misses: Misses | None) -> None:
    score.note(told=told, found=found)
    if told != found and misses is not None:
        misses.append(f"{name} {'missed' if told else 'false'} | {text}")


def lines() -> Iterator[str]:
    """Write the table of docs/reading-stories.md, the parts beside one another, and what a story takes."""
    halves = {half: measured(half) for half in HALVES}
    yield f"| | {' | '.join(f'{half}: told | recall | precision' for half in HALVES)} |"
    yield f"|---{'|---' * 3 * len(HALVES)}|"
    for name in halves["developed"][0]:
        cells = [
            f"{score.told} | {score.recall:.3f} | {score.precision:.3f}"
            for score in (halves[half][0][name] for half in HALVES)
        ]
        yield f"| {name} | {' | '.join(cells)} |"
    yield ""
    yield "| One sentence | told | recall | precision |"
    yield "|---|---|---|---|"
    for name, score in cries().items():
        yield f"| Sentence: {name} | {score.told} | {score.recall:.3f} | {score.precision:.3f} |"
    yield f"milliseconds a story: {', '.join(f'{halves[half][1]:.1f}' for half in HALVES)}"


async def run(stage: Stage) -> list[Figure]:
    """Measure every part; the last says what to expect."""
    del stage  # no database, no chat: words alone
    figures: list[Figure] = []
    for half in HALVES:
        scores, spent = measured(half)
        for name, score in scores.items():
            value = f"recall {score.recall:.3f}, precision {score.precision:.3f} of {score.told}"
            figures.append(Figure(line=LINE, what=f"{half}: {name}", value=value, aim=AIMS.get(name, "")))
        figures.append(Figure(line=LINE, what=f"{half}: one story", value=f"{spent:.1f} ms", aim="≤ 5 ms"))
    return figures


if __name__ == "__main__":
    import sys

    if len(sys.argv) > 1:
        noted: Misses = []
        measured("developed", noted)
        cries(noted)
        print("\n".join(one for one in noted if sys.argv[1] in one))
    else:
        print("\n".join(lines()))
