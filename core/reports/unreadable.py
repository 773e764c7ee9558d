"""Reports whose key does not open here: shown as such, noted, and counted on the health page.

That happens where key files of two set-ups were mixed, or a row was changed by hand. What is not sealed
(number, state, deadlines) stays in every list; what is sealed is shown in these words instead.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.language import tr
from core.privacy.keys import Keyring
from core.privacy.seals import SealBrokenError
from core.privacy.vault import Vault
from core.reports.content import SealedAction, SealedFile
from core.reports.models import Report, ReportKey, UnreadableReport
from core.reports.parts import SealedLine
from core.reports.schemas import ReportBody

T = TypeVar("T")

UNREADABLE: Final = tr("Isi tidak dapat dibuka")
NEWEST_TRIED: Final = 300
"""Keys of another set seal the newest reports: these are tried whenever health is asked for."""
_TRIED_AGAIN: Final = 1000


_INSTEAD: Final[Mapping[type, object]] = MappingProxyType(
    {
        str: UNREADABLE,
        ReportBody: ReportBody(substance=UNREADABLE),
        SealedLine: SealedLine(text=UNREADABLE),
        SealedAction: SealedAction(),
        SealedFile: SealedFile(
            file_key=b"", name=UNREADABLE, mime="application/octet-stream", size=0, sha256=b""
        ),
    }
)
"""What a page shows in place of a part that does not open."""


class ReadingVault(Vault):
    """A vault for pages: a part that does not open is shown as such, and the rest of the page stays.

    It only reads: words that stand in for lost ones are never sealed again.
    """

    __slots__ = ("_vault",)

    def __init__(self, vault: Vault) -> None:
        super().__init__(vault.report_id, None)
        self._vault = vault

    def open(self, purpose: str, sealed: bytes, shape: type[T]) -> T:
        """Open what `Vault.seal` made, or give what is shown instead (`UNREADABLE`)."""
        try:
            return self._vault.open(purpose, sealed, shape)
        except SealBrokenError:
            return cast("T", _INSTEAD[shape])


async def note_unreadable(session: AsyncSession, report_ids: Collection[UUID]) -> None:
    """Note reports that could not be opened, for the health page."""
    if report_ids:
        rows = [UnreadableReport(report_id=one).model_dump() for one in sorted(report_ids)]
        await session.exec(insert(UnreadableReport).values(rows).on_conflict_do_nothing())


async def count_unreadable(session: AsyncSession, keys: Keyring) -> int:
    """Try what was noted and the newest reports; forget what opens again, and count what does not."""
    newest = await _wrapped(session, select(Report.id).order_by(col(Report.received_at).desc()), NEWEST_TRIED)
    noted = await _wrapped(session, select(UnreadableReport.report_id), _TRIED_AGAIN)
    shut = {one for one, wrapped in {**newest, **noted}.items() if not _opens(one, wrapped, keys)}
    if opened := set(noted) - shut:
        await session.exec(delete(UnreadableReport).where(col(UnreadableReport.report_id).in_(opened)))
    await note_unreadable(session, shut - set(noted))
    return int((await session.exec(select(func.count()).select_from(UnreadableReport))).one())


async def _wrapped(session: AsyncSession, ids: Any, most: int) -> dict[UUID, bytes]:
    chosen = ids.limit(most).subquery()
    found = await session.exec(
        select(ReportKey.report_id, ReportKey.for_handling).where(
            col(ReportKey.report_id).in_(select(chosen.c[0])), col(ReportKey.for_handling).is_not(None)
        )
    )
    return {report_id: wrapped or b"" for report_id, wrapped in found.all()}


def _opens(report_id: UUID, wrapped: bytes, keys: Keyring) -> bool:
    try:
        Vault.open_for_handling(report_id, wrapped, keys)
    except SealBrokenError:
        return False
    return True
