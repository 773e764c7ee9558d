"""The one decision: whether this person may do this to this report now, and what follows.

`decide` is the only way a report's state changes. It reads a snapshot and the table and
returns a value; writing it down, with history, audit, deadlines and the push, is the service's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from core.chain.actions import Action
from core.chain.effects import Changes, changes_of
from core.chain.fields import FieldErrors, Values, clean, listed
from core.chain.rows import DeadlineOp, Guard, Transition
from core.chain.situation import Command, Performer, Snapshot, StepDenied
from core.chain.states import PartKind, Role, State, holder_of
from core.chain.table.transitions import TRANSITIONS, rows_of, transition_for
from core.language import joined, tr

_NO_VALUES: Values = MappingProxyType({})
_CLOCK = frozenset({Role.SYSTEM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An allowed action, ready to be written down in one transaction."""

    transition: Transition
    source: State | None
    target: State
    """The state afterwards; the same as `source` when the report stays."""
    values: Values
    changes: Changes
    """New values by `Snapshot` field, beside the state."""
    deadlines: tuple[DeadlineOp, ...]
    holder: Role | None
    """On whose desk it lies from now on; None once it has ended."""

    def units_given(self, part: PartKind) -> tuple[str, ...]:
        """Return the ids of the units that the answers give this part in the report."""
        asking = (field.name for field in self.transition.fields if field.part is part)
        return tuple(unit for name in asking for unit in listed(self.values.get(name)))

    def applied_to(self, report: Snapshot) -> Snapshot:
        """Give the snapshot as it stands once this decision is written down."""
        changed: Mapping[str, Any] = {**self.changes, "state": self.target}
        return replace(report, **changed)


def decide(report: Snapshot, performer: Performer, command: Command) -> Decision | StepDenied:
    """Allow or refuse one action on one report; the refusal says why and what to do."""
    row = _open_row(report, performer, command.action)
    if isinstance(row, StepDenied):
        return row
    values = clean(row.fields, command.values)
    if isinstance(values, FieldErrors):
        message = tr("Isian belum benar. Perbaiki bagian yang ditandai.")
        return StepDenied("invalid_fields", message, row.clause, values.errors, of_answers=True)
    refused = _refused_by(row, report, performer, values, on_form=True)
    return _decision(row, report, performer, values) if refused is None else refused


def available(report: Snapshot, performer: Performer) -> tuple[Transition, ...]:
    """List what this person may do to the report now, in the order of the table."""
    return tuple(
        row
        for row in TRANSITIONS
        if row.applies(report.track, report.state)
        and row.roles & performer.roles
        and _refused_by(row, report, performer, _NO_VALUES, on_form=False) is None
    )


def why_not(report: Snapshot, performer: Performer) -> tuple[tuple[Transition, StepDenied], ...]:
    """List what this person's roles know in principle but cannot do now, each with the reason."""
    refusals: dict[Action, tuple[Transition, StepDenied]] = {}
    for row in TRANSITIONS:
        known = report.track in row.tracks and row.roles & performer.roles and not row.creates
        if not known or row.action in refusals:
            continue
        outcome = _open_row(report, performer, row.action)
        if isinstance(outcome, StepDenied):
            here = transition_for(row.action, track=report.track, state=report.state)
            refusals[row.action] = (here or row, outcome)
    return tuple(refusals.values())


def others_steps(report: Snapshot, performer: Performer) -> tuple[tuple[Transition, StepDenied], ...]:
    """List the steps of this track that are somebody else's, each with whose; the clock's are nobody's."""
    steps: dict[Action, tuple[Transition, StepDenied]] = {}
    for row in TRANSITIONS:
        rows = rows_of(row.action, track=report.track)
        mine = any(each.roles & performer.roles for each in rows)
        if not rows or row.creates or mine or row.action in steps or row.roles <= _CLOCK:
            continue
        here = transition_for(row.action, track=report.track, state=report.state) or rows[0]
        steps[row.action] = (here, _not_your_role(here))
    return tuple(steps.values())


def _open_row(report: Snapshot, performer: Performer, action: Action) -> Transition | StepDenied:
    """Find the row this person may fill in now, or why there is none."""
    row = _row_for(report, performer, action)
    if isinstance(row, StepDenied):
        return row
    return _refused_by(row, report, performer, _NO_VALUES, on_form=False) or row


def _row_for(report: Snapshot, performer: Performer, action: Action) -> Transition | StepDenied:
    rows = rows_of(action, track=report.track)
    if not rows:
        message = tr("Langkah ini tidak ada pada jalur {track}.", track=report.track.label)
        return StepDenied("wrong_track", message)
    if not any(row.roles & performer.roles for row in rows):
        return _not_your_role(rows[0])
    row = transition_for(action, track=report.track, state=report.state)
    if row is None:
        return _wrong_state(rows, report.state)
    return row if row.roles & performer.roles else _not_your_role(row)


def _not_your_role(row: Transition) -> StepDenied:
    who = joined(tr(" atau "), (role.label for role in Role if role in row.roles))
    message = tr("“{step}” dilakukan oleh {who}. Hubungi mereka bila perlu.", step=row.label, who=who)
    return StepDenied("not_your_role", message, row.clause)


def _wrong_state(rows: tuple[Transition, ...], state: State | None) -> StepDenied:
    row = rows[0]
    if state is None:
        message = tr("“{step}” memerlukan laporan yang sudah tercatat.", step=row.label)
    elif row.creates:
        message = tr("“{step}” hanya untuk laporan baru; laporan ini sudah tercatat.", step=row.label)
    else:
        possible = frozenset[State]().union(*(each.sources for each in rows))
        message = tr(
            "“{step}” dapat dilakukan saat laporan pada tahap {stages}. "
            "Sekarang laporan pada tahap “{stage}”.",
            step=row.label,
            stages=joined(
                tr(" atau "), (tr("“{stage}”", stage=each.label) for each in State if each in possible)
            ),
            stage=state.label,
        )
    return StepDenied("wrong_state", message, row.clause)


def _refused_by(
    row: Transition, report: Snapshot, performer: Performer, values: Values, *, on_form: bool
) -> StepDenied | None:
    """Return the refusal of the first guard of this phase that does not hold."""
    failed: Guard | None = next(
        (
            guard
            for guard in row.guards
            if guard.on_form is on_form and not guard.holds(report, performer, values)
        ),
        None,
    )
    if failed is None:
        return None
    return StepDenied(failed.code, failed.message, failed.clause, of_answers=failed.on_form)


def _decision(row: Transition, report: Snapshot, performer: Performer, values: Values) -> Decision:
    target = row.target or report.state or State.RECEIVED
    return Decision(
        transition=row,
        source=report.state,
        target=target,
        values=values,
        changes=changes_of(row.effects, report=report, performer=performer, values=values),
        deadlines=row.deadlines,
        holder=holder_of(target, report.track),
    )
