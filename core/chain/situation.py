"""What `decide` is told and what a guard may look at: the report, the person, the wish.

Plain frozen values. The services fill a `Snapshot` from the locked report row; nothing here
reads anything by itself. No report content comes in beyond the answers of the form at hand.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.chain.actions import Action
from core.chain.fields import FieldError
from core.chain.states import (
    Channel,
    Classification,
    Element,
    Finding,
    IdentityMode,
    Kind,
    ProtectionStage,
    Role,
    State,
    Track,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything about a report that a rule may depend on, at one moment."""

    state: State | None
    """None before the report exists: only the three intake actions apply then."""
    track: Track = Track.PUBLIC_SERVICE
    kind: Kind = Kind.COMPLAINT
    classification: Classification | None = None
    identity_mode: IdentityMode = IdentityMode.OPEN
    channel: Channel = Channel.TELEGRAM
    elements_missing: frozenset[Element] = frozenset()
    """What the reporter was last asked to complete and has not yet answered (R52)."""
    has_party: bool = True
    has_evidence: bool = False
    lead_unit: str | None = None
    apip_units: frozenset[str] = frozenset()
    """Ids of the units that are APIP, so that choosing one of them counts as including it."""
    disposition_sheet_printed: bool = False
    proposed_by: Hashable | None = None
    """The officer whose proposal 'not processable' waits for a second person (G2)."""
    review_done: bool = False
    corruption_suspected: bool = False
    finding: Finding | None = None
    rehabilitated: bool = False
    completion_due_passed: bool = False
    completion_reminder_sent: bool = False
    completion_fairly_warned: bool = False
    """The reminder lies a whole working day back (warning.py)."""
    closing_due_passed: bool = False
    closing_fairly_warned: bool = False
    limit_moved: bool = False
    """The reporter has another date to answer by than the one they were told last."""
    round: int = 1
    """Second and later rounds begin when the reporter replies to an answer (R43)."""
    office_barred: bool = False
    """The office that holds it may not: the report names its head, or everybody who could receive it."""
    told_as_story: bool = False
    """It came as a story, and something was read out of it."""
    linked: bool = False
    """Another report is tied to this one."""
    stood_in: Role | None = None
    """Whose step the leader takes because nobody else can."""
    protection: ProtectionStage | None = None
    """How far the protection of its reporter has come; None where none was asked for."""
    threatened: bool = False
    """A protection is open."""
    in_danger: bool = False
    """The reporter said so, and the protection is still open."""
    reporter_safe: bool | None = None
    """The reporter's last word on it; None since they were asked or asked for protection."""
    check_in_due: bool = False
    """The reporter is to be asked again whether anything has changed for them."""


@dataclass(frozen=True, slots=True)
class Performer:
    """Who wants to act: the roles they hold over this report, and which officer it is."""

    roles: frozenset[Role]
    officer_id: Hashable | None = None


REPORTER = Performer(frozenset({Role.REPORTER}))
SYSTEM = Performer(frozenset({Role.SYSTEM}))


@dataclass(frozen=True, slots=True)
class Command:
    """The wish: one action with the answers to its fields, unchecked."""

    action: Action
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True, slots=True)
class StepDenied:
    """A refusal: a stable code, and one sentence naming the rule and what to do next."""

    code: str
    message: str
    clause: str = ""
    field_errors: Mapping[str, FieldError] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    of_answers: bool = False
    """Whether other answers on the same form would be taken; else the report itself does not allow it."""
