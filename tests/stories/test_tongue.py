"""A language is offered to whoever writes in it, and hardly ever to anybody else: held over the corpus."""

import pytest

from bench.stories import HALVES, stories
from core.stories.tongue import tongue_of

STORIES = [story for half in HALVES for story in stories(half)]
SPOKEN = ("en", "jv", "su")
OFFERED, WRONGLY = 0.8, 0.02


@pytest.mark.parametrize("code", SPOKEN)
def test_most_who_write_in_a_language_are_offered_it(code: str) -> None:
    texts = [story.text for story in STORIES if story.told["language"] == code]
    heard = [text for text in texts if tongue_of(text) == code]
    assert len(texts) >= 4
    assert len(heard) >= OFFERED * len(texts)


def test_hardly_anybody_is_offered_a_language_they_do_not_write() -> None:
    others = [story.text for story in STORIES if story.told["language"] not in SPOKEN]
    wrongly = [text for text in others if tongue_of(text)]
    assert len(wrongly) <= WRONGLY * len(others)


@pytest.mark.parametrize("text", ["", "ok", "5", "https://lapor.go.id", "KPU", "kulo", "lapor pak"])
def test_a_word_or_two_say_nothing(text: str) -> None:
    assert tongue_of(text) == ""
