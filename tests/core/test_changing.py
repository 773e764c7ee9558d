"""Every change an effect of the chain makes is kept somewhere, and nothing else is."""

from core.chain import STATES_OF, Action, Decision, Track, decide, rows_of
from core.chain.situation import Performer
from core.handling.changing import COLUMNS, KEPT_BY_CLOCKS
from core.reports.models import Report
from tests.support.answers import command, officer, ready_for


def changed_by(action: Action) -> set[str]:
    """Name what the rows of an action change, on every track and from every state."""
    found: set[str] = set()
    for track in Track:
        for row in rows_of(action, track=track):
            for state in (row.sources & STATES_OF[track]) or {None}:
                for role in row.roles:
                    doer: Performer = officer(role)
                    outcome = decide(ready_for(action, state, track), doer, command(action, track))
                    if isinstance(outcome, Decision):
                        found |= outcome.changes.keys()
    return found


def test_whatever_an_action_changes_is_kept_by_a_column_or_by_the_clocks() -> None:
    changed = set().union(*(changed_by(action) for action in Action))

    assert changed == COLUMNS.keys() | KEPT_BY_CLOCKS


def test_the_columns_are_those_of_the_reports_table() -> None:
    assert {column.name for column in COLUMNS.values()} <= Report.model_fields.keys()
