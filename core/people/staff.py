"""Who is appointed in an office or above it today."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.actor import Acting
from core.clock import now
from core.db.reference import reference_of
from core.offices.models import Office, Unit
from core.people.models import Appointment, Officer
from core.people.repository import acting_of

Staff = tuple[tuple[UUID, Acting], ...]


def offices_above(path: str) -> list[str]:
    """Return the paths of an office and of those above it."""
    steps = path.split("/")
    return ["/".join(steps[: count + 1]) for count in range(len(steps))]


async def staff_over(session: AsyncSession, path: str) -> Staff:
    """Return the active officers appointed at the office of this path, or above it, as they act there."""
    appointed = await reference_of(session).get(("staff", path), lambda: _read(session, path))
    moment = now()
    today = {zone: moment.astimezone(ZoneInfo(zone)).date() for zone in {zone for *_, zone in appointed}}
    return tuple((officer, acting) for officer, acting, zone in appointed if _in_force(acting, today[zone]))


def _in_force(acting: Acting, today: date) -> bool:
    """Say what `core.people.repository.in_force` says in SQL."""
    return acting.valid_from <= today and (acting.valid_to is None or acting.valid_to >= today)


async def _read(session: AsyncSession, path: str) -> tuple[tuple[UUID, Acting, str], ...]:
    """Read appointments of any time: which are in force depends on the day, and is not kept."""
    query = (
        select(Appointment, Office, Unit)
        .join(Office, col(Office.id) == col(Appointment.office_id))
        .join(Officer, col(Officer.id) == col(Appointment.officer_id))
        .outerjoin(Unit, col(Unit.id) == col(Appointment.unit_id))
        .where(col(Officer.is_active), col(Office.path).in_(offices_above(path)))
    )
    rows = (await session.exec(query)).all()
    return tuple(
        (appointment.officer_id, acting_of(appointment, office, unit), office.zone)
        for appointment, office, unit in rows
    )
