"""The shape of one row of the transition table, and the small words rows are written in.

A row says everything about one action: who, from where, to where, on what conditions, with
what answers, which clocks it moves, what the reporter is told and which clause demands it.
Rows hold no behaviour but their guards (guards.py) and no change but their effects
(effects.py).
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from core.chain.about import ABOUT, ActionFacts
from core.chain.actions import Action
from core.chain.fields import Field, Values
from core.chain.situation import Performer, Snapshot
from core.chain.states import STATES_OF, DeadlineKind, PartKind, Role, State, Track

PUBLIC = frozenset({Track.PUBLIC_SERVICE})
WBS = frozenset({Track.WHISTLEBLOWING})
BOTH = PUBLIC | WBS

CONTEXT_PLACEHOLDERS = frozenset(
    {"unit", "office", "due", "resolution_due", "elements", "reason", "explanation"}
)
"""What the service adds to a notice where the form itself does not answer it.

unit: name of the lead unit; office: the office that handles it; due: when the first of the clocks
that now run ends; resolution_due: when the clock of the whole handling ends; elements: what the
reporter was asked for; reason and explanation: those of the proposal being confirmed."""


class Operation(StrEnum):
    """What an action does to a clock. On a clock that is not running, all but START do nothing."""

    START = "start"  # begin anew, also when it ran before
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class DeadlineOp:
    """One clock moved by an action."""

    operation: Operation
    kind: DeadlineKind


def start(kind: DeadlineKind) -> DeadlineOp:
    """Begin this clock anew."""
    return DeadlineOp(Operation.START, kind)


def stop(kind: DeadlineKind) -> DeadlineOp:
    """End this clock; what it measured is done or no longer owed."""
    return DeadlineOp(Operation.STOP, kind)


def pause(kind: DeadlineKind) -> DeadlineOp:
    """Hold this clock: others must act first."""
    return DeadlineOp(Operation.PAUSE, kind)


def resume(kind: DeadlineKind) -> DeadlineOp:
    """Let this clock run on with the days it had left."""
    return DeadlineOp(Operation.RESUME, kind)


STOP_ALL = tuple(stop(kind) for kind in DeadlineKind)


class Effect(StrEnum):
    """What an action changes in the report beside its state; effects.py says how."""

    ASK_ELEMENTS = "ask_elements"
    CLEAR_ELEMENTS = "clear_elements"
    CLASSIFY = "classify"
    ASSIGN_UNIT = "assign_unit"
    UNASSIGN_UNIT = "unassign_unit"
    PROPOSE = "propose"
    CLEAR_PROPOSAL = "clear_proposal"
    RECORD_REVIEW = "record_review"
    CLEAR_REVIEW = "clear_review"
    RECORD_FINDING = "record_finding"
    MARK_REHABILITATED = "mark_rehabilitated"
    NEXT_ROUND = "next_round"
    OPEN_PROTECTION = "open_protection"
    ACKNOWLEDGE_PROTECTION = "acknowledge_protection"
    ASSESS_PROTECTION = "assess_protection"
    NOTE_MEASURES = "note_measures"
    NOTE_HAND_OVER = "note_hand_over"
    CLOSE_PROTECTION = "close_protection"
    HEAR_SAFETY = "hear_safety"
    NOTE_CHECK_IN = "note_check_in"
    NOTE_LIMIT_TOLD = "note_limit_told"


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition of a row, with the sentence shown when it does not hold.

    A guard `on_form` looks at the answers; the others decide whether the button is offered.
    """

    code: str
    clause: str
    message: str
    holds: Callable[[Snapshot, Performer, Values], bool]
    on_form: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reporter is told. Placeholders are answers of the form or context words."""

    title: str
    body: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The words that must be filled in before sending."""
        parts = string.Formatter().parse(self.title + self.body)
        return frozenset(name for _, name, _, _ in parts if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of the table: one action, from some states, on one or both tracks."""

    action: Action
    label: str
    sources: frozenset[State]
    """Empty for an action that creates the report."""
    target: State | None
    """None when the report stays where it is."""
    roles: frozenset[Role]
    tracks: frozenset[Track]
    clause: str
    requirements: tuple[str, ...]
    help: str
    icon: str
    fields: tuple[Field, ...] = ()
    guards: tuple[Guard, ...] = ()
    deadlines: tuple[DeadlineOp, ...] = ()
    effects: tuple[Effect, ...] = ()
    notice: Notice | None = None
    untold_because: str = ""
    """Why the reporter is not told, for rows without a notice."""
    danger: bool = False

    @property
    def about(self) -> ActionFacts:
        """What is so of its action, whatever the row."""
        return ABOUT[self.action]

    @property
    def asks_for_views(self) -> bool:
        """Whether it asks units for their view, as a consultation does (R70)."""
        return any(field.part is PartKind.CONSULTED for field in self.fields)

    @property
    def creates(self) -> bool:
        """Whether this action brings a report into being."""
        return not self.sources

    def applies(self, track: Track, state: State | None) -> bool:
        """Whether the row exists for a report of this track in this state."""
        if track not in self.tracks:
            return False
        if state is None:
            return self.creates
        return state in self.sources and state in STATES_OF[track]
