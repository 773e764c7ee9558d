"""Whom a report may mean: they are kept away, and somebody who is not says whether it is them.

The words alone decide nothing here (core/people/naming.py); the officer who reads them does. Whoever is
cleared sees the report again; who said so, and when, stands in the report's record.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed
from core.access.repository import subject_of
from core.access.roles import Right, roles_with
from core.actor import OfficerActor
from core.audit.service import record, report_stream
from core.chain.states import Role
from core.clock import now
from core.errors import ConflictError, ForbiddenError
from core.handling.standing_in import record_hands
from core.language import tr
from core.people.models import Officer
from core.reports.models import Recusal, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    """An officer whom the report may mean, undecided."""

    officer_id: UUID
    full_name: str


def settles_doubts(roles: frozenset[Role]) -> bool:
    """Tell whether an officer in these roles may say if somebody is meant."""
    return bool(roles & roles_with(Right.SETTLE_DOUBTS))


async def doubts_of(session: AsyncSession, report: Report) -> tuple[DoubtView, ...]:
    """List the officers whom a report may mean, by name."""
    query = (
        select(Officer.id, Officer.full_name)
        .join(Recusal, col(Recusal.officer_id) == col(Officer.id))
        .where(col(Recusal.report_id) == report.id, *_undecided())
        .order_by(col(Officer.full_name), col(Officer.id))
    )
    return tuple(DoubtView(officer_id=one, full_name=name) for one, name in (await session.exec(query)).all())


async def settle_doubt(
    session: AsyncSession,
    actor: OfficerActor,
    report: Report,
    allowed: Allowed,
    officer_id: UUID,
    *,
    meant: bool,
) -> None:
    """Say whether the report means an officer. Its row must be locked.

    Raises:
        ForbiddenError: The role may not.
        ConflictError: Nobody asks, or no longer.
    """
    if not settles_doubts(allowed.roles):
        message = tr("Yang memutuskan ini Admin Instansi, Inspektorat, atau Pimpinan.")
        raise ForbiddenError(message, code="doubt.role")
    query = select(Recusal).where(
        col(Recusal.report_id) == report.id, col(Recusal.officer_id) == officer_id, *_undecided()
    )
    doubt = (await session.exec(query)).one_or_none()
    if doubt is None:
        message = tr("Dugaan itu sudah diputuskan. Muat ulang halaman ini.")
        raise ConflictError(message, code="doubt.settled")
    doubt.decided_by = actor.officer_id
    if meant:
        doubt.doubtful = False
    else:
        doubt.lifted_at = now()
    await session.flush()
    verb = "recusal.confirmed" if meant else "recusal.lifted"
    await record(
        session,
        report_stream(report.id),
        verb,
        side="officer",
        officer_id=actor.officer_id,
        detail={"officer": str(officer_id)},
    )
    report.version += 1
    await record_hands(session, report, await subject_of(session, report))


def _undecided() -> tuple[ColumnElement[bool], ...]:
    return (
        col(Recusal.doubtful).is_(True),
        col(Recusal.lifted_at).is_(None),
        col(Recusal.decided_by).is_(None),
    )
