"""Tables of deadline rules, running deadlines and local days off."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.chain.states import DeadlineKind
from core.chain.time.warning import ends_at
from core.clock import now
from core.db.columns import enum_field, json_field
from core.ids import new_id


class DeadlineRule(SQLModel, table=True):
    """How many working days, by which source; an office may have its own (R6)."""

    __tablename__ = "deadline_rules"
    __table_args__ = (
        sa.UniqueConstraint("key", "office_id", postgresql_nulls_not_distinct=True),
        sa.CheckConstraint("working_days BETWEEN 1 AND 365", name="days_in_range"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=40)
    office_id: int | None = Field(default=None, foreign_key="offices.id")
    working_days: int
    legal_source: str = Field(max_length=200)


class Deadline(SQLModel, table=True):
    """One clock of one report: when it started, is due, was paused and stopped."""

    __tablename__ = "deadlines"
    __table_args__ = (
        sa.Index("deadlines_running", "due_at", postgresql_where=sa.text("stopped_at IS NULL")),
        sa.Index(
            "one_running_per_kind",
            "report_id",
            "kind",
            unique=True,
            postgresql_where=sa.text("stopped_at IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    kind: DeadlineKind = enum_field(DeadlineKind)
    working_days: int
    legal_source: str = Field(max_length=200)
    zone: str = Field(max_length=40)
    started_at: datetime = Field(default_factory=now)
    due_at: datetime
    raw_due_at: datetime
    """Due without the pauses: both clocks are shown (G3)."""
    pauses: list[Any] = json_field(default_factory=list)
    """`[[from, to|null], …]` in ISO 8601."""
    paused: bool = Field(default=False)
    stopped_at: datetime | None = Field(default=None)
    reminders: list[Any] = json_field(default_factory=list)
    """Which reminders went out: `before`, `due`, `after`."""
    warned_until: datetime | None = Field(default=None)
    """Set when the reporter is reminded: nothing that waits for them ends before it (chain/warning.py)."""
    told_until: datetime | None = Field(default=None)
    """The limit the reporter was told last; None for clocks of officers."""

    @property
    def limit(self) -> datetime:
        """When it ends for whoever is waited for: as due, or as warned, whichever is later."""
        return ends_at(self.due_at, self.warned_until)


class LocalDay(SQLModel, table=True):
    """A day that one office, a province's offices or all of them have off, or work on."""

    __tablename__ = "local_days"
    __table_args__ = (sa.UniqueConstraint("day", "office_id", postgresql_nulls_not_distinct=True),)

    id: int | None = Field(default=None, primary_key=True)
    day: date
    office_id: int | None = Field(default=None, foreign_key="offices.id")
    """None: every office; an office with offices below it: those too."""
    is_day_off: bool
    name: str = Field(max_length=120)
    legal_source: str = Field(max_length=200)
