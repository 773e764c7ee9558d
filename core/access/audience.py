"""Who may see a report right now: the policy, read from the report's side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed, Subject, may_see
from core.access.repository import seen_subject
from core.actor import Acting, OfficerActor
from core.chain.states import Role
from core.ids import OfficerId
from core.offices.models import Office, Unit
from core.people.models import Appointment, Officer
from core.people.repository import acting_of, in_force
from core.reports.models import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """An officer who may see a report, and by which roles."""

    officer_id: UUID
    username: str
    full_name: str
    roles: frozenset[Role]


async def officers_covering(session: AsyncSession, report: Report) -> tuple[Reader, ...]:
    """Name everybody whose appointment covers this report, barred or not, so that no bar shows."""
    subject = await seen_subject(session, report)
    return await readers_of(session, replace(subject, recused=frozenset()))


async def readers_of(session: AsyncSession, subject: Subject) -> tuple[Reader, ...]:
    """Name everybody who may see a report of which this is known, by name; one statement."""
    query = (
        select(Officer, Appointment, Office, Unit)
        .join(Appointment, col(Appointment.officer_id) == col(Officer.id))
        .join(Office, col(Office.id) == col(Appointment.office_id))
        .outerjoin(Unit, col(Unit.id) == col(Appointment.unit_id))
        .where(col(Officer.is_active), in_force(), _near(subject))
        .order_by(col(Officer.full_name), col(Officer.id), col(Appointment.id))
    )
    officers: dict[UUID, Officer] = {}
    held: dict[UUID, list[Acting]] = {}
    for officer, appointment, office, unit in (await session.exec(query)).all():
        officers[officer.id] = officer
        held.setdefault(officer.id, []).append(acting_of(appointment, office, unit))
    return tuple(_readers(officers, held, subject))


def _near(subject: Subject) -> ColumnElement[bool]:
    """Keep the appointments that could reach the report; the policy itself decides afterwards."""
    steps = subject.office_path.split("/")
    above = ["/".join(steps[: count + 1]) for count in range(len(steps))]
    conditions: list[ColumnElement[bool]] = [
        col(Office.path).in_(above),
        col(Office.id).in_({part.office_id for part in subject.parts}),
    ]
    if subject.registered_by is not None:
        conditions.append(col(Officer.id) == subject.registered_by)
    return or_(*conditions)


def _readers(
    officers: dict[UUID, Officer], held: dict[UUID, list[Acting]], subject: Subject
) -> Iterable[Reader]:
    for officer_id, officer in officers.items():
        actor = OfficerActor(
            officer_id=OfficerId(officer_id),
            username=officer.username,
            full_name=officer.full_name,
            appointments=tuple(held[officer_id]),
        )
        verdict = may_see(actor, subject)
        if isinstance(verdict, Allowed):
            yield Reader(
                officer_id=officer_id,
                username=officer.username,
                full_name=officer.full_name,
                roles=verdict.roles,
            )
