"""The access policy as SQL, and fetching a report on somebody's behalf."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.conditions import HOLDING_OF, Way, any_of, clause, given_to, ways_of
from core.access.policy import Allowed, Denied, Subject, UnitPart, may_see, reaches
from core.actor import OfficerActor
from core.chain.states import PartKind
from core.db.transaction import carried_by
from core.errors import NotFoundError
from core.ids import OfficerId
from core.reports.models import Report

_NOT_RECUSED: Final = (
    "reports.id NOT IN (SELECT recusals.report_id FROM recusals"
    " WHERE recusals.officer_id = :me AND recusals.lifted_at IS NULL)"
)
"""Nobody sees a report that names them, or that they lodged."""
_SUBJECT: Final[tuple[ColumnElement[Any], ...]] = (
    literal_column("(SELECT offices.path FROM offices WHERE offices.id = reports.office_id)"),
    literal_column(
        "ARRAY(SELECT jsonb_build_array(units.path, units.office_id, report_units.part) FROM report_units"
        " JOIN units ON units.id = report_units.unit_id"
        " WHERE report_units.report_id = reports.id AND report_units.until IS NULL)"
    ),
    literal_column(
        "ARRAY(SELECT recusals.officer_id FROM recusals"
        " WHERE recusals.report_id = reports.id AND recusals.lifted_at IS NULL)"
    ),
)
"""What the policy needs of a report beside its own row."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A report that this transaction has looked at."""

    report: Report
    subject: Subject


def visible_to(actor: OfficerActor) -> ColumnElement[bool]:
    """Return the condition on `reports` that holds for exactly what the actor may see."""
    found = ways_to_see(actor)
    return clause(any_of(found), given_to(found))


def ways_to_see(actor: OfficerActor) -> tuple[Way, ...]:
    """Return the ways whose union is exactly what the actor may see.

    Recusal stands in each of them, as a list read once and not as a look-up for each report.
    """
    return tuple(way for ways in covered_ways(actor) for way in ways)


def covered_ways(actor: OfficerActor) -> tuple[tuple[Way, ...], ...]:
    """Return the ways of `ways_to_see`, apart for each reach, in the order of `reaches`."""
    return tuple(
        tuple(way.narrowed(_NOT_RECUSED, given={"me": actor.officer_id}) for way in ways_of(one, place))
        for place, one in enumerate(reaches(actor))
    )


async def subject_of(session: AsyncSession, report: Report) -> Subject:
    """Read what the policy needs of a report."""
    query = select(*_SUBJECT).select_from(Report).where(col(Report.id) == report.id)
    return subject_from(report, *(await session.exec(query)).one())


def subject_from(
    report: Report, office_path: str, parts: Iterable[tuple[str, int, str]], recused: Iterable[UUID]
) -> Subject:
    """Build what the policy needs from what was read beside the report's row.

    Args:
        report: The report.
        office_path: The path of its office.
        parts: Path and office of each unit with a part in it, and which part.
        recused: The officers kept away from it.
    """
    return Subject(
        track=report.track,
        state=report.state,
        classification=report.classification,
        office_path=office_path,
        parts=tuple(
            UnitPart(unit_path=path, office_id=office, holding=HOLDING_OF[PartKind(part)])
            for path, office, part in sorted(parts)
        ),
        registered_by=OfficerId(report.registered_by) if report.registered_by else None,
        proposal_open=report.proposal_by is not None,
        recused=frozenset(OfficerId(one) for one in recused),
        stand_in_for=report.stand_in_for,
        threatened=report.threatened_since is not None,
    )


async def get_report_for(
    session: AsyncSession, actor: OfficerActor, report_id: UUID, *, lock: bool = False
) -> tuple[Report, Allowed]:
    """Fetch a report on an officer's behalf, locked if asked.

    A transaction that only reads asks once, and the parts of a page share the answer. One that locks a
    report may be about to change what the answer rests on, and asks each time.

    Raises:
        NotFoundError: There is none, or none that this officer may see.
    """
    seen = await _read_locked(session, report_id) if lock else await _read(session, report_id)
    verdict = may_see(actor, seen.subject)
    if isinstance(verdict, Denied):
        raise NotFoundError(code="report.not_found")
    return seen.report, verdict


async def seen_subject(session: AsyncSession, report: Report) -> Subject:
    """Return what the policy needs of a report that this transaction has already looked at."""
    return (await _read(session, report.id)).subject


async def _read_locked(session: AsyncSession, report_id: UUID) -> _Seen:
    """Lock a report's row; from here on this transaction remembers no report it has seen."""
    carried = carried_by(session)
    carried.report_locked = True
    carried.reports_seen.clear()
    query = select(Report).where(col(Report.id) == report_id).with_for_update()
    report = (await session.exec(query)).one_or_none()
    if report is None:
        raise NotFoundError(code="report.not_found")
    return _Seen(report, await subject_of(session, report))


async def _read(session: AsyncSession, report_id: UUID) -> _Seen:
    carried = carried_by(session)
    seen = carried.reports_seen.get(report_id)
    if isinstance(seen, _Seen):
        return seen
    row = (await session.exec(select(Report, *_SUBJECT).where(col(Report.id) == report_id))).one_or_none()
    if row is None:
        raise NotFoundError(code="report.not_found")
    report, *told = cast("tuple[Any, ...]", row)
    found = _Seen(report, subject_from(report, *told))
    if not carried.report_locked:
        carried.reports_seen[report_id] = found
    return found
