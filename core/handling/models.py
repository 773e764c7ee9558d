"""Tables of who was asked for a view of a report, and whom its notes name."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.clock import now
from core.ids import new_id


class Consultation(SQLModel, table=True):
    """One unit that was asked for its view (R70), and whether it has answered."""

    __tablename__ = "consultations"
    __table_args__ = (
        sa.UniqueConstraint("question_id", "unit_id"),
        sa.Index(
            "consultations_open", "unit_id", "report_id", postgresql_where=sa.text("answered_at IS NULL")
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    unit_id: int = Field(foreign_key="units.id")
    question_id: UUID = Field(foreign_key="messages.id")
    asked_by: UUID = Field(foreign_key="officers.id")
    asked_at: datetime = Field(default_factory=now)
    answer_id: UUID | None = Field(default=None, foreign_key="messages.id")
    answered_by: UUID | None = Field(default=None, foreign_key="officers.id")
    answered_at: datetime | None = Field(default=None)


class Mention(SQLModel, table=True):
    """An officer whom a colleague's note names; the note itself stays sealed in its message."""

    __tablename__ = "mentions"
    __table_args__ = (
        sa.UniqueConstraint("message_id", "officer_id"),
        sa.Index("mentions_of_officer", "officer_id", "created_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id")
    message_id: UUID = Field(foreign_key="messages.id")
    officer_id: UUID = Field(foreign_key="officers.id")
    mentioned_by: UUID = Field(foreign_key="officers.id")
    created_at: datetime = Field(default_factory=now)
