"""A time limit that can explain itself: every day counted or not, and why (G3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from core.chain.states import DeadlineKind
from core.chain.telling.wording import WEEKDAYS, date_in_words, list_in_words, weekday_in_words
from core.chain.time.workdays import Day, DayMark, Pause, WorkCalendar, remaining_in_words
from core.language import Phrase, joined, tr, trn

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One time limit, day by day. `raw_due_at` is what it would be had nothing paused it."""

    kind: DeadlineKind
    started_at: datetime
    due_at: datetime
    raw_due_at: datetime
    working_days: int
    source: str
    """The law or practice the number of days comes from."""
    days: tuple[Day, ...]
    paused_since: datetime | None
    """Since when the clock has been standing still, if it does now."""
    sentence: str
    calendar: WorkCalendar = field(repr=False, compare=False)

    @property
    def counted(self) -> tuple[date, ...]:
        """The days that were counted; as many as the limit has working days."""
        return tuple(day.date for day in self.days if day.mark is DayMark.COUNTED)

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still; the due time then moves on day by day."""
        return self.paused_since is not None

    def remaining(self, now: datetime) -> int:
        """Count the working days left; negative once it is too late."""
        return self.calendar.remaining(self.due_at, now)

    def remaining_in_words(self, now: datetime) -> str:
        """Say how much is left, as on a badge."""
        if self.is_paused:
            return tr("Berhenti sementara")
        return remaining_in_words(self.calendar, self.due_at, now)

    def strip(self, now: datetime) -> tuple[Day, ...]:
        """List the days up to the limit and on to today, late working days marked."""
        last, today = self.days[-1].date, self.calendar.local(now).date()
        beyond = [last + _ONE_DAY * step for step in range(1, (today - last).days + 1)]
        return self.days + tuple(self._beyond(day) for day in beyond)

    def _beyond(self, day: date) -> Day:
        off = self.calendar.why_off(day)
        return Day(day, DayMark.SKIPPED, off) if off else Day(day, DayMark.LATE, tr("Lewat tenggat"))


def explain(
    calendar: WorkCalendar,
    *,
    kind: DeadlineKind,
    started_at: datetime,
    working_days: int,
    source: str,
    pauses: Sequence[Pause] = (),
    now: datetime,
) -> Explanation:
    """Work out a time limit as it stands `now`, with its reasons."""
    days = calendar.days(started_at, working_days, pauses=pauses, now=now)
    due_at = calendar.closing(days[-1].date).astimezone(UTC)
    paused_since = next((pause.start for pause in pauses if pause.end is None), None)
    return Explanation(
        kind=kind,
        started_at=started_at,
        due_at=due_at,
        raw_due_at=calendar.due(started_at, working_days),
        working_days=working_days,
        source=source,
        days=days,
        paused_since=paused_since,
        sentence=_sentence(calendar, days, paused_since=paused_since),
        calendar=calendar,
    )


def moment_in_words(calendar: WorkCalendar, moment: datetime) -> Phrase:
    """Write a moment on the office's clock: Kamis 19 November 2026, 16.00 WIB."""
    local = calendar.local(moment)
    date = weekday_in_words(local.date())
    return tr("{date}, {clock} {zone}", date=date, clock=f"{local:%H.%M}", zone=local.tzname())


def _sentence(calendar: WorkCalendar, days: tuple[Day, ...], *, paused_since: datetime | None) -> Phrase:
    counted = [day.date for day in days if day.mark is DayMark.COUNTED]
    closing = moment_in_words(calendar, calendar.closing(counted[-1]))
    parts = [
        tr("Mulai {day}.", day=weekday_in_words(days[0].date)),
        trn(
            "{n} hari kerja, dihitung sejak {first} sampai {closing}.",
            len(counted),
            first=weekday_in_words(counted[0]),
            closing=closing,
        ),
    ]
    skipped = _skipped_in_words(calendar, days)
    if skipped:
        parts.append(tr("Tidak dihitung: {days}.", days=skipped))
    paused = sum(day.mark is DayMark.PAUSED for day in days)
    if paused:
        parts.append(trn("Jam berhenti {n} hari kerja.", paused))
    if paused_since is not None:
        since = weekday_in_words(calendar.local(paused_since).date())
        parts.append(
            tr("Jam berhenti sejak {day}; tenggat ini bergeser sampai jam berjalan lagi.", day=since)
        )
    return joined(" ", parts)


def _skipped_in_words(calendar: WorkCalendar, days: tuple[Day, ...]) -> str:
    """Name weekends by weekday, and every holiday once with its dates."""
    weekdays: set[int] = set()
    holidays: dict[str, list[str]] = {}
    for day in days:
        if day.mark is DayMark.SKIPPED and day.date in calendar.holidays:
            holidays.setdefault(day.reason, []).append(date_in_words(day.date))
        elif day.mark is DayMark.SKIPPED:
            weekdays.add(day.date.weekday())
    names = [WEEKDAYS[number] for number in sorted(weekdays)]
    names += [
        tr("{name} ({dates})", name=name, dates=list_in_words(tuple(dates)))
        for name, dates in holidays.items()
    ]
    return list_in_words(tuple(names))
