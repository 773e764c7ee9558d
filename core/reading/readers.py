"""Who did or read what with a report (R99)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.audit.models import AuditEntry
from core.audit.service import report_stream
from core.evidence.models import FileUse
from core.language import tr
from core.people.models import Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLine:
    """Who did or read what with a report, from its audit chain."""

    seq: int
    at: datetime
    side: str
    author: str
    verb: str
    use: FileUse | None = None
    """Of a file that was handed out: what for."""
    seal: str
    """The beginning of the entry's hash, by which two print-outs can be compared."""


async def readers_of(session: AsyncSession, report_id: UUID) -> tuple[ReaderLine, ...]:
    """Return a report's audit chain, newest first."""
    rows = (
        await session.exec(
            select(AuditEntry, Officer.full_name)
            .outerjoin(Officer, col(Officer.id) == col(AuditEntry.officer_id))
            .where(col(AuditEntry.stream) == report_stream(report_id))
            .order_by(col(AuditEntry.seq).desc())
        )
    ).all()
    others = {"reporter": tr("Pelapor"), "system": tr("Sistem")}
    return tuple(
        ReaderLine(
            seq=entry.seq,
            at=entry.at,
            side=entry.side,
            author=others.get(entry.side) or name or tr("Petugas"),
            verb=entry.verb,
            use=FileUse(use) if (use := entry.detail.get("use")) else None,
            seal=entry.hash.hex()[:12],
        )
        for entry, name in rows
    )
