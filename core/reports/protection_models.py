"""The table of protections: when a threatened reporter was heard, and how they are asked again afterwards."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from core.clock import now
from core.ids import new_id


class Protection(SQLModel, table=True):
    """One protection of a reporter (R88), from the request to the reporter's word; its words lie in history.

    How far it has come stands on the report's row, where the chain's conditions read it.
    """

    __tablename__ = "protections"
    __table_args__ = (
        sa.Index(
            "one_open_protection", "report_id", unique=True, postgresql_where=sa.text("closed_at IS NULL")
        ),
        sa.Index(
            "protections_unanswered",
            "rung_at",
            postgresql_where=sa.text("acknowledged_at IS NULL AND closed_at IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    urgent: bool
    """The reporter said that they are in danger now."""
    requested_at: datetime = Field(default_factory=now)
    rung: int = Field(default=0)
    """How often it rang; each time one office higher."""
    rung_at: datetime = Field(default_factory=now)
    acknowledged_at: datetime | None = Field(default=None)
    acknowledged_by: UUID | None = Field(default=None, foreign_key="officers.id")
    threats: list[str] = Field(default_factory=list, sa_type=ARRAY(sa.String(20)), nullable=False)
    """The kinds of retaliation (`core.chain.states.Threat`), for counting."""
    relation: str | None = Field(default=None, max_length=20)
    closed_at: datetime | None = Field(default=None)
    check_days: list[int] = Field(default_factory=list, sa_type=ARRAY(sa.Integer()), nullable=False)
    """So many days after its end the reporter is asked again: the office's setting on the day it ended."""
    checks: int = Field(default=0)
    """How often they were asked."""
