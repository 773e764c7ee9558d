"""Opening who reported: with a reason, recorded, and for confidential reports by two (R85, R95)."""

from datetime import timedelta
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.roles import Right, roles_with
from core.actor import OfficerActor
from core.audit.service import record, report_stream
from core.chain.states import IdentityMode, Role, Track
from core.clock import now
from core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from core.language import tr
from core.notifications.bell import ring
from core.notifications.causes import ring_identity
from core.notifications.models import NoticeKind
from core.privacy.keys import Keyring
from core.privacy.models import IdentityRequest
from core.privacy.seals import decrypt, open_sealed
from core.privacy.vault import Vault
from core.reports.content import evidence_rows, open_file, shown_name
from core.reports.identity import IDENTITY, has_additions, opened_additions
from core.reports.models import Report, ReportIdentity, ReportKey
from core.reports.schemas import Identity, OpenedIdentity
from core.reports.unreadable import ReadingVault

APPROVAL_HOLDS: Final = timedelta(hours=1)
MIN_REASON: Final = 15
CLAUSE: Final = "002 BAB V A.1"


class IdentitySeal:
    """The seal on one report's reporter, in the caller's transaction."""

    def __init__(
        self,
        session: AsyncSession,
        keys: Keyring,
        actor: OfficerActor,
        report: Report,
        roles: frozenset[Role],
        vault: Vault,
    ) -> None:
        self._session = session
        self._keys = keys
        self._actor = actor
        self._report = report
        self._roles = roles
        self._vault = vault

    async def ask(self, reason: str) -> OpenedIdentity | None:
        """Open the identity, or, where a second person must agree, ask for it and return None.

        Raises:
            ForbiddenError: Not this role's to ask.
            InvalidError: No real reason given.
            NotFoundError: No identity was recorded.
        """
        if not self._roles & roles_with(Right.ASK_IDENTITY):
            raise ForbiddenError(
                tr("Identitas pelapor hanya dapat dimintakan oleh Admin Instansi atau Inspektorat."),
                code="identity.role",
                clause=CLAUSE,
            )
        if len(reason.strip()) < MIN_REASON:
            raise InvalidError(
                tr("Tulis alasan yang jelas. Alasan ini tercatat dan dibaca pemeriksa."),
                code="identity.reason",
                fields={"reason": tr("Minimal {least} huruf.", least=MIN_REASON)},
                clause=CLAUSE,
            )
        sealed = await self._session.get(ReportIdentity, self._report.id)
        if sealed is None and not await has_additions(self._session, self._report):
            raise NotFoundError(tr("Pelapor tidak menyebut identitas."), code="identity.none")
        if self._needs_two and await self._approved() is None:
            await self._request(reason)
            return None
        await self._audit("identity.opened", reason=self._vault.seal("reason", reason.strip()).hex())
        return await self._open(sealed)

    async def approve(self) -> None:
        """Agree, as the second person, to the newest open request of somebody else.

        Raises:
            ForbiddenError: Not this role's to agree to, or one's own request.
            ConflictError: There is no open request.
        """
        if not self._roles & roles_with(Right.APPROVE_IDENTITY):
            raise ForbiddenError(code="identity.role", clause=CLAUSE)
        request = await self._waiting()
        if request is None:
            raise ConflictError(tr("Tidak ada permintaan yang menunggu."), code="identity.no_request")
        if request.asked_by == self._actor.officer_id:
            raise ForbiddenError(
                tr("Permintaan Anda harus disetujui orang lain."), code="identity.own_request", clause=CLAUSE
            )
        request.approved_by, request.approved_at = self._actor.officer_id, now()
        await self._audit("identity.approved", request=str(request.id))
        await ring(self._session, [request.asked_by], NoticeKind.IDENTITY_APPROVED, self._report)

    async def pending(self) -> tuple[IdentityRequest, str] | None:
        """Return the request that waits for a second person, with its reason."""
        request = await self._waiting()
        if request is None:
            return None
        return request, ReadingVault(self._vault).open("reason", request.reason_sealed, str)

    @property
    def _needs_two(self) -> bool:
        open_report = self._report.identity_mode is IdentityMode.OPEN
        return not open_report or self._report.track is Track.WHISTLEBLOWING

    async def _approved(self) -> IdentityRequest | None:
        request = await self._newest(approved=True)
        if request is None or request.approved_at is None:
            return None
        return request if request.approved_at > now() - APPROVAL_HOLDS else None

    async def _waiting(self) -> IdentityRequest | None:
        """Return the newest open request: somebody else's first, for that one I may agree to."""
        given, asker = col(IdentityRequest.approved_at), col(IdentityRequest.asked_by)
        query = (
            select(IdentityRequest)
            .where(col(IdentityRequest.report_id) == self._report.id, given.is_(None))
            .order_by(asker == self._actor.officer_id, col(IdentityRequest.asked_at).desc())
            .limit(1)
        )
        return (await self._session.exec(query)).first()

    async def _newest(self, *, approved: bool) -> IdentityRequest | None:
        """Return my newest request that is, or is not yet, agreed to."""
        given = col(IdentityRequest.approved_at)
        query = (
            select(IdentityRequest)
            .where(
                col(IdentityRequest.report_id) == self._report.id,
                col(IdentityRequest.asked_by) == self._actor.officer_id,
                given.is_not(None) if approved else given.is_(None),
            )
            .order_by(col(IdentityRequest.asked_at).desc())
            .limit(1)
        )
        return (await self._session.exec(query)).first()

    async def _request(self, reason: str) -> None:
        if await self._newest(approved=False) is not None:
            return
        request = IdentityRequest(
            report_id=self._report.id,
            asked_by=self._actor.officer_id,
            reason_sealed=self._vault.seal("reason", reason.strip()),
        )
        self._session.add(request)
        await self._session.flush()
        await self._audit("identity.asked", request=str(request.id))
        approvers = roles_with(Right.APPROVE_IDENTITY)
        await ring_identity(self._session, self._report, approvers=approvers, asked_by=self._actor.officer_id)

    async def _open(self, sealed: ReportIdentity | None) -> OpenedIdentity:
        added = await opened_additions(self._session, self._keys, self._report)
        files = await self._first_names()
        if sealed is None:
            return OpenedIdentity(added=added, files=files)
        wrapped = await self._session.get_one(ReportKey, self._report.id)
        key = open_sealed(self._keys.held("identity_private_key"), wrapped.for_identity or b"")
        plain = decrypt(key, sealed.sealed, context=IDENTITY + self._report.id.bytes)
        first = Identity.model_validate_json(plain)
        return OpenedIdentity(**first.model_dump(), added=added, files=files)

    async def _first_names(self) -> tuple[str, ...]:
        """Say what the reporter called the files that are shown under a neutral name."""
        opened = [
            (row, open_file(self._vault, row)) for row in await evidence_rows(self._session, self._report.id)
        ]
        shown = [(shown_name(self._report, row, file), file.name) for row, file in opened]
        return tuple(f"{name}: {first}" for name, first in shown if name != first)

    async def _audit(self, verb: str, **detail: str) -> None:
        await record(
            self._session,
            report_stream(self._report.id),
            verb,
            side="officer",
            officer_id=self._actor.officer_id,
            detail=detail,
        )
