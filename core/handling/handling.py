"""Acting on a report: one locked row, one decision, one transaction (design.md §6)."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed, may_see
from core.access.repository import get_report_for
from core.actor import OfficerActor
from core.audit.service import record, report_stream
from core.chain.about import ABOUT
from core.chain.actions import Action
from core.chain.decide import Decision, decide
from core.chain.situation import Command, Performer, StepDenied
from core.chain.states import Role, Side, State
from core.chain.table.transitions import rows_of
from core.clock import now
from core.errors import ConflictError, NotFoundError
from core.evidence.schemas import StowedFile
from core.handling.carrying import CarriedOut
from core.handling.companions import Occasion, carry_accompanied
from core.handling.ground import DoneBefore, Ground, ground_of
from core.handling.lines import Doer
from core.handling.refusal import raise_denied
from core.handling.relating import Pair, unnamed
from core.handling.schemas import ActOutcome
from core.handling.snapshot import action_named, with_files
from core.handling.staleness import goes_through
from core.language import tr
from core.people.models import Officer
from core.reports.history import history_rows
from core.reports.models import Report
from core.reports.opening import vault_from
from core.wiring import Core


class Handling:
    """What officers do to reports, in the caller's transaction."""

    def __init__(self, core: Core, session: AsyncSession, actor: OfficerActor) -> None:
        self._core = core
        self._session = session
        self._actor = actor

    async def act(
        self,
        report_id: UUID,
        action: str,
        values: Mapping[str, Any],
        *,
        files: tuple[StowedFile, ...] = (),
        expected_version: int | None = None,
        key: str | None = None,
    ) -> ActOutcome:
        """Take one action of the chain.

        Args:
            report_id: Which report.
            action: The action's code.
            values: Answers to its fields; files are named by their object keys.
            files: The stowed files those keys mean.
            expected_version: The version the officer's form was made from; another one is refused.
            key: Idempotency key: the same key acts once, and answers the same.

        Raises:
            NotFoundError: No such action or report, or not visible.
            ForbiddenError: Not this role's to do.
            ConflictError: Changed meanwhile (`params["changed"]` says what), or not possible now.
            InvalidError: The fields do not hold.
        """
        wanted = action_named(action)
        if ABOUT[wanted].pairs:
            return await self._act_on_pair(report_id, wanted, values, expected_version, key)
        source_key = self._source_key(report_id, key)
        report, allowed, ground = await self._locked(report_id, source_key)
        if ground.done_before is not None:
            return _repeated(report, ground.done_before)
        await self._refuse_stale(report, wanted, expected_version)
        verdict = self._decided(ground, allowed, wanted, with_files(report, wanted, values, files))
        before = report.state
        carried = await self._carry(report, allowed, verdict, ground, files=files, source_key=source_key)
        return _outcome(report, wanted.value, before, told=carried.pushed, repeated=False)

    async def _act_on_pair(
        self,
        report_id: UUID,
        wanted: Action,
        values: Mapping[str, Any],
        expected_version: int | None,
        key: str | None,
    ) -> ActOutcome:
        """Tie two reports together, or untie them: one decision, one transaction, history on both."""
        pair = Pair(self._session, self._actor)
        (report, allowed), (other, allowed_other) = await pair.locked(report_id, values)
        source_key = self._source_key(report_id, key)
        ground = await ground_of(self._session, report, source_key=source_key)
        if ground.done_before is not None:
            return _repeated(report, ground.done_before)
        await self._refuse_stale(report, wanted, expected_version)
        other_ground = await ground_of(self._session, other)
        verdict = self._decided(ground, allowed, wanted, values)
        mirrored = self._decided(other_ground, allowed_other, wanted, values)
        await pair.write(report, other, verdict)
        carried = await self._carry(report, allowed, unnamed(verdict), ground, source_key=source_key)
        await self._carry(other, allowed_other, unnamed(mirrored), other_ground)
        return _outcome(report, wanted.value, report.state, told=carried.pushed, repeated=False)

    async def _locked(self, report_id: UUID, source_key: bytes | None) -> tuple[Report, Allowed, Ground]:
        """Lock the report and read what the action stands on, on the officer's behalf.

        Raises:
            NotFoundError: There is none, or none that this officer may see.
        """
        query = select(Report).where(col(Report.id) == report_id).with_for_update()
        report = (await self._session.exec(query)).one_or_none()
        if report is None:
            raise NotFoundError(code="report.not_found")
        ground = await ground_of(self._session, report, source_key=source_key)
        verdict = may_see(self._actor, ground.subject)
        if not isinstance(verdict, Allowed):
            raise NotFoundError(code="report.not_found")
        return report, verdict, ground

    def _decided(
        self, ground: Ground, allowed: Allowed, wanted: Action, values: Mapping[str, Any]
    ) -> Decision:
        performer = Performer(allowed.roles, self._actor.officer_id)
        verdict = decide(ground.snapshot, performer, Command(wanted, values))
        if isinstance(verdict, StepDenied):
            raise_denied(verdict)
        return verdict

    async def _carry(
        self,
        report: Report,
        allowed: Allowed,
        verdict: Decision,
        ground: Ground,
        *,
        files: tuple[StowedFile, ...] = (),
        source_key: bytes | None = None,
    ) -> CarriedOut:
        role = _role_used(verdict, allowed.roles)
        occasion = Occasion(
            core=self._core,
            session=self._session,
            report=report,
            vault=vault_from(self._core.keys, report, ground.for_handling),
            doer=Doer(side=Side.OFFICER, officer_id=self._actor.officer_id, role=role),
            actor=self._actor,
            files=files,
        )
        return await carry_accompanied(occasion, verdict, ground=ground, files=files, source_key=source_key)

    async def sheet_printed(self, report_id: UUID) -> None:
        """Record that the disposition sheet was printed, by whom and when (R68).

        The version stays: a form that was open meanwhile was decided on the same report, and whoever prints
        the sheet and then passes the report on does both from one page.
        """
        report, _ = await get_report_for(self._session, self._actor, report_id, lock=True)
        await self.document_printed(report_id, "disposition_sheet")
        if report.sheet_printed_at is None:
            report.sheet_printed_at = now()

    async def document_printed(self, report_id: UUID, document: str) -> None:
        """Record that a document about the report was printed."""
        report, _ = await get_report_for(self._session, self._actor, report_id)
        await record(
            self._session,
            report_stream(report.id),
            "document.printed",
            side=Side.OFFICER.value,
            officer_id=self._actor.officer_id,
            detail={"document": document},
        )

    def _source_key(self, report_id: UUID, key: str | None) -> bytes | None:
        if key is None:
            return None
        seed = f"{self._actor.officer_id}:{report_id}:{key}".encode()
        return blake2b(seed, digest_size=24, person=b"officer-act").digest()

    async def _refuse_stale(self, report: Report, wanted: Action, expected: int | None) -> None:
        """Tell the second of two officers what the first one did, where it matters (staleness.py).

        Raises:
            ConflictError: The form is too old; `params["changed"]` lists what happened since.
        """
        if expected is None or expected == report.version:
            return
        behind = report.version - expected
        entries = (await history_rows(self._session, report.id))[-max(behind, 1) :]
        if goes_through(wanted, entries):
            return
        names = dict(
            (
                await self._session.exec(
                    select(Officer.id, Officer.full_name).where(
                        col(Officer.id).in_([entry.officer_id for entry in entries if entry.officer_id])
                    )
                )
            ).all()
        )
        changed = [
            {
                "what": rows_of(action_named(entry.action), track=report.track)[0].label,
                "who": names.get(entry.officer_id) if entry.officer_id else _side_name(entry.side),
                "at": entry.at.isoformat(),
                "state": entry.target.label,
            }
            for entry in entries
        ]
        raise ConflictError(
            tr(
                "Laporan ini berubah sejak Anda membukanya. Isian Anda tidak hilang. "
                "Periksa perubahannya, lalu kirim lagi bila masih perlu."
            ),
            code="stale",
            params={"changed": changed, "version": report.version},
        )


def _side_name(side: Side) -> str:
    return {Side.REPORTER: tr("Pelapor"), Side.SYSTEM: tr("Sistem")}.get(side, tr("Petugas"))


def _role_used(decision: Decision, held: frozenset[Role]) -> Role | None:
    """Name the role under which the officer acted: of those that allow it, the first of the list."""
    allowed = decision.transition.roles & held
    return next((role for role in Role if role in allowed), None)


def _repeated(report: Report, done: DoneBefore) -> ActOutcome:
    """Answer what was answered when the action was carried out, for whoever did not hear it."""
    return _outcome(report, done.action, done.source, told=done.told, repeated=True)


def _outcome(report: Report, action: str, source: State | None, *, told: bool, repeated: bool) -> ActOutcome:
    return ActOutcome(
        report_id=report.id,
        action=Action(action).value,
        source=source or report.state,
        target=report.state,
        version=report.version,
        told_reporter=told,
        repeated=repeated,
    )
