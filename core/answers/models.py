"""Tables of standard answers, and of how often each thing is asked."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.answers.topics import AnswerTopic
from core.clock import now
from core.db.columns import enum_field


class StandardAnswer(SQLModel, table=True):
    """One version of an office's answer on a topic; never changed, a newer one takes its place."""

    __tablename__ = "standard_answers"
    __table_args__ = (
        sa.UniqueConstraint("office_id", "topic", "version"),
        sa.CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="valid_in_order"),
        sa.CheckConstraint("answer = '' OR source <> ''", name="has_source"),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="offices.id")
    topic: AnswerTopic = enum_field(AnswerTopic)
    version: int
    question: str = Field(max_length=160)
    """As people ask it."""
    answer: str = Field(max_length=1500)
    """Plain text; empty: the office has taken its own answer back."""
    source: str = Field(max_length=300)
    """A law, a decree or an address."""
    valid_from: date
    valid_until: date | None = Field(default=None)
    edited_by: UUID = Field(foreign_key="officers.id")
    edited_at: datetime = Field(default_factory=now)


class QuestionCount(SQLModel, table=True):
    """How often a topic was asked at an office on one day: no person, and no time finer than the day."""

    __tablename__ = "question_counts"

    office_id: int = Field(foreign_key="offices.id", primary_key=True)
    topic: AnswerTopic = enum_field(AnswerTopic, primary_key=True)
    day: date = Field(primary_key=True)
    asked: int = Field(default=0)
    answered: int = Field(default=0)
    """Whoever asked said that it was answered."""
    sent_on: int = Field(default=0)
    """It became a question to the office all the same."""
