"""Tables a report is found by: its words and its parties' names, beside its place in lists."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel

from core.chain.states import (
    Track,
)
from core.db.columns import enum_field


class PartyWords(SQLModel, table=True):
    """What the names of a report's parties are found by in a search, beside the report's place in lists.

    The place is kept as that of its words is (`ReportSearch`). Names that are told later are added.
    """

    __tablename__ = "party_words"
    __table_args__ = (sa.Index("party_words_tokens", "office_id", "tokens", postgresql_using="gin"),)

    report_id: UUID = Field(foreign_key="reports.id", primary_key=True)
    tokens: list[int] = Field(sa_type=sa.ARRAY(sa.BigInteger), nullable=False)
    track: Track = enum_field(Track)
    office_id: int
    due_at: datetime | None = Field(default=None)
    received_at: datetime
    agenda_year: int
    agenda_seq: int


class ReportSearch(SQLModel, table=True):
    """Words of open public-service reports only (design.md §5), beside the report's place in lists.

    The place is given with the words, and kept by a trigger on `reports`: what a search finds is sorted
    without looking each report up, and counted where nothing else is asked. Whether a report that is shown
    may be seen is still asked of the report itself.
    """

    __tablename__ = "report_search"
    __table_args__ = (sa.Index("report_search_words", "office_id", "words", postgresql_using="gin"),)

    report_id: UUID = Field(foreign_key="reports.id", primary_key=True)
    words: Any = Field(sa_type=TSVECTOR, nullable=False)
    office_id: int
    due_at: datetime | None = Field(default=None)
    received_at: datetime
    agenda_year: int
    agenda_seq: int


class SearchWord(SQLModel, table=True):
    """A word that occurs in some open report, for typos; which report is not kept here."""

    __tablename__ = "search_words"
    __table_args__ = (
        sa.Index(
            "search_words_alike", "word", postgresql_using="gin", postgresql_ops={"word": "gin_trgm_ops"}
        ),
    )

    word: str = Field(max_length=80, primary_key=True)
