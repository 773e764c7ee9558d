"""Tables of reports. What a reporter wrote is only ever stored sealed."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from core.chain.actions import MessageKind
from core.chain.states import (
    Channel,
    Classification,
    DeadlineKind,
    Finding,
    IdentityMode,
    Kind,
    ProtectionStage,
    Role,
    Side,
    State,
    Track,
    ViolationType,
    protects_reporter,
)
from core.clock import now
from core.db.columns import enum_field
from core.ids import new_id
from core.language import INDONESIAN

DUE_OR_NEVER: Final = "COALESCE(due_at, 'infinity'::timestamp with time zone)"
"""The order of queues, as the indexes have it: what has no deadline comes last, of equals what came later."""
REPORTS_DUE_OR_NEVER: Final = DUE_OR_NEVER.replace("due_at", "reports.due_at")
"""The same, for statements that read more tables than `reports`."""
_STILL_OPEN: Final = sa.text("closed_at IS NULL")
"""Which rows the indexes of open reports hold."""


class AgendaSeries(StrEnum):
    """Where agenda numbers come from."""

    OFFICE = "office"
    """The office's own: open reports that bar nobody."""
    PROTECTED = "protected"
    """One for the whole country, in which everybody sees gaps."""


class Report(SQLModel, table=True):
    """One report and where it stands. No words of the reporter are in this row."""

    __tablename__ = "reports"
    __table_args__ = (
        sa.UniqueConstraint(
            "agenda_office_id", "agenda_year", "agenda_series", "agenda_seq", name="uq_reports_agenda_series"
        ),
        sa.Index("reports_by_office", "office_id", "state", "due_at"),
        sa.Index("reports_by_due", "due_at", "id"),
        sa.Index("reports_in_due_order", sa.text(DUE_OR_NEVER), "received_at", "id"),
        sa.Index(
            "reports_open_in_due_order",
            sa.text(DUE_OR_NEVER),
            "received_at",
            "id",
            postgresql_where=_STILL_OPEN,
        ),
        sa.Index(
            "reports_open_by_office", "office_id", "holder_role", "due_at", postgresql_where=_STILL_OPEN
        ),
        sa.Index(
            "reports_unattended", "holder_role", postgresql_where=sa.text("unattended_since IS NOT NULL")
        ),
        sa.Index("reports_of_office_in_due_order", "office_id", sa.text(DUE_OR_NEVER), "received_at", "id"),
        sa.Index("reports_of_state_in_due_order", "state", sa.text(DUE_OR_NEVER), "received_at", "id"),
        sa.Index(
            "reports_of_holder_in_due_order",
            "holder_role",
            sa.text(DUE_OR_NEVER),
            "received_at",
            "id",
            postgresql_where=_STILL_OPEN,
        ),
        sa.Index(
            "reports_of_class_in_due_order",
            "classification",
            sa.text(DUE_OR_NEVER),
            "received_at",
            "id",
            postgresql_where=sa.text("classification IS NOT NULL"),
        ),
        sa.Index(
            "reports_whistleblowing_in_due_order",
            sa.text(DUE_OR_NEVER),
            "received_at",
            "id",
            postgresql_where=sa.text("track = 'whistleblowing'"),
        ),
        sa.Index(
            "reports_with_stand_in", "stand_in_for", postgresql_where=sa.text("stand_in_for IS NOT NULL")
        ),
        sa.Index("reports_with_proposal", "proposal_by", postgresql_where=sa.text("proposal_by IS NOT NULL")),
        sa.Index("reports_of_office_as_received", "office_id", "received_at"),
        sa.Index("reports_as_received", "received_at", "id"),
        sa.Index("reports_as_numbered", "agenda_year", "agenda_seq", "id"),
        sa.Index("reports_of_office_as_numbered", "office_id", "agenda_year", "agenda_seq", "id"),
        sa.Index(
            "reports_by_number",
            "agenda_number",
            postgresql_using="gin",
            postgresql_ops={"agenda_number": "gin_trgm_ops"},
        ),
        sa.Index(
            "reports_threatened", "threatened_since", postgresql_where=sa.text("threatened_since IS NOT NULL")
        ),
        sa.Index("reports_to_check_in", "check_in_at", postgresql_where=sa.text("check_in_at IS NOT NULL")),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_in_range"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    tracking_hash: bytes = Field(unique=True)
    track: Track = enum_field(Track)
    kind: Kind = enum_field(Kind)
    identity_mode: IdentityMode = enum_field(IdentityMode)
    channel: Channel = enum_field(Channel)
    state: State = enum_field(State)
    classification: Classification | None = enum_field(Classification, default=None, nullable=True)
    violation_type: ViolationType | None = enum_field(ViolationType, default=None, nullable=True)
    addressed_office_id: int = Field(foreign_key="offices.id")
    office_id: int = Field(foreign_key="offices.id")
    """The office that handles it: the nearest with an Admin Instansi, upwards."""
    lead_unit_id: int | None = Field(default=None, foreign_key="units.id", index=True)
    holder_role: Role | None = enum_field(Role, default=None, nullable=True)
    """Whose step it is; `reporter` while we wait for the reporter, none once it has ended."""
    stand_in_for: Role | None = enum_field(Role, check="stand_in_known", default=None, nullable=True)
    """The role whose step the leader takes, because nobody who holds it may or can (docs/decisions/0011)."""
    unattended_since: datetime | None = Field(default=None)
    """Since when nobody at all can move it on; the health page counts these."""
    agenda_number: str = Field(max_length=40, unique=True)
    agenda_office_id: int = Field(foreign_key="offices.id")
    agenda_year: int
    agenda_series: AgendaSeries = enum_field(AgendaSeries, default=AgendaSeries.OFFICE)
    agenda_seq: int
    round: int = Field(default=1)
    version: int = Field(default=1)
    registered_by: UUID | None = Field(default=None, foreign_key="officers.id", index=True)
    received_at: datetime = Field(default_factory=now)
    state_since: datetime = Field(default_factory=now)
    closed_at: datetime | None = Field(default=None)
    due_kind: DeadlineKind | None = enum_field(DeadlineKind, default=None, nullable=True)
    due_at: datetime | None = Field(default=None)
    """The running deadline that comes first, for queues; the deadlines table explains it."""
    missing_elements: list[str] = Field(default_factory=list, sa_type=ARRAY(sa.String(20)), nullable=False)
    sheet_printed_at: datetime | None = Field(default=None)
    proposal_by: UUID | None = Field(default=None, foreign_key="officers.id")
    review_done: bool = Field(default=False)
    corruption_suspected: bool = Field(default=False)
    finding: Finding | None = enum_field(Finding, default=None, nullable=True)
    rehabilitated: bool = Field(default=False)
    sp4n_id: str | None = Field(default=None, max_length=40, unique=True)
    rating: int | None = Field(default=None)
    protection: ProtectionStage | None = enum_field(ProtectionStage, default=None, nullable=True)
    """How far the protection of its reporter has come (R88); `protections` tells the rest."""
    threatened_since: datetime | None = Field(default=None)
    """While a protection is open, since when: such a report stands on top of every list."""
    in_danger: bool = Field(default=False)
    """The reporter said so; until the protection is closed."""
    reporter_safe: bool | None = Field(default=None)
    """The reporter's last word on their safety."""
    check_in_at: datetime | None = Field(default=None)
    """When they are asked next whether anything has changed for them."""
    officer_unread: bool = Field(default=True)
    """The reporter said something no officer has opened yet."""
    reporter_unread: bool = Field(default=False)
    told_as_story: bool = Field(default=False)
    """It came as a story: what was read out of it waits for an officer's word, sealed with its words."""
    is_demo: bool = Field(default=False)

    @property
    def is_protected(self) -> bool:
        """Tell whether its reporter chose not to be known to all who handle it, or blows a whistle."""
        return protects_reporter(self.track, self.identity_mode)


class ReportKey(SQLModel, table=True):
    """The wrapped keys of one report. Emptied, its content is unreadable for ever."""

    __tablename__ = "report_keys"

    report_id: UUID = Field(foreign_key="reports.id", primary_key=True)
    for_handling: bytes | None
    for_reporter: bytes | None
    for_identity: bytes | None = Field(default=None)
    destroyed_at: datetime | None = Field(default=None)


class UnreadableReport(SQLModel, table=True):
    """A report whose key did not open when somebody looked; gone when it does (`core.reports.unreadable`)."""

    __tablename__ = "unreadable_reports"

    report_id: UUID = Field(foreign_key="reports.id", primary_key=True)
    noticed_at: datetime = Field(default_factory=now)


class ReportContent(SQLModel, table=True):
    """What the report says, sealed; every change is a new version, the first never changes."""

    __tablename__ = "report_contents"
    __table_args__ = (sa.UniqueConstraint("report_id", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    version: int
    side: Side = enum_field(Side)
    sealed: bytes
    sealed_title: bytes
    created_at: datetime = Field(default_factory=now)


class ReportIdentity(SQLModel, table=True):
    """Who reported, sealed under a key only the identity key opens."""

    __tablename__ = "report_identities"

    report_id: UUID = Field(foreign_key="reports.id", primary_key=True)
    sealed: bytes
    created_at: datetime = Field(default_factory=now)


class IdentityAddition(SQLModel, table=True):
    """What a reporter told of themselves later, sealed to the identity key; never changed."""

    __tablename__ = "identity_additions"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    sealed: bytes
    created_at: datetime = Field(default_factory=now)


class PushMode(StrEnum):
    """When the reporter wants to be told."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NONE = "none"


class ReporterLink(SQLModel, table=True):
    """The way back to the reporter's chat, sealed to the courier."""

    __tablename__ = "reporter_links"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", unique=True)
    chat_sealed: bytes | None = Field(default=None)
    chat_hash: bytes | None = Field(default=None, index=True)
    """Keyed hash for *Laporan saya*; never for anonymous reports."""
    tracking_kept: bytes | None = Field(default=None)
    """The tracking ID under the bot's own key, if the reporter allows; never for anonymous."""
    push: PushMode = enum_field(PushMode, default=PushMode.AT_ONCE)
    language: str = Field(
        default=INDONESIAN.code, max_length=8, sa_column_kwargs={"server_default": INDONESIAN.code}
    )
    """In which language pushes are said; one of `core.languages.NAMES`."""
    unreachable_since: datetime | None = Field(default=None)
    unlinked_at: datetime | None = Field(default=None)
    created_at: datetime = Field(default_factory=now)


class Message(SQLModel, table=True):
    """One line between reporter and officers, or among officers; sealed."""

    __tablename__ = "messages"
    __table_args__ = (sa.UniqueConstraint("report_id", "seq"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    seq: int
    side: Side = enum_field(Side)
    kind: MessageKind = enum_field(MessageKind)
    officer_id: UUID | None = Field(default=None, foreign_key="officers.id")
    to_reporter: bool
    """Shown in the reporter's thread. Notes and consultations are not."""
    sealed: bytes
    replaces_id: UUID | None = Field(default=None, foreign_key="messages.id")
    """The line this one is a newer version of."""
    source_key: bytes | None = Field(default=None, unique=True)
    """Keyed hash of what caused it (a chat message, a form), so that nothing lands twice."""
    created_at: datetime = Field(default_factory=now)


class PartyIndex(SQLModel, table=True):
    """Keyed hashes of the parties a report names, for search and likeness; plain names are not stored."""

    __tablename__ = "party_index"

    report_id: UUID = Field(foreign_key="reports.id", primary_key=True)
    token: bytes = Field(primary_key=True, index=True)


class Recusal(SQLModel, table=True):
    """An officer who may not see a report: it names them, perhaps, or they lodged it. Which is not kept."""

    __tablename__ = "recusals"

    report_id: UUID = Field(foreign_key="reports.id", primary_key=True)
    officer_id: UUID = Field(foreign_key="officers.id", primary_key=True, index=True)
    doubtful: bool = Field(default=False)
    """The report may mean them: an officer who is not barred is asked."""
    lifted_at: datetime | None = Field(default=None)
    """Since when it holds no more: it was somebody else who was meant."""
    decided_by: UUID | None = Field(default=None, foreign_key="officers.id")
    """Who said whether they were meant."""


class AgendaCounter(SQLModel, table=True):
    """The last agenda number drawn, per office, year and series; taken under its lock (R130)."""

    __tablename__ = "agenda_counters"

    office_id: int = Field(foreign_key="offices.id", primary_key=True)
    year: int = Field(primary_key=True)
    series: AgendaSeries = enum_field(AgendaSeries, primary_key=True)
    last: int = Field(default=0)


class Category(SQLModel, table=True):
    """What reports are about, as the national office lists it."""

    __tablename__ = "categories"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, unique=True)
    position: int = Field(default=0)
    is_active: bool = Field(default=True)


class ReportCategory(SQLModel, table=True):
    """The category a report was given, and the ones it had before."""

    __tablename__ = "report_categories"
    __table_args__ = (
        sa.Index(
            "one_category_per_report", "report_id", unique=True, postgresql_where=sa.text("until IS NULL")
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    category_id: int = Field(foreign_key="categories.id", index=True)
    given_by: UUID = Field(foreign_key="officers.id")
    since: datetime = Field(default_factory=now)
    until: datetime | None = Field(default=None)
