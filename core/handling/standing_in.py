"""No report is ever left with nobody who can act: who stands in, and when only an appointment helps.

Worked out whenever a report comes to another desk or bars somebody, and every hour for appointments
that ended meanwhile. The result stands on the report's row, where policy and queues read it.
"""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.audience import readers_of
from core.access.policy import Subject
from core.access.repository import subject_of
from core.audit.service import record, report_stream
from core.chain.movers import movers, stood_in_for, waits_for_officer
from core.chain.states import Role, Side
from core.clock import now
from core.notifications.causes import ring_new
from core.reports.models import Report
from core.wiring import Core

_IN_QUESTION: Final = sa.text(
    "SELECT id FROM reports WHERE closed_at IS NULL AND holder_role <> 'reporter'"
    " AND (stand_in_for IS NOT NULL OR unattended_since IS NOT NULL"
    " OR EXISTS (SELECT FROM recusals WHERE report_id = reports.id AND lifted_at IS NULL))"
    " UNION SELECT id FROM (SELECT DISTINCT ON (office_id, lead_unit_id, track, state) id FROM reports"
    " WHERE closed_at IS NULL AND holder_role <> 'reporter'"
    " ORDER BY office_id, lead_unit_id, track, state, id) one_of_each"
)
"""Reports that bar somebody or already stand so, and one for each desk with open reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Who moves a report on: whoever is meant to, a leader in their place, or nobody."""

    stand_in_for: Role | None = None
    nobody: bool = False


USUAL_HANDS: Final = Hands()


async def note_hands(session: AsyncSession, report: Report, subject: Subject) -> bool:
    """Note on the report who stands in for whom; True where that changed. The row must be locked or new."""
    before = (report.stand_in_for, report.unattended_since)
    hands = await hands_for(session, subject, proposal_by=report.proposal_by)
    report.stand_in_for = hands.stand_in_for
    report.unattended_since = (report.unattended_since or now()) if hands.nobody else None
    return before != (report.stand_in_for, report.unattended_since)


async def hands_for(session: AsyncSession, subject: Subject, *, proposal_by: UUID | None) -> Hands:
    """Work out who can move a report on."""
    if not waits_for_officer(subject.track, subject.state):
        return USUAL_HANDS
    if not await _nobody(session, replace(subject, stand_in_for=None), proposal_by):
        return USUAL_HANDS
    role = stood_in_for(subject.track, subject.state)
    if role is None:
        return Hands(nobody=True)
    away = await _nobody(session, replace(subject, stand_in_for=role), proposal_by)
    return Hands(stand_in_for=role, nobody=away)


async def _nobody(session: AsyncSession, subject: Subject, proposal_by: UUID | None) -> bool:
    """Tell whether no officer who may see the report can move it on, or it lies on an empty desk."""
    proposed = proposal_by is not None
    wanted = movers(subject.track, subject.state, proposed=proposed)
    holder = stood_in_for(subject.track, subject.state)
    readers = await readers_of(session, subject)
    free = [reader.roles for reader in readers if reader.officer_id != proposal_by]
    # Where one works and another decides (an investigation), both are needed.
    alone = proposed or holder is None or holder in wanted
    needed = [wanted] if alone or holder is None else [wanted, frozenset({holder})]
    return not all(any(roles & part for roles in free) for part in needed)


async def record_hands(session: AsyncSession, report: Report, subject: Subject) -> Subject:
    """Note who moves a report of the database on, and audit a change; return the subject as it is then."""
    await session.flush()
    if not await note_hands(session, report, subject):
        return subject
    await session.flush()
    detail = {"for": report.stand_in_for, "unattended": report.unattended_since is not None}
    await record(session, report_stream(report.id), "report.stand_in", side=Side.SYSTEM.value, detail=detail)
    return replace(subject, stand_in_for=report.stand_in_for)


async def review_hands(core: Core) -> int:
    """Look at every desk with open reports; answers how many reports changed hands."""
    async with core.database.transaction() as session:
        waiting = [row.id for row in await (await session.connection()).execute(_IN_QUESTION)]
    changed = 0
    while waiting:
        report_id = waiting.pop()
        async with core.database.transaction() as session:
            same_desk = await _review_one(session, report_id)
        if same_desk is not None:
            changed += 1
            waiting += [other for other in same_desk if other not in waiting]
    return changed


async def _review_one(session: AsyncSession, report_id: UUID) -> list[UUID] | None:
    """Review one report; where its hands changed, name the others of its desk that stand as it stood."""
    query = select(Report).where(col(Report.id) == report_id).with_for_update(skip_locked=True)
    report = (await session.exec(query)).one_or_none()
    if report is None:
        return None
    before = (report.stand_in_for, report.unattended_since is None)
    await record_hands(session, report, await subject_of(session, report))
    if before == (report.stand_in_for, report.unattended_since is None):
        return None
    if report.stand_in_for is not None:
        await ring_new(session, report)
    return list(
        (
            await session.exec(
                select(Report.id).where(
                    col(Report.id) != report.id,
                    col(Report.closed_at).is_(None),
                    col(Report.office_id) == report.office_id,
                    col(Report.lead_unit_id).is_not_distinct_from(report.lead_unit_id),
                    col(Report.track) == report.track,
                    col(Report.state) == report.state,
                    col(Report.stand_in_for).is_not_distinct_from(before[0]),
                    col(Report.unattended_since).is_(None) if before[1] else sa.true(),
                )
            )
        ).all()
    )
