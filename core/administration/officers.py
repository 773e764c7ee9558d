"""Officers and the decrees that appoint them (R86)."""

import secrets
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.roles import Section
from core.accounts.accounts import Accounts, EndSessions
from core.accounts.schemas import Appoint, CreatedOfficer, CreateOfficer, TokenLine, Username
from core.accounts.tokens import revoke, tokens_of
from core.actor import OfficerActor
from core.administration.policy import (
    may_appoint,
    may_manage_account,
    may_open,
    may_open_account,
)
from core.administration.succession import Vacancy, refuse_last_system_admin, vacancies
from core.administration.trail import changed, permitted
from core.chain.states import Role
from core.clock import now
from core.errors import ConflictError, InvalidError, NotFoundError
from core.ids import OfficerId
from core.language import joined, tr
from core.offices.models import Office, Unit
from core.people.models import Appointment, Officer
from core.people.repository import in_force
from core.values import Frozen, Line
from core.wiring import Core

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter or digit that is mistaken for another when read aloud or copied by hand."""
_GROUPS, _GROUP = 4, 4
_ACTIVE: Final = {"active": True, "inactive": False}
PAGE: Final = 50


class NewOfficer(Frozen):
    """An account to open; the first password is made, not chosen."""

    username: Username
    full_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
    position: Line = ""
    nip: Annotated[str, StringConstraints(pattern=r"^\d{18}$")] | None = None


class OfficerQuery(Frozen):
    """Filters of the list."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    role: Role | None = None
    office_id: int | None = None
    status: str = ""
    after: str = ""


class EndAppointment(Frozen):
    """Ending an appointment before its time."""

    last_day: date
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=300)]
    acknowledged: bool = False


class AppointmentLine(Frozen):
    """An appointment as the list shows it."""

    id: int
    role: Role
    office_id: int
    office: str
    unit: str | None
    decree_number: str
    decree_date: date
    valid_from: date
    valid_to: date | None
    ended_because: str | None
    in_force: bool


class OfficerLine(Frozen):
    """An officer as the list shows them; the NIP is masked."""

    id: UUID
    username: str
    full_name: str
    position: str
    masked_nip: str
    is_active: bool
    appointments: tuple[AppointmentLine, ...]


class OfficerPage(Frozen):
    """Some officers, and where the next ones begin."""

    officers: tuple[OfficerLine, ...]
    next_after: str | None


class FirstCredentials(Frozen):
    """What an officer needs to sign in; shown once. Each part only where it is new."""

    officer_id: UUID
    username: str
    password: str | None = None
    totp_secret: str | None = None
    totp_uri: str | None = None


