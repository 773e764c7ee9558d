"""Which units take part in a report as its actions give it to them, and which may (R36, R59, R70, R75)."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.decide import Decision
from core.chain.fields import FieldType, listed
from core.chain.rows import Transition
from core.chain.states import PartKind
from core.chain.telling.wording import list_in_words
from core.clock import now
from core.db.reference import reference_of
from core.errors import InvalidError, NotFoundError
from core.handling.offering import Choices, Offered
from core.language import tr
from core.offices.models import Office, Unit, UnitKind
from core.reports.history_models import ReportUnit
from core.reports.models import Report

UNIT_TYPES: Final = frozenset({FieldType.UNIT, FieldType.UNITS})
"""The questions that are answered with units."""
NOT_OFFERED: Final = tr("Pilih unit dari daftar.")


async def assign_units(session: AsyncSession, report: Report, decision: Decision) -> None:
    """Give the chosen units the part their question says; another lead unit, or none, ends all parts."""
    ended = "lead_unit" in decision.changes
    if ended:
        await session.exec(
            update(ReportUnit)
            .where(col(ReportUnit.report_id) == report.id, col(ReportUnit.until).is_(None))
            .values(until=now())
        )
    chosen = await _chosen(session, report, decision)
    if chosen:
        held = {} if ended else await _parts_held(session, report)
        session.add_all(
            ReportUnit(report_id=report.id, unit_id=unit, part=part)
            for unit, part in chosen.items()
            if not _has_already(part, held.get(unit, frozenset()))
        )
    if session.new:
        await session.flush()


async def _chosen(session: AsyncSession, report: Report, decision: Decision) -> dict[int, PartKind]:
    """Return the part of every unit that gets one; who leads does not support as well."""
    chosen = dict.fromkeys(_ids(decision, PartKind.SUPPORT), PartKind.SUPPORT)
    if decision.values.get("with_apip"):
        chosen |= dict.fromkeys(await apip_units(session, report.office_id), PartKind.SUPPORT)
    for part in (PartKind.LEAD, PartKind.CONSULTED, PartKind.INTERNAL):
        chosen |= dict.fromkeys(_ids(decision, part), part)
    return chosen


def _ids(decision: Decision, part: PartKind) -> list[int]:
    return [int(unit) for unit in decision.units_given(part)]


async def _parts_held(session: AsyncSession, report: Report) -> dict[int, frozenset[PartKind]]:
    rows = await session.exec(
        select(ReportUnit.unit_id, ReportUnit.part).where(
            col(ReportUnit.report_id) == report.id, col(ReportUnit.until).is_(None)
        )
    )
    held: dict[int, frozenset[PartKind]] = {}
    for unit, part in rows.all():
        held[unit] = held.get(unit, frozenset()) | {PartKind(part)}
    return held


def _has_already(part: PartKind, held: frozenset[PartKind]) -> bool:
    """Tell whether a unit needs no new part: a consulted one may see the report by any part it has."""
    return bool(held) if part is PartKind.CONSULTED else part in held


async def apip_units(session: AsyncSession, office_id: int) -> list[int]:
    """Return the ids of an office's inspectorate units (APIP)."""
    found = await session.exec(
        select(Unit.id).where(
            col(Unit.office_id) == office_id, col(Unit.kind) == UnitKind.INSPECTORATE, col(Unit.is_active)
        )
    )
    return [unit or 0 for unit in found.all()]


async def unit_name(session: AsyncSession, unit_id: int) -> str:
    """Return a unit's full name."""
    return await reference_of(session).get(("unit name", unit_id), lambda: _read_name(session, unit_id))


async def _read_name(session: AsyncSession, unit_id: int) -> str:
    return (await session.exec(select(Unit.name).where(col(Unit.id) == unit_id))).one()


async def name_units(
    session: AsyncSession, fields: tuple[Any, ...], values: Mapping[str, Any], words: dict[str, str]
) -> dict[str, str]:
    """Put names for the ids of chosen units."""
    for field in fields:
        if field.type not in UNIT_TYPES or field.name not in values:
            continue
        chosen = values[field.name]
        ids = [int(one) for one in ((chosen,) if isinstance(chosen, str) else chosen)]
        names = await session.exec(
            select(Unit.short_name).where(col(Unit.id).in_(ids)).order_by(col(Unit.id))
        )
        words[field.name] = list_in_words(tuple(names.all()))
    return words


async def unit_choices(session: AsyncSession, report: Report) -> Choices:
    """Return the units a report may be given to: of the office that handles it or the one it names."""
    offices = {report.office_id, report.addressed_office_id}
    found = await session.exec(
        select(Unit, Office)
        .join(Office, col(Office.id) == col(Unit.office_id))
        .where(col(Unit.office_id).in_(offices), col(Unit.is_active))
        .order_by(col(Office.path), col(Unit.path))
    )
    several = len(offices) > 1
    return tuple(
        (str(unit.id), f"{unit.short_name} – {office.short_name}" if several else unit.name)
        for unit, office in found.all()
    )


def without_leading(row: Transition, offered: Offered, leading: Collection[str]) -> Offered:
    """Leave the units that lead out of a question for a view: nobody there could answer as an adviser."""
    if not row.asks_for_views:
        return offered
    others = tuple(unit for unit in offered[FieldType.UNITS] if unit[0] not in leading)
    return {**offered, FieldType.UNITS: others}


def refuse_own_unit(report: Report, decision: Decision) -> None:
    """Refuse a question to the very unit that leads (see `without_leading`).

    Raises:
        InvalidError: The leading unit is among those asked.
    """
    if str(report.lead_unit_id) not in decision.units_given(PartKind.CONSULTED):
        return
    message = tr("Unit penanggung jawab tidak perlu dimintai masukan. Hapus centangnya.")
    raise InvalidError(
        message,
        code="consultation.own_unit",
        fields={"units": message},
        clause=decision.transition.clause,
    )


def units_not_offered(decision: Decision, offered: Collection[str]) -> dict[str, frozenset[str]]:
    """Return, by the name of the question, the chosen units that its form did not offer."""
    chosen = {
        field.name: frozenset(listed(decision.values.get(field.name)))
        for field in decision.transition.fields
        if field.type in UNIT_TYPES
    }
    return {name: units - set(offered) for name, units in chosen.items() if units - set(offered)}


async def refuse_foreign_units(session: AsyncSession, report: Report, decision: Decision) -> None:
    """Refuse units the form did not offer; another office's, and made-up ones, do not exist here.

    Raises:
        InvalidError: One of these offices' units, but no longer to be chosen.
        NotFoundError: Not a unit of these offices.
    """
    if not any(field.type in UNIT_TYPES for field in decision.transition.fields):
        return
    offered = {unit for unit, _name in await unit_choices(session, report)}
    for name, units in units_not_offered(decision, offered).items():
        await _refuse_unknown(session, report, units)
        raise InvalidError(
            tr("Unit itu tidak ada di kantor ini. Pilih dari daftar."),
            code="unit.unknown",
            fields={name: NOT_OFFERED},
            clause=decision.transition.clause,
        )


async def _refuse_unknown(session: AsyncSession, report: Report, units: frozenset[str]) -> None:
    offices = {report.office_id, report.addressed_office_id}
    own = await session.exec(select(Unit.id).where(col(Unit.office_id).in_(offices)))
    numbers = {unit for unit in units if unit.isdecimal()}
    if not numbers <= {str(unit) for unit in own.all()}:
        raise NotFoundError(code="unit.not_found")
