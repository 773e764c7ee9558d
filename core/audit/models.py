"""Tables of the audit. The application may insert and read here, nothing else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from core.clock import now
from core.db.columns import json_field


class AuditEntry(SQLModel, table=True):
    """Who did or read what, when; each entry carries the hash of the one before."""

    __tablename__ = "audit_entries"

    stream: str = Field(max_length=60, primary_key=True)
    """`report:<id>`, `officer:<id>` or `system`: chains do not wait for one another."""
    seq: int = Field(primary_key=True)
    at: datetime
    side: str = Field(max_length=12)
    officer_id: UUID | None = Field(default=None, index=True)
    role: str | None = Field(default=None, max_length=40)
    verb: str = Field(max_length=60)
    detail: dict[str, Any] = json_field(default_factory=dict)
    previous: bytes
    hash: bytes


class AuditHead(SQLModel, table=True):
    """The newest link of each chain; taken under its lock to append."""

    __tablename__ = "audit_heads"

    stream: str = Field(max_length=60, primary_key=True)
    seq: int
    hash: bytes
    anchored_seq: int = Field(default=0)


class AuditAnchor(SQLModel, table=True):
    """A signed mark over all chains that moved since the last one."""

    __tablename__ = "audit_anchors"

    id: int = Field(primary_key=True)
    at: datetime = Field(default_factory=now)
    previous: bytes
    digest: bytes
    signature: bytes


class AuditAnchorEntry(SQLModel, table=True):
    """One chain's head as an anchor saw it."""

    __tablename__ = "audit_anchor_entries"

    anchor_id: int = Field(foreign_key="audit_anchors.id", primary_key=True)
    stream: str = Field(max_length=60, primary_key=True)
    seq: int
    hash: bytes
