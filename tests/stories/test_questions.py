"""A question is led to its standard answer: how well is measured, and what is told is never taken for one."""

from pathlib import Path

import pytest

from bench.questions import HALVES, found, table
from core.answers.topics import DEFAULTS, QUESTIONS, AnswerTopic
from core.stories.questions import OFFERED, asked_about

pytestmark = pytest.mark.requirement("R18")
PAGE = Path(__file__).resolve().parents[2] / "docs/reading-stories.md"


def test_the_page_prints_what_is_measured() -> None:
    assert table() in PAGE.read_text("utf-8"), "run `python -m bench.questions`"


@pytest.mark.parametrize("half", HALVES)
def test_what_is_answered_at_once_is_answered_rightly(half: str) -> None:
    measured = found(half)
    assert measured.precision >= 0.95
    assert measured.recall >= 0.85


@pytest.mark.parametrize("topic", AnswerTopic)
def test_the_house_s_own_wording_of_a_question_is_known(topic: AnswerTopic) -> None:
    about = asked_about(QUESTIONS[topic])
    assert (about.topics[0], about.sure) == (topic, True)


def test_an_office_s_own_wording_is_known_though_no_rule_is() -> None:
    worded = {AnswerTopic.COST: "Mbokdhe mriki ngedalaken arta?"}
    assert asked_about("mbokdhe mriki ngedalaken arta").topics == ()
    assert asked_about("mbokdhe mriki ngedalaken arta", worded).topics == (AnswerTopic.COST,)


def test_slips_of_the_finger_are_forgiven_and_no_more_than_three_are_offered() -> None:
    assert asked_about("almaat kantor kpu").topics == asked_about("alamat kantor kpu").topics
    many = asked_about("dpt pindah kpps alamat jam buka wa bayar surat")
    assert len(many.topics) == OFFERED
    assert not many.sure


def test_a_long_text_is_read_to_its_limit_and_quickly_refused() -> None:
    assert asked_about("x" * 100_000) == asked_about("")
    assert asked_about("") == asked_about("???")


def test_only_what_a_decree_says_came_with_the_house() -> None:
    assert all(each.source for each in DEFAULTS.values())
    assert not {topic for topic in DEFAULTS if topic.is_own}
