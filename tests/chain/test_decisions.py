"""What a decision carries: values, changes, clocks and the desk it goes to; and refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.chain import (
    TRANSITIONS,
    Action,
    Classification,
    Command,
    Decision,
    Element,
    Finding,
    Role,
    Snapshot,
    State,
    StepDenied,
    Track,
    available,
    decide,
    others_steps,
    rows_of,
    why_not,
)
from tests.support.answers import COMPLAINT, EVENT, command, officer, ready_for

PUBLIC, WBS = Track.PUBLIC_SERVICE, Track.WHISTLEBLOWING


def decided(
    action: Action, role: Role, state: State | None, track: Track = PUBLIC, **answers: object
) -> Decision:
    outcome = decide(ready_for(action, state, track), officer(role), command(action, track, **answers))
    assert isinstance(outcome, Decision)
    return outcome


@pytest.mark.requirement("R51")
def test_a_new_report_starts_received_on_the_admins_desk() -> None:
    outcome = decided(Action.SUBMIT, Role.REPORTER, None)

    assert outcome.source is None
    assert outcome.target is State.RECEIVED
    assert outcome.holder is Role.AGENCY_ADMIN
    assert outcome.values == COMPLAINT


@pytest.mark.requirement("R141", "R144")
def test_a_whistleblowing_report_names_its_violation_and_goes_to_the_inspector() -> None:
    outcome = decided(Action.SUBMIT, Role.REPORTER, None, WBS)
    untyped = decide(
        Snapshot(state=None, track=WBS),
        officer(Role.REPORTER),
        Command(Action.SUBMIT, EVENT),
    )

    assert outcome.holder is Role.INSPECTOR
    assert isinstance(untyped, StepDenied)
    assert set(untyped.field_errors) == {"violation_type"}


@pytest.mark.requirement("R59", "R61", "R68")
def test_a_disposition_sets_class_and_unit_and_needs_a_fresh_sheet() -> None:
    outcome = decided(Action.DISPOSE, Role.AGENCY_ADMIN, State.RECEIVED)

    assert outcome.changes == {
        "classification": Classification.SUPERVISORY,
        "lead_unit": "subbag-hukum",
        "disposition_sheet_printed": False,
    }
    assert outcome.holder is Role.LIAISON


@pytest.mark.requirement("R66")
def test_a_returned_disposition_has_no_unit_any_more() -> None:
    outcome = decided(Action.RETURN_FOR_REDISPOSITION, Role.UNIT_ADMIN, State.DISPOSED)

    assert outcome.changes == {"lead_unit": None, "disposition_sheet_printed": False}
    assert outcome.holder is Role.AGENCY_ADMIN


@pytest.mark.requirement("R52")
def test_asking_for_completion_remembers_what_was_asked_and_forgets_the_old_deadline() -> None:
    outcome = decided(
        Action.REQUEST_COMPLETION, Role.AGENCY_ADMIN, State.RECEIVED, elements=["where", "when"]
    )

    assert outcome.changes == {
        "elements_missing": frozenset({Element.WHEN, Element.WHERE}),
        "completion_due_passed": False,
        "completion_reminder_sent": False,
        "completion_fairly_warned": False,
    }


@pytest.mark.requirement("R43")
def test_a_reply_to_an_answer_opens_the_next_round() -> None:
    outcome = decided(Action.RESPOND, Role.REPORTER, State.ANSWERED)

    assert outcome.changes == {"round": 2, "closing_due_passed": False, "closing_fairly_warned": False}
    assert outcome.holder is Role.LIAISON


@pytest.mark.requirement("R134", "R136")
def test_a_concluded_review_is_remembered_and_a_new_one_starts_clean() -> None:
    concluded = decided(Action.CONCLUDE_REVIEW, Role.INSPECTOR, State.REVIEW, WBS)
    begun = decided(Action.BEGIN_REVIEW, Role.INSPECTOR, State.RECEIVED, WBS)

    assert concluded.changes == {"review_done": True, "corruption_suspected": True}
    assert concluded.target is State.REVIEW
    assert begun.changes == {"review_done": False, "corruption_suspected": False}


def test_a_review_without_the_tick_suspects_no_corruption() -> None:
    outcome = decided(Action.CONCLUDE_REVIEW, Role.INSPECTOR, State.REVIEW, WBS, corruption_suspected=None)

    assert outcome.changes["corruption_suspected"] is False


@pytest.mark.requirement("R119", "R137")
def test_a_conclusion_records_its_finding_and_a_rehabilitation_is_done_once() -> None:
    concluded = decided(Action.CONCLUDE, Role.LEADER, State.WITH_LEADER, WBS)
    restored = decided(Action.REHABILITATE, Role.LEADER, State.CONCLUDED, WBS)

    assert concluded.changes == {"finding": Finding.UNPROVEN}
    assert concluded.holder is None
    assert restored.changes == {"rehabilitated": True}
    assert restored.target is State.CONCLUDED


@pytest.mark.requirement("R94")
def test_withdrawing_takes_a_pending_proposal_with_it() -> None:
    report = replace(ready_for(Action.WITHDRAW, State.RECEIVED, PUBLIC), proposed_by="pak-budi")

    outcome = decide(report, officer(Role.REPORTER), command(Action.WITHDRAW))

    assert isinstance(outcome, Decision)
    assert outcome.applied_to(report) == replace(report, state=State.WITHDRAWN, proposed_by=None)


def test_a_message_leaves_the_report_where_it_is_and_on_the_same_desk() -> None:
    outcome = decided(Action.MESSAGE, Role.LIAISON, State.IN_FOLLOWUP)

    assert outcome.target is outcome.source is State.IN_FOLLOWUP
    assert outcome.changes == {}
    assert outcome.holder is Role.HANDLER
    assert outcome.deadlines == ()


@pytest.mark.parametrize(
    ("track", "action", "role", "state", "code", "part"),
    [
        (PUBLIC, Action.CONCLUDE, Role.LEADER, State.RECEIVED, "wrong_track", "pelayanan publik"),
        (WBS, Action.DISPOSE, Role.AGENCY_ADMIN, State.RECEIVED, "wrong_track", "Whistleblowing"),
        (PUBLIC, Action.DISPOSE, Role.LIAISON, State.RECEIVED, "not_your_role", "Admin Instansi"),
        (PUBLIC, Action.ANSWER, Role.LIAISON, State.RECEIVED, "wrong_state", "Diterima – verifikasi"),
        (PUBLIC, Action.ANSWER, Role.LIAISON, None, "wrong_state", "sudah tercatat"),
        (PUBLIC, Action.SUBMIT, Role.REPORTER, State.RECEIVED, "wrong_state", "laporan baru"),
    ],
)
def test_a_refusal_names_the_rule_and_the_way_on(
    track: Track, action: Action, role: Role, state: State | None, code: str, part: str
) -> None:
    outcome = decide(ready_for(action, state, track), officer(role), command(action, track))

    assert isinstance(outcome, StepDenied)
    assert outcome.code == code
    assert part in outcome.message


def test_a_role_that_fits_only_another_row_of_the_action_is_refused_by_role() -> None:
    """A liaison may message in public service; on a whistleblowing report it may not."""
    outcome = decide(
        ready_for(Action.MESSAGE, State.REVIEW, WBS), officer(Role.LIAISON), command(Action.MESSAGE)
    )

    assert isinstance(outcome, StepDenied)
    assert outcome.code == "not_your_role"


def test_wrong_answers_are_all_named_at_once() -> None:
    report = ready_for(Action.DISPOSE, State.RECEIVED, PUBLIC)

    outcome = decide(report, officer(Role.AGENCY_ADMIN), Command(Action.DISPOSE))

    assert isinstance(outcome, StepDenied)
    assert outcome.code == "invalid_fields"
    assert set(outcome.field_errors) == {
        "checklist",
        "within_authority",
        "classification",
        "lead_unit",
    }


def test_what_i_may_do_now_comes_in_the_order_of_the_table() -> None:
    admin = officer(Role.AGENCY_ADMIN)

    actions = [row.action for row in available(Snapshot(state=State.RECEIVED), admin)]

    assert actions[:3] == [Action.DISPOSE, Action.RETURN_NATIONAL, Action.REQUEST_COMPLETION]


def test_why_not_covers_exactly_what_my_role_knows_and_cannot_do_now() -> None:
    for track in Track:
        for role in Role:
            for state in State:
                report = Snapshot(state=state, track=track)
                performer = officer(role)
                now = {row.action for row in available(report, performer)}
                later = [row.action for row, _ in why_not(report, performer)]
                known = {
                    action
                    for action in Action
                    for row in rows_of(action, track=track)
                    if role in row.roles and not row.creates
                }
                assert len(later) == len(set(later))
                assert now | set(later) == known
                assert not now & set(later)


def test_everybody_elses_steps_are_told_with_whose_they_are() -> None:
    for track in Track:
        for role in Role:
            performer = officer(role)
            report = Snapshot(state=State.RECEIVED, track=track)
            theirs = others_steps(report, performer)
            mine = {row.action for row, _ in why_not(report, performer)}
            mine |= {row.action for row in available(report, performer)}
            told = {row.action for row, _ in theirs}
            assert not told & mine
            assert {denied.code for _, denied in theirs} <= {"not_your_role"}
            everybodys = {
                row.action
                for row in TRANSITIONS
                if track in row.tracks and not row.creates and row.roles != {Role.SYSTEM}
            }
            assert everybodys - {Action.LAPSE} <= told | mine
    sari = others_steps(Snapshot(state=State.RECEIVED), officer(Role.AGENCY_ADMIN))
    why = {row.action: denied.message for row, denied in sari}
    assert "dilakukan oleh Pelapor" in why[Action.ACCEPT_ANSWER]
    assert "Pejabat Penghubung" in why[Action.ANSWER]


def test_a_person_with_two_roles_may_do_what_either_may() -> None:
    both = replace(officer(Role.LIAISON), roles=frozenset({Role.LIAISON, Role.UNIT_HEAD}))

    actions = {row.action for row in available(Snapshot(state=State.WITH_UNIT_HEAD), both)}

    assert {Action.DISPOSE_INTERNALLY, Action.MESSAGE} <= actions
