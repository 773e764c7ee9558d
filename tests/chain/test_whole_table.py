"""The full product of track, action, state and role, against the decree read by hand."""

from __future__ import annotations

import re

import pytest

from core.chain import (
    OFFICER_ROLES,
    STATES_OF,
    TRANSITIONS,
    Action,
    DeadlineKind,
    Decision,
    Role,
    State,
    StepDenied,
    Track,
    Transition,
    decide,
    holder_of,
    transition_for,
)
from tests.chain import decree
from tests.support.answers import command, officer, ready_for

TEXT = {
    Track.PUBLIC_SERVICE: decree.PUBLIC_SERVICE,
    Track.WHISTLEBLOWING: decree.WHISTLEBLOWING,
}
CASES = [(track, action) for track in Track for action in Action]

ALL_CHAIN_REQUIREMENTS = (
    *("R28", "R29", "R35", "R38", "R42", "R43", "R47", "R51", "R52", "R55", "R56", "R58"),
    *("R62", "R65", "R66", "R67", "R69", "R73", "R75", "R79", "R82", "R83", "R94"),
    *("R116", "R117", "R118", "R119", "R133", "R136", "R137", "R144"),
)


def expected_target(track: Track, action: Action, state: State | None, role: Role) -> str | None:
    """What the decree says comes of it; None if it allows nothing of the kind."""
    here = state.value if state else "-"
    for line in decree.lines_of(TEXT[track]):
        if line.action == action.value and role.value in line.roles and here in line.sources:
            return here if line.target == "=" else line.target
    return None


@pytest.mark.requirement(*ALL_CHAIN_REQUIREMENTS)
@pytest.mark.parametrize(("track", "action"), CASES)
def test_every_role_may_do_exactly_what_the_decree_gives_it_in_every_state(
    track: Track, action: Action
) -> None:
    for state in (None, *State):
        if state is not None and state not in STATES_OF[track]:
            continue
        for role in Role:
            report = ready_for(action, state, track)
            outcome = decide(report, officer(role), command(action, track))
            target = outcome.target.value if isinstance(outcome, Decision) else None
            assert target == expected_target(track, action, state, role), (state, role, outcome)


@pytest.mark.requirement("R144")
@pytest.mark.parametrize("action", list(Action))
def test_a_state_of_the_other_track_allows_nothing(action: Action) -> None:
    for track in Track:
        for state in frozenset(State) - STATES_OF[track]:
            assert transition_for(action, track=track, state=state) is None


def test_the_hand_written_decree_and_the_enumeration_name_the_same_actions() -> None:
    named = {line.action for text in TEXT.values() for line in decree.lines_of(text)}

    assert named == {action.value for action in Action}


def name_of(row: Transition) -> str:
    return f"{row.action}-{'-'.join(sorted(track.value for track in row.tracks))}-{row.clause}"


@pytest.mark.requirement("R52", "R63", "R76", "R77")
@pytest.mark.parametrize("row", TRANSITIONS, ids=name_of)
def test_every_row_moves_the_clocks_the_decree_moves(row: Transition) -> None:
    moved = {f"{each.operation} {each.kind.value}" for each in row.deadlines}
    stays = "" if row.target else " ="
    wanted = decree.clocks().get(row.action.value + stays, frozenset())
    if wanted == {"stop everything"}:
        wanted = frozenset(f"stop {kind.value}" for kind in DeadlineKind)

    assert moved == wanted


def test_no_action_has_two_rows_for_the_same_track_and_state() -> None:
    for track in Track:
        for state in (None, *State):
            actions = [row.action for row in TRANSITIONS if row.applies(track, state)]
            assert len(actions) == len(set(actions))


@pytest.mark.parametrize("row", TRANSITIONS, ids=name_of)
def test_every_row_cites_its_clause_and_says_what_it_is(row: Transition) -> None:
    assert re.match(r"002 BAB [IV]+ |002 BAB VII$|003 Lamp\. I{2,3}\.|003 Diktum KEDUA\.", row.clause)
    assert row.requirements
    assert all(re.fullmatch(r"R\d+", number) for number in row.requirements)
    assert row.label
    assert row.help.endswith(".")
    assert re.fullmatch(r"[a-z0-9-]+", row.icon)
    assert row.roles
    assert row.tracks


def test_the_system_administrator_never_touches_a_report() -> None:
    assert not any(Role.SYSTEM_ADMIN in row.roles for row in TRANSITIONS)


def test_nine_officer_roles_and_each_but_the_administrator_has_work() -> None:
    working = frozenset[Role]().union(*(row.roles for row in TRANSITIONS))

    assert len(OFFICER_ROLES) == 9
    assert OFFICER_ROLES - working == {Role.SYSTEM_ADMIN}


def test_whoever_holds_a_report_can_move_it_on() -> None:
    """The desk on which a report lies belongs to a role with an action that fits, or a helper."""
    helpers = {State.IN_FOLLOWUP, State.INVESTIGATION}  # the head, the leader take the next step
    for track in Track:
        for state in STATES_OF[track] - helpers:
            holder = holder_of(state, track)
            if holder is None:
                assert state.is_final
                continue
            assert any(
                row.target is not None and row.applies(track, state) and holder in row.roles
                for row in TRANSITIONS
            ), state


def test_a_refusal_always_says_something_a_person_can_act_on() -> None:
    for track, action in CASES:
        for state in STATES_OF[track]:
            for role in Role:
                outcome = decide(ready_for(action, state, track), officer(role), command(action, track))
                if isinstance(outcome, StepDenied):
                    assert outcome.code
                    assert outcome.message.endswith(".")
