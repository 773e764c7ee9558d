"""Which units take part in a report, as its actions give it to them (R36, R59, R70, R75)."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.actions import Action
from core.chain.decide import Decision
from core.chain.fields import FieldType
from core.chain.states import PartKind
from core.chain.telling.wording import list_in_words
from core.clock import now
from core.db.reference import reference_of
from core.offices.models import Office, Unit, UnitKind
from core.reports.history_models import ReportUnit
from core.reports.models import Report


async def assign_units(session: AsyncSession, report: Report, decision: Decision) -> None:
    """Give units their parts, and end the parts of a disposition that is taken back."""
    action, values = decision.transition.action, decision.values
    if action is Action.DISPOSE or ("lead_unit" in decision.changes and not decision.changes["lead_unit"]):
        await session.exec(
            update(ReportUnit)
            .where(col(ReportUnit.report_id) == report.id, col(ReportUnit.until).is_(None))
            .values(until=now())
        )
    if action is Action.DISPOSE:
        supporting: Any = values.get("supporting_units", ())
        parts = {int(unit): PartKind.SUPPORT for unit in supporting}
        if values.get("with_apip"):
            parts |= dict.fromkeys(await apip_units(session, report.office_id), PartKind.SUPPORT)
        parts[int(str(values["lead_unit"]))] = PartKind.LEAD
        session.add_all(
            ReportUnit(report_id=report.id, unit_id=unit, part=part) for unit, part in parts.items()
        )
    if action is Action.CONSULT:
        await _consult(session, report, decision)
    if action is Action.DISPOSE_INTERNALLY:
        await _dispose_internally(session, report, decision)
    if session.new:
        await session.flush()


async def _dispose_internally(session: AsyncSession, report: Report, decision: Decision) -> None:
    """Give sections their part; one that kept it from an earlier round does not get it twice."""
    holding = await session.exec(
        select(ReportUnit.unit_id).where(
            col(ReportUnit.report_id) == report.id,
            col(ReportUnit.until).is_(None),
            col(ReportUnit.part) == PartKind.INTERNAL,
        )
    )
    chosen: Any = decision.values["sections"]
    fresh = {int(unit) for unit in chosen} - set(holding.all())
    session.add_all(
        ReportUnit(report_id=report.id, unit_id=unit, part=PartKind.INTERNAL) for unit in sorted(fresh)
    )


async def _consult(session: AsyncSession, report: Report, decision: Decision) -> None:
    """Let the asked units see the report; those that already have a part keep it."""
    holding = await session.exec(
        select(ReportUnit.unit_id).where(
            col(ReportUnit.report_id) == report.id, col(ReportUnit.until).is_(None)
        )
    )
    asked: Any = decision.values["units"]
    fresh = {int(unit) for unit in asked} - set(holding.all())
    session.add_all(
        ReportUnit(report_id=report.id, unit_id=unit, part=PartKind.CONSULTED) for unit in sorted(fresh)
    )


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
        if field.type not in {FieldType.UNIT, FieldType.UNITS} or field.name not in values:
            continue
        chosen = values[field.name]
        ids = [int(one) for one in ((chosen,) if isinstance(chosen, str) else chosen)]
        names = await session.exec(
            select(Unit.short_name).where(col(Unit.id).in_(ids)).order_by(col(Unit.id))
        )
        words[field.name] = list_in_words(tuple(names.all()))
    return words


async def unit_choices(session: AsyncSession, report: Report) -> tuple[tuple[str, str], ...]:
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
