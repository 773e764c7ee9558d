"""Writing down what a reporter said: with their consent where they are protected, and corrected by them.

The recording stays the evidence; what is written of it is a draft until its reporter has put it right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.repository import subject_of
from core.audit.service import record, report_stream
from core.chain.states import Side
from core.errors import NotFoundError
from core.events import ReportEvent, announce
from core.evidence.models import Evidence
from core.evidence.original import Original
from core.handling.moving_up import recuse_and_reroute
from core.people.naming import Writing
from core.privacy.tracking import TrackingId
from core.privacy.vault import Vault
from core.reporter.reporter import ReporterDesk
from core.reports.content import evidence_rows, open_file, original_of
from core.reports.models import Report
from core.reports.transcripts import add_transcript, read_transcripts
from core.values import MAX_TEXT
from core.wiring import Core

_TRANSCRIBED: Final = "voice.transcribed"
_CORRECTED: Final = "voice.corrected"
_VERBS: Final = {True: "voice.allowed", False: "voice.refused"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordings:
    """What a reporter said that is not written down yet."""

    needs_consent: bool
    """The reporter is protected: a voice tells who speaks, so they are asked first."""
    office_id: int
    sounds: Mapping[UUID, Original]
    """By the file's id, the way to its bytes."""


class TranscribingDesk(ReporterDesk):
    """The reporter's side of a report, where their voice is written down."""

    def __init__(self, core: Core, session: AsyncSession) -> None:
        super().__init__(core, session)

    async def recordings(self, tracking_id: TrackingId) -> Recordings:
        """List the voice notes of a report that are not written down.

        Raises:
            NotFoundError: No report has this tracking ID.
        """
        report, vault = await self._open(tracking_id, lock=False)
        known = await read_transcripts(self._session, vault)
        rows = await evidence_rows(self._session, report.id, to_reporter_only=True)
        opened = ((row, open_file(vault, row)) for row in rows if row.side is Side.REPORTER)
        return Recordings(
            needs_consent=report.is_protected,
            office_id=report.office_id,
            sounds={
                row.id: original_of(self._core.store, row, file)
                for row, file in opened
                if file.answers and row.id not in known
            },
        )

    async def answer_consent(self, tracking_id: TrackingId, *, allowed: bool) -> None:
        """Record whether a protected reporter lets their voice be written down.

        Raises:
            NotFoundError: No report has this tracking ID.
        """
        report, _ = await self._open(tracking_id, lock=True)
        await self._audit(report, _VERBS[allowed])

    async def write_down(
        self, tracking_id: TrackingId, evidence_id: UUID, text: str, *, by_reporter: bool = False
    ) -> None:
        """Keep what a recording says; its words are compared with the officers like any of the report.

        Raises:
            NotFoundError: No such report or file.
        """
        report, vault = await self._open(tracking_id, lock=True)
        row = await self._session.get(Evidence, evidence_id)
        if row is None or row.report_id != report.id or row.side is not Side.REPORTER:
            raise NotFoundError(code="evidence.not_found")
        words = text.strip()[:MAX_TEXT]
        await add_transcript(self._session, vault, row.id, words, by_reporter=by_reporter)
        await self._told(report, vault, words)
        verb = _CORRECTED if by_reporter else _TRANSCRIBED
        await record(
            self._session,
            report_stream(report.id),
            verb,
            side=(Side.REPORTER if by_reporter else Side.SYSTEM).value,
            detail={"evidence": str(row.id)},
        )

    async def _told(self, report: Report, vault: Vault, words: str) -> None:
        report.officer_unread = True
        report.version += 1
        await recuse_and_reroute(self._core, self._session, report, Writing((words,)))
        subject = await subject_of(self._session, report)
        announce(
            self._session, ReportEvent(report_id=vault.report_id, version=report.version, subject=subject)
        )
