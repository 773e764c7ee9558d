"""Offices and their unit trees."""

from typing import Annotated, Final

from pydantic import Field, StringConstraints
from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed
from core.access.roles import Section
from core.actor import OfficerActor
from core.administration.policy import may_edit_office, may_open
from core.administration.trail import changed, permitted
from core.chain.states import Role
from core.errors import ConflictError, InvalidError, NotFoundError
from core.language import tr, trn
from core.offices.directory import OfficeDirectory, OfficeEntry
from core.offices.models import Office, OfficeLevel, Unit, UnitKind
from core.offices.seed import NATIONAL_UNITS, PROVINCE_UNITS, REGENCY_UNITS, plant
from core.people.repository import holders_of
from core.reports.history_models import ReportUnit
from core.reports.models import Report
from core.values import Frozen

STANDARD_TREES: Final = {
    OfficeLevel.NATIONAL: NATIONAL_UNITS,
    OfficeLevel.PROVINCE: PROVINCE_UNITS,
    OfficeLevel.REGENCY: REGENCY_UNITS,
}
_LONGEST_PATH: Final = 120
_NUMBERS: Final = r"^\+?\d[\d -]{1,15} \S[^\n]*(\r?\n\+?\d[\d -]{1,15} \S[^\n]*){0,5}$"
_DAYS: Final = r"^[1-9]\d{0,2}(, ?[1-9]\d{0,2}){0,7}$"

CheckInDays = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_DAYS, max_length=40)]
"""`30, 60, 90`."""
EmergencyNumbers = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_NUMBERS, max_length=300)]
"""A line each: `110 Polri`."""
UnitName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=160)]
UnitShort = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]


class EditOffice(Frozen):
    """The short facts of an office."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    short_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=80)]
    emergency_numbers: EmergencyNumbers | None = None
    """Whom a reporter in danger telephones; None: as the office above."""
    check_in_days: CheckInDays | None = None
    """So many days after a protection its reporter is asked again; None: as the office above."""


class AddUnit(Frozen):
    """A new unit; without a parent it stands at the top of its office."""

    name: UnitName
    short_name: UnitShort
    kind: UnitKind
    parent_id: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class EditUnit(Frozen):
    """A unit's names."""

    name: UnitName
    short_name: UnitShort


class UnitNode(Frozen):
    """A unit in its tree, with how much it holds."""

    id: int
    parent_id: int | None
    depth: int
    kind: UnitKind
    name: str
    short_name: str
    is_active: bool
    open_reports: int


class OfficeDetail(Frozen):
    """An office with its units in tree order."""

    id: int
    code: str
    level: OfficeLevel
    name: str
    short_name: str
    zone: str
    province_name: str | None
    emergency_numbers: str
    check_in_days: str
    """Its own; empty where it does as the office above."""
    has_admin: bool
    may_edit: bool
    units: tuple[UnitNode, ...]


