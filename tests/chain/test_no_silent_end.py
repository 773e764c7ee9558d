"""Nobody can delete, hide or silently end a report (R94; 002 BAB V B.5.a)."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chain import (
    CONTEXT_PLACEHOLDERS,
    ENDINGS,
    FINAL_STATES,
    OPEN_STATES,
    STATES_OF,
    TRANSITIONS,
    Action,
    Classification,
    Command,
    Decision,
    Performer,
    Role,
    Snapshot,
    State,
    Track,
    Transition,
    available,
    decide,
)
from tests.support.answers import answers_to

ENDING_ROWS = [row for row in TRANSITIONS if row.target in FINAL_STATES]
STATED_END = {State.CONCLUDED}


@pytest.mark.requirement("R94")
@pytest.mark.parametrize("row", ENDING_ROWS, ids=lambda row: f"{row.action}-{row.clause}")
def test_whatever_ends_a_report_tells_the_reporter_why(row: Transition) -> None:
    given_reasons = {"{reason}", "{explanation}", "{message}", "karena", "belum kami terima"}

    assert row.notice is not None
    assert any(word in row.notice.body for word in given_reasons)


@pytest.mark.requirement("R94")
@pytest.mark.parametrize("row", ENDING_ROWS, ids=lambda row: f"{row.action}-{row.clause}")
def test_whatever_ends_a_report_tells_the_reporter_what_is_still_possible(row: Transition) -> None:
    ways_on = ("keberatan", "membukanya lagi", "melanjutkannya", "dibuka lagi", "laporan baru")

    assert row.notice is not None
    assert any(way in row.notice.body for way in ways_on)


@pytest.mark.requirement("R94")
def test_every_end_has_a_way_back_or_says_that_it_is_the_end() -> None:
    assert ENDINGS.keys() == FINAL_STATES
    for track in Track:
        for state in FINAL_STATES & STATES_OF[track]:
            back = [row for row in TRANSITIONS if row.applies(track, state) and row.target in OPEN_STATES]
            assert back or state in STATED_END
    assert "berakhir di sini" in ENDINGS[State.CONCLUDED]


@pytest.mark.requirement("R22", "R94")
@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.action}-{row.clause}")
def test_every_row_either_tells_the_reporter_or_says_why_not(row: Transition) -> None:
    assert (row.notice is None) is bool(row.untold_because)


@pytest.mark.parametrize(
    "row",
    [row for row in TRANSITIONS if row.notice is not None],
    ids=lambda row: f"{row.action}-{row.clause}",
)
def test_a_notice_needs_only_what_is_always_there(row: Transition) -> None:
    assert row.notice is not None
    always_answered = {field.name for field in row.fields if field.required}

    assert row.notice.placeholders <= always_answered | CONTEXT_PLACEHOLDERS
    assert row.notice.title
    assert len(row.notice.title) <= 40


@pytest.mark.requirement("R22", "R88")
@pytest.mark.parametrize("track", list(Track))
def test_the_reporter_can_speak_and_ask_for_protection_in_every_state(track: Track) -> None:
    reporter = Performer(frozenset({Role.REPORTER}))
    for state in STATES_OF[track]:
        actions = {row.action for row in available(Snapshot(state=state, track=track), reporter)}
        assert {Action.ADD_INFORMATION, Action.REQUEST_PROTECTION} <= actions


@pytest.mark.requirement("R85", "R137")
def test_a_whistleblowing_conclusion_never_tells_the_finding() -> None:
    for row in TRANSITIONS:
        if row.action is Action.CONCLUDE:
            assert row.notice is not None
            assert row.notice.placeholders == {"message"}
            assert "terbukti" not in row.notice.body.lower()


SELDOM = {Action.WITHDRAW, Action.RETURN_NATIONAL, Action.PROPOSE_NOT_PROCESSABLE}


def _something_anyone_may_do(report: Snapshot, chance: random.Random) -> tuple[Performer, Transition]:
    """Pick a step by chance, rather one that leads on than one that gives up."""
    people = [Performer(frozenset({role}), chance.choice(["sari", "budi"])) for role in Role]
    options = [(person, row) for person in people for row in available(report, person)]
    weights = [
        1 if row.action in SELDOM else 20 if row.target is not None or row.effects else 0.2
        for _, row in options
    ]
    return chance.choices(options, weights)[0]


def _meanwhile(report: Snapshot, chance: random.Random) -> Snapshot:
    """Let time pass: sheets are printed, reminders go out, limits run out."""
    return replace(
        report,
        disposition_sheet_printed=report.disposition_sheet_printed or chance.random() < 0.5,
        completion_due_passed=report.completion_due_passed or chance.random() < 0.2,
        completion_reminder_sent=report.completion_reminder_sent or chance.random() < 0.2,
        completion_fairly_warned=report.completion_fairly_warned
        or (report.completion_reminder_sent and chance.random() < 0.2),
        closing_fairly_warned=report.closing_fairly_warned or chance.random() < 0.2,
        closing_due_passed=report.closing_due_passed or chance.random() < 0.2,
    )


def _holds(before: Snapshot, after: Snapshot, outcome: Decision, person: Performer) -> None:
    """The decree's rules, as they must hold after every single step."""
    action = outcome.transition.action
    assert after.state in STATES_OF[after.track]
    if outcome.target in FINAL_STATES and outcome.source is not outcome.target:
        assert outcome.transition.notice is not None
    if action is Action.CONFIRM_NOT_PROCESSABLE:
        assert before.proposed_by not in {None, person.officer_id}
    if action is Action.FORWARD_TO_HEAD:
        assert before.disposition_sheet_printed
    if action is Action.LAPSE:
        assert before.completion_due_passed
        assert before.completion_reminder_sent
        assert before.completion_fairly_warned
    if after.state is State.DISPOSED:
        assert after.lead_unit
        assert after.classification is Classification.SUPERVISORY
    if after.state in {State.DEEPENING, State.WITH_LEADER, State.INVESTIGATION}:
        assert after.review_done
    if after.state is State.CONCLUDED:
        assert after.finding is not None


@pytest.mark.requirement("R59", "R68", "R81", "R94", "R134", "R135", "R144")
@given(track=st.sampled_from(Track), seed=st.integers(0, 2**32))
def test_however_a_report_is_handled_the_decree_holds(track: Track, seed: int) -> None:
    """A walk by chance over everything anybody may do, with the decree's rules as invariants."""
    chance = random.Random(seed)
    report = Snapshot(state=None, track=track)
    since_disposed: list[Action] = []
    for _ in range(40):
        report = _meanwhile(report, chance)
        person, row = _something_anyone_may_do(report, chance)
        outcome = decide(report, person, Command(row.action, answers_to(row.action, track)))
        if not isinstance(outcome, Decision):
            continue
        before, report = report, outcome.applied_to(report)
        since_disposed = [] if row.action is Action.DISPOSE else [*since_disposed, row.action]
        _holds(before, report, outcome, person)
        if row.action is Action.ANSWER:
            assert Action.SUBMIT_FOLLOWUP in since_disposed
