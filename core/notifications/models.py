"""Tables of deliveries, of officers' notices and chats, and of the bot's inbox."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.clock import now
from core.db.columns import enum_field, json_field
from core.ids import new_id


class DeliveryStatus(StrEnum):
    """How far a push came."""

    PENDING = "pending"
    WAITING_DIGEST = "waiting_digest"
    SENT = "sent"
    RETRYING = "retrying"
    UNREACHABLE = "unreachable"
    SUPPRESSED = "suppressed"


class Outbound(SQLModel):
    """What both tables of deliveries have: a sealed text on its way to a chat, and how far it came."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    idempotency_key: str = Field(max_length=120, unique=True)
    about: str = Field(max_length=40)
    """What caused it: of a push to a reporter the action, for the officer's timeline."""
    sealed: bytes | None
    """Text, buttons and files, sealed to the delivery key; emptied once sent."""
    status: DeliveryStatus = enum_field(DeliveryStatus, default=DeliveryStatus.PENDING)
    attempts: int = Field(default=0)
    last_error: str | None = Field(default=None, max_length=60)
    created_at: datetime = Field(default_factory=now)
    in_flight_since: datetime | None = Field(default=None)
    """Set before a send and cleared after it: found set, the sender died in between."""
    uncertain: int = Field(default=0)
    """How often a sender died mid-send; after the second time it is not sent again."""
    sent_at: datetime | None = Field(default=None)


class Delivery(Outbound, table=True):
    """One push to a reporter's chat; its text is sealed to the courier."""

    __tablename__ = "deliveries"
    __table_args__ = (
        sa.Index("deliveries_of_report", "report_id", "ordinal"),
        sa.Index(
            "deliveries_open",
            "link_id",
            "ordinal",
            postgresql_where=sa.text("status IN ('pending', 'retrying')"),
        ),
    )

    ordinal: int | None = Field(
        default=None, nullable=False, sa_type=sa.BigInteger, sa_column_args=(sa.Identity(),), unique=True
    )
    report_id: UUID = Field(foreign_key="reports.id")
    link_id: UUID = Field(foreign_key="reporter_links.id")
    parts_sent: int = Field(default=0)
    """Messages of this push that have arrived, so that a retry repeats none of them."""
    digest_id: UUID | None = Field(default=None, foreign_key="deliveries.id", index=True)
    """The digest that told of this one."""


class NoticeKind(StrEnum):
    """What an officer is told of. The words are the back office's."""

    ASSIGNED = "assigned"
    REPORTER_SAID = "reporter_said"
    MENTION = "mention"
    CONSULTED = "consulted"
    ADVISED = "advised"
    PROPOSAL = "proposal"
    IDENTITY_REQUEST = "identity_request"
    IDENTITY_APPROVED = "identity_approved"
    DUE_SOON = "due_soon"
    LATE = "late"
    PROTECTION = "protection"
    DANGER = "danger"


class OfficerNotice(SQLModel, table=True):
    """One line under an officer's bell: what happened to which report, nothing of its content."""

    __tablename__ = "officer_notices"
    __table_args__ = (
        sa.Index("officer_notices_newest", "officer_id", "created_at", "id"),
        sa.Index(
            "one_unread_notice_per_cause",
            "officer_id",
            "report_id",
            "kind",
            unique=True,
            postgresql_where=sa.text("read_at IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    officer_id: UUID = Field(foreign_key="officers.id")
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    kind: NoticeKind = enum_field(NoticeKind)
    created_at: datetime = Field(default_factory=now)
    read_at: datetime | None = Field(default=None)


class OfficerChat(SQLModel, table=True):
    """An officer's own chat, and what they wish to be told there."""

    __tablename__ = "officer_chats"

    officer_id: UUID = Field(foreign_key="officers.id", primary_key=True)
    chat_sealed: bytes | None = Field(default=None)
    """Sealed to the courier; no hash of it is kept, so that it cannot be compared with reporters'."""
    linked_at: datetime | None = Field(default=None)
    digest: bool = Field(default=True)
    warnings: bool = Field(default=True)
    unreachable_since: datetime | None = Field(default=None)
    digest_day: date | None = Field(default=None)
    """The last day, on the office's calendar, whose digest was thought of."""
    code_hash: bytes | None = Field(default=None, unique=True)
    code_expires_at: datetime | None = Field(default=None)


class OfficerUnlink(SQLModel, table=True):
    """A chat that wishes to be unlinked. Only the courier can tell whose it is."""

    __tablename__ = "officer_unlinks"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    chat_sealed: bytes
    asked_at: datetime = Field(default_factory=now)


class OfficerDelivery(Outbound, table=True):
    """One message to an officer's own chat: counts, never content."""

    __tablename__ = "officer_deliveries"
    __table_args__ = (
        sa.Index(
            "officer_deliveries_open",
            "officer_id",
            "created_at",
            postgresql_where=sa.text("status IN ('pending', 'retrying')"),
        ),
    )

    officer_id: UUID = Field(foreign_key="officers.id")


class InboxStatus(StrEnum):
    """What became of a Telegram update."""

    PENDING = "pending"
    DONE = "done"
    POISON = "poison"


class InboxUpdate(SQLModel, table=True):
    """A Telegram update, kept (sealed) from its arrival until it is handled."""

    __tablename__ = "inbox_updates"
    __table_args__ = (sa.Index("inbox_open", "update_id", postgresql_where=sa.text("status = 'pending'")),)

    update_id: int = Field(primary_key=True, sa_type=sa.BigInteger)
    sealed: bytes | None
    status: InboxStatus = enum_field(InboxStatus, default=InboxStatus.PENDING)
    attempts: int = Field(default=0)
    error: str | None = Field(default=None, max_length=120)
    received_at: datetime = Field(default_factory=now)
    finished_at: datetime | None = Field(default=None)


class Heartbeat(SQLModel, table=True):
    """When a process last said it is alive."""

    __tablename__ = "heartbeats"

    process: str = Field(max_length=40, primary_key=True)
    at: datetime = Field(default_factory=now)
    facts: dict[str, Any] = json_field(default_factory=dict)
    """How it fares, for the health page: times, counts and classes of errors only."""
