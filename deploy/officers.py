"""The first account of a real set-up, made at the command line."""

import secrets
import sys
from dataclasses import dataclass

import segno
from pydantic import ValidationError
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.errors import DomainError
from core.offices.models import Office, Unit
from core.people.accounts import Accounts
from core.people.schemas import Appoint, CreatedOfficer, CreateOfficer
from core.settings import Settings
from core.wiring import connect_core
from deploy.local.errors import LocalStackError


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficer:
    """What was given at the command line."""

    username: str
    full_name: str
    role: str
    office: str
    unit: str | None
    decree: str
    decree_date: str


async def create_officer(settings: Settings, wish: NewOfficer) -> None:
    """Make the account and its appointment, and show how to sign in, once.

    Raises LocalStackError saying what does not fit; then nothing was made.
    """
    password = secrets.token_urlsafe(12)
    try:
        core = await connect_core(settings, ring="backoffice")
    except FileNotFoundError:
        raise LocalStackError(
            f"There is no key file {settings.backoffice_keys}; name it with KENTONGAN_BACKOFFICE_KEYS_FILE."
        ) from None
    try:
        async with core.database.transaction() as session:
            accounts = Accounts(core, session)
            created = await accounts.create(
                CreateOfficer(username=wish.username, full_name=wish.full_name, password=password)
            )
            await accounts.appoint(await _appointment(session, created, wish))
    except ValidationError as error:
        wrong = "; ".join(f"{problem['loc'][0]}: {problem['msg']}" for problem in error.errors())
        raise LocalStackError(f"This does not fit: {wrong}") from None
    except DomainError as error:
        raise LocalStackError(str(error)) from None
    finally:
        await core.close()
    _show(created, password)


async def _appointment(session: AsyncSession, created: CreatedOfficer, wish: NewOfficer) -> Appoint:
    office = (await session.exec(select(Office).where(Office.code == wish.office))).one_or_none()
    if office is None or office.id is None:
        raise LocalStackError(f"There is no office with the code {wish.office}.")
    unit_id = await _unit_id(session, office.id, wish.unit) if wish.unit else None
    return Appoint.model_validate(
        {
            "officer_id": created.officer_id,
            "role": wish.role,
            "office_id": office.id,
            "unit_id": unit_id,
            "decree_number": wish.decree,
            "decree_date": wish.decree_date,
            "valid_from": wish.decree_date,
        }
    )


async def _unit_id(session: AsyncSession, office_id: int, name: str) -> int:
    named = or_(col(Unit.name) == name, col(Unit.short_name) == name)
    units = (await session.exec(select(Unit).where(Unit.office_id == office_id, named))).all()
    if len(units) != 1 or units[0].id is None:
        raise LocalStackError(f"There is no unit called {name} in that office.")
    return units[0].id


def _show(created: CreatedOfficer, password: str) -> None:
    print(f"Account   {created.username}")
    print(f"Password  {password}")
    print(f"One-time code secret  {created.totp_secret}")
    if sys.stdout.isatty():
        print("Scan it with an authenticator app:")
        segno.make(created.totp_uri, micro=False).terminal(compact=True)
    print("This is shown once. Hand it over in person.")
