"""Narrowing a queue by time and by category: when a report falls due, when it came in, what it is about.

A day begins at midnight of the office the officer works in.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from core.actor import OfficerActor
from core.clock import now
from core.offices.directory import OfficeDirectory
from core.offices.zones import WIB
from core.queues.schemas import DueWithin, QueueFilter, ReceivedSince
from core.reports.models import DUE_OR_NEVER

_DUE: Final = DUE_OR_NEVER.replace("due_at", "reports.due_at")
"""The index's expression, of the table `reports`."""
_IN_CATEGORY: Final = (
    "EXISTS (SELECT FROM report_categories WHERE report_categories.report_id = reports.id"
    " AND report_categories.category_id = :chosen_category AND report_categories.until IS NULL)"
)
"""The report is in the chosen category now."""
_DAYS_AHEAD: Final[Mapping[DueWithin, int]] = {DueWithin.TODAY: 1, DueWithin.WEEK: 7}
_DAYS_BACK: Final[Mapping[ReceivedSince, int]] = {
    ReceivedSince.YESTERDAY: 1,
    ReceivedSince.WEEK: 6,
    ReceivedSince.MONTH: 29,
}


async def narrowed_by_period(
    session: AsyncSession, wish: QueueFilter, actor: OfficerActor
) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """Return the conditions of a filter's times and category, and what they are given."""
    conditions: list[str] = []
    given: dict[str, Any] = {}
    if wish.category_id is not None:
        conditions.append(_IN_CATEGORY)
        given["chosen_category"] = wish.category_id
    if wish.due is None and wish.received is None:
        return tuple(conditions), given
    today = _midnight(await _zone(session, actor))
    if wish.due is not None:
        conditions.append("reports.closed_at IS NULL")
        after, before = _due(wish.due, today)
        if after is not None:
            conditions.append(f"{_DUE} >= :due_after")
            given["due_after"] = after
        conditions.append(f"{_DUE} < :due_before")
        given["due_before"] = before
    if wish.received is not None:
        conditions.append("reports.received_at >= :received_after")
        given["received_after"] = today - timedelta(days=_DAYS_BACK[wish.received])
    return tuple(conditions), given


def _due(word: DueWithin, today: datetime) -> tuple[datetime | None, datetime]:
    """Say from when, and before when."""
    if word is DueWithin.LATE:
        return None, now()
    return now(), today + timedelta(days=_DAYS_AHEAD[word])


def _midnight(zone: ZoneInfo) -> datetime:
    return datetime.combine(now().astimezone(zone).date(), time.min, zone)


async def _zone(session: AsyncSession, actor: OfficerActor) -> ZoneInfo:
    if not actor.appointments:
        return ZoneInfo(WIB)
    directory = await OfficeDirectory.load(session)
    return ZoneInfo(directory.get(actor.appointments[0].office_id).zone or WIB)
