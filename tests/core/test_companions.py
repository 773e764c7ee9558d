"""The list of what goes along with actions: each companion goes with something, and says when it acts."""

import pytest

from core.chain import TRANSITIONS, Action
from core.handling.companions import COMPANIONS, Companion

GO_WITH = (
    {Action.DISPOSE, Action.DISPOSE_INTERNALLY, Action.CONSULT},
    {Action.CONSULT},
    {Action.NOTE},
    {Action.COMPLETE},
    {Action.CHECK_READING},
    {Action.CONSULT},
    {Action.ADVISE},
    {
        Action.SUBMIT,
        Action.COMPLETE,
        Action.REOPEN,
        Action.OBJECT,
        Action.RESPOND,
        Action.ACCEPT_ANSWER,
        Action.WITHDRAW,
        Action.ADD_INFORMATION,
        Action.REQUEST_PROTECTION,
        Action.RELAY_PROTECTION,
        Action.TELL_SAFETY,
    },
    {
        Action.REQUEST_PROTECTION,
        Action.RELAY_PROTECTION,
        Action.TELL_SAFETY,
        Action.ACKNOWLEDGE_PROTECTION,
        Action.ASSESS_RISK,
        Action.CLOSE_PROTECTION,
    },
)


@pytest.mark.parametrize(
    ("companion", "actions"),
    [*zip(COMPANIONS, GO_WITH, strict=True)],
    ids=lambda one: getattr(one, "name", ""),
)
def test_each_companion_goes_with_its_actions_and_no_other(
    companion: Companion, actions: set[Action]
) -> None:
    assert {row.action for row in TRANSITIONS if companion.goes_with(row)} == actions


@pytest.mark.parametrize("companion", COMPANIONS, ids=lambda one: one.name)
def test_each_companion_does_something_before_or_afterwards(companion: Companion) -> None:
    assert companion.before or companion.of_line or companion.after


@pytest.mark.parametrize("action", Action)
def test_a_companion_goes_with_all_rows_of_an_action_or_with_none(action: Action) -> None:
    rows = [row for row in TRANSITIONS if row.action is action]

    for companion in COMPANIONS:
        assert len({companion.goes_with(row) for row in rows}) == 1, companion.name
