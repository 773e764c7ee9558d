"""Whole reports from first word to last, step by step, as the decrees describe them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.chain import Action, Decision, Kind, Role, Snapshot, State, Track, decide
from tests.support.answers import command, officer


def played(report: Snapshot, steps: str) -> list[str]:
    """Play "role action" line by line and list the states passed."""
    passed = []
    for line in steps.strip().splitlines():
        role, action = line.split()
        outcome = decide(report, officer(Role(role), role), command(Action(action), report.track))
        assert isinstance(outcome, Decision), outcome
        report = replace(outcome.applied_to(report), disposition_sheet_printed=True)
        passed.append(outcome.target.value)
    return passed


@pytest.mark.requirement("R47", "R52", "R58", "R66", "R67", "R69", "R73", "R79", "R83", "R43")
def test_a_complaint_from_first_message_to_done_with_a_completion_and_a_second_round() -> None:
    steps = """
        reporter submit
        agency_admin request_completion
        reporter complete
        agency_admin dispose
        unit_admin return_for_redisposition
        agency_admin dispose
        liaison accept
        liaison forward_to_head
        unit_head dispose_internally
        unit_head submit_followup
        unit_admin answer
        reporter respond
        liaison forward_to_head
        unit_head dispose_internally
        unit_head submit_followup
        liaison answer
        reporter accept_answer
    """

    assert played(Snapshot(state=None), steps) == [
        *("received", "awaiting_completion", "received", "disposed", "received", "disposed"),
        *("in_process", "with_unit_head", "in_followup", "followup_submitted", "answered"),
        *("in_process", "with_unit_head", "in_followup", "followup_submitted", "answered"),
        "closed",
    ]


@pytest.mark.requirement("R42", "R60")
def test_a_question_is_answered_directly() -> None:
    question = Snapshot(state=State.IN_PROCESS, kind=Kind.INFORMATION_REQUEST)

    steps = "liaison answer_directly\nreporter accept_answer"

    assert played(question, steps) == ["answered", "closed"]


@pytest.mark.requirement("R94", "R135")
def test_a_refused_report_is_taken_up_again_after_an_objection() -> None:
    steps = """
        reporter submit
        agency_admin propose_not_processable
        leader confirm_not_processable
        reporter object
        agency_admin dispose
    """

    assert played(Snapshot(state=None), steps)[-3:] == ["not_processable", "received", "disposed"]


@pytest.mark.requirement("R117", "R118", "R119", "R133", "R134", "R136", "R137", "R142")
def test_a_whistleblowing_report_from_review_to_rehabilitation() -> None:
    steps = """
        reporter submit
        inspector begin_review
        inspector conclude_review
        inspector deepen
        inspector submit_to_leader
        leader order_investigation
        leader conclude
        leader rehabilitate
    """

    assert played(Snapshot(state=None, track=Track.WHISTLEBLOWING), steps) == [
        *("received", "review", "review", "deepening", "with_leader", "investigation"),
        *("concluded", "concluded"),
    ]


@pytest.mark.requirement("R136")
def test_suspected_corruption_goes_to_the_leader_straight_from_the_review() -> None:
    review = Snapshot(state=State.REVIEW, track=Track.WHISTLEBLOWING)

    steps = "inspector conclude_review\ninspector submit_to_leader\nleader conclude"

    assert played(review, steps) == ["review", "with_leader", "concluded"]
