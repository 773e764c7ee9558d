"""An office with people in it, and the real application over real servers to visit it at."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from backoffice.app import create_app
from backoffice.security import csrf
from backoffice.wiring import Backoffice
from core.accounts.accounts import Accounts
from core.accounts.schemas import Appoint, CreateOfficer
from core.chain.states import Role
from core.clock import held_at, now
from core.offices.models import Office, Unit
from core.privacy.keys import generate_key_files
from core.settings import Settings, load_settings
from deploy.reference import seed_reference
from tests.support.desk.addresses import REPORTS
from tests.support.desk.answers import disposition_to, registration_at
from tests.support.desk.client import DeskClient
from tests.support.desk.signing_in import Credentials, Seat
from tests.support.postgres import cloned_database
from tests.support.servers import Servers

PASSWORD = "kentongan dipukul tiga kali"
LOMBOK_TIMUR = "52.03"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)

PEOPLE: tuple[tuple[str, str, Role, str, str | None], ...] = (
    ("sari", "Sari Rahmania", Role.AGENCY_ADMIN, LOMBOK_TIMUR, None),
    ("tono", "Tono Hartawan", Role.AGENCY_ADMIN, LOMBOK_TIMUR, None),
    ("dewi", "Dewi Anggraini", Role.LIAISON, LOMBOK_TIMUR, "Subbag Hukum dan SDM"),
    ("bagus", "Bagus Prakoso", Role.UNIT_HEAD, LOMBOK_TIMUR, "Subbag Hukum dan SDM"),
    ("rina", "Rina Wulandari", Role.DESK_OFFICER, LOMBOK_TIMUR, None),
    ("inez", "Inez Kartika", Role.INSPECTOR, LOMBOK_TIMUR, None),
    ("lukman", "Lukman Hakim", Role.LEADER, LOMBOK_TIMUR, None),
    ("jauh", "Jauhari Manan", Role.AGENCY_ADMIN, "35.15", None),
    ("sistem", "Siska Temmy", Role.SYSTEM_ADMIN, "RI", None),
)


@dataclass(slots=True)
class Account(Credentials):
    """A made-up officer and what they sign in with."""

    id: UUID
    full_name: str


@dataclass(slots=True)
class World:
    """The application, its parts, and everybody in it."""

    app: FastAPI
    parts: Backoffice
    accounts: dict[str, Account]
    office_id: int
    units: dict[str, int]
    _steps: int = field(default=0)

    def visitor(self, address: str = "127.0.0.1") -> DeskClient:
        """Come to the desk from an address, signed in as nobody."""
        return DeskClient.inside(self.app, address)

    async def visit(self, username: str) -> DeskClient:
        """Come to the desk as an officer whose session is there already."""
        visitor = self.visitor()
        visitor.take(await self.seat(username))
        return visitor

    async def seat(self, username: str) -> Seat:
        """Open a session of an officer without signing in: password hashing would cost seconds."""
        return await seat_at(self.parts, self.accounts[username].id)

    def code(self, username: str) -> tuple[str, AbstractContextManager[None]]:
        """Give a code nobody has used yet, and the clock held at its time."""
        self._steps += 1
        moment = now() + timedelta(minutes=self._steps)
        return self.accounts[username].code_at(moment), held_at(moment)

    async def sign_in(self, visitor: DeskClient, username: str, password: str = PASSWORD) -> httpx.Response:
        """Let a visitor sign in through the API with a fresh code."""
        code, clock = self.code(username)
        with clock:
            return await visitor.sign_in(replace(self.accounts[username], password=password), code)

    async def new_account(self) -> Account:
        """Make one more officer, for tests that would spoil a shared one."""
        name = f"uji{uuid4().hex[:8]}"
        async with self.parts.core.database.transaction() as session:
            account = await make_account(self.parts, session, name, f"Uji {name[3:]}")
            await appoint(self.parts, session, account, Role.AGENCY_ADMIN, self.office_id, None)
        self.accounts[name] = account
        return account

    async def registered(self, username: str = "rina", **changes: Any) -> dict[str, Any]:
        """Register a report at the desk; give its receipt."""
        async with await self.visit(username) as desk:
            response = await desk.post_json(REPORTS, registration(self, **changes))
        assert response.status_code == 201, response.text
        receipt: dict[str, Any] = response.json()
        return receipt


def registration(world: World, **changes: Any) -> dict[str, Any]:
    """A report as this world's desk registers it."""
    return registration_at(world.office_id, **changes)


def disposition(world: World, **changes: Any) -> dict[str, Any]:
    """The answers that dispose a report to the legal subdivision."""
    return disposition_to(str(world.units["Subbag Hukum dan SDM"]), **changes)


async def seat_at(parts: Backoffice, officer_id: UUID) -> Seat:
    """Open a session of an officer at an application of this process."""
    web = await parts.sessions.open(officer_id, device="Firefox di Linux")
    cookie = {"name": parts.cookies.session, "value": web.id}
    return Seat(cookie, csrf.token_for(parts.keys.csrf, web.id))


async def make_account(parts: Backoffice, session: AsyncSession, username: str, full_name: str) -> Account:
    """Open an account with the shared password."""
    created = await Accounts(parts.core, session).create(
        CreateOfficer(username=username, full_name=full_name, position="", password=PASSWORD)
    )
    return Account(username, PASSWORD, created.totp_secret, created.officer_id, full_name)


async def appoint(
    parts: Backoffice,
    session: AsyncSession,
    account: Account,
    role: Role,
    office_id: int,
    unit_id: int | None,
) -> None:
    """Appoint an officer from the beginning of the year on."""
    await Accounts(parts.core, session).appoint(
        Appoint(
            officer_id=account.id, role=role, office_id=office_id, unit_id=unit_id,
            decree_number="12/SDM/2026", decree_date=date(2026, 1, 2), valid_from=date(2026, 1, 5),
        )
    )  # fmt: skip


async def populate(app: FastAPI, parts: Backoffice) -> World:
    """Give the office its people."""
    async with parts.core.database.transaction() as session:
        offices = {office.code: office.id or 0 for office in (await session.exec(select(Office))).all()}
        office_id = offices[LOMBOK_TIMUR]
        found = await session.exec(select(Unit).where(col(Unit.office_id) == office_id))
        units = {unit.short_name: unit.id or 0 for unit in found.all()}
        accounts: dict[str, Account] = {}
        for username, full_name, role, code, unit in PEOPLE:
            account = await make_account(parts, session, username, full_name)
            await appoint(parts, session, account, role, offices[code], units[unit] if unit else None)
            accounts[username] = account
    return World(app=app, parts=parts, accounts=accounts, office_id=office_id, units=units)


@contextmanager
def desk_on(servers: Servers, valkey: int, data_dir: Path, **chosen: Any) -> Iterator[Settings]:
    """Give settings of a desk with a database of its own, because its commits are real."""
    generate_key_files(data_dir / "keys")
    with cloned_database(servers) as urls:
        yield load_settings(
            environ={},
            env_file=None,
            data_dir=data_dir,
            database_url=urls.app,
            migration_database_url=urls.owner,
            redis_url=servers.valkey.url(valkey),
            **chosen,
        )


@asynccontextmanager
async def peopled(settings: Settings) -> AsyncIterator[World]:
    """Run the application with everybody in it."""
    await seed_reference(settings.require_migration_database_url())
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield await populate(app, app.state.backoffice)
