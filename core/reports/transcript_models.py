"""Table of what was written down of voice notes. The words are sealed like any of a report."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.clock import now
from core.ids import new_id


class Transcript(SQLModel, table=True):
    """What a recording says, as the recogniser wrote it or as its reporter put it right; each a version."""

    __tablename__ = "transcripts"
    __table_args__ = (sa.UniqueConstraint("evidence_id", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    evidence_id: UUID = Field(foreign_key="evidence.id")
    version: int
    by_reporter: bool
    """Its reporter wrote it; else the recogniser, and it may be wrong."""
    sealed: bytes
    """The words, under the report key."""
    created_at: datetime = Field(default_factory=now)
