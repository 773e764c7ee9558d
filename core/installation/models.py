"""Tables that say which installation a database is, and whose keys its rows are sealed to."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.clock import now


class Installation(SQLModel, table=True):
    """One row: this installation's id, drawn with its tables. `alembic_version` has their revision."""

    __tablename__ = "installations"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"server_default": "1"})
    installation_id: UUID
    made_at: datetime = Field(default_factory=now)
    swept_at: datetime | None = Field(default=None)
    """When the evidence store was last swept; the store has the same moment (`core.evidence.sweeping`)."""
    sweep_place: str | None = Field(default=None, max_length=80)
    """The cluster and database in which sweeping was last right: a copy or a restored one is elsewhere."""
    sweep_held: str | None = Field(default=None, max_length=40)
    """Why nothing is swept until `kentongan evidence confirm`; None where sweeping goes on."""
    sweep_large_once: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    """Somebody agreed that the next sweep takes a large share."""


class KeyFingerprint(SQLModel, table=True):
    """The fingerprint of one public key this database's rows are sealed to; only `migrate` writes here."""

    __tablename__ = "key_fingerprints"

    name: str = Field(max_length=40, primary_key=True)
    """As `core.privacy.keys.Keyring` names it: `handling_public` and so on."""
    fingerprint: str = Field(max_length=32)
    """32 hex digits (`core.privacy.keys.fingerprint_of`)."""
    adopted_at: datetime = Field(default_factory=now)
