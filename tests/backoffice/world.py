"""An office with people in it, the real application over real servers, and browsers to visit it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

import httpx
import pyotp
from fastapi import FastAPI
from sqlmodel import col, select

from backoffice.security import csrf
from backoffice.wiring import Backoffice
from core.accounts.accounts import Accounts
from core.accounts.schemas import Appoint, CreateOfficer
from core.chain.states import Role
from core.clock import held_at, now
from core.offices.models import Office, Unit

PASSWORD = "kentongan dipukul tiga kali"
BASE = "http://127.0.0.1:8000"
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
class Account:
    """A made-up officer and what they sign in with."""

    id: UUID
    username: str
    full_name: str
    totp_secret: str


@dataclass(slots=True)
class World:
    """The application, its parts, and everybody in it."""

    app: FastAPI
    parts: Backoffice
    accounts: dict[str, Account]
    office_id: int
    units: dict[str, int]
    _steps: int = field(default=0)

    def browser(self, address: str = "127.0.0.1") -> "Browser":
        """Open a browser at an address, signed in as nobody."""
        return Browser(self, address)

    async def visit(self, username: str) -> "Browser":
        """Open a browser whose session is already there."""
        browser = self.browser()
        web = await self.parts.sessions.open(self.accounts[username].id, device="Firefox di Linux")
        browser.client.cookies.set(self.parts.cookies.session, web.id, domain="127.0.0.1")
        browser.token = csrf.token_for(self.parts.keys.csrf, web.id)
        return browser

    def code(self, username: str) -> tuple[str, Any]:
        """Give a code nobody has used yet, and the clock held at its time."""
        self._steps += 1
        moment = now() + timedelta(minutes=self._steps)
        return pyotp.TOTP(self.accounts[username].totp_secret).at(moment), held_at(moment)

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
            response = await desk.post_json("/api/v1/reports", registration(self, **changes))
        assert response.status_code == 201, response.text
        receipt: dict[str, Any] = response.json()
        return receipt


class Browser:
    """One person's browser: cookies, the CSRF token, and requests as forms or JSON."""

    def __init__(self, world: World, address: str) -> None:
        self.world = world
        transport = httpx.ASGITransport(app=world.app, client=(address, 40000))
        self.client = httpx.AsyncClient(transport=transport, base_url=BASE)
        self.token = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=_headers(headers))

    async def post_json(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return await self.client.post(
            path, json=body, headers={"X-CSRF-Token": self.token, **_headers(headers)}
        )

    async def post_form(
        self,
        path: str,
        values: Mapping[str, Any],
        files: Sequence[tuple[str, tuple[str, bytes, str]]] = (),
        **headers: str,
    ) -> httpx.Response:
        data = {"csrf_token": self.token, **values}
        return await self.client.post(path, data=data, files=list(files) or None, headers=_headers(headers))

    async def delete(self, path: str) -> httpx.Response:
        return await self.client.delete(path, headers={"X-CSRF-Token": self.token})

    async def sign_in(self, username: str, password: str = PASSWORD) -> httpx.Response:
        """Sign in through the API with a fresh code."""
        code, clock = self.world.code(username)
        with clock:
            response = await self.client.post(
                "/api/v1/session", json={"username": username, "password": password, "code": code}
            )
        if response.status_code == 201:
            self.token = response.json()["csrf_token"]
        return response


def _headers(named: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in named.items()}


def field_of(html: str, name: str, *, form: str = "") -> str:
    """Read a hidden input's value off a page, of one form where there are several."""
    part = html[html.index(f'action="{form}"') :] if form else html
    match = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', part)
    assert match is not None, f"no input {name}"
    return match[1]


def registration(world: World, **changes: Any) -> dict[str, Any]:
    """A report as the desk registers it; `changes` replace whole fields."""
    return {
        "office_id": world.office_id,
        "channel": "direct",
        "identity_mode": "open",
        "body": {
            "title": "Kantor kosong pada jam layanan",
            "substance": "Loket tutup pada jam layanan, legalisir tertunda tiga hari.",
            "parties": [{"name": "Petugas loket", "role": "reported"}],
            "happened_at": "Senin pagi",
            "place": {"text": "Kantor KPU"},
            "chronology": "Datang pukul sembilan, loket kosong sampai siang.",
        },
        "identity": {"name": "Warga Contoh", "phone": "0800000"},
        **changes,
    }


def disposition(world: World, **changes: Any) -> dict[str, Any]:
    """The answers that dispose a report to the legal subdivision."""
    return {
        "checklist": ["identity_confirmable", "subject_clear", "party_named", "event_described"],
        "within_authority": True,
        "classification": "non_supervisory",
        "lead_unit": str(world.units["Subbag Hukum dan SDM"]),
        **changes,
    }


async def make_account(parts: Backoffice, session: Any, username: str, full_name: str) -> Account:
    """Open an account with the shared password."""
    created = await Accounts(parts.core, session).create(
        CreateOfficer(username=username, full_name=full_name, position="", password=PASSWORD)
    )
    return Account(created.officer_id, username, full_name, created.totp_secret)


async def appoint(
    parts: Backoffice, session: Any, account: Account, role: Role, office_id: int, unit_id: int | None
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
