"""Accounts: signing in, one-time codes, appointments, machine tokens.

Whatever is wrong with a sign-in, the refusal is the same and takes the same work. Whatever replaces a way
in, or closes the account, ends the sessions opened before: it cannot be called without `EndSessions`.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import Final
from uuid import UUID

import pyotp
from pwdlib import PasswordHash
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.roles import ROLES
from core.accounts.schemas import Appoint, CreatedOfficer, CreateOfficer, IssuedToken
from core.accounts.tokens import MAX_TOKENS, TokenState, note_use, state_of, tokens_of
from core.actor import OfficerActor
from core.audit.service import officer_stream, record
from core.chain.states import OFFICER_ROLES
from core.clock import now
from core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from core.ids import OfficerId
from core.jobs import CLOCK_QUEUE, NAMED_HEADS_TASK, defer_in
from core.language import tr, trn
from core.offices.models import Office, Unit
from core.people.looking_back import look_back
from core.people.models import Appointment, MachineToken, Officer
from core.people.repository import appointments_in_force
from core.privacy.seals import decrypt, encrypt
from core.wiring import Core

ISSUER: Final = "Kentongan KPU"
STEP_SECONDS: Final = 30
REFUSED: Final = tr("Nama pengguna, kata sandi, atau kode tidak cocok. Periksa lalu coba lagi.")
MAX_TOKEN_DAYS: Final = 365
EndSessions = Callable[[UUID], Awaitable[int]]
"""Ends an officer's sessions and says how many. The edge keeps them and hands this in; when they end is
decided here, and before the change is committed: where they cannot be ended, nothing changes."""


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobody_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(24))


class Accounts:
    """Use cases of accounts, in the caller's transaction."""

    def __init__(self, core: Core, session: AsyncSession) -> None:
        self._core = core
        self._session = session

    async def check_password(self, username: str, password: str) -> bool:
        """Tell whether name and password belong to an active account; same work either way."""
        return await self._by_password(username, password) is not None

    async def sign_in(self, username: str, password: str, code: str) -> OfficerActor:
        """Check password and one-time code.

        Raises:
            ForbiddenError: `sign_in.refused`, whatever was wrong; `sign_in.no_appointment` where
                everything was right but no appointment is in force (R86).
        """
        officer = await self._by_password(username, password)
        if officer is None or not self._take_code(officer, code):
            raise ForbiddenError(REFUSED, code="sign_in.refused")
        actor = await self.actor(OfficerId(officer.id))
        await record(
            self._session,
            officer_stream(officer.id),
            "session.opened",
            side="officer",
            officer_id=officer.id,
        )
        return actor

    async def actor(self, officer_id: UUID) -> OfficerActor:
        """Return the officer with the appointments in force today.

        Raises:
            NotFoundError: No such active account.
            ForbiddenError: `sign_in.no_appointment`.
        """
        officer = await self._session.get(Officer, officer_id)
        if officer is None or not officer.is_active:
            raise NotFoundError(code="officer.not_found")
        appointments = await appointments_in_force(self._session, officer_id)
        if not appointments:
            raise ForbiddenError(
                tr(
                    "Akun Anda benar, tetapi tidak ada Keputusan penunjukan yang berlaku hari ini. "
                    "Hubungi administrator sistem di kantor Anda."
                ),
                code="sign_in.no_appointment",
                clause="002 BAB V A.1.b",
            )
        return OfficerActor(
            officer_id=OfficerId(officer.id),
            username=officer.username,
            full_name=officer.full_name,
            appointments=appointments,
        )

    async def create(self, wish: CreateOfficer) -> CreatedOfficer:
        """Open an account and return its one-time-code secret, shown only now.

        Raises:
            ConflictError: The user name is taken.
        """
        taken = await self._session.exec(select(Officer).where(Officer.username == wish.username.lower()))
        if taken.one_or_none() is not None:
            raise ConflictError(
                tr("Nama pengguna itu sudah dipakai. Pilih yang lain."), code="officer.exists"
            )
        secret = pyotp.random_base32()
        officer = Officer(
            username=wish.username.lower(),
            full_name=wish.full_name,
            position=wish.position,
            nip=wish.nip,
            password_hash=await asyncio.to_thread(_hasher().hash, wish.password),
            totp_sealed=b"",
            is_demo=wish.is_demo,
        )
        officer.totp_sealed = encrypt(self._account_key, secret.encode(), context=officer.id.bytes)
        self._session.add(officer)
        await self._session.flush()
        await self._audit(officer.id, "officer.created")
        uri = pyotp.TOTP(secret).provisioning_uri(name=officer.username, issuer_name=ISSUER)
        return CreatedOfficer(
            officer_id=officer.id, username=officer.username, totp_secret=secret, totp_uri=uri
        )

    async def appoint(self, wish: Appoint) -> int:
        """Record an appointment by decree and return its id.

        What reports already say of the officer is compared first: they never see one that names them.

        Raises:
            InvalidError: The role, unit or term does not fit.
        """
        officer = await self._session.get(Officer, wish.officer_id)
        office = await self._session.get(Office, wish.office_id)
        unit = await self._session.get(Unit, wish.unit_id) if wish.unit_id else None
        if officer is None or office is None or (wish.unit_id and unit is None):
            raise NotFoundError(code="appointment.not_found")
        if wish.role not in OFFICER_ROLES:
            raise InvalidError(
                tr("Peran ini bukan peran pengelola."), fields={"role": tr("Pilih peran pengelola.")}
            )
        if ROLES[wish.role].needs_unit and unit is None:
            raise InvalidError(
                tr("{role} bertindak untuk satu unit. Pilih unitnya.", role=wish.role.label),
                code="appointment.unit_missing",
                fields={"unit_id": tr("Pilih unitnya.")},
            )
        if unit is not None and unit.office_id != office.id:
            raise InvalidError(
                tr("Unit ini bukan bagian dari kantor itu."),
                fields={"unit_id": tr("Pilih unit di kantor tersebut.")},
            )
        appointment = Appointment(**wish.model_dump())
        self._session.add(appointment)
        await self._session.flush()
        named = await look_back(self._session, self._core.keys, officer, office_id=wish.office_id)
        if named:
            await defer_in(
                self._session,
                NAMED_HEADS_TASK,
                queue=CLOCK_QUEUE,
                queueing_lock=NAMED_HEADS_TASK,
                lock=NAMED_HEADS_TASK,
                timestamp=int(now().timestamp()),
            )
        await self._audit(officer.id, "officer.appointed", role=wish.role.value, office=office.code)
        return appointment.id or 0

    async def change_password(
        self, officer_id: UUID, old: str, new: str, *, end_sessions: EndSessions
    ) -> int:
        """Replace a password by its owner's wish and return how many sessions ended.

        Raises:
            ForbiddenError: The old one does not match.
            InvalidError: The new one is too short or the same.
        """
        officer = await self._session.get(Officer, officer_id)
        if officer is None or not await asyncio.to_thread(_hasher().verify, old, officer.password_hash):
            raise ForbiddenError(tr("Kata sandi lama tidak cocok."), code="password.refused")
        if len(new) < 12 or new == old:  # noqa: PLR2004 (NIST 800-63B asks for length, not symbols)
            raise InvalidError(
                tr("Kata sandi baru minimal 12 huruf dan berbeda dari yang lama."),
                code="password.weak",
                fields={"new": tr("Minimal 12 huruf, berbeda dari yang lama.")},
            )
        officer.password_hash = await asyncio.to_thread(_hasher().hash, new)
        await self._audit(officer.id, "password.changed")
        return await end_sessions(officer_id)

    async def close(self, officer_id: UUID, *, end_sessions: EndSessions) -> None:
        """Let nobody in by this account any more; it can be opened again."""
        officer = await self._session.get_one(Officer, officer_id)
        officer.is_active = False
        await end_sessions(officer_id)

    async def reopen(self, officer_id: UUID) -> None:
        """Let the officer in again, by the password and code they had."""
        officer = await self._session.get_one(Officer, officer_id)
        officer.is_active = True

    async def renew_password(self, officer_id: UUID, password: str, *, end_sessions: EndSessions) -> None:
        """Replace a forgotten password; who may ask for it is the administration's to decide."""
        officer = await self._session.get_one(Officer, officer_id)
        officer.password_hash = await asyncio.to_thread(_hasher().hash, password)
        await self._audit(officer_id, "password.reset")
        await end_sessions(officer_id)

    async def renew_second_factor(self, officer_id: UUID, *, end_sessions: EndSessions) -> CreatedOfficer:
        """Replace a lost one-time-code secret and return the new one, shown only now."""
        officer = await self._session.get_one(Officer, officer_id)
        secret = pyotp.random_base32()
        officer.totp_sealed = encrypt(self._account_key, secret.encode(), context=officer.id.bytes)
        officer.totp_last_step = 0
        await self._audit(officer_id, "second_factor.reset")
        await end_sessions(officer_id)
        uri = pyotp.TOTP(secret).provisioning_uri(name=officer.username, issuer_name=ISSUER)
        return CreatedOfficer(
            officer_id=officer.id, username=officer.username, totp_secret=secret, totp_uri=uri
        )

    async def issue_token(self, actor: OfficerActor, label: str, days: int) -> IssuedToken:
        """Issue a bearer token by which a machine acts as this officer; shown only now.

        Raises:
            InvalidError: No name, or it would last too long.
            ConflictError: `token.many`: there are enough in force already.
        """
        label = " ".join(label.split())[:80]
        if not label:
            raise InvalidError(
                tr("Beri nama token ini."), fields={"label": tr("Isi untuk apa token ini dipakai.")}
            )
        if not 1 <= days <= MAX_TOKEN_DAYS:
            raise InvalidError(
                trn("Masa berlaku 1 sampai {n} hari.", MAX_TOKEN_DAYS), fields={"days": tr("1 sampai 365.")}
            )
        held = await tokens_of(self._session, actor.officer_id)
        if sum(one.state == TokenState.IN_FORCE for one in held) >= MAX_TOKENS:
            raise ConflictError(
                trn("Paling banyak {n} token berlaku sekaligus. Cabut yang tidak dipakai.", MAX_TOKENS),
                code="token.many",
            )
        token = secrets.token_urlsafe(32)
        expires = now() + timedelta(days=days)
        kept = MachineToken(
            officer_id=actor.officer_id,
            label=label,
            token_hash=sha256(token.encode()).digest(),
            expires_at=expires,
        )
        self._session.add(kept)
        await self._session.flush()
        await self._audit(actor.officer_id, "token.issued", token=str(kept.id))
        return IssuedToken(token=token, label=label, expires_on=expires.date())

    async def actor_for_token(self, token: str) -> OfficerActor:
        """Return the officer a bearer token acts as.

        Raises:
            ForbiddenError: `token.refused`: unknown, expired or revoked.
        """
        digest = sha256(token.encode()).digest()
        found = (
            await self._session.exec(select(MachineToken).where(col(MachineToken.token_hash) == digest))
        ).one_or_none()
        if found is None or state_of(found) is not TokenState.IN_FORCE:
            raise ForbiddenError(tr("Token tidak berlaku. Minta token baru."), code="token.refused")
        actor = await self.actor(found.officer_id)
        note_use(found)
        return actor

    @property
    def _account_key(self) -> bytes:
        return self._core.keys.held("account_secret_key")

    async def _by_password(self, username: str, password: str) -> Officer | None:
        officer = (
            await self._session.exec(
                select(Officer).where(Officer.username == username.strip().lower()).with_for_update()
            )
        ).one_or_none()
        stored = officer.password_hash if officer and officer.is_active else _nobody_hash()
        right = await asyncio.to_thread(_hasher().verify, password[:200], stored)
        return officer if right and officer is not None and officer.is_active else None

    def _take_code(self, officer: Officer, code: str) -> bool:
        secret = decrypt(self._account_key, officer.totp_sealed, context=officer.id.bytes).decode()
        typed = "".join(code.split())
        totp = pyotp.TOTP(secret)
        step = int(now().timestamp()) // STEP_SECONDS
        for candidate in (step - 1, step, step + 1):
            fresh = candidate > officer.totp_last_step
            if fresh and secrets.compare_digest(totp.generate_otp(candidate).encode(), typed.encode()):
                officer.totp_last_step = candidate
                return True
        return False

    async def _audit(self, officer_id: UUID, verb: str, **detail: str) -> None:
        await record(
            self._session,
            officer_stream(officer_id),
            verb,
            side="officer",
            officer_id=officer_id,
            detail=detail,
        )
