"""The officer's side: queues, reports, registering, reading evidence, opening an identity.

Everything starts with the access policy; what an officer may not see does not exist for them.
Every read of content is an audit entry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed
from core.access.repository import get_report_for
from core.access.roles import Right, roles_with
from core.actor import OfficerActor
from core.audit.service import officer_stream, record, report_stream
from core.chain.states import Track
from core.errors import ConflictError, ForbiddenError, NotFoundError
from core.evidence.copies import FileInHand
from core.evidence.models import Evidence, FileUse
from core.handling.doubts import settle_doubt
from core.handling.identity import IdentitySeal
from core.handling.schemas import ActionView, RefusedView
from core.intake.letters import LetterReading, LetterText
from core.intake.registering import read_for_register, register
from core.intake.schemas import Receipt, RegisterReport
from core.language import tr
from core.notifications.bell import Bell
from core.people.models import Officer
from core.privacy.vault import Vault
from core.queues.paging import page_of, which_of
from core.queues.queue import counts_of, matching, tallies
from core.queues.rows import Rows
from core.queues.schemas import QueueFilter, QueueName, QueuePage
from core.queues.statistics import Statistics, statistics
from core.reading.readers import ReaderLine, readers_of
from core.reading.reading import actions_for, read_report
from core.reading.reasons import reason_in_words
from core.reading.schemas import HistoryView, ReportView
from core.reports.content import in_hand, officers_file_view, open_file, read_bodies, read_custody
from core.reports.models import Report
from core.reports.opening import open_vault
from core.reports.schemas import FileView, OpenedIdentity
from core.wiring import Core


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingIdentity:
    """A colleague's wish to learn who reported, waiting for a second person."""

    asked_by: str
    asked_at: datetime
    reason: str
    mine: bool
    may_approve: bool


