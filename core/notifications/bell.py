"""Ringing officers' bells, in the transaction that gives cause, and reading what rang.

A notice says what kind of thing happened to which report. It holds no content, and shows only
while its officer may see the report.
"""

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Update, func, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.repository import visible_to
from core.actor import OfficerActor
from core.chain.states import State, Track
from core.clock import now
from core.db.together import Row, new_row
from core.errors import InvalidError
from core.ids import new_id
from core.language import tr
from core.notifications.models import NoticeKind, OfficerNotice
from core.offices.models import Office
from core.reports.models import Report

MAX_PAGE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A line under the bell. Of a whistleblowing report only its number is named."""

    id: UUID
    kind: NoticeKind
    report_id: UUID
    agenda_number: str
    track: Track
    state: State | None
    office: str
    at: datetime
    unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """Some notices, newest first, and where the next page begins."""

    notices: tuple[NoticeView, ...]
    next_after: str | None


def notices(officers: Collection[UUID], kind: NoticeKind, report_id: UUID, at: datetime) -> list[Row]:
    """Make the notices of a report that nobody can have been told of before."""
    return [
        new_row(OfficerNotice, officer_id=one, report_id=report_id, kind=kind, created_at=at)
        for one in sorted(set(officers))
    ]


async def ring(session: AsyncSession, officers: Collection[UUID], kind: NoticeKind, report: Report) -> None:
    """Tell officers that something happened to a report.

    What they were told of before and have not read is not told twice: it moves to the top.
    """
    if not officers:
        return
    await session.flush()
    moment = now()
    rows = [
        {"id": new_id(), "officer_id": one, "report_id": report.id, "kind": kind, "created_at": moment}
        for one in sorted(set(officers))
    ]
    statement = insert(OfficerNotice).values(rows)
    await session.exec(
        statement.on_conflict_do_update(
            index_elements=["officer_id", "report_id", "kind"],
            index_where=text("read_at IS NULL"),
            set_={"created_at": statement.excluded.created_at},
        )
    )


class Bell:
    """An officer's notices, in the caller's transaction."""

    def __init__(self, session: AsyncSession, actor: OfficerActor) -> None:
        self._session = session
        self._actor = actor
        self._mine = (
            col(OfficerNotice.officer_id) == actor.officer_id,
            col(OfficerNotice.report_id) == col(Report.id),
            visible_to(actor),
        )

    async def unread(self) -> int:
        """Count what was not read yet."""
        query = (
            select(func.count())
            .select_from(OfficerNotice)
            .join(Report, col(Report.id) == col(OfficerNotice.report_id))
            .where(*self._mine, col(OfficerNotice.read_at).is_(None))
        )
        return int((await self._session.exec(query)).one())

    async def page(
        self, *, unread_only: bool = False, after: str | None = None, limit: int = 50
    ) -> NoticePage:
        """Return one page, newest first.

        Raises:
            InvalidError: `after` is not one of ours.
        """
        limit = max(1, min(limit, MAX_PAGE))
        place = (col(OfficerNotice.created_at), col(OfficerNotice.id))
        query = (
            select(OfficerNotice, Report, Office.short_name)
            .join(Report, col(Report.id) == col(OfficerNotice.report_id))
            .join(Office, col(Office.id) == col(Report.office_id))
            .where(*self._mine)
            .order_by(place[0].desc(), place[1].desc())
            .limit(limit + 1)
        )
        if unread_only:
            query = query.where(col(OfficerNotice.read_at).is_(None))
        if after:
            query = query.where(tuple_(*place) < tuple_(*_read_place(after)))
        rows = (await self._session.exec(query)).all()
        shown = tuple(_view(notice, report, office) for notice, report, office in rows[:limit])
        more = len(rows) > limit
        return NoticePage(notices=shown, next_after=_write_place(shown[-1]) if more else None)

    async def read_all(self) -> int:
        """Mark everything as read; answers how much there was."""
        result = await self._session.exec(self._reading())
        return int(result.rowcount)

    async def read_of(self, report_id: UUID) -> None:
        """Mark all notices of one report as read: its page was opened."""
        await self._session.exec(self._reading().where(col(OfficerNotice.report_id) == report_id))

    async def read(self, notices: Collection[UUID]) -> int:
        """Mark some as read; answers how many were mine and unread."""
        result = await self._session.exec(self._reading().where(col(OfficerNotice.id).in_(notices)))
        return int(result.rowcount)

    def _reading(self) -> Update:
        return (
            update(OfficerNotice)
            .where(
                col(OfficerNotice.officer_id) == self._actor.officer_id,
                col(OfficerNotice.read_at).is_(None),
            )
            .values(read_at=now())
        )


def _view(notice: OfficerNotice, report: Report, office: str) -> NoticeView:
    sealed = report.track is Track.WHISTLEBLOWING
    return NoticeView(
        id=notice.id,
        kind=notice.kind,
        report_id=report.id,
        agenda_number=report.agenda_number,
        track=report.track,
        state=None if sealed else report.state,
        office="" if sealed else office,
        at=notice.created_at,
        unread=notice.read_at is None,
    )


def _write_place(last: NoticeView) -> str:
    return base64.urlsafe_b64encode(f"{last.at.isoformat()}|{last.id}".encode()).decode().rstrip("=")


def _read_place(after: str) -> tuple[datetime, UUID]:
    try:
        at, _, notice_id = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode().partition("|")
        return datetime.fromisoformat(at).astimezone(UTC), UUID(notice_id)
    except (ValueError, binascii.Error) as error:
        raise InvalidError(
            tr("Penanda halaman ini tidak dikenal. Mulai lagi dari halaman pertama."), code="page.unknown"
        ) from error