class OfficerAdministration:
    """Use cases of accounts and appointments, in the caller's transaction."""

    def __init__(
        self, core: Core, session: AsyncSession, actor: OfficerActor, *, end_sessions: EndSessions
    ) -> None:
        self._session = session
        self._actor = actor
        self._accounts = Accounts(core, session)
        self._end_sessions = end_sessions

    async def find(self, wish: OfficerQuery) -> OfficerPage:
        """List officers by user name, with their appointments."""
        permitted(may_open(self._actor, Section.OFFICERS))
        query = select(Officer).where(col(Officer.username) > wish.after).order_by(col(Officer.username))
        if wish.text:
            words = f"%{_escaped(wish.text)}%"
            query = query.where(or_(col(Officer.full_name).ilike(words), col(Officer.username).ilike(words)))
        if wish.status in _ACTIVE:
            query = query.where(col(Officer.is_active).is_(_ACTIVE[wish.status]))
        if wish.role is not None or wish.office_id is not None:
            held = select(Appointment.officer_id).join(Office, col(Office.id) == col(Appointment.office_id))
            held = held.where(in_force())
            if wish.role is not None:
                held = held.where(col(Appointment.role) == wish.role)
            if wish.office_id is not None:
                held = held.where(col(Appointment.office_id) == wish.office_id)
            query = query.where(col(Officer.id).in_(held))
        found = list((await self._session.exec(query.limit(PAGE + 1))).all())
        lines = await self._lines(found[:PAGE])
        return OfficerPage(officers=lines, next_after=lines[-1].username if len(found) > PAGE else None)

    async def officer(self, officer_id: UUID) -> OfficerLine:
        """Show one officer with all appointments, the newest first."""
        permitted(may_open(self._actor, Section.OFFICERS))
        return (await self._lines([await self._officer(officer_id)]))[0]

    async def vacancies_without(self, officer_id: UUID) -> tuple[Vacancy, ...]:
        """Say which offices would be left without an Admin Instansi if this officer stopped today."""
        permitted(may_open(self._actor, Section.OFFICERS))
        return await vacancies(self._session, officer_id)

    async def create(self, wish: NewOfficer) -> FirstCredentials:
        """Open an account with a first password and one-time-code secret, both shown only now.

        Raises:
            ConflictError: The user name is taken.
        """
        role = permitted(may_open_account(self._actor))
        password = new_password()
        created = await self._accounts.create(CreateOfficer(**wish.model_dump(), password=password))
        await self._changed("officer.opened", role, created.officer_id)
        return _credentials(created, password)

    async def reset_password(self, officer_id: UUID) -> FirstCredentials:
        """Give an officer a new password, shown only now; every session of theirs ends."""
        officer, role = await self._managed(officer_id)
        password = new_password()
        await self._accounts.renew_password(officer_id, password, end_sessions=self._end_sessions)
        await self._changed("officer.password_reset", role, officer_id)
        return FirstCredentials(officer_id=officer_id, username=officer.username, password=password)

    async def reset_second_factor(self, officer_id: UUID) -> FirstCredentials:
        """Give a new one-time-code secret, shown only now; every session of theirs ends."""
        _, role = await self._managed(officer_id)
        created = await self._accounts.renew_second_factor(officer_id, end_sessions=self._end_sessions)
        await self._changed("officer.second_factor_reset", role, officer_id)
        return _credentials(created, None)

    async def tokens(self, officer_id: UUID) -> tuple[TokenLine, ...]:
        """List the machine tokens of an officer, never the tokens themselves."""
        await self._managed(officer_id)
        return await tokens_of(self._session, officer_id)

    async def revoke_token(self, officer_id: UUID, token_id: UUID) -> TokenLine:
        """Take a machine's token back; raises as `core.accounts.tokens.revoke` does."""
        _, role = await self._managed(officer_id)
        line = await revoke(self._session, officer_id, token_id, by=self._actor.officer_id)
        await self._changed("officer.token_revoked", role, officer_id, token=str(token_id))
        return line

    async def set_active(self, officer_id: UUID, *, active: bool, acknowledged: bool = False) -> None:
        """Close an account, ending its sessions, or open it again.

        Raises:
            ConflictError: `office.loses_admin`: an office would lose its last Admin Instansi, and
                nobody said they know; or it is the last Administrator sistem.
        """
        _, role = await self._managed(officer_id)
        if active:
            await self._accounts.reopen(officer_id)
        else:
            await refuse_last_system_admin(self._session, officer_id)
            self._refuse_unknowing(await vacancies(self._session, officer_id), acknowledged=acknowledged)
            await self._accounts.close(officer_id, end_sessions=self._end_sessions)
        await self._changed("officer.activated" if active else "officer.deactivated", role, officer_id)

    async def appoint(self, wish: Appoint) -> int:
        """Record an appointment by decree; several at once are allowed (G12).

        Raises:
            InvalidError: Role, unit or term does not fit.
        """
        office = await self._session.get(Office, wish.office_id)
        if office is None:
            raise NotFoundError(code="office.not_found")
        role = permitted(may_appoint(self._actor, OfficerId(wish.officer_id), office.path))
        if wish.valid_to is not None and wish.valid_to < wish.valid_from:
            words = tr("Hari terakhir mendahului hari mulai. Periksa kedua tanggal.")
            raise InvalidError(words, fields={"valid_to": words})
        appointment_id = await self._accounts.appoint(wish)
        await self._changed(
            "officer.appointed", role, wish.officer_id, appointment=appointment_id,
            given=wish.role.value, office=office.code,
        )  # fmt: skip
        return appointment_id

    async def end_appointment(self, officer_id: UUID, appointment_id: int, wish: EndAppointment) -> None:
        """End an appointment before its time, for a reason.

        Raises:
            InvalidError: The day does not fit.
            ConflictError: As in `set_active`.
        """
        found = await self._session.get(Appointment, appointment_id, with_for_update=True)
        if found is None or found.officer_id != officer_id:
            raise NotFoundError(code="appointment.not_found")
        office = await self._session.get_one(Office, found.office_id)
        role = permitted(may_appoint(self._actor, OfficerId(officer_id), office.path))
        if wish.last_day < found.valid_from or (found.valid_to and wish.last_day > found.valid_to):
            words = tr("Hari terakhir harus di dalam masa penunjukan itu.")
            raise InvalidError(words, code="appointment.day", fields={"last_day": words})
        if found.role is Role.SYSTEM_ADMIN:
            await refuse_last_system_admin(self._session, officer_id)
        if found.role is Role.AGENCY_ADMIN:
            left = await vacancies(self._session, officer_id, appointment_id=appointment_id)
            self._refuse_unknowing(left, acknowledged=wish.acknowledged)
        found.valid_to, found.ended_because = wish.last_day, wish.reason
        await self._changed(
            "officer.appointment_ended", role, officer_id, appointment=appointment_id,
            last_day=wish.last_day.isoformat(),
        )  # fmt: skip

    @staticmethod
    def _refuse_unknowing(left: tuple[Vacancy, ...], *, acknowledged: bool) -> None:
        if left and not acknowledged:
            raise ConflictError(
                joined(
                    " ", (*(one.warning for one in left), tr("Centang bahwa Anda mengerti, lalu kirim lagi."))
                ),
                code="office.loses_admin",
                params={"offices": [one.office for one in left]},
            )

    async def _managed(self, officer_id: UUID) -> tuple[Officer, Role]:
        officer = await self._officer(officer_id)
        paths = (
            await self._session.exec(
                select(Office.path)
                .join(Appointment, col(Appointment.office_id) == col(Office.id))
                .where(col(Appointment.officer_id) == officer_id)
                .distinct()
            )
        ).all()
        return officer, permitted(may_manage_account(self._actor, OfficerId(officer_id), paths))

    async def _officer(self, officer_id: UUID) -> Officer:
        permitted(may_open(self._actor, Section.OFFICERS))
        officer = await self._session.get(Officer, officer_id)
        if officer is None:
            raise NotFoundError(code="officer.not_found")
        return officer

    async def _lines(self, officers: list[Officer]) -> tuple[OfficerLine, ...]:
        rows = await self._session.exec(
            select(Appointment, Office, Unit.short_name, in_force())
            .join(Office, col(Office.id) == col(Appointment.office_id))
            .outerjoin(Unit, col(Unit.id) == col(Appointment.unit_id))
            .where(col(Appointment.officer_id).in_([officer.id for officer in officers]))
            .order_by(col(Appointment.valid_from).desc(), col(Appointment.id).desc())
        )
        held: dict[UUID, list[AppointmentLine]] = {}
        for appointment, office, unit, now_in_force in rows.all():
            line = _appointment(appointment, office, unit, in_force=bool(now_in_force))
            held.setdefault(appointment.officer_id, []).append(line)
        return tuple(
            OfficerLine(
                id=officer.id,
                username=officer.username,
                full_name=officer.full_name,
                position=officer.position,
                masked_nip=mask(officer.nip),
                is_active=officer.is_active,
                appointments=tuple(held.get(officer.id, ())),
            )
            for officer in officers
        )

    async def _changed(self, verb: str, role: Role, officer_id: UUID, **detail: object) -> None:
        await self._session.flush()
        await changed(self._session, self._actor, verb, role=role, officer=str(officer_id), **detail)


def new_password() -> str:
    """Make a password of four short groups that can be read out and copied by hand."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def mask(nip: str | None) -> str:
    """Show only the end of a NIP."""
    return f"•••• {nip[-4:]}" if nip else ""


def today() -> date:
    """Give today's date, by which an early end is proposed."""
    return now().date()


def _appointment(one: Appointment, office: Office, unit: str | None, *, in_force: bool) -> AppointmentLine:
    return AppointmentLine(
        id=one.id or 0,
        role=one.role,
        office_id=one.office_id,
        office=office.short_name,
        unit=unit,
        decree_number=one.decree_number,
        decree_date=one.decree_date,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        ended_because=one.ended_because,
        in_force=in_force,
    )


def _credentials(created: CreatedOfficer, password: str | None) -> FirstCredentials:
    return FirstCredentials(
        officer_id=created.officer_id,
        username=created.username,
        password=password,
        totp_secret=created.totp_secret,
        totp_uri=created.totp_uri,
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
