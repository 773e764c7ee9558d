"""What an office is left with when somebody stops: no Admin Instansi, no Administrator sistem."""

from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.states import Role
from core.errors import ConflictError
from core.language import tr
from core.offices.models import Office
from core.people.models import Appointment
from core.people.repository import holders_of, in_force
from core.values import Frozen


class Vacancy(Frozen):
    """An office that would have no Admin Instansi, and where its new reports would go."""

    office: str
    next_office: str | None

    @property
    def warning(self) -> str:
        """Say where the office's new reports would go."""
        if self.next_office is None:
            return tr(
                "{office} tidak akan punya Admin Instansi, dan tidak ada kantor di atasnya yang punya. "
                "Laporan baru tidak ada yang memverifikasi.",
                office=self.office,
            )
        return tr(
            "{office} tidak akan punya Admin Instansi. "
            "Laporan baru untuk kantor ini naik ke {heir}; yang sedang berjalan tetap di sana.",
            office=self.office,
            heir=self.next_office,
        )


async def vacancies(
    session: AsyncSession, officer_id: UUID, *, appointment_id: int | None = None
) -> tuple[Vacancy, ...]:
    """Find the offices whose only Admin Instansi this officer is (by one appointment, or by any)."""
    query = (
        select(Appointment.id, Office)
        .join(Office, col(Office.id) == col(Appointment.office_id))
        .where(
            col(Appointment.officer_id) == officer_id,
            col(Appointment.role) == Role.AGENCY_ADMIN,
            in_force(),
        )
    )
    held = (await session.exec(query)).all()
    ending = {number for number, _ in held if appointment_id in {None, number}}
    kept = {office.id for number, office in held if number not in ending}
    found = [office for number, office in held if number in ending and office.id not in kept]
    left = [
        await _vacancy(session, office, officer_id)
        for office in {office.id: office for office in found}.values()
    ]
    return tuple(one for one in left if one is not None)


async def _vacancy(session: AsyncSession, office: Office, officer_id: UUID) -> Vacancy | None:
    above = (
        await session.exec(
            select(Office)
            .where(col(Office.code).in_(office.path.split("/")))
            .order_by(col(Office.path).desc())
        )
    ).all()
    held = await holders_of(session, {Role.AGENCY_ADMIN}, [one.id or 0 for one in above])
    others = {place for place, _, holder in held if holder != officer_id}
    if office.id in others:
        return None
    heir = next((one.short_name for one in above if one.id in others), None)
    return Vacancy(office=office.short_name, next_office=heir)


async def refuse_last_system_admin(session: AsyncSession, officer_id: UUID) -> None:
    """Keep one Administrator sistem of the whole house.

    Raises:
        ConflictError: This officer is the last one.
    """
    national = (await session.exec(select(Office.id).where(col(Office.parent_id).is_(None)))).one()
    held = await holders_of(session, {Role.SYSTEM_ADMIN}, [national or 0])
    holders = {holder for _, _, holder in held}
    if holders == {officer_id}:
        raise ConflictError(
            tr("Ini Administrator sistem terakhir di KPU RI. Tunjuk penggantinya dahulu."),
            code="officer.last_system_admin",
        )
