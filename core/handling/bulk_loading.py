"""Reading what the chain needs of many reports, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Denied, may_see
from core.access.repository import subject_from, visible_to
from core.actor import OfficerActor
from core.chain.situation import Performer, Snapshot
from core.chain.states import DeadlineKind
from core.deadlines.models import Deadline
from core.handling.snapshot import clocks_of, snapshots_with
from core.offices.models import Unit
from core.offices.places import office_places
from core.reports.history_models import ReportUnit
from core.reports.models import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A report the officer sees, with all that `decide()` and a preview ask of it."""

    report: Report
    snapshot: Snapshot
    running: Mapping[DeadlineKind, Deadline]
    """Its clocks that have not stopped."""
    performer: Performer
    office_name: str
    unit_name: str


async def load(session: AsyncSession, actor: OfficerActor, ids: Sequence[UUID]) -> tuple[Loaded, ...]:
    """Read reports on an officer's behalf, in the given order; what they may not see is left out."""
    found = (await session.exec(select(Report).where(col(Report.id).in_(ids), visible_to(actor)))).all()
    if not found:
        return ()
    known = [report.id for report in found]
    offices = await office_places(session)
    parts: dict[UUID, list[tuple[str, int, str]]] = defaultdict(list)
    names: dict[int | None, str] = {}
    for held, unit in (
        await session.exec(
            select(ReportUnit, Unit)
            .join(Unit, col(Unit.id) == col(ReportUnit.unit_id))
            .where(col(ReportUnit.report_id).in_(known), col(ReportUnit.until).is_(None))
        )
    ).all():
        names[unit.id] = unit.name
        parts[held.report_id].append((unit.path, unit.office_id, held.part))
    clocks = await clocks_of(session, found)
    snapshots = await snapshots_with(session, found, clocks)
    loaded = {}
    for report in found:
        path = offices[report.office_id].path
        subject = subject_from(report, path, parts[report.id], recused=())  # `visible_to` left those out
        verdict = may_see(actor, subject)
        if isinstance(verdict, Denied):
            continue
        loaded[report.id] = Loaded(
            report=report,
            snapshot=snapshots[report.id],
            running=clocks.get(report.id, {}),
            performer=Performer(verdict.roles, actor.officer_id),
            office_name=offices[report.office_id].short_name,
            unit_name=names.get(report.lead_unit_id, ""),
        )
    return tuple(loaded[one] for one in ids if one in loaded)


async def units_for_all(session: AsyncSession, chosen: Sequence[Loaded]) -> tuple[tuple[str, str], ...]:
    """Return the units every one of these reports may be given to."""
    shared = (
        set.intersection(
            *({one.report.office_id, one.report.addressed_office_id} for one in chosen),
        )
        if chosen
        else set()
    )
    if not shared:
        return ()
    found = await session.exec(
        select(Unit).where(col(Unit.office_id).in_(shared), col(Unit.is_active)).order_by(col(Unit.path))
    )
    return tuple((str(unit.id), unit.name) for unit in found.all())
