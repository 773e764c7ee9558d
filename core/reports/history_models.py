"""Tables of what happened to a report, which units have a part in it, and which reports it is read with."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from core.chain.states import PartKind, Role, Side, State
from core.clock import now
from core.db.columns import enum_field
from core.ids import new_id


class HistoryEntry(SQLModel, table=True):
    """One action of the chain, as it was taken; never changed afterwards."""

    __tablename__ = "history"
    __table_args__ = (sa.UniqueConstraint("report_id", "seq"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    seq: int
    action: str = Field(max_length=40)
    source: State | None = enum_field(State, check="source_known", default=None, nullable=True)
    target: State = enum_field(State, check="target_known")
    side: Side = enum_field(Side)
    officer_id: UUID | None = Field(default=None, foreign_key="officers.id")
    role: Role | None = enum_field(Role, default=None, nullable=True)
    office_id: int = Field(foreign_key="offices.id")
    clause: str = Field(max_length=120)
    sealed: bytes | None = Field(default=None)
    """The action's fields, sealed under the report key."""
    source_key: bytes | None = Field(default=None, unique=True)
    """Keyed hash of what caused it (a chat update, a form), so that nothing happens twice."""
    asked: list[str] = Field(default_factory=list, sa_type=ARRAY(sa.String(20)), nullable=False)
    """The elements that were being waited for, where the system acted: its notice is worded from them."""
    limit_at: datetime | None = Field(default=None)
    """The date by which the reporter was waited for then; likewise."""
    at: datetime = Field(default_factory=now)


class ReportUnit(SQLModel, table=True):
    """A unit's part in a report."""

    __tablename__ = "report_units"
    __table_args__ = (
        sa.Index(
            "one_lead_unit",
            "report_id",
            unique=True,
            postgresql_where=sa.text("part = 'lead' AND until IS NULL"),
        ),
        sa.Index("report_units_open", "unit_id", "report_id", postgresql_where=sa.text("until IS NULL")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    unit_id: int = Field(foreign_key="units.id")
    part: PartKind = enum_field(PartKind)
    since: datetime = Field(default_factory=now)
    until: datetime | None = Field(default=None)


class ReportLink(SQLModel, table=True):
    """Two reports that are read together; the smaller id first, so that one pair is one row."""

    __tablename__ = "report_links"
    __table_args__ = (
        sa.CheckConstraint("first_id < second_id", name="smaller_first"),
        sa.Index(
            "one_link_per_pair",
            "first_id",
            "second_id",
            unique=True,
            postgresql_where=sa.text("unlinked_at IS NULL"),
        ),
        sa.Index("report_links_second", "second_id", postgresql_where=sa.text("unlinked_at IS NULL")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    first_id: UUID = Field(foreign_key="reports.id")
    second_id: UUID = Field(foreign_key="reports.id")
    relation: str = Field(max_length=20)
    linked_by: UUID = Field(foreign_key="officers.id")
    linked_at: datetime = Field(default_factory=now)
    unlinked_by: UUID | None = Field(default=None, foreign_key="officers.id")
    unlinked_at: datetime | None = Field(default=None)