class OfficerDesk:
    """Use cases of a signed-in officer, in the caller's transaction."""

    def __init__(self, core: Core, session: AsyncSession, actor: OfficerActor) -> None:
        self._core = core
        self._session = session
        self._actor = actor

    async def counts(self) -> dict[QueueName, int]:
        """Count the reports of every queue."""
        return await counts_of(self._session, self._actor)

    async def tallies(self, wishes: Mapping[str, QueueFilter]) -> dict[str, int]:
        """Count several filters in one statement."""
        return await tallies(self._session, self._core.keys, self._actor, wishes)

    async def queue(
        self, wish: QueueFilter, *, after: str | None = None, limit: int = 50, with_category: bool = False
    ) -> QueuePage:
        """Return one page of a queue, most pressing first unless sorted otherwise.

        Raises:
            InvalidError: Unknown page mark.
        """
        found = await matching(self._session, wish, self._actor, self._core.keys)
        page = await page_of(self._session, found.ways, after=after, limit=limit, sort=wish.sort)
        rows = await Rows(self._session, self._core.keys, self._actor, with_category=with_category).of(
            page.rows
        )
        await self._audit(
            officer_stream(self._actor.officer_id), "queue.read", queue=wish.queue.value, rows=len(rows)
        )
        return QueuePage(
            rows=rows, total=page.total, next_after=page.next_after, corrections=found.corrections
        )

    async def among(self, wish: QueueFilter, ids: Sequence[UUID]) -> frozenset[UUID]:
        """Return those of some reports that a filter matches."""
        found = await matching(self._session, wish, self._actor, self._core.keys)
        return await which_of(self._session, found.ways, ids)

    async def report(self, report_id: UUID, *, reason: str | None = None) -> ReportView:
        """Open a report and record that it was read.

        Raises:
            NotFoundError: None, or not visible.
            ForbiddenError: `reason_required`: whistleblowing content opens with a reason.
        """
        report, allowed = await self._get(report_id)
        _require_reason(report, reason)
        vault = await self._vault(report)
        view = await read_report(self._session, self._core.keys, self._actor, report, allowed.roles, vault)
        sealed: dict[str, object] = {}
        if vault.is_shut:
            sealed = {"unopened": True}  # nothing was read, and a reason cannot be sealed under a lost key
        elif reason:
            sealed = {"reason": vault.seal("reason", reason.strip()).hex()}
        report.officer_unread = False
        await Bell(self._session, self._actor).read_of(report.id)
        await self._audit(report_stream(report.id), "report.read", **sealed)
        return view

    async def track_of(self, report_id: UUID) -> Track:
        """Say which route a report is on. Raises NotFoundError as `report` does."""
        report, _ = await self._get(report_id)
        return report.track

    async def actions(self, report_id: UUID) -> tuple[tuple[ActionView, ...], tuple[RefusedView, ...]]:
        """Say what I may do now, and why not the rest. Raises NotFoundError as `report` does."""
        report, allowed = await self._get(report_id)
        body, _original, _version = await read_bodies(self._session, await self._vault(report))
        return await actions_for(self._session, report, allowed.roles, self._actor, body)

    async def read_letter(self, letter: LetterText) -> LetterReading:
        """Read a letter for the register's form; nothing is kept. Raises as `read_for_register` does."""
        return await read_for_register(self._session, self._actor, letter)

    async def register(self, wish: RegisterReport, *, key: str) -> Receipt:
        """Register a report that came off-line or from SP4N. Raises as `register` does."""
        return await register(self._core, self._session, self._actor, wish, key=key)

    async def identity(self, report_id: UUID, reason: str) -> OpenedIdentity:
        """Open who reported, for a recorded reason.

        Raises:
            ConflictError: `second_person`: asked for; somebody else must agree first.
            ForbiddenError, InvalidError, NotFoundError: See `IdentitySeal.ask`.
        """
        opened = await (await self._seal(report_id)).ask(reason)
        if opened is None:
            raise ConflictError(
                tr("Permintaan tercatat. Laporan ini rahasia: satu orang lain harus menyetujui dahulu."),
                code="second_person",
                clause="002 BAB V A.1",
            )
        return opened

    async def approve_identity(self, report_id: UUID) -> None:
        """Agree to a colleague's request. Raises as `IdentitySeal.approve` does."""
        await (await self._seal(report_id)).approve()

    async def identity_request(self, report_id: UUID) -> PendingIdentity | None:
        """Return the request that waits for a second person, if any."""
        report, allowed = await self._get(report_id)
        seal = await self._seal(report.id, lock=False)
        waiting = await seal.pending()
        if waiting is None:
            return None
        request, reason = waiting
        asker = await self._session.get_one(Officer, request.asked_by)
        mine = request.asked_by == self._actor.officer_id
        return PendingIdentity(
            asked_by=asker.full_name,
            asked_at=request.asked_at,
            reason=reason,
            mine=mine,
            may_approve=bool(allowed.roles & roles_with(Right.APPROVE_IDENTITY)) and not mine,
        )

    async def settle_doubt(self, report_id: UUID, officer_id: UUID, *, meant: bool) -> None:
        """Say whether a report means an officer whom it may mean. Raises as `settle_doubt` does."""
        report, allowed = await self._get(report_id, lock=True)
        await settle_doubt(self._session, self._actor, report, allowed, officer_id, meant=meant)

    async def file(
        self,
        report_id: UUID,
        evidence_id: UUID,
        *,
        use: FileUse = FileUse.OPENED,
        reason: str | None = None,
    ) -> tuple[FileView, FileInHand]:
        """Return a file's description, and what `CleanCopies` hands it out by; recorded, whatever it is for.

        The bytes may be fetched after the caller's transaction has ended.

        Raises:
            NotFoundError: No such report or file, or not visible.
            ForbiddenError: `reason_required`, as for the report itself.
            SealBrokenError: It does not open with the keys of this installation, or was cut.
            UnavailableError: The store cannot be reached.
        """
        view, file, _ = await self._taken_up(report_id, evidence_id, reason)
        await file.original.found()
        await self._audit(report_stream(report_id), "evidence.read", evidence=str(evidence_id), use=use.value)
        return view, file

    async def in_hand(self, report_id: UUID, evidence_id: UUID, *, reason: str | None = None) -> FileInHand:
        """Return what tells whether a file can be handed out; hand nothing out by it, it is not recorded.

        Raises:
            NotFoundError, ForbiddenError, SealBrokenError: As `file` does; the store is not asked.
        """
        return (await self._taken_up(report_id, evidence_id, reason))[1]

    async def original(
        self, report_id: UUID, evidence_id: UUID, *, why: str, reason: str | None = None
    ) -> tuple[FileView, FileInHand]:
        """Return a file to be handed out as it came, for a reason of its own that is recorded.

        Raises:
            InvalidError: `why` is too short to be one; `fields` names it `reason`.
            NotFoundError, ForbiddenError, SealBrokenError, UnavailableError: As `file` does.
        """
        view, file, vault = await self._taken_up(report_id, evidence_id, reason)
        said = reason_in_words(why)
        await file.original.found()
        sealed = vault.seal("reason", said).hex()
        await self._audit(
            report_stream(report_id), "evidence.original", evidence=str(evidence_id), reason=sealed
        )
        return view, file

    async def _taken_up(
        self, report_id: UUID, evidence_id: UUID, reason: str | None
    ) -> tuple[FileView, FileInHand, Vault]:
        """Find a file that this officer may have, and open what is sealed of it."""
        report, _ = await self._get(report_id)
        _require_reason(report, reason)
        row = await self._evidence(report, evidence_id)
        vault = await self._vault(report)
        opened = open_file(vault, row)
        custody = await read_custody(self._session, row)
        file = in_hand(self._core.store, row, opened, custody)
        return officers_file_view(report, row, opened, custody), file, vault

    async def history(self, report_id: UUID, *, reason: str | None = None) -> tuple[HistoryView, ...]:
        """Return everything that happened to a report, oldest first. Raises as `report` does."""
        report, allowed = await self._get(report_id)
        _require_reason(report, reason)
        vault = await self._vault(report)
        view = await read_report(self._session, self._core.keys, self._actor, report, allowed.roles, vault)
        await self._audit(report_stream(report.id), "history.read")
        return view.history

    async def number_of(self, report_id: UUID) -> str:
        """Return a report's agenda number. Raises NotFoundError as `report` does."""
        report, _ = await self._get(report_id)
        return report.agenda_number

    async def readers(self, report_id: UUID) -> tuple[ReaderLine, ...]:
        """Return a report's audit chain, newest first (R99)."""
        report, _ = await self._get(report_id)
        return await readers_of(self._session, report.id)

    async def statistics(self) -> Statistics:
        """Count what I may see (R31)."""
        return await statistics(self._session, self._actor)

    async def _evidence(self, report: Report, evidence_id: UUID) -> Evidence:
        row = await self._session.get(Evidence, evidence_id)
        if row is None or row.report_id != report.id:
            raise NotFoundError(code="evidence.not_found")
        return row

    async def _get(self, report_id: UUID, *, lock: bool = False) -> tuple[Report, Allowed]:
        return await get_report_for(self._session, self._actor, report_id, lock=lock)

    async def _seal(self, report_id: UUID, *, lock: bool = True) -> IdentitySeal:
        report, allowed = await self._get(report_id, lock=lock)
        vault = await self._vault(report)
        return IdentitySeal(self._session, self._core.keys, self._actor, report, allowed.roles, vault)

    async def _vault(self, report: Report) -> Vault:
        return await open_vault(self._session, self._core.keys, report)

    async def _audit(self, stream: str, verb: str, **detail: object) -> None:
        await record(
            self._session,
            stream,
            verb,
            side="officer",
            officer_id=self._actor.officer_id,
            detail=detail,
        )


def _require_reason(report: Report, reason: str | None) -> None:
    if report.track is Track.WHISTLEBLOWING and not (reason or "").strip():
        raise ForbiddenError(
            tr("Isi laporan whistleblowing dibuka dengan alasan yang dicatat."),
            code="reason_required",
            clause="002 BAB V B.5.f",
            params={"agenda_number": report.agenda_number},
        )
