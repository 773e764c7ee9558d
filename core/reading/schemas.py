"""One report as an officer is shown it."""

from datetime import datetime
from typing import Any

from core.chain.states import (
    Element,
    PartKind,
    Role,
    Side,
    State,
    ViolationType,
)
from core.deadlines.schemas import DeadlineView
from core.handling.doubts import DoubtView
from core.handling.schemas import ActionView, RefusedView
from core.notifications.models import DeliveryStatus
from core.queues.schemas import ReportRow
from core.reading.telling import StoryView
from core.reports.schemas import FileView, LineView, ReportBody, StepReached
from core.values import Frozen, Words


class HistoryView(Frozen):
    """One thing that happened, for the timeline."""

    seq: int
    action: str
    label: Words
    icon: str
    side: Side
    author: Words
    acted_as: Role | None
    """The role in which an officer did it."""
    source: State | None
    target: State
    at: datetime
    clause: str
    values: dict[Words, Any]
    """The action's fields in words, label → text."""


class DeliveryView(Frozen):
    """How a push to the reporter fared; never what or where."""

    about: str
    status: DeliveryStatus
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
    kind: PartKind


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
    story: StoryView | None
    """How it was told, where it came as a story."""
    missing: tuple[Element, ...]
    """The elements a report should hold that it does not say (R51, R52)."""
    steps: tuple[StepReached, ...]
    deadlines: tuple[DeadlineView, ...]
    evidence: tuple[FileView, ...]
    """What the reporter brought, in whatever way."""
    papers: tuple[FileView, ...]
    """What the office added: letters, official reports, proof of what was done."""
    lines: tuple[LineView, ...]
    history: tuple[HistoryView, ...]
    deliveries: tuple[DeliveryView, ...]
    units: tuple[UnitView, ...]
    actions: tuple[ActionView, ...]
    refused: tuple[RefusedView, ...]
    unreachable_since: datetime | None
    linked: bool
    reporter_language: str
    """The language its reporter is answered in; `id` where they chose none."""
    has_identity: bool
    sheet_printed_at: datetime | None
    sp4n_id: str | None
    proposal_by: str | None
    rating: int | None
    doubts: tuple[DoubtView, ...] = ()
    """Officers whom it may mean, for whoever may say so."""
