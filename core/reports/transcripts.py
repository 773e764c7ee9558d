"""What was written down of a report's voice notes: every version kept, the newest shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.privacy.vault import Vault
from core.reports.schemas import FileView
from core.reports.transcript_models import Transcript

TRANSCRIPT: Final = "transcript"


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """The words of a recording."""

    text: str
    by_reporter: bool


async def read_transcripts(session: AsyncSession, vault: Vault) -> Mapping[UUID, WrittenDown]:
    """Return the newest words of each recording of a report, by its file's id."""
    query = select(Transcript).where(col(Transcript.report_id) == vault.report_id)
    rows = (await session.exec(query.order_by(col(Transcript.version)))).all()
    return {
        row.evidence_id: WrittenDown(vault.open(TRANSCRIPT, row.sealed, str), row.by_reporter) for row in rows
    }


async def with_transcripts(session: AsyncSession, vault: Vault, files: list[FileView]) -> list[FileView]:
    """Put the words of recordings beside them; a report without recordings costs no question."""
    if not any(file.answers for file in files):
        return files
    known = await read_transcripts(session, vault)
    return [
        file.model_copy(update={"transcript": said.text, "transcript_by_reporter": said.by_reporter})
        if (said := known.get(file.id))
        else file
        for file in files
    ]


async def add_transcript(
    session: AsyncSession, vault: Vault, evidence_id: UUID, text: str, *, by_reporter: bool
) -> None:
    """Keep the words of a recording as its newest version. The report row must be locked."""
    of_file = select(func.max(col(Transcript.version))).where(col(Transcript.evidence_id) == evidence_id)
    last = (await session.exec(of_file)).one() or 0
    session.add(
        Transcript(
            report_id=vault.report_id,
            evidence_id=evidence_id,
            version=last + 1,
            by_reporter=by_reporter,
            sealed=vault.seal(TRANSCRIPT, text),
        )
    )
    await session.flush()
