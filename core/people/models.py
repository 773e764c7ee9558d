"""Tables of officers and appointments."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.chain.states import Role
from core.clock import now
from core.db.columns import enum_field
from core.ids import new_id


class Officer(SQLModel, table=True):
    """A person with an account (pengelola)."""

    __tablename__ = "officers"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    username: str = Field(max_length=60, unique=True)
    full_name: str = Field(max_length=120)
    position: str = Field(default="", max_length=160)
    nip: str | None = Field(default=None, max_length=18)
    password_hash: str = Field(max_length=200)
    totp_sealed: bytes
    totp_last_step: int = Field(default=0)
    """The last one-time-code step used, so that no code works twice."""
    is_active: bool = Field(default=True)
    is_demo: bool = Field(default=False)
    created_at: datetime = Field(default_factory=now)


class Appointment(SQLModel, table=True):
    """The decree that gives an officer a role in an office or unit, from one day to another."""

    __tablename__ = "appointments"
    __table_args__ = (
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="term_runs_forward"),
    )

    id: int | None = Field(default=None, primary_key=True)
    officer_id: UUID = Field(foreign_key="officers.id", index=True)
    role: Role = enum_field(Role)
    office_id: int = Field(foreign_key="offices.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="units.id", index=True)
    decree_number: str = Field(max_length=80)
    decree_date: date
    valid_from: date
    valid_to: date | None = Field(default=None)
    ended_because: str | None = Field(default=None, max_length=300)
    """Why it ended before its time."""


class MachineToken(SQLModel, table=True):
    """A bearer token by which a machine acts as an officer; only its hash is kept."""

    __tablename__ = "machine_tokens"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    officer_id: UUID = Field(foreign_key="officers.id", index=True)
    label: str = Field(max_length=80)
    token_hash: bytes = Field(unique=True)
    created_at: datetime = Field(default_factory=now)
    expires_at: datetime
    last_used_at: datetime | None = Field(default=None)
    revoked_at: datetime | None = Field(default=None)
    revoked_by: UUID | None = Field(default=None, foreign_key="officers.id")
