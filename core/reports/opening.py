"""Opening a report: its key for the desk, and its way back to its reporter."""

from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.errors import NotFoundError
from core.language import tr
from core.privacy.keys import Keyring
from core.privacy.seals import SealBrokenError
from core.privacy.vault import Vault
from core.reports.models import Report, ReporterLink, ReportKey
from core.reports.unreadable import note_unreadable


async def open_vault(session: AsyncSession, keys: Keyring, report: Report) -> Vault:
    """Open a report's key for handling; a key that does not open gives a shut vault, and is noted.

    Raises:
        NotFoundError: The key was destroyed; the content is gone for good.
    """
    wrapped = await session.get_one(ReportKey, report.id)
    try:
        return vault_from(keys, report, wrapped.for_handling)
    except SealBrokenError:
        await note_unreadable(session, [report.id])
        return Vault.shut(report.id)


def vault_from(keys: Keyring, report: Report, for_handling: bytes | None) -> Vault:
    """Open a report's key that was read before.

    Raises:
        NotFoundError: The key was destroyed; the content is gone for good.
        SealBrokenError: It was sealed to other keys, or changed.
    """
    if for_handling is None:
        raise NotFoundError(
            tr("Isi laporan ini sudah dimusnahkan sesuai masa simpan."), code="report.destroyed"
        )
    return Vault.open_for_handling(report.id, for_handling, keys)


async def link_of(session: AsyncSession, report_id: UUID) -> ReporterLink | None:
    """Return the report's way back to its reporter, if one was ever made."""
    return (
        await session.exec(select(ReporterLink).where(col(ReporterLink.report_id) == report_id))
    ).one_or_none()
