"""Tables of answer templates and categories."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.chain.states import Classification, Kind
from core.clock import now
from core.db.columns import enum_field


class AnswerTemplate(SQLModel, table=True):
    """Words an office keeps ready for an action; the offices below inherit them."""

    __tablename__ = "answer_templates"
    __table_args__ = (sa.UniqueConstraint("office_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="offices.id")
    name: str = Field(max_length=80)
    action: str = Field(max_length=40)
    kind: Kind | None = enum_field(Kind, default=None, nullable=True)
    """None: for every kind; so are the two below."""
    classification: Classification | None = enum_field(Classification, default=None, nullable=True)
    category_id: int | None = Field(default=None, foreign_key="categories.id")
    body: str = Field(max_length=3000)
    is_active: bool = Field(default=True)
    updated_by: UUID = Field(foreign_key="officers.id")
    updated_at: datetime = Field(default_factory=now)
