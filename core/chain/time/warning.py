"""Fair warning: what waits for the reporter ends only after a reminder they had time to answer.

The clock itself may have been away (a restart, an outage): a reminder that goes out late gives
its own time, and the date the reporter was told moves with it (docs/decisions/0010).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from core.chain.time.workdays import WorkCalendar

FAIR_WARNING_DAYS: Final = 1
"""So many whole working days lie between the reminder and the end."""

_ONE_DAY: Final = timedelta(days=1)


def remind_from(calendar: WorkCalendar, due_at: datetime) -> datetime:
    """Give the moment from which the reporter may be reminded, early enough for a fair warning."""
    day = calendar.local(due_at).date()
    left = FAIR_WARNING_DAYS
    while left:
        day -= _ONE_DAY
        left -= calendar.is_working_day(day)
    return calendar.opening(day).astimezone(UTC)


def warned_until(calendar: WorkCalendar, reminded_at: datetime) -> datetime:
    """Give the moment before which nothing ends that the reporter was reminded of just now."""
    return calendar.due(reminded_at, FAIR_WARNING_DAYS)


def ends_at(due_at: datetime, warned: datetime | None) -> datetime:
    """Give the date that counts towards the reporter: the later of the limit and the warning."""
    return due_at if warned is None else max(due_at, warned)
