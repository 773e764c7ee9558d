"""What a report has, and what its intake rows publish of it."""

import pytest

from core.chain.actions import Action
from core.chain.fields import Field
from core.chain.report_fields import (
    AT_DESK,
    IN_CHAT,
    PARTY,
    REPORTER,
    SEARCHED,
    TOLD,
    PartyRole,
    ReportField,
)
from core.chain.states import Channel, Element, IdentityMode, Kind, Track
from core.chain.table.intake import INTAKE
from core.chain.table.transitions import transition_for

ON_FORM = tuple(field for section in AT_DESK for field in section.fields)
EVERY: dict[str, ReportField] = {
    field.asked.name: field for field in (*ON_FORM, *IN_CHAT, *PARTY, *TOLD, *REPORTER, *SEARCHED)
}


def row(action: Action, track: Track = Track.PUBLIC_SERVICE) -> dict[str, Field]:
    found = transition_for(action, track=track, state=None)
    assert found is not None
    return {field.name: field for field in found.fields}


def test_every_field_is_asked_once_by_name_and_stands_in_one_place() -> None:
    every = {id(field) for field in (*ON_FORM, *IN_CHAT, *PARTY, *TOLD, *REPORTER, *SEARCHED)}

    assert len(every) == len(EVERY) == len({field.path for field in EVERY.values()})
    assert len(ON_FORM) == len(set(ON_FORM))
    assert len(IN_CHAT) == len(set(IN_CHAT))


def test_an_intake_row_publishes_only_what_its_own_form_asks() -> None:
    chat = {field.asked.name for field in IN_CHAT}
    desk = {field.asked.name for field in (*ON_FORM, *PARTY)}

    for each in INTAKE:
        asked = chat if each.action is Action.SUBMIT else desk
        assert {field.name for field in each.fields} <= asked, each.action


@pytest.mark.requirement("R51", "R122")
def test_every_element_of_a_report_is_told_by_a_field_or_by_who_reports() -> None:
    told = {field.element for field in EVERY.values()} - {None}

    assert told == set(Element) - {Element.IDENTITY}


@pytest.mark.requirement("R141", "R143")
def test_a_violation_is_asked_of_whistleblowing_reports_and_must_be_answered() -> None:
    for action in (Action.SUBMIT, Action.REGISTER):
        assert row(action, Track.WHISTLEBLOWING)["violation_type"].required
        assert "violation_type" not in row(action)
        assert "kind" not in row(action, Track.WHISTLEBLOWING)


@pytest.mark.requirement("R47", "R48")
def test_only_an_import_asks_the_national_number_and_it_says_itself_how_it_came_in() -> None:
    imported, registered = row(Action.IMPORT_SP4N), row(Action.REGISTER)

    assert imported["sp4n_id"].required
    assert "channel" not in imported
    assert "sp4n_id" not in registered
    assert {choice.value for choice in registered["channel"].choices} == set(Channel) - {
        Channel.SP4N, Channel.TELEGRAM
    }  # fmt: skip


@pytest.mark.requirement("R52", "R123")
def test_nothing_is_demanded_of_a_report_that_only_some_reports_can_answer() -> None:
    for action in (Action.SUBMIT, Action.REGISTER, Action.IMPORT_SP4N):
        names = {name for name, field in row(action).items() if field.required}
        assert names <= {"channel", "office_id", "kind", "identity_mode", "substance", "sp4n_id"}, action


@pytest.mark.parametrize("field", TOLD, ids=lambda field: field.asked.name)
def test_whom_when_where_and_how_are_asked_of_complaints_and_every_whistleblowing_report(
    field: ReportField,
) -> None:
    public, wbs = Track.PUBLIC_SERVICE, Track.WHISTLEBLOWING
    always = field.element is Element.WHAT

    assert field.is_asked_of(public)
    assert field.is_asked_of(public, Kind.COMPLAINT)
    assert field.is_asked_of(wbs, Kind.ASPIRATION)
    assert field.is_asked_of(public, Kind.ASPIRATION) is always


@pytest.mark.requirement("R89")
def test_who_reports_is_not_asked_of_an_anonymous_report() -> None:
    for field in REPORTER:
        asked = {mode for mode in IdentityMode if field.is_asked_of(Track.PUBLIC_SERVICE, None, mode)}
        assert asked == {IdentityMode.OPEN, IdentityMode.CONFIDENTIAL}


def test_a_partys_role_has_a_word_that_stands_behind_a_name() -> None:
    assert [role.word for role in PartyRole] == ["terlapor", "saksi", "korban", "terlibat"]
