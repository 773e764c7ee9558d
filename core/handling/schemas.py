"""What officers ask for and are shown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from core.chain.states import (
    State,
    ViolationType,
)
from core.deadlines.schemas import DeadlineView
from core.queues.schemas import ReportRow
from core.reports.schemas import FileView, LineView, ReportBody, Step
from core.values import Frozen


class FieldView(Frozen):
    """A field an action needs, as the chain table declares it."""

    name: str
    type: str
    label: str
    required: bool
    help: str = ""
    max_length: int | None = None
    choices: tuple[tuple[str, str], ...] = ()


class ActionView(Frozen):
    """An action I may take now, with its clause and fields."""

    action: str
    label: str
    help: str
    icon: str
    danger: bool
    moves: bool
    """Whether the report goes on to another stage by it."""
    clause: str
    fields: tuple[FieldView, ...]


class RefusedView(Frozen):
    """An action of my role that is not possible now, and why."""

    action: str
    label: str
    code: str
    why: str
    clause: str


class HistoryView(Frozen):
    """One thing that happened, for the timeline."""

    seq: int
    action: str
    label: str
    icon: str
    side: str
    author: str
    role: str | None
    source: State | None
    target: State
    at: datetime
    clause: str
    values: dict[str, Any]
    """The action's fields in words, label → text."""


class DeliveryView(Frozen):
    """How a push to the reporter fared; never what or where."""

    about: str
    status: str
    created_at: datetime
    sent_at: datetime | None
    attempts: int
    last_error: str | None

    seq: int | None = None
    """The history entry it tells of; none for a reminder of the clock."""


class UnitView(Frozen):
    """A unit's part in the report."""

    unit_id: int
    name: str
    part: str


class ReportView(Frozen):
    """A report as an officer sees it."""

    row: ReportRow
    violation_type: ViolationType | None
    office_id: int
    addressed_office_name: str
    body: ReportBody
    original: ReportBody
    """The first version, as it came in."""
    body_version: int
    steps: tuple[Step, ...]
    deadlines: tuple[DeadlineView, ...]
    evidence: tuple[FileView, ...]
    lines: tuple[LineView, ...]
    history: tuple[HistoryView, ...]
    deliveries: tuple[DeliveryView, ...]
    units: tuple[UnitView, ...]
    actions: tuple[ActionView, ...]
    refused: tuple[RefusedView, ...]
    unreachable_since: datetime | None
    linked: bool
    has_identity: bool
    sheet_printed_at: datetime | None
    sp4n_id: str | None
    proposal_by: str | None
    rating: int | None


class ActOutcome(Frozen):
    """What an action brought about."""

    report_id: UUID
    action: str
    source: State
    target: State
    version: int
    told_reporter: bool
    """A push to the reporter's chat was recorded with it; false where there is no chat."""
    repeated: bool = False