class OfficeAdministration:
    """Use cases of offices and units, in the caller's transaction."""

    def __init__(self, session: AsyncSession, actor: OfficerActor) -> None:
        self._session = session
        self._actor = actor

    async def find(self, text: str, *, province: str | None = None, limit: int = 600) -> list[OfficeEntry]:
        """List offices by any part of the name, or a province's, or all of them."""
        permitted(may_open(self._actor, Section.OFFICES))
        directory = await OfficeDirectory.load(self._session)
        if text.strip():
            return directory.search(text, limit=limit)
        return (directory.regencies(province) if province else directory.entries)[:limit]

    async def offices_with_admin(self) -> frozenset[int]:
        """Say which offices have an Admin Instansi today."""
        ids = [entry.id for entry in (await OfficeDirectory.load(self._session)).entries]
        return frozenset(office for office, _, _ in await holders_of(self._session, {Role.AGENCY_ADMIN}, ids))

    async def office(self, office_id: int) -> OfficeDetail:
        """Show one office and its units."""
        permitted(may_open(self._actor, Section.OFFICES))
        office = await self._office(office_id)
        units = await self._units(office_id)
        held = await self._open_reports(units)
        admins = await holders_of(self._session, {Role.AGENCY_ADMIN}, [office_id])
        return OfficeDetail(
            id=office_id,
            code=office.code,
            level=office.level,
            name=office.name,
            short_name=office.short_name,
            zone=office.zone,
            province_name=office.province_name,
            emergency_numbers=office.emergency_numbers or "",
            check_in_days=", ".join(str(day) for day in office.check_in_days or ()),
            has_admin=bool(admins),
            may_edit=isinstance(may_edit_office(self._actor, office.path), Allowed),
            units=tuple(
                UnitNode(
                    id=unit.id or 0,
                    parent_id=unit.parent_id,
                    depth=unit.path.strip("/").count("/"),
                    kind=unit.kind,
                    name=unit.name,
                    short_name=unit.short_name,
                    is_active=unit.is_active,
                    open_reports=held.get(unit.id or 0, 0),
                )
                for unit in in_tree_order(units)
            ),
        )

    async def edit(self, office_id: int, wish: EditOffice) -> None:
        """Change the names an office goes by, and when it asks reporters again whom it protected."""
        office, role = await self._editable(office_id)
        office.name, office.short_name = wish.name, wish.short_name
        numbers = wish.emergency_numbers
        office.emergency_numbers = "\n".join(numbers.splitlines()) if numbers else None
        days = wish.check_in_days
        office.check_in_days = sorted({int(day) for day in days.split(",")}) if days else None
        await self._session.flush()
        await changed(self._session, self._actor, "office.edited", role=role, office=office.code)

    async def plant_standard(self, office_id: int) -> int:
        """Give an office without units the tree its level usually has; answers how many units.

        Raises:
            ConflictError: It has units already.
        """
        office, role = await self._editable(office_id)
        if await self._units(office_id):
            raise ConflictError(
                tr("Kantor ini sudah punya unit. Tambah atau ubah unitnya satu per satu."),
                code="office.has_units",
            )
        await plant(self._session, office_id, STANDARD_TREES[office.level], parent=None)
        await changed(self._session, self._actor, "office.units_planted", role=role, office=office.code)
        return len(await self._units(office_id))

    async def add_unit(self, office_id: int, wish: AddUnit) -> int:
        """Add a unit and return its id."""
        office, role = await self._editable(office_id)
        parent = await self._unit(office_id, wish.parent_id) if wish.parent_id else None
        if parent is not None and not parent.is_active:
            raise InvalidError(
                tr("Unit di atasnya tidak aktif. Pilih unit yang aktif."),
                fields={"parent_id": tr("Tidak aktif.")},
            )
        await self._refuse_taken(office_id, wish.name)
        unit = Unit(
            office_id=office_id,
            parent_id=parent.id if parent else None,
            kind=wish.kind,
            name=wish.name,
            short_name=wish.short_name,
        )
        self._session.add(unit)
        await self._session.flush()
        unit.path = _path_below(parent, unit.id or 0)
        await changed(self._session, self._actor, "unit.added", role=role, office=office.code, unit=unit.id)
        return unit.id or 0

    async def rename_unit(self, office_id: int, unit_id: int, wish: EditUnit) -> None:
        """Change a unit's names."""
        office, role = await self._editable(office_id)
        unit = await self._unit(office_id, unit_id)
        await self._refuse_taken(office_id, wish.name, but=unit_id)
        unit.name, unit.short_name = wish.name, wish.short_name
        await changed(self._session, self._actor, "unit.renamed", role=role, office=office.code, unit=unit_id)

    async def move_unit(self, office_id: int, unit_id: int, parent_id: int | None) -> None:
        """Put a unit, with everything below it, under another one or at the top.

        Raises:
            InvalidError: It would stand below itself, or below an inactive unit.
        """
        office, role = await self._editable(office_id)
        unit = await self._unit(office_id, unit_id)
        parent = await self._unit(office_id, parent_id) if parent_id else None
        if parent is not None and parent.path.startswith(unit.path):
            words = tr("Unit tidak dapat berada di bawah dirinya sendiri. Pilih unit lain.")
            raise InvalidError(words, code="unit.below_itself", fields={"parent_id": words})
        if parent is not None and unit.is_active and not parent.is_active:
            words = tr("Unit itu tidak aktif. Pilih unit yang aktif.")
            raise InvalidError(words, fields={"parent_id": words})
        former, unit.path = unit.path, _path_below(parent, unit_id)
        unit.parent_id = parent.id if parent else None
        for one in await self._units(office_id):
            if one.id != unit_id and one.path.startswith(former):
                one.path = _checked_path(unit.path + one.path.removeprefix(former))
        await changed(
            self._session, self._actor, "unit.moved", role=role, office=office.code, unit=unit_id,
            parent=parent_id,
        )  # fmt: skip

    async def set_unit_active(self, office_id: int, unit_id: int, *, active: bool) -> None:
        """Close a unit, or open it again.

        Raises:
            ConflictError: It, or a unit below it, still holds open reports or is active.
        """
        office, role = await self._editable(office_id)
        unit = await self._unit(office_id, unit_id)
        if not active:
            await self._refuse_busy(office_id, unit)
        elif unit.parent_id and not (await self._unit(office_id, unit.parent_id)).is_active:
            raise ConflictError(
                tr("Unit di atasnya tidak aktif. Aktifkan unit itu dahulu."), code="unit.parent_inactive"
            )
        unit.is_active = active
        verb = "unit.activated" if active else "unit.deactivated"
        await changed(self._session, self._actor, verb, role=role, office=office.code, unit=unit_id)

    async def _refuse_busy(self, office_id: int, unit: Unit) -> None:
        below = [one for one in await self._units(office_id) if one.path.startswith(unit.path)]
        held = sum((await self._open_reports(below)).values())
        if held:
            raise ConflictError(
                trn(
                    "{unit} masih memegang {n} laporan yang belum selesai. "
                    "Selesaikan atau disposisikan ulang laporan itu ke unit lain dahulu.",
                    held,
                    unit=unit.short_name,
                ),
                code="unit.holds_reports",
                params={"open_reports": held},
            )
        active = [one for one in below if one.id != unit.id and one.is_active]
        if active:
            raise ConflictError(
                trn(
                    "Ada {n} unit aktif di bawah {unit}. Nonaktifkan atau pindahkan unit itu dahulu.",
                    len(active),
                    unit=unit.short_name,
                ),
                code="unit.has_units",
                params={"units": len(active)},
            )

    async def _open_reports(self, units: list[Unit]) -> dict[int, int]:
        query = (
            select(ReportUnit.unit_id, func.count(func.distinct(col(ReportUnit.report_id))))
            .join(Report, col(Report.id) == col(ReportUnit.report_id))
            .where(
                col(ReportUnit.unit_id).in_([unit.id for unit in units]),
                col(ReportUnit.until).is_(None),
                col(Report.closed_at).is_(None),
            )
            .group_by(col(ReportUnit.unit_id))
        )
        return dict((await self._session.exec(query)).all())

    async def _refuse_taken(self, office_id: int, name: str, *, but: int = 0) -> None:
        taken = select(Unit.id).where(Unit.office_id == office_id, Unit.name == name, Unit.id != but)
        if (await self._session.exec(taken)).first() is not None:
            words = tr("Nama unit itu sudah ada di kantor ini. Pakai nama lain.")
            raise InvalidError(words, code="unit.exists", fields={"name": words})

    async def _editable(self, office_id: int) -> tuple[Office, Role]:
        office = await self._office(office_id)
        return office, permitted(may_edit_office(self._actor, office.path))

    async def _office(self, office_id: int) -> Office:
        office = await self._session.get(Office, office_id)
        if office is None:
            raise NotFoundError(code="office.not_found")
        return office

    async def _unit(self, office_id: int, unit_id: int) -> Unit:
        unit = await self._session.get(Unit, unit_id)
        if unit is None or unit.office_id != office_id:
            raise NotFoundError(code="unit.not_found")
        return unit

    async def _units(self, office_id: int) -> list[Unit]:
        return list((await self._session.exec(select(Unit).where(Unit.office_id == office_id))).all())


def in_tree_order(units: list[Unit]) -> list[Unit]:
    """Put parents before their children and siblings in the order they were made."""
    return sorted(units, key=lambda unit: [int(part) for part in unit.path.strip("/").split("/")])


def _path_below(parent: Unit | None, unit_id: int) -> str:
    return _checked_path(f"{parent.path if parent else '/'}{unit_id}/")


def _checked_path(path: str) -> str:
    if len(path) > _LONGEST_PATH:
        raise InvalidError(
            tr("Susunan unit terlalu dalam. Pilih induk yang lebih atas."), code="unit.too_deep"
        )
    return path
