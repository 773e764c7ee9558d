"""Reading and writing officers, their appointments and what they are recognised by."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, cast, func, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.actor import Acting
from core.chain.states import Role
from core.clock import now
from core.ids import AppointmentId, OfficeId, UnitId
from core.offices.models import Office, Unit
from core.people.models import Appointment, Officer


def in_force() -> ColumnElement[bool]:
    """Return the condition, over appointments and offices, of being in force on that office's today."""
    today = cast(func.timezone(col(Office.zone), now()), Date)
    return and_(
        col(Appointment.valid_from) <= today,
        or_(col(Appointment.valid_to).is_(None), col(Appointment.valid_to) >= today),
    )


async def appointments_in_force(session: AsyncSession, officer_id: UUID) -> tuple[Acting, ...]:
    """Return an officer's appointments of today, oldest first."""
    query = (
        select(Appointment, Office, Unit)
        .join(Office, col(Office.id) == col(Appointment.office_id))
        .outerjoin(Unit, col(Unit.id) == col(Appointment.unit_id))
        .where(col(Appointment.officer_id) == officer_id, in_force())
        .order_by(col(Appointment.id))
    )
    rows = (await session.exec(query)).all()
    return tuple(acting_of(appointment, office, unit) for appointment, office, unit in rows)


def acting_of(appointment: Appointment, office: Office, unit: Unit | None) -> Acting:
    """Turn an appointment with its office and unit into an `Acting`, as the access policy reads it."""
    return Acting(
        appointment_id=AppointmentId(appointment.id or 0),
        role=appointment.role,
        office_id=OfficeId(appointment.office_id),
        office_name=office.short_name,
        office_path=office.path,
        unit_id=UnitId(appointment.unit_id) if appointment.unit_id else None,
        unit_name=unit.short_name if unit else None,
        unit_path=unit.path if unit else None,
        decree_number=appointment.decree_number,
        valid_from=appointment.valid_from,
        valid_to=appointment.valid_to,
    )


async def holders_of(
    session: AsyncSession, roles: Iterable[Role], office_ids: Iterable[int]
) -> list[tuple[int, Role, UUID]]:
    """Return (office, role, officer) of the active officers appointed there today."""
    query = (
        select(Appointment.office_id, Appointment.role, Appointment.officer_id)
        .join(Office, col(Office.id) == col(Appointment.office_id))
        .join(Officer, col(Officer.id) == col(Appointment.officer_id))
        .where(
            col(Appointment.role).in_(list(roles)),
            col(Appointment.office_id).in_(list(office_ids)),
            col(Officer.is_active),
            in_force(),
        )
    )
    rows = (await session.exec(query)).all()
    return [(office, Role(role), officer) for office, role, officer in rows]


async def names_of(session: AsyncSession, officer_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the full names of some officers."""
    found = await session.exec(select(Officer.id, Officer.full_name).where(col(Officer.id).in_(officer_ids)))
    return dict(found.all())
