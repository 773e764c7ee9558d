"""What officers ask for and are shown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from core.chain.states import (
    Channel,
    Classification,
    IdentityMode,
    Kind,
    LabelledEnum,
    State,
    Track,
    ViolationType,
)
from core.deadlines.schemas import DeadlineView
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


class ReportRow(Frozen):
    """A row of a queue."""

    id: UUID
    agenda_number: str
    title: str | None
    """None where the content is opened with a recorded reason only."""
    track: Track
    kind: Kind
    identity_mode: IdentityMode
    channel: Channel
    classification: Classification | None
    state: State
    state_label: str
    steps: tuple[Step, ...]
    holder: str
    office_name: str
    unit_name: str = ""
    due_at: datetime | None
    due_text: str | None
    remaining_text: str | None
    urgency: str
    received_at: datetime
    evidence_count: int
    unread: bool
    reporter_wrote: bool = False
    """The reporter said something since the report came in."""
    version: int
    advice_wanted: bool = False
    """The reader's unit was asked for its view and has not answered."""
    category: str = ""
    """Filled where a list asks for it."""


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


class Sort(LabelledEnum):
    """How a queue is sorted."""

    DUE = "due", "tenggat terdekat"
    NEWEST = "newest", "terbaru masuk"
    OLDEST = "oldest", "terlama masuk"
    NUMBER = "number", "nomor agenda"


class DueWithin(LabelledEnum):
    """When the running deadline ends."""

    LATE = "late", "sudah lewat"
    TODAY = "today", "hari ini"
    WEEK = "week", "7 hari ke depan"


class ReceivedSince(LabelledEnum):
    """When a report came in; days begin at midnight in the officer's own office."""

    YESTERDAY = "yesterday", "sejak kemarin"
    WEEK = "week", "7 hari terakhir"
    MONTH = "month", "30 hari terakhir"


class QueueFilter(Frozen):
    """What a queue shows; empty means everything in scope."""

    queue: str = "all"
    """`waiting`, `late`, `soon`, `reporter`, `handed_on`, `answered`, `all`, `whistleblowing`."""
    state: State | None = None
    kind: Kind | None = None
    classification: Classification | None = None
    channel: Channel | None = None
    office_id: int | None = None
    """This office and those below it."""
    unit_id: int | None = None
    """A unit that has a part in the report."""
    category_id: int | None = None
    due: DueWithin | None = None
    received: ReceivedSince | None = None
    query: str = ""
    sort: Sort = Sort.DUE


class QueuePage(Frozen):
    """One page of a queue; `after` of the next page, None at the end."""

    rows: tuple[ReportRow, ...]
    total: int
    """How many match; at the cap of `core.handling.paging` there may be more."""
    next_after: str | None
    corrections: tuple[tuple[str, str], ...] = ()
    """Typed words that occur nowhere, with the words searched for instead."""


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
