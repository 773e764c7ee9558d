"""What every action is: nothing may be left unsaid, and what is said must agree with the rows."""

from __future__ import annotations

from dataclasses import MISSING, fields

import pytest

from core.chain import ABOUT, REPORTER, TRANSITIONS, Action, ActionFacts, ActionKind, Role, Transition
from core.chain.fields import FieldType
from core.chain.rows import Effect
from core.chain.table import guards

ROWS = pytest.mark.parametrize(
    "row", TRANSITIONS, ids=lambda row: f"{row.action}-{'-'.join(sorted(row.tracks))}"
)
_ASKING_UNITS = frozenset({FieldType.UNIT, FieldType.UNITS})


def rows_of(action: Action) -> tuple[Transition, ...]:
    return tuple(row for row in TRANSITIONS if row.action is action)


def test_every_action_is_described_and_nothing_else_is() -> None:
    assert set(ABOUT) == set(Action)


def test_what_would_do_harm_when_forgotten_has_no_default() -> None:
    required = {each.name for each in fields(ActionFacts) if each.default is MISSING}

    assert required == {"deed", "kind", "changes_who_sees"}


@ROWS
def test_only_an_action_that_moves_changes_the_report_or_its_clocks(row: Transition) -> None:
    if row.about.kind is ActionKind.MOVES:
        return

    assert row.target is None
    assert not row.effects
    assert not row.deadlines


@ROWS
def test_what_moves_a_report_or_changes_it_is_never_taken_from_an_old_form(row: Transition) -> None:
    changes = row.target is not None or row.effects or row.deadlines

    assert not changes or row.about.kind is ActionKind.MOVES


@ROWS
def test_the_reporter_reads_what_tells_and_never_what_stays_among_officers(
    row: Transition,
) -> None:
    match row.about.kind:
        case ActionKind.TELLS:
            assert row.notice is not None
            assert Role.REPORTER not in row.roles
        case ActionKind.AMONG_OFFICERS:
            assert row.notice is None
            assert Role.REPORTER not in row.roles


@ROWS
def test_whoever_gives_units_a_part_or_takes_it_says_that_others_see_the_report_then(row: Transition) -> None:
    gives = any(field.part is not None for field in row.fields)
    takes = Effect.UNASSIGN_UNIT in row.effects or Effect.ASSIGN_UNIT in row.effects

    assert row.about.changes_who_sees or not (gives or takes)


@ROWS
def test_every_question_for_units_says_which_part_they_get(row: Transition) -> None:
    assert {field.name for field in row.fields if field.type in _ASKING_UNITS} == {
        field.name for field in row.fields if field.part is not None
    }


@ROWS
def test_a_template_fills_words_that_the_reporter_then_reads(row: Transition) -> None:
    name = row.about.template_field
    if not name:
        return

    assert {field.type for field in row.fields if field.name == name} == {FieldType.LONG_TEXT}
    assert row.notice is not None
    assert name in row.notice.placeholders


@ROWS
def test_words_that_answer_no_question_have_a_field_of_the_form(row: Transition) -> None:
    assert row.about.remarks_field in {"", *(field.name for field in row.fields)}


@pytest.mark.parametrize("action", Action)
def test_a_quoted_action_answers_what_the_notice_repeats(action: Action) -> None:
    quoted = ABOUT[action].quotes
    if quoted is None:
        return
    answered = {field.name for row in rows_of(quoted) for field in row.fields}

    for row in rows_of(action):
        assert row.notice is not None
        assert row.notice.placeholders <= answered


@pytest.mark.parametrize("action", Action)
def test_what_the_clock_does_is_the_systems_alone_and_needs_a_fair_warning(action: Action) -> None:
    if ABOUT[action].ends_wait_for is None:
        return

    for row in rows_of(action):
        assert row.roles == {Role.SYSTEM}
        assert {guards.completion_fairly_warned, guards.closing_fairly_warned} & set(row.guards)
        assert ABOUT[action].ends_wait_for in {each.kind for each in row.deadlines}


def test_no_two_actions_end_the_same_wait() -> None:
    ended = [about.ends_wait_for for about in ABOUT.values() if about.ends_wait_for is not None]

    assert len(ended) == len(set(ended))


@pytest.mark.parametrize("action", Action)
def test_only_a_reporters_words_inform_or_supply_elements(action: Action) -> None:
    about = ABOUT[action]

    assert not (about.informs or about.supplies_elements) or all(
        row.roles <= REPORTER.roles for row in rows_of(action)
    )
