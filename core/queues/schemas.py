"""What a queue is asked for, and the rows it answers with."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.chain.states import (
    Channel,
    Classification,
    IdentityMode,
    Kind,
    LabelledEnum,
    ProtectionStage,
    Role,
    State,
    Track,
    protects_reporter,
)
from core.deadlines.schemas import Urgency
from core.language import tr
from core.reports.schemas import StepReached
from core.values import Frozen, Words


class HolderKind(StrEnum):
    """Whose a report's next step is, as its reader would say it."""

    ME = "me"
    REPORTER = "reporter"
    UNIT = "unit"
    ROLE = "role"
    STAND_IN = "stand_in"
    """The leader, for a role that nobody holds."""
    NOBODY = "nobody"
    """Handling has come to rest."""


class Holder(Frozen):
    """Who holds a report: the role whose step it is, and the unit where it acts for one."""

    kind: HolderKind
    role: Role | None = None
    unit: str = ""
    """The unit's short name, where `kind` is `unit`."""


class ReportRow(Frozen):
    """A row of a queue."""

    id: UUID
    agenda_number: str
    title: Words | None
    """None of a protected report: its words are read where it is opened, which its record says."""
    track: Track
    kind: Kind
    identity_mode: IdentityMode
    channel: Channel
    classification: Classification | None
    state: State
    steps: tuple[StepReached, ...]
    held_by: Holder
    office_name: str
    unit_name: str = ""
    due_at: datetime | None
    due_text: Words | None
    remaining_text: Words | None
    urgency: Urgency
    received_at: datetime
    evidence_count: int
    unread: bool
    reporter_wrote: bool = False
    """The reporter said something since the report came in."""
    version: int
    advice_wanted: bool = False
    """The reader's unit was asked for its view and has not answered."""
    category: str = ""
    """Filled where a list asks for it, and of protected reports, which it stands for."""
    threatened: bool = False
    """Its reporter asked for protection, which is not closed: it stands on top."""
    threatened_since: datetime | None = None
    """Since when; it counts every hour, day and night."""
    in_danger: bool = False
    """They said that they are in danger now."""
    protection: ProtectionStage | None = None
    """How far the protection has come; None where none was asked for."""

    @property
    def is_protected(self) -> bool:
        """Tell whether its reporter is protected: no word of it stands in a list."""
        return protects_reporter(self.track, self.identity_mode)


class Sort(LabelledEnum):
    """How a queue is sorted."""

    DUE = "due", tr("tenggat terdekat")
    NEWEST = "newest", tr("terbaru masuk")
    OLDEST = "oldest", tr("terlama masuk")
    NUMBER = "number", tr("nomor agenda")


class DueWithin(LabelledEnum):
    """When the running deadline ends."""

    LATE = "late", tr("sudah lewat")
    TODAY = "today", tr("hari ini")
    WEEK = "week", tr("7 hari ke depan")


class ReceivedSince(LabelledEnum):
    """When a report came in; days begin at midnight in the officer's own office."""

    YESTERDAY = "yesterday", tr("sejak kemarin")
    WEEK = "week", tr("7 hari terakhir")
    MONTH = "month", tr("30 hari terakhir")


class ProtectionWanted(LabelledEnum):
    """How the protection of a report's reporter stands."""

    IN_DANGER = "in_danger", tr("terancam, dalam bahaya sekarang")
    UNANSWERED = "unanswered", tr("belum ditangani")
    OPEN = "open", tr("belum selesai")
    CLOSED = "closed", tr("selesai")


class QueueName(StrEnum):
    """The queues, in the order officers read them."""

    WAITING = "waiting"
    """The next step is the reader's."""
    LATE = "late"
    SOON = "soon"
    """The deadline ends within three days."""
    REPORTER = "reporter"
    """The next step is the reporter's."""
    HANDED_ON = "handed_on"
    """The next step is another officer's."""
    ANSWERED = "answered"
    ALL = "all"
    """Everything the reader may see."""
    WHISTLEBLOWING = "whistleblowing"


class QueueFilter(Frozen):
    """What a queue shows; empty means everything in scope."""

    # A field added here needs its name in addresses (backoffice/requests/queue_filter.py); a test says so.
    queue: QueueName = QueueName.ALL
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
    protection: ProtectionWanted | None = None
    query: str = ""
    sort: Sort = Sort.DUE


class QueuePage(Frozen):
    """One page of a queue; `after` of the next page, None at the end."""

    rows: tuple[ReportRow, ...]
    total: int
    """How many match; at the cap of `core.queues.paging` there may be more."""
    next_after: str | None
    corrections: tuple[tuple[str, str], ...] = ()
    """Typed words that occur nowhere, with the words searched for instead."""
