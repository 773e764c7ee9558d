"""Each condition of a row: what lets it pass and what stops it, from one shared set-up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.chain import (
    Action,
    Classification,
    Decision,
    Element,
    Finding,
    IdentityMode,
    Kind,
    Performer,
    Role,
    Snapshot,
    State,
    StepDenied,
    Track,
    available,
    decide,
    why_not,
)
from tests.support.answers import ANSWERS, LONG, command, officer, ready_for

PUBLIC, WBS = Track.PUBLIC_SERVICE, Track.WHISTLEBLOWING
CHECKS = ("identity_confirmable", "subject_clear", "party_named", "event_described")

# who, does what, in which state; what changes so that it is refused; the refusal's code
STOPPED_BY_THE_REPORT: list[tuple[Track, str, dict[str, Any], str]] = [
    (
        PUBLIC,
        "system lapse awaiting_completion",
        {"completion_due_passed": False},
        "completion_still_running",
    ),
    (PUBLIC, "system lapse awaiting_completion", {"completion_reminder_sent": False}, "reminder_not_sent"),
    (WBS, "system lapse awaiting_completion", {"completion_reminder_sent": False}, "reminder_not_sent"),
    (PUBLIC, "system close_unanswered answered", {"closing_due_passed": False}, "closing_still_running"),
    (PUBLIC, "system lapse awaiting_completion", {"completion_fairly_warned": False}, "reminded_too_late"),
    (WBS, "system lapse awaiting_completion", {"completion_fairly_warned": False}, "reminded_too_late"),
    (PUBLIC, "system move_up in_process", {"office_barred": False}, "office_not_barred"),
    (WBS, "system move_up concluded", {"office_barred": False}, "office_not_barred"),
    (PUBLIC, "system close_unanswered answered", {"closing_fairly_warned": False}, "reminded_too_late"),
    (PUBLIC, "liaison forward_to_head in_process", {"disposition_sheet_printed": False}, "sheet_not_printed"),
    (PUBLIC, "liaison answer_directly in_process", {"kind": Kind.COMPLAINT}, "needs_followup"),
    (
        PUBLIC,
        "liaison answer_directly in_process",
        {"classification": Classification.SUPERVISORY},
        "needs_followup",
    ),
    (PUBLIC, "agency_admin dispose received", {"proposed_by": "pak-budi"}, "proposal_pending"),
    (PUBLIC, "agency_admin request_completion received", {"proposed_by": "pak-budi"}, "proposal_pending"),
    (PUBLIC, "agency_admin return_national received", {"proposed_by": "pak-budi"}, "proposal_pending"),
    (
        PUBLIC,
        "agency_admin propose_not_processable received",
        {"proposed_by": "pak-budi"},
        "proposal_pending",
    ),
    (PUBLIC, "agency_admin unrelate received", {"linked": False}, "not_linked"),
    (WBS, "inspector unrelate review", {"linked": False}, "not_linked"),
    (WBS, "inspector begin_review received", {"proposed_by": "pak-budi"}, "proposal_pending"),
    (WBS, "inspector conclude_review review", {"proposed_by": "pak-budi"}, "proposal_pending"),
    (PUBLIC, "inspector confirm_not_processable received", {"proposed_by": None}, "no_proposal"),
    (PUBLIC, "agency_admin confirm_not_processable received", {"proposed_by": "bu-sari"}, "same_person"),
    (WBS, "leader confirm_not_processable review", {"proposed_by": "bu-sari"}, "same_person"),
    (PUBLIC, "agency_admin decline_not_processable received", {"proposed_by": "bu-sari"}, "same_person"),
    (WBS, "inspector deepen review", {"review_done": False}, "review_not_done"),
    (WBS, "inspector submit_to_leader deepening", {"review_done": False}, "review_not_done"),
    (WBS, "inspector submit_to_leader review", {"corruption_suspected": False}, "no_corruption_suspected"),
    (
        WBS,
        "leader order_investigation with_leader",
        {"corruption_suspected": False},
        "no_corruption_suspected",
    ),
    (WBS, "leader rehabilitate concluded", {"finding": Finding.PROVEN}, "not_unproven"),
    (WBS, "leader rehabilitate concluded", {"rehabilitated": True}, "already_rehabilitated"),
]


@pytest.mark.requirement("R6", "R52", "R60", "R68", "R94", "R134", "R135", "R136", "R137", "R148")
@pytest.mark.parametrize(("track", "step", "change", "code"), STOPPED_BY_THE_REPORT)
def test_a_condition_that_does_not_hold_withdraws_the_button_and_says_why(
    track: Track, step: str, change: dict[str, Any], code: str
) -> None:
    role, name, state = step.split()
    action, performer = Action(name), officer(Role(role))
    ready = ready_for(action, State(state), track)
    stopped = replace(ready, **change)

    allowed = decide(ready, performer, command(action, track))
    denied = decide(stopped, performer, command(action, track))

    assert isinstance(allowed, Decision)
    assert isinstance(denied, StepDenied)
    assert denied.code == code
    assert denied.clause
    assert action in {row.action for row in available(ready, performer)}
    assert action not in {row.action for row in available(stopped, performer)}
    assert {row.action: why.code for row, why in why_not(stopped, performer)}[action] == code


# action, role, state, changed answers, what changes in the report, the refusal's code
STOPPED_BY_THE_FORM = [
    ({"checklist": ["subject_clear"]}, {}, "checklist_incomplete"),
    ({"checklist": [*CHECKS]}, {"has_evidence": True}, "checklist_incomplete"),
    ({"with_apip": False}, {}, "apip_missing"),
    ({"with_apip": False}, {"apip_units": frozenset({"inspektorat"})}, "apip_missing"),
    ({"supporting_units": ["subbag-hukum"]}, {}, "unit_twice"),
    ({"within_authority": False}, {}, "invalid_fields"),
    ({"classification": "urgent"}, {}, "invalid_fields"),
    ({"lead_unit": ""}, {}, "invalid_fields"),
]


@pytest.mark.requirement("R36", "R53", "R54", "R55", "R58", "R59", "R62")
@pytest.mark.parametrize(("answers", "change", "code"), STOPPED_BY_THE_FORM)
def test_a_disposition_that_skips_a_check_is_refused(
    answers: dict[str, object], change: dict[str, Any], code: str
) -> None:
    report = ready_for(Action.DISPOSE, State.RECEIVED, PUBLIC)
    admin = officer(Role.AGENCY_ADMIN)

    allowed = decide(replace(report, **change), admin, command(Action.DISPOSE))
    denied = decide(replace(report, **change), admin, command(Action.DISPOSE, **answers))

    assert isinstance(allowed, Decision)
    assert isinstance(denied, StepDenied)
    assert denied.code == code


@pytest.mark.requirement("R53", "R60", "R89")
@pytest.mark.parametrize(
    ("change", "needed"),
    [
        ({"identity_mode": IdentityMode.ANONYMOUS}, ["subject_clear", "party_named", "event_described"]),
        ({"has_party": False}, ["identity_confirmable", "subject_clear", "event_described"]),
        ({"kind": Kind.ASPIRATION}, ["identity_confirmable", "subject_clear"]),
        ({"kind": Kind.INFORMATION_REQUEST}, ["identity_confirmable", "subject_clear"]),
    ],
)
def test_only_the_checks_that_fit_the_report_are_needed(change: dict[str, Any], needed: list[str]) -> None:
    report = replace(ready_for(Action.DISPOSE, State.RECEIVED, PUBLIC), **change)
    admin = officer(Role.AGENCY_ADMIN)

    allowed = decide(report, admin, command(Action.DISPOSE, checklist=needed))
    denied = decide(report, admin, command(Action.DISPOSE, checklist=needed[1:]))

    assert isinstance(allowed, Decision)
    assert isinstance(denied, StepDenied)


@pytest.mark.requirement("R36", "R59")
@pytest.mark.parametrize(
    "answers",
    [
        {"with_apip": False, "supporting_units": ["inspektorat"]},
        {"with_apip": False, "lead_unit": "inspektorat"},
        {"with_apip": False, "classification": "non_supervisory"},
    ],
)
def test_apip_may_be_included_by_naming_its_unit_and_is_not_needed_without_a_violation(
    answers: dict[str, object],
) -> None:
    report = replace(ready_for(Action.DISPOSE, State.RECEIVED, PUBLIC), apip_units=frozenset({"inspektorat"}))

    assert isinstance(
        decide(report, officer(Role.AGENCY_ADMIN), command(Action.DISPOSE, **answers)), Decision
    )


def test_one_unit_alone_may_lead_without_support() -> None:
    answers = {k: v for k, v in ANSWERS[Action.DISPOSE].items() if k != "supporting_units"}
    report = ready_for(Action.DISPOSE, State.RECEIVED, PUBLIC)

    outcome = decide(report, officer(Role.AGENCY_ADMIN), replace(command(Action.DISPOSE), values=answers))

    assert isinstance(outcome, Decision)


@pytest.mark.requirement("R52")
def test_the_reporter_completes_every_element_or_says_it_is_unknown() -> None:
    asked = replace(
        ready_for(Action.COMPLETE, State.AWAITING_COMPLETION, PUBLIC),
        elements_missing=frozenset({Element.WHEN, Element.WHO}),
    )
    reporter = officer(Role.REPORTER)

    both = decide(asked, reporter, command(Action.COMPLETE, who="Petugas gudang"))
    unknown = decide(asked, reporter, command(Action.COMPLETE, unknown=["who"]))
    half = decide(asked, reporter, command(Action.COMPLETE))
    nothing = decide(asked, reporter, command(Action.COMPLETE, when="", unknown=["who", "when"]))

    assert isinstance(both, Decision)
    assert both.changes["elements_missing"] == frozenset()
    assert isinstance(unknown, Decision)
    assert isinstance(half, StepDenied)
    assert half.code == "elements_still_missing"
    assert isinstance(nothing, StepDenied)
    assert nothing.code == "nothing_supplied"


@pytest.mark.requirement("R89", "G1")
@pytest.mark.parametrize("track", list(Track))
def test_an_anonymous_reporter_is_never_asked_who_they_are(track: Track) -> None:
    named = ready_for(Action.REQUEST_COMPLETION, State.RECEIVED, track)
    anonymous = replace(named, identity_mode=IdentityMode.ANONYMOUS)
    performer = officer(Role.INSPECTOR if track is WBS else Role.AGENCY_ADMIN)
    who_are_you = command(Action.REQUEST_COMPLETION, track, elements=["identity", "when"])

    allowed = decide(named, performer, who_are_you)
    denied = decide(anonymous, performer, who_are_you)

    assert isinstance(allowed, Decision)
    assert isinstance(denied, StepDenied)
    assert denied.code == "identity_of_anonymous"


@pytest.mark.requirement("R57")
@pytest.mark.parametrize("explanation", ["", "bukan KPU", "x" * 29])
def test_a_return_to_the_national_admin_needs_a_coded_and_measurable_reason(explanation: str) -> None:
    report, admin = ready_for(Action.RETURN_NATIONAL, State.RECEIVED, PUBLIC), officer(Role.AGENCY_ADMIN)

    allowed = decide(report, admin, command(Action.RETURN_NATIONAL))
    short = decide(report, admin, command(Action.RETURN_NATIONAL, explanation=explanation))
    uncoded = decide(report, admin, command(Action.RETURN_NATIONAL, reason="busy"))

    assert isinstance(allowed, Decision)
    assert isinstance(short, StepDenied)
    assert set(short.field_errors) == {"explanation"}
    assert isinstance(uncoded, StepDenied)
    assert set(uncoded.field_errors) == {"reason"}


@pytest.mark.requirement("R79", "R81")
@pytest.mark.parametrize("document", ["answer_direction", "official_letter", "proof"])
def test_no_status_update_without_each_of_the_three_documents(document: str) -> None:
    report, head = ready_for(Action.SUBMIT_FOLLOWUP, State.IN_FOLLOWUP, PUBLIC), officer(Role.UNIT_HEAD)

    allowed = decide(report, head, command(Action.SUBMIT_FOLLOWUP))
    denied = decide(report, head, command(Action.SUBMIT_FOLLOWUP, **{document: None}))

    assert isinstance(allowed, Decision)
    assert isinstance(denied, StepDenied)
    assert set(denied.field_errors) == {document}


@pytest.mark.requirement("R134")
@pytest.mark.parametrize(
    "step",
    ["main_problem", "initial_evidence", "supporting_data", "legal_analysis", "review_conclusion"],
)
def test_a_review_is_concluded_only_with_all_five_steps(step: str) -> None:
    report, inspector = ready_for(Action.CONCLUDE_REVIEW, State.REVIEW, WBS), officer(Role.INSPECTOR)

    allowed = decide(report, inspector, command(Action.CONCLUDE_REVIEW, WBS))
    denied = decide(report, inspector, command(Action.CONCLUDE_REVIEW, WBS, **{step: " "}))

    assert isinstance(allowed, Decision)
    assert isinstance(denied, StepDenied)
    assert set(denied.field_errors) == {step}


@pytest.mark.requirement("R43", "R125")
def test_added_information_may_be_a_file_alone_but_not_nothing() -> None:
    report, reporter = ready_for(Action.ADD_INFORMATION, State.CLOSED, PUBLIC), officer(Role.REPORTER)

    photo = decide(report, reporter, command(Action.ADD_INFORMATION, text="", files=["foto"]))
    nothing = decide(report, reporter, command(Action.ADD_INFORMATION, text=" \u200b"))

    assert isinstance(photo, Decision)
    assert isinstance(nothing, StepDenied)


@pytest.mark.requirement("R94", "R135", "R148")
def test_two_people_are_needed_to_call_a_report_not_processable() -> None:
    report = Snapshot(state=State.RECEIVED)
    budi, sari = officer(Role.AGENCY_ADMIN, "pak-budi"), officer(Role.AGENCY_ADMIN, "bu-sari")

    proposed = decide(report, budi, command(Action.PROPOSE_NOT_PROCESSABLE))
    assert isinstance(proposed, Decision)
    pending = proposed.applied_to(report)
    assert pending.state is State.RECEIVED
    alone = decide(pending, budi, command(Action.CONFIRM_NOT_PROCESSABLE))
    together = decide(pending, sari, command(Action.CONFIRM_NOT_PROCESSABLE))
    declined = decide(pending, sari, command(Action.DECLINE_NOT_PROCESSABLE))

    assert isinstance(alone, StepDenied)
    assert isinstance(together, Decision)
    assert together.applied_to(pending).state is State.NOT_PROCESSABLE
    assert isinstance(declined, Decision)
    assert declined.applied_to(pending).proposed_by is None


def test_an_officer_without_an_identity_cannot_be_the_second_person() -> None:
    pending = Snapshot(state=State.RECEIVED, proposed_by="pak-budi")
    nameless = replace(officer(Role.LEADER), officer_id=None)

    outcome = decide(pending, nameless, command(Action.CONFIRM_NOT_PROCESSABLE))

    assert isinstance(outcome, StepDenied)
    assert outcome.code == "same_person"


def test_an_unknown_answer_is_refused_rather_than_ignored() -> None:
    outcome = decide(
        ready_for(Action.ANSWER, State.FOLLOWUP_SUBMITTED, PUBLIC),
        officer(Role.LIAISON),
        command(Action.ANSWER, state="closed", answer=LONG),
    )

    assert isinstance(outcome, StepDenied)
    assert outcome.field_errors["state"].code == "unknown"


PROTECTING = (
    Action.ASSESS_RISK,
    Action.TAKE_MEASURES,
    Action.HAND_TO_AUTHORITY,
    Action.FOLLOW_UP_PROTECTION,
    Action.CLOSE_PROTECTION,
)
EXAMINERS = (Role.AGENCY_ADMIN, Role.INSPECTOR, Role.UNIT_HEAD, Role.HANDLER)


@pytest.mark.requirement("R88")
@pytest.mark.parametrize("examines", EXAMINERS)
@pytest.mark.parametrize("action", PROTECTING)
def test_a_leader_who_examines_the_report_as_well_does_not_protect_its_reporter(
    action: Action, examines: Role
) -> None:
    report = ready_for(action, State.RECEIVED, WBS)
    leader, both = officer(Role.LEADER), Performer(frozenset({Role.LEADER, examines}), "bu-lestari")
    denied = decide(report, both, command(action, WBS))
    assert isinstance(decide(report, leader, command(action, WBS)), Decision)
    assert isinstance(denied, StepDenied)
    assert denied.code == "investigator_protects"
    stands_in = replace(report, stood_in=examines)
    assert isinstance(decide(stands_in, both, command(action, WBS)), Decision)
