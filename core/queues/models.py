"""Tables of an officer's own way of looking at queues."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from core.clock import now
from core.db.columns import json_field
from core.ids import new_id


class SavedView(SQLModel, table=True):
    """A filter an officer keeps. Name and search words may name a person, so both are sealed."""

    __tablename__ = "saved_views"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    officer_id: UUID = Field(foreign_key="officers.id", index=True)
    position: int
    sealed: bytes
    created_at: datetime = Field(default_factory=now)


class OfficerPreference(SQLModel, table=True):
    """What an officer chose for themselves, by name of the choice."""

    __tablename__ = "officer_preferences"

    officer_id: UUID = Field(foreign_key="officers.id", primary_key=True)
    chosen: dict[str, Any] = json_field(default_factory=dict, nullable=False)
