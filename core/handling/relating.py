"""Tying two reports together: both locked, in one order, so that two officers cannot meet head-on."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed
from core.access.repository import get_report_for, visible_to
from core.actor import OfficerActor
from core.chain.actions import Action
from core.chain.decide import Decision
from core.clock import now
from core.errors import ConflictError, InvalidError
from core.language import tr
from core.reports.history_models import ReportLink
from core.reports.links import tie_between
from core.reports.models import Report

_NUMBER: Final = "agenda_number"


class Pair:
    """Two reports that one action ties or unties."""

    def __init__(self, session: AsyncSession, actor: OfficerActor) -> None:
        self._session = session
        self._actor = actor

    async def locked(
        self, report_id: UUID, values: Mapping[str, Any]
    ) -> tuple[tuple[Report, Allowed], tuple[Report, Allowed]]:
        """Fetch and lock both, the smaller id first; the one acted on is returned first.

        Raises:
            NotFoundError: The report itself is none, or not visible.
            InvalidError: The number names none that this officer may see, the same one, or one of the
                other track.
        """
        await get_report_for(self._session, self._actor, report_id)
        other_id = await self._named(values)
        if other_id == report_id:
            raise _wrong_number(tr("Itu nomor laporan ini sendiri. Tulis nomor laporan lain."))
        found = {
            one: await get_report_for(self._session, self._actor, one, lock=True)
            for one in sorted((report_id, other_id))
        }
        mine, other = found[report_id], found[other_id]
        if mine[0].track is not other[0].track:
            raise _wrong_number(tr("Laporan whistleblowing tidak ditautkan dengan laporan pelayanan."))
        return mine, other

    async def _named(self, values: Mapping[str, Any]) -> UUID:
        number = str(values.get(_NUMBER, "")).strip()
        found = await self._session.exec(
            select(Report.id).where(col(Report.agenda_number) == number, visible_to(self._actor))
        )
        other_id = found.one_or_none()
        if other_id is None:
            raise _wrong_number(tr("Tidak ada laporan dengan nomor itu di lingkup Anda. Periksa nomornya."))
        return other_id

    async def write(self, report: Report, other: Report, decision: Decision) -> None:
        """Write the link down, or end it.

        Raises:
            ConflictError: Already tied, or not tied.
        """
        link = await tie_between(self._session, report.id, other.id)
        if decision.transition.action is Action.UNRELATE:
            if link is None:
                raise ConflictError(tr("Kedua laporan itu tidak bertautan."), code="link.none")
            link.unlinked_at, link.unlinked_by = now(), self._actor.officer_id
            await self._session.flush()
            return
        if link is not None:
            raise ConflictError(tr("Kedua laporan itu sudah ditautkan."), code="link.known")
        first, second = sorted((report.id, other.id))
        self._session.add(
            ReportLink(
                first_id=first,
                second_id=second,
                relation=str(decision.values["relation"]),
                linked_by=self._actor.officer_id,
                linked_at=now(),
            )
        )
        await self._session.flush()


def unnamed(decision: Decision) -> Decision:
    """Leave the other report's number out of what history keeps: not all readers of one see the other."""
    kept = {name: value for name, value in decision.values.items() if name != _NUMBER}
    return replace(decision, values=MappingProxyType(kept))


def _wrong_number(message: str) -> InvalidError:
    return InvalidError(message, code="link.number", fields={_NUMBER: message})
