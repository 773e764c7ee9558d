"""A story as an officer reads it, also where its writer changed it after it was sent."""

import pytest

from core.chain.states import Element
from core.reading.telling import StoryView, story_view
from core.reporter.revising import corrected
from core.reports.schemas import ReportBody, Settled, Verdict
from tests.support.told import PIECES, TEXT, WRITTEN, told_body

pytestmark = pytest.mark.slow

OFFICER = "11111111-1111-1111-1111-111111111111"


def view_of(body: ReportBody, original: ReportBody | None = None) -> StoryView:
    view = story_view(body, original or body, (), {})
    assert view is not None
    return view


def quoted(view: StoryView) -> set[str]:
    return {piece.text[mark.start : mark.end] for piece in view.pieces for mark in piece.marks}


def test_each_message_holds_the_marks_that_lie_in_it() -> None:
    view = view_of(told_body())

    assert [piece.text for piece in view.pieces] == list(PIECES)
    assert [[mark.number for mark in piece.marks] for piece in view.pieces] == [[], [3], [1, 2, 4]]
    assert not view.changed


def test_what_its_writer_changed_since_is_shown_as_it_is_now_with_what_is_still_said_marked() -> None:
    first = told_body()
    text = TEXT.replace("desa jantuk", "desa sukamulia").replace("min mau", "Assalamualaikum min, mau")
    edited = corrected(first, Element.WHAT, TEXT, text)
    view = view_of(edited, first)

    assert view.changed
    assert [piece.text for piece in view.pieces] == [text]
    assert quoted(view) == {"kemarin malam", "petugas pps bu Rahma Wati", "istri saya"}


def test_words_that_two_proposals_share_are_marked_once() -> None:
    body = told_body()
    assert body.story is not None
    twice = [one.model_copy(update={"number": 10 + one.number}) for one in body.story.proposals]
    story = body.story.model_copy(update={"proposals": (*body.story.proposals, *twice)})
    view = view_of(body.model_copy(update={"story": story}))

    for piece in view.pieces:
        ends = [0, *(mark.end for mark in piece.marks)]
        assert all(mark.start >= end for mark, end in zip(piece.marks, ends, strict=False))


def test_what_was_settled_is_shown_as_it_stands_now() -> None:
    body = told_body()
    assert body.story is not None
    settled = Settled(verdict=Verdict.CORRECTED, at=WRITTEN, officer_id=OFFICER, value="Jumat")  # type: ignore[arg-type]  # pydantic reads it
    view = view_of(body.model_copy(update={"story": body.story.settle(1, settled)}))

    assert (view.proposals[0].value, view.proposals[0].verdict) == ("Jumat", Verdict.CORRECTED)
    assert view.proposals[1].verdict is None


def test_a_report_that_was_not_told_has_no_story() -> None:
    assert story_view(told_body().model_copy(update={"story": None}), told_body(), (), {}) is None
