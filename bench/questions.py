"""How well questions are led to their answer, over `tests/stories/questions.csv`: found, sure, and wrong.

`python -m bench.questions` prints the table of docs/reading-stories.md.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.stories.questions import asked_about

CORPUS: Final = Path(__file__).resolve().parents[1] / "tests/stories/questions.csv"
HALVES: Final = ("developed", "measured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of the questions of one half."""

    answerable: int
    offered: int
    """The right topic was answered, or was among those offered."""
    answered: int
    """Answered at once."""
    right: int
    """Of those, with the right answer."""
    others: int
    """Texts that no answer is for."""
    wrongly: int
    """Of those, answered at once all the same."""

    @property
    def recall(self) -> float:
        """Of the answerable, the part that was led to its answer."""
        return self.offered / self.answerable

    @property
    def precision(self) -> float:
        """Of all that was answered at once, the part that was answered rightly."""
        return self.right / (self.answered + self.wrongly)


def rows(half: str) -> list[tuple[str, str]]:
    """Return (topic, text) of one half; no topic: no answer is for it."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="|")
        return [(line["topic"], line["text"]) for line in lines if line["half"] == half]


def found(half: str) -> Found:
    """Ask every question of one half."""
    asked = [(topic, asked_about(text)) for topic, text in rows(half)]
    answerable = [(topic, about) for topic, about in asked if topic]
    sure = [(topic, about) for topic, about in answerable if about.sure]
    others = [about for topic, about in asked if not topic]
    return Found(
        answerable=len(answerable),
        offered=sum(topic in about.topics[: 1 if about.sure else 3] for topic, about in answerable),
        answered=len(sure),
        right=sum(about.topics[0] == topic for topic, about in sure),
        others=len(others),
        wrongly=sum(about.sure for about in others),
    )


def table() -> str:
    """Write the figures as the page has them."""
    heads = ("questions", "led to their answer", "answered at once", "of those rightly", "others")
    lines = [f"| | {' | '.join(heads)} | answered all the same |", "|---|---|---|---|---|---|---|"]
    for half in HALVES:
        one = found(half)
        lines.append(
            f"| {half} | {one.answerable} | {one.recall:.3f} | {one.answered} | {one.precision:.3f} | "
            f"{one.others} | {one.wrongly} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
