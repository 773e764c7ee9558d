"""Who acts. Every use case takes one of these first."""

from dataclasses import dataclass
from datetime import date

from core.chain.states import Role
from core.ids import AppointmentId, OfficeId, OfficerId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """An appointment in force: the role, and the part of the house it covers (R86)."""

    appointment_id: AppointmentId
    role: Role
    office_id: OfficeId
    office_name: str
    office_path: str
    """`RI/35/35.15`: covers this office and those below it."""
    unit_id: UnitId | None
    unit_name: str | None
    unit_path: str | None
    """`/4/9/`: covers this unit and those below it."""
    decree_number: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerActor:
    """A signed-in officer with the appointments in force today."""

    officer_id: OfficerId
    username: str
    full_name: str
    appointments: tuple[Acting, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """All roles the officer holds today, whatever they cover."""
        return frozenset(appointment.role for appointment in self.appointments)
