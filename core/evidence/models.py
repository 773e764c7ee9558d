"""Table of evidence files. Names, types and keys are sealed; the store's key is random."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.chain.states import Side
from core.clock import now
from core.db.columns import enum_field
from core.ids import new_id


class Medium(StrEnum):
    """How a file is shown."""

    PHOTO = "photo"
    DOCUMENT = "document"
    AUDIO = "audio"
    VIDEO = "video"


class FileUse(StrEnum):
    """What a file was handed out for, as far as the asker tells; the whole file goes out each time."""

    GALLERY = "gallery"
    """As one of the small pictures of a report's page."""
    OPENED = "opened"
    DOWNLOADED = "downloaded"


class Custody(StrEnum):
    """Whose a file is: what a reporter brought is evidence, what the office made is its own paper."""

    REPORTER = "reporter"
    OFFICE = "office"


class StowedObject(SQLModel, table=True):
    """What was put into the store, noted before it was: nothing else is ever swept."""

    __tablename__ = "stowed_objects"

    object_key: str = Field(max_length=80, primary_key=True)
    """`<installation id>/<random name>`, as `evidence.object_key` names it."""
    stowed_at: datetime = Field(default_factory=now, index=True)
    abandoned_at: datetime | None = Field(default=None)
    """Since when nobody is expected to come back for it."""
    discarded_at: datetime | None = Field(default=None, index=True)
    """When its sender threw it away, with its draft or by itself."""


class StoreProbe(SQLModel, table=True):
    """The mark a process last left in the store, for the others to look for (`core.evidence.probing`)."""

    __tablename__ = "store_probes"

    process: str = Field(max_length=20, primary_key=True)
    token: str = Field(max_length=40)
    left_at: datetime = Field(default_factory=now)


class Evidence(SQLModel, table=True):
    """One file of a report."""

    __tablename__ = "evidence"
    __table_args__ = (sa.UniqueConstraint("report_id", "seq"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="reports.id", index=True)
    message_id: UUID | None = Field(default=None, foreign_key="messages.id", index=True)
    """The line it came with; none for what came with the report itself."""
    seq: int
    side: Side = enum_field(Side)
    officer_id: UUID | None = Field(default=None, foreign_key="officers.id")
    medium: Medium = enum_field(Medium)
    to_reporter: bool
    object_key: str = Field(max_length=80, unique=True)
    stored_bytes: int
    stored_sha256: bytes
    """Hash of the encrypted bytes: proves the stored file unchanged, tells nothing of it."""
    sealed: bytes
    """Name, type, size, hash and file key, under the report key."""
    created_at: datetime = Field(default_factory=now)
