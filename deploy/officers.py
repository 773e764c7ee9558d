"""The first account of a real set-up, made at the command line."""

import asyncio
import secrets
import sys
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import segno
from pydantic import ValidationError
from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.accounts.accounts import Accounts
from core.accounts.schemas import Appoint, CreatedOfficer, CreateOfficer
from core.chain.states import OFFICER_ROLES, Role
from core.errors import DomainError
from core.offices.models import Office, Unit
from core.settings import Settings
from core.wiring import connect_core
from deploy.belonging import require_belonging
from deploy.keys import require_keys
from deploy.local.errors import LocalStackError

_ROLES = ", ".join(role.value for role in Role if role in OFFICER_ROLES)
_MOST_UNITS = 20
# What each field is called at the command line, and what it takes.
_OPTIONS = {
    "username": (
        "USERNAME",
        "3 to 60 letters, digits, dots, hyphens or underscores, a letter or digit first",
    ),
    "full_name": ("--name", "1 to 120 characters"),
    "role": ("--role", f"one of {_ROLES}"),
    "office_id": ("--office", "an office's code"),
    "unit_id": ("--unit", "a unit of that office: its id, name or short name"),
    "decree_number": ("--decree", "1 to 80 characters"),
    "decree_date": ("--decree-date", "a day such as 2026-01-05"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAnswers:
    """What was given at the command line."""

    username: str
    full_name: str
    role: str
    office: str
    unit: str | None
    decree: str
    decree_date: str


async def create_officer(settings: Settings, wish: OfficerAnswers) -> None:
    """Make the account and its appointment, and show how to sign in, once.

    Raises LocalStackError saying what does not fit; then nothing was made. What can be told without the
    database is told first, all of it at once.
    """
    password = secrets.token_urlsafe(12)
    account, appointment = checked(wish, password)
    keys = require_keys(settings, "backoffice")
    await asyncio.to_thread(require_belonging, settings, "backoffice", keys)
    core = await connect_core(settings, ring="backoffice")
    try:
        async with core.database.transaction() as session:
            office = await _office(session, wish.office)
            unit_id = await _unit_id(session, office, wish.unit) if wish.unit else None
            accounts = Accounts(core, session)
            created = await accounts.create(account)
            where = {"officer_id": created.officer_id, "office_id": office.id, "unit_id": unit_id}
            await accounts.appoint(appointment.model_copy(update=where))
    except DomainError as error:
        if not error.fields:
            raise
        raise LocalStackError(_refusal(error)) from None
    finally:
        await core.close()
    _show(created, password)


def checked(wish: OfficerAnswers, password: str) -> tuple[CreateOfficer, Appoint]:
    """Read what was given; officer, office and unit of the appointment are still to be filled in.

    Raises LocalStackError naming every option that does not fit, and what it takes.
    """
    wrong: list[str] = []
    account = appointment = None
    try:
        account = CreateOfficer(username=wish.username, full_name=wish.full_name, password=password)
    except ValidationError as error:
        wrong += [str(problem["loc"][0]) for problem in error.errors()]
    day, role = _day(wish.decree_date), _role(wish.role)
    wrong += [name for name, value in (("role", role), ("decree_date", day)) if value is None]
    try:
        appointment = Appoint(
            officer_id=UUID(int=0),
            role=role or Role.LEADER,
            office_id=1,
            decree_number=wish.decree,
            decree_date=day or date.min,
            valid_from=day or date.min,
        )
    except ValidationError as error:
        wrong += [str(problem["loc"][0]) for problem in error.errors()]
    if wrong or account is None or appointment is None:
        lines = [f"\n  {option} takes {what}" for option, what in (_OPTIONS[name] for name in wrong)]
        raise LocalStackError("Nothing was made, this does not fit:" + "".join(lines))
    return account, appointment


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _role(text: str) -> Role | None:
    return next((role for role in OFFICER_ROLES if role.value == text.strip().lower()), None)


async def _office(session: AsyncSession, code: str) -> Office:
    """Find an office by its code; its dots may be forgotten in a question, not in the answer."""
    wanted = code.strip().upper()
    office = (await session.exec(select(Office).where(Office.code == wanted))).one_or_none()
    if office is not None:
        return office
    bare = wanted.replace(".", "")
    like = select(Office).where(func.replace(col(Office.code), ".", "") == bare).order_by(col(Office.id))
    near = (await session.exec(like)).first()
    hint = (
        f" Did you mean {near.code}, {near.name}?"
        if near is not None
        else " Codes look like RI, 52 for a province, 52.03 below it."
    )
    raise LocalStackError(f"There is no office with the code {code}.{hint}")


async def _unit_id(session: AsyncSession, office: Office, given: str) -> int:
    named = or_(col(Unit.name) == given, col(Unit.short_name) == given)
    if given.isdecimal():
        named = or_(named, col(Unit.id) == min(int(given), 2**31 - 1))
    units = (await session.exec(select(Unit).where(Unit.office_id == office.id, named))).all()
    if len(units) == 1 and units[0].id is not None:
        return units[0].id
    if units:
        which = ", ".join(f"{unit.id} ({unit.name})" for unit in units)
        raise LocalStackError(f"Several units of {office.name} are called {given}; give the id: {which}.")
    every = select(Unit).where(Unit.office_id == office.id).order_by(col(Unit.path)).limit(_MOST_UNITS)
    known = "".join(f"\n  {unit.id}  {unit.name}" for unit in (await session.exec(every)).all())
    raise LocalStackError(
        f"{office.name} has no unit {given}. "
        + (f"Its units:{known}" if known else "It has no units yet; a system_admin makes them in the pages.")
    )


def _refusal(error: DomainError) -> str:
    """Tell a refusal of the domain with the options its fields are given by."""
    lines = [f"\n  {_OPTIONS.get(field, (field,))[0]}: {why}" for field, why in error.fields.items()]
    return error.message + "".join(lines)


def _show(created: CreatedOfficer, password: str) -> None:
    print(f"Account   {created.username}")
    print(f"Password  {password}")
    print(f"One-time code secret  {created.totp_secret}")
    if sys.stdout.isatty():
        print("Scan it with an authenticator app:")
        segno.make(created.totp_uri, micro=False).terminal(compact=True)
    print("This is shown once. Hand it over in person.")
