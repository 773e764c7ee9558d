"""A whole story in one call: proposals lie in the text, which never changes, and are as good as is said."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.stories import HALVES, measured, regions
from core.stories.proposals import Part, PlaceKind, StoryKind
from core.stories.reader import LONGEST, language_of, read

WRITTEN = datetime(2027, 3, 10, 20, 0)  # noqa: DTZ001 - the writer's own time has no zone
PAGE = Path(__file__).parents[2] / "docs" / "reading-stories.md"
SAID = "pak Budi ketua KPPS TPS 4 desa Jantuk lotim kemarin jam 8 minta uang saya diancam tgl 5 İ ‘a’ , ( )"
WORDS = st.sampled_from([*SAID.split(), "\n", '"'])


def test_a_story_is_read_in_one_call() -> None:
    text = (
        "Min, kemarin jam 8an pak Rudi ketua KPPS TPS 4 desa Jantuk lotim minta uang 50rb. Istri saya lihat."
    )
    found = read(text, WRITTEN, regions())
    assert [(one.day, one.clock) for one in found.when] == [(date(2027, 3, 9), "08:00")]
    assert [one.kind for one in found.where] == [
        PlaceKind.POLLING_STATION,
        PlaceKind.VILLAGE,
        PlaceKind.REGENCY,
    ]
    assert [(one.name, one.part) for one in found.who] == [("Rudi", Part.ACCUSED), ("", Part.WITNESS)]
    assert (found.kind, found.offices, found.danger) == (StoryKind.COMPLAINT, ("52.03",), False)


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_every_proposal_lies_in_the_text_as_it_was_written(text: str) -> None:
    found = read(text, WRITTEN, regions())
    spans = [one.span for one in found.when]
    spans += [one.span for one in found.where]
    spans += [one.span for one in found.who]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()
    for person in found.who:
        assert person.name in text
        assert person.position in text.lower() or person.position in text


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a", "saya di ", "tgl 1 ", "ketua kpps ", '"', "\n", "A "])
def test_a_text_made_to_be_slow_is_read_nevertheless(piece: str) -> None:
    read(piece * LONGEST, WRITTEN, regions())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("petugas minta uang", "id"),
        ("kulo badhe nyuwun pirsa, niki pripun nggih", "jv"),
        ("punten abdi bade naros, kumaha atuh", "su"),
        ("please can you tell me how to vote", "en"),
        ("", "id"),
    ],
)
def test_the_language_is_told_where_it_is_plain(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_the_reader_is_as_good_as_the_page_says(half: str) -> None:
    rows = re.findall(r"^\| ([a-z_: ]+?) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    column = 1 + 3 * HALVES.index(half)
    written = {
        name: tuple(map(float, cells.split(" | ")[column : column + 2]))
        for name, cells in rows
        if cells[0].isdigit() and name not in HALVES  # of questions and their answers another page counts
    }
    found = {name: (score.recall, score.precision) for name, score in measured(half)[0].items()}
    assert written == {name: pytest.approx(score, abs=0.0006) for name, score in found.items()}
