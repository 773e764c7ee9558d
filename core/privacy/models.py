"""Table of wishes to learn who reported."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from core.clock import now
from core.ids import new_id


class IdentityRequest(SQLModel, table=True):
    """An officer's reasoned wish to open a sealed identity, and the second person's yes."""

    __tablename__ = "identity_requests"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    asked_by: UUID = Field(foreign_key="officers.id")
    reason_sealed: bytes
    asked_at: datetime = Field(default_factory=now)
    approved_by: UUID | None = Field(default=None, foreign_key="officers.id")
    approved_at: datetime | None = Field(default=None)
