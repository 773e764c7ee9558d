"""Whom a notice is for: officers whose appointment in force covers the report in a wanted role.

The access policy decides; SQL only finds who could come into question. Two statements, however
large the house. Where several offices above one another have the role, the nearest one is told:
KPU RI covers every kabupaten, but need not hear of each step there.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Subject, covers, reaches_of
from core.access.repository import subject_of
from core.access.roles import roles_where
from core.actor import Acting
from core.chain.movers import STANDS_IN
from core.chain.states import Role
from core.ids import OfficerId
from core.offices.models import Office, Unit
from core.people.models import Appointment, Officer
from core.people.repository import acting_of, in_force
from core.people.staff import offices_above, staff_over
from core.reports.models import Report

Candidate = tuple[UUID, Acting]


def taking_steps_of(holder: Role | None) -> frozenset[Role]:
    """Say which roles take a holder's steps: with a liaison, also the unit's admin (R46)."""
    return roles_where(lambda row: holder in row.takes_steps_of)


async def recipients(
    session: AsyncSession,
    report: Report,
    roles: Collection[Role],
    *,
    but: Iterable[UUID | None] = (),
    units: Collection[int] | None = None,
    subject: Subject | None = None,
) -> tuple[UUID, ...]:
    """Return the officers to tell; never a recused one, never one of `but`.

    Args:
        session: The transaction that causes the notice.
        report: What it is about.
        roles: In which role an officer must cover it.
        but: Who needs no telling: whoever did it.
        units: Tell only for these units' part in the report.
        subject: What the policy needs of the report, where the caller has it.
    """
    subject = subject or await subject_of(session, report)
    if units is not None:
        kept = tuple(part for part in subject.parts if _unit_of(part.unit_path) in units)
        subject = replace(subject, parts=kept)
    return await covering(session, subject, roles, but=but)


async def covering(
    session: AsyncSession, subject: Subject, roles: Collection[Role], *, but: Iterable[UUID | None] = ()
) -> tuple[UUID, ...]:
    """Return the officers who cover a report in one of these roles; never a recused one."""
    away = {one for one in but if one is not None} | set(subject.recused)
    found = [one for one in await _candidates(session, subject) if one[0] not in away]
    wanted = {*roles, STANDS_IN} if subject.stand_in_for in roles else set(roles)
    return tuple(sorted({officer for role in wanted for officer in _nearest(found, subject, role)}))


def _unit_of(path: str) -> int:
    return int(path.strip("/").rpartition("/")[2] or 0)


async def _candidates(session: AsyncSession, subject: Subject) -> Sequence[Candidate]:
    if not subject.parts:
        return await staff_over(session, subject.office_path)
    taking_part = {part.office_id for part in subject.parts}
    query = (
        select(Appointment, Office, Unit)
        .join(Office, col(Office.id) == col(Appointment.office_id))
        .join(Officer, col(Officer.id) == col(Appointment.officer_id))
        .outerjoin(Unit, col(Unit.id) == col(Appointment.unit_id))
        .where(
            col(Officer.is_active),
            in_force(),
            or_(col(Office.path).in_(offices_above(subject.office_path)), col(Office.id).in_(taking_part)),
        )
    )
    rows = (await session.exec(query)).all()
    return [
        (appointment.officer_id, acting_of(appointment, office, unit)) for appointment, office, unit in rows
    ]


def _nearest(found: Sequence[Candidate], subject: Subject, role: Role) -> set[UUID]:
    """Return who covers the report in this role; of offices above one another only the lowest."""
    by_office: dict[str, set[UUID]] = {}
    for officer, acting in found:
        for one in reaches_of(acting, OfficerId(officer)):
            if one.role is role and covers(one, subject):
                by_office.setdefault(one.office_path or "", set()).add(officer)
    return by_office[max(by_office, key=len)] if by_office else set()
