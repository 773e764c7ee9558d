"""What is asked of accounts and appointments."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from core.chain.states import Role
from core.values import Frozen, Line

Username = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[a-zA-Z0-9][a-zA-Z0-9._-]{2,59}$"),
]
Password = Annotated[str, StringConstraints(min_length=12, max_length=200)]


class CreateOfficer(Frozen):
    """A new account; without an appointment it can do nothing (R86)."""

    username: Username
    full_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    position: Line = ""
    nip: Annotated[str, StringConstraints(pattern=r"^\d{18}$")] | None = None
    password: Password
    is_demo: bool = False


class CreatedOfficer(Frozen):
    """What the new officer needs to sign in for the first time; shown once."""

    officer_id: UUID
    username: str
    totp_secret: str
    totp_uri: str


class Appoint(Frozen):
    """An appointment by decree."""

    officer_id: UUID
    role: Role
    office_id: Annotated[int, Field(ge=1, le=2**31 - 1)]
    unit_id: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    decree_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    decree_date: date
    valid_from: date
    valid_to: date | None = None


class IssuedToken(Frozen):
    """A bearer token, shown once."""

    token: str
    label: str
    expires_on: Annotated[date, Field()]


class TokenLine(Frozen):
    """A machine's token as its officer's list shows it; the token itself is nowhere."""

    id: UUID
    label: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    state: str
    """`in_force`, `expired` or `revoked`."""
    revoked_by: str = ""
