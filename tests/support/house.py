"""A furnished house for tests: the 553 offices, unit trees and officers of every role, in a template.

Made once a run and cloned in a fraction of a second. The officers are invented; nobody of them can sign
in (tests of accounts make their own).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import psycopg
from filelock import FileLock
from psycopg import sql
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.states import Role
from core.db.addresses import libpq_address
from core.db.database import Database
from core.deadlines.standards import seed_rules
from core.offices.models import Office, Unit
from core.offices.seed import seed_offices
from core.people.models import Appointment, Officer
from core.privacy.keys import Keyring, generate_key_files, load_ring
from core.settings import RINGS
from deploy.belonging import note_keys
from deploy.local.postgres import create_database
from tests.support.postgres import DatabaseUrls, ensure_template, urls_of
from tests.support.servers import Servers

TEMPLATE: Final = "kentongan_house"
KABUPATEN, PROVINCE, NATIONAL, SIBLING = "52.03", "52", "RI", "52.01"
LAW, TECHNICAL, APIP = "Subbag Hukum dan SDM", "Subbag Teknis dan Parmas", "Unit Penanganan Pengaduan"
DATA, LOGISTICS = "Subbag Rendatin", "Subbag KUL"


@dataclass(frozen=True, slots=True)
class Person:
    """One invented officer and their appointment."""

    key: str
    full_name: str
    position: str
    role: Role
    office: str = KABUPATEN
    unit: str | None = None


PEOPLE: Final = (
    Person("sari", "Sari Rahmania", "Sekretaris", Role.AGENCY_ADMIN),
    Person("sita", "Sita Mahardika", "Kasubbag Rendatin", Role.AGENCY_ADMIN),
    Person("bayu", "Bayu Pradipta", "Pejabat Penghubung", Role.LIAISON),
    Person("dewi", "Dewi Lintang", "Staf Hukum", Role.UNIT_ADMIN, unit=LAW),
    Person("hendra", "Hendra Wibisana", "Kasubbag Hukum", Role.UNIT_HEAD, unit=LAW),
    Person("rini", "Rini Mandasari", "Pelaksana Hukum", Role.HANDLER, unit=LAW),
    Person("galih", "Galih Santosa", "Staf Teknis", Role.UNIT_ADMIN, unit=TECHNICAL),
    Person("agus", "Agus Permadi", "Anggota Unit Pengaduan", Role.INSPECTOR, unit=APIP),
    Person("wulan", "Wulan Kartikasari", "Anggota Unit Pengaduan II", Role.INSPECTOR, unit=APIP),
    Person("lestari", "Lestari Handayani", "Ketua", Role.LEADER),
    Person("tono", "Tono Sugiarto", "Petugas PPID", Role.DESK_OFFICER),
    Person("karta", "Karta Sasmita", "Sekretaris", Role.AGENCY_ADMIN, SIBLING),
    Person("yusuf", "Yusuf Ardiansyah", "Kabag Hukum dan SDM", Role.AGENCY_ADMIN, PROVINCE),
    Person("putri", "Putri Maheswari", "Auditor Provinsi", Role.INSPECTOR, PROVINCE),
    Person("nina", "Nina Saraswati", "Ketua Provinsi", Role.LEADER, PROVINCE),
    Person("nadia", "Nadia Paramitha", "Auditor Utama", Role.AGENCY_ADMIN, NATIONAL),
    Person("bima", "Bima Anggara", "Auditor Utama II", Role.INSPECTOR, NATIONAL),
    Person("ratna", "Ratna Kusumawati", "Pranata Komputer", Role.SYSTEM_ADMIN, NATIONAL),
)

LOCAL: Final = {
    Role.AGENCY_ADMIN: "sari",
    Role.LIAISON: "bayu",
    Role.UNIT_ADMIN: "dewi",
    Role.UNIT_HEAD: "hendra",
    Role.HANDLER: "rini",
    Role.INSPECTOR: "agus",
    Role.LEADER: "lestari",
    Role.DESK_OFFICER: "tono",
    Role.SYSTEM_ADMIN: "ratna",
}
"""For each officer role, who holds it in the kabupaten (the administrator sits at KPU RI)."""


@dataclass(frozen=True, slots=True)
class House:
    """Who and what is in the furnished database."""

    keys: dict[str, Keyring]
    keys_dir: Path
    offices: dict[str, int]
    units: dict[tuple[str, str], int]
    officers: dict[str, UUID]

    def unit(self, short_name: str, office: str = KABUPATEN) -> str:
        """The id of a unit as a form sends it."""
        return str(self.units[office, short_name])


async def furnish(session: AsyncSession) -> None:
    """Bring in offices, rules and officers."""
    await seed_offices(session)
    await seed_rules(session)
    offices = {office.code: office for office in (await session.exec(select(Office))).all()}
    units = await _units(session)
    for number, person in enumerate(PEOPLE, start=1):
        officer = await hire(session, person.key, person.full_name, person.position, number=number)
        office = offices[person.office]
        unit = units[person.office, person.unit] if person.unit else None
        await appoint(session, officer, person.role, office_id=office.id or 0, unit_id=unit)


async def hire(
    session: AsyncSession,
    username: str,
    full_name: str,
    position: str = "",
    *,
    number: int = 0,
) -> Officer:
    """Make an account that nobody can sign in to: hashing real passwords would cost seconds."""
    officer = Officer(
        username=username,
        full_name=full_name,
        position=position,
        nip=f"{number:018d}" if number else None,
        password_hash="$unusable$",
        totp_sealed=b"",
    )
    session.add(officer)
    await session.flush()
    return officer


async def appoint(
    session: AsyncSession,
    officer: Officer,
    role: Role,
    *,
    office_id: int,
    unit_id: int | None = None,
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
) -> Appointment:
    """Give somebody a role by an invented decree."""
    appointment = Appointment(
        officer_id=officer.id,
        role=role,
        office_id=office_id,
        unit_id=unit_id,
        decree_number="CONTOH 7/HK.03.1-Kpt/2020",
        decree_date=date(2020, 1, 1),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(appointment)
    await session.flush()
    return appointment


async def _units(session: AsyncSession) -> dict[tuple[str, str], int]:
    codes = {office.id: office.code for office in (await session.exec(select(Office))).all()}
    found = (await session.exec(select(Unit))).all()
    return {(codes[unit.office_id], unit.short_name): unit.id or 0 for unit in found}


async def ensure_house(servers: Servers) -> House:
    """Furnish the template once a run, whoever asks first, and say what is in it."""
    keys_dir = servers.root / "house-keys"
    with FileLock(servers.root / "house.lock"):
        generate_key_files(keys_dir)
        keys: dict[str, Keyring] = {ring: load_ring(keys_dir / f"{ring}.json") for ring in RINGS}
        if not (servers.root / "house.ready").exists():
            await _make_template(servers, keys["backoffice"])
            (servers.root / "house.ready").touch()
        else:
            ensure_template(servers)
        return await _look_around(servers, keys, keys_dir)


async def _make_template(servers: Servers, keys: Keyring) -> None:
    bare = ensure_template(servers)
    with FileLock(servers.root / "clone.lock"), _admin(servers) as connection:
        create_database(connection, TEMPLATE, template=bare)
    owner = urls_of(servers, TEMPLATE).owner
    with psycopg.connect(libpq_address(owner)) as connection:
        note_keys(connection, keys)
    database = Database.connect(owner, pool_size=1)
    async with database.transaction() as session:
        await furnish(session)
    await database.close()


async def _look_around(servers: Servers, keys: dict[str, Keyring], keys_dir: Path) -> House:
    with FileLock(servers.root / "clone.lock"):  # a template with a visitor cannot be cloned
        database = Database.connect(urls_of(servers, TEMPLATE).owner, pool_size=1)
        async with database.transaction() as session:
            offices = {office.code: office.id or 0 for office in (await session.exec(select(Office))).all()}
            officers = {one.username: one.id for one in (await session.exec(select(Officer))).all()}
            units = await _units(session)
        await database.close()
    return House(keys=keys, keys_dir=keys_dir, offices=offices, units=units, officers=officers)


@contextmanager
def furnished_database(servers: Servers) -> Iterator[DatabaseUrls]:
    """Give a clone of the furnished template (see `ensure_house`) and drop it afterwards."""
    with copied_database(servers, TEMPLATE) as urls:
        yield urls


@contextmanager
def copied_database(servers: Servers, source: str) -> Iterator[DatabaseUrls]:
    """Give a copy of a database nobody is connected to, and drop it afterwards."""
    name = f"kt_{uuid4().hex[:16]}"
    with FileLock(servers.root / "clone.lock"), _admin(servers) as connection:
        create_database(connection, name, template=source)
    try:
        yield urls_of(servers, name)
    finally:
        with _admin(servers) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


@contextmanager
def _admin(servers: Servers) -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    with psycopg.connect(servers.postgres.conninfo(), autocommit=True) as connection:
        yield connection
