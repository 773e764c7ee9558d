"""The handling chain as one frozen table: every rule of who may do what, when.

To find a rule, open the file of its stage; each row reads from top to bottom like a form.

    table_intake         a report comes in                       002 BAB IV A, 003 Lamp. II.3
    table_disposition    examined, then disposed or returned     002 BAB IV B
    table_completion     what is missing is asked for            002 BAB IV A.6
    table_unit           liaison, unit admin and unit head       002 BAB IV C, D, E
    table_answered       the reporter replies or accepts         002 BAB III B.2.f
    table_whistleblowing the internal track                      003 Diktum KEDUA, Lamp. II, III
    table_any_time       messages, consultation                  002 BAB III B, V
    table_protection     a reporter is threatened                002 BAB V A.2
    table_related        two reports about one matter            002 BAB III B.1.c
    table_reading        what was read out of a story            002 BAB IV A.6
    table_moved_up       it names who would decide about it           002 BAB V B.5.d
    table_refusal        "tidak dapat diproses", objection       003 Lamp. II.3.b.2.c, 002 BAB V B.5

Conditions are in guards.py, questions in questions.py, changes in effects.py. Buttons, API
actions, permissions, messages to the reporter, deadlines, the diagram and the tests all derive
from `TRANSITIONS`.
"""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.rows import Transition
from core.chain.states import State, Track
from core.chain.table.answered import ANSWERED
from core.chain.table.any_time import ANY_TIME
from core.chain.table.completion import COMPLETION
from core.chain.table.disposition import DISPOSITION
from core.chain.table.intake import INTAKE
from core.chain.table.moved_up import MOVED_UP
from core.chain.table.protection import PROTECTION
from core.chain.table.reading import READING
from core.chain.table.refusal import REFUSAL
from core.chain.table.related import RELATED_REPORTS
from core.chain.table.unit import UNIT
from core.chain.table.whistleblowing import WHISTLEBLOWING

TRANSITIONS: tuple[Transition, ...] = (
    *INTAKE,
    *DISPOSITION,
    *COMPLETION,
    *UNIT,
    *ANSWERED,
    *WHISTLEBLOWING,
    *ANY_TIME,
    *PROTECTION,
    *REFUSAL,
    *RELATED_REPORTS,
    *READING,
    *MOVED_UP,
)


_ROWS_OF = {
    (action, track): tuple(row for row in TRANSITIONS if row.action is action and track in row.tracks)
    for action in Action
    for track in Track
}


def transition_for(action: Action, *, track: Track, state: State | None) -> Transition | None:
    """Find the one row for this action on a report of this track in this state."""
    return next((row for row in _ROWS_OF[action, track] if row.applies(track, state)), None)


def rows_of(action: Action, *, track: Track) -> tuple[Transition, ...]:
    """List every row of this action on this track, whatever the state."""
    return _ROWS_OF[action, track]
