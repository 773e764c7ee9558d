"""Working days: what counts, when a time limit ends, and how much of it is left.

Hari kerja (HK) are counted in the office's own time zone. Counting starts on the next
working day after the local day on which the clock started; the limit ends at closing time of
the last counted day. A day on which the clock stood still does not count.

Pure arithmetic on dates it is given: the holidays come from outside (core.deadlines).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from core.chain.telling.wording import WEEKDAYS
from core.language import tr, trn

SATURDAY, SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)


class DayMark(StrEnum):
    """What a day was for a time limit."""

    STARTED = "started"  # the clock started on it: never counted
    COUNTED = "counted"
    SKIPPED = "skipped"  # weekend, holiday, cuti bersama
    PAUSED = "paused"  # a working day on which the clock stood still
    LATE = "late"  # a working day after the limit


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day of a time limit and why it was treated so."""

    date: date
    mark: DayMark
    reason: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of time in which a clock stands still; `end` is None while it still does."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of one office: its zone, its holidays, its hours."""

    zone: ZoneInfo
    holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    opens_at: time = time(8, 0)
    closes_at: time = time(16, 0)

    def __post_init__(self) -> None:
        """Refuse a week without a working day: no time limit would ever end."""
        if self.weekend >= frozenset(range(7)):
            raise ValueError("a week needs at least one working day")

    def local(self, moment: datetime) -> datetime:
        """Give an aware moment on this office's wall clock."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone means nothing here")
        return moment.astimezone(self.zone)

    def why_off(self, day: date) -> str | None:
        """Say why this is no working day, or None if it is one."""
        if day in self.holidays:
            return self.holidays[day]
        return WEEKDAYS[day.weekday()] if day.weekday() in self.weekend else None

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on this day."""
        return self.why_off(day) is None

    def working_hours(self, now: datetime) -> bool:
        """Whether the office is open at this moment: reminders go out only then."""
        local = self.local(now)
        open_now = self.opens_at <= local.time() < self.closes_at
        return open_now and self.is_working_day(local.date())

    def working_days_between(self, after: date, until: date) -> int:
        """Count the working days after one day up to and including another."""
        span = (until - after).days
        return sum(self.is_working_day(after + _ONE_DAY * step) for step in range(1, span + 1))

    def opening(self, day: date) -> datetime:
        """Give opening time on this day, on the wall clock."""
        return self._at(day, self.opens_at)

    def closing(self, day: date) -> datetime:
        """Give closing time on this day, on the wall clock."""
        return self._at(day, self.closes_at)

    def due(
        self,
        started_at: datetime,
        working_days: int,
        *,
        pauses: Sequence[Pause] = (),
        now: datetime | None = None,
    ) -> datetime:
        """Give the moment, in UTC, at which a limit of so many working days ends.

        With a pause still open, `now` must be given; the answer is then what the limit would
        be if the clock ran on from this moment.
        """
        days = self.days(started_at, working_days, pauses=pauses, now=now)
        last = max(day.date for day in days if day.mark is DayMark.COUNTED)
        return self.closing(last).astimezone(UTC)

    def days(
        self,
        started_at: datetime,
        working_days: int,
        *,
        pauses: Sequence[Pause] = (),
        now: datetime | None = None,
    ) -> tuple[Day, ...]:
        """List every day from the start to the last counted one, each with its reason."""
        if working_days < 1:
            raise ValueError("a time limit has at least one working day")
        ended = _ended(pauses, now)
        days = [Day(self.local(started_at).date(), DayMark.STARTED, tr("Hari mulai, tidak dihitung"))]
        left = working_days
        while left:
            day = days[-1].date + _ONE_DAY
            mark, reason = self._mark(day, ended)
            if mark is DayMark.COUNTED:
                left -= 1
                reason = tr("Hari kerja ke-{number}", number=working_days - left)
            days.append(Day(day, mark, reason))
        return tuple(days)

    def remaining(self, due_at: datetime, now: datetime) -> int:
        """Count the working days left: 0 on the last day, negative once it is too late."""
        due_day, today = self.local(due_at).date(), self.local(now).date()
        if now <= due_at:
            return self.working_days_between(today, due_day)
        return -max(1, self.working_days_between(due_day, today))

    def _mark(self, day: date, pauses: Sequence[tuple[datetime, datetime]]) -> tuple[DayMark, str]:
        off = self.why_off(day)
        if off is not None:
            return DayMark.SKIPPED, off
        begins, closes = self._at(day, time.min), self.closing(day)
        if any(start < closes and end > begins for start, end in pauses):
            return DayMark.PAUSED, tr("Jam berhenti")
        return DayMark.COUNTED, ""

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone)


def _ended(pauses: Sequence[Pause], now: datetime | None) -> tuple[tuple[datetime, datetime], ...]:
    """Close every open pause at `now`; refuse to guess without it."""
    ends = tuple((pause.start, pause.end or now) for pause in pauses)
    if any(end is None for _, end in ends):
        raise ValueError("an open pause has no end: say what time it is")
    return tuple((start, end) for start, end in ends if end is not None)


def remaining_in_words(calendar: WorkCalendar, due_at: datetime, now: datetime) -> str:
    """Say how much is left as on a badge: Sisa 8 HK, Besok, Hari ini, Lewat 1 HK."""
    left = calendar.remaining(due_at, now)
    if left < 0:
        return trn("Lewat {n} HK", -left)
    due_day, today = calendar.local(due_at).date(), calendar.local(now).date()
    if due_day == today:
        return tr("Hari ini")
    return tr("Besok") if due_day == today + _ONE_DAY else trn("Sisa {n} HK", left)
