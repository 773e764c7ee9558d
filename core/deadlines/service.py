"""Deadlines as the chain moves them, and as officers and reporters read them (R52, R63, G3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.about import WAITS_FOR_REPORTER
from core.chain.rows import DeadlineOp, Operation
from core.chain.states import DeadlineKind, Kind, Track
from core.chain.time.explanation import Explanation, explain, moment_in_words
from core.chain.time.rules import DEFAULT_RULES, rule_key, source_in_words
from core.chain.time.warning import ends_at
from core.chain.time.workdays import Pause, WorkCalendar
from core.clock import now
from core.db.reference import reference_of
from core.deadlines.calendars import HolidayOverride, calendar_for
from core.deadlines.models import Deadline, DeadlineRule, LocalDay
from core.deadlines.schemas import DayView, DeadlineView, Urgency
from core.language import joined, tr
from core.offices.models import Office
from core.reports.models import Report

SOON_WORKING_DAYS: Final = 2
LOOK_AHEAD: Final = timedelta(days=21)
"""Longer than any run of days off: the working day before a deadline may lie that far back."""


@dataclass(frozen=True, slots=True)
class _Year:
    """An office's calendar around a year, by name."""

    office_id: int
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstClock:
    """A clock that starts with a report, and how its date is told."""

    kind: DeadlineKind
    working_days: int
    legal_source: str
    zone: str
    due_at: datetime
    due_text: str
    sentence: str


class Deadlines:
    """The clocks of reports, in the caller's transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._calendars: dict[int, WorkCalendar] = {}
        self._local_days: list[tuple[LocalDay, str]] | None = None

    async def calendar(self, office_id: int) -> WorkCalendar:
        """Return the working calendar of an office: national days off and its own."""
        if office_id not in self._calendars:
            await self.preload({office_id})
        return self._calendars[office_id]

    async def preload(self, office_ids: Collection[int]) -> None:
        """Read the calendars of many offices in two statements, however many they are."""
        wanted = set(office_ids) - self._calendars.keys()
        if not wanted:
            return
        year = now().year
        names = {_Year(office_id, year) for office_id in wanted}
        found = await reference_of(self._session).get_all(names, self._read_calendars)
        self._calendars |= {name.office_id: calendar for name, calendar in found.items()}

    async def _read_calendars(self, names: Collection[_Year]) -> dict[_Year, WorkCalendar]:
        years = {name.office_id: name for name in names}
        query = select(col(Office.id), col(Office.path), col(Office.zone)).where(col(Office.id).in_(years))
        offices = (await self._session.exec(query)).all()
        if self._local_days is None:
            rows = await self._session.exec(
                select(LocalDay, Office.code).outerjoin(Office, col(Office.id) == col(LocalDay.office_id))
            )
            self._local_days = list(rows.all())
        found = {}
        for office_id, path, zone in offices:
            above, name = path.split("/"), years[office_id or 0]
            overrides = tuple(
                HolidayOverride(day=day.day, reason=day.name, working=not day.is_day_off)
                for day, code in self._local_days
                if day.office_id is None or code in above
            )
            found[name] = calendar_for(zone, years=range(name.year - 2, name.year + 3), overrides=overrides)
        return found

    async def apply(
        self, report: Report, operations: tuple[DeadlineOp, ...], running: dict[DeadlineKind, Deadline]
    ) -> list[Deadline]:
        """Move the report's running clocks as a row of the chain says, and note which is due first.

        Returns the clocks that begin, to be inserted after the next flush: it stops those they follow.
        """
        begun: list[Deadline] = []
        for step in operations:
            current = running.get(step.kind)
            if step.operation is Operation.START:
                if current is not None:
                    current.stopped_at = now()
                running[step.kind] = await self._new(report, step.kind)
                begun.append(running[step.kind])
            elif current is not None:
                await self._move(report, current, step.operation)
                if step.operation is Operation.STOP:
                    del running[step.kind]
        active = [clock for clock in running.values() if not clock.paused]
        first = min(active, key=lambda clock: clock.due_at, default=None)
        report.due_at = first.due_at if first else None
        report.due_kind = first.kind if first else None
        return begun

    async def first(
        self, operations: tuple[DeadlineOp, ...], *, track: Track, kind: Kind, office_id: int, at: datetime
    ) -> tuple[FirstClock, ...]:
        """Work out the clocks of a report that is only just being written down, first due first."""
        today = (await self.calendar(office_id)).local(at).date()
        kept = reference_of(self._session)
        clocks = []
        for step in operations:
            if step.operation is Operation.START:
                key = rule_key(step.kind, track=track, kind=kind, classification=None)
                clocks.append(
                    await kept.get(
                        ("first clock", step.kind, key, office_id, today),
                        partial(self._work_out, step.kind, key, office_id, at),
                    )
                )
        return tuple(sorted(clocks, key=lambda clock: clock.due_at))

    async def _work_out(self, kind: DeadlineKind, key: str, office_id: int, at: datetime) -> FirstClock:
        """Work out a clock that starts on this day; the hour does not matter."""
        rule = await self.rule(key, office_id)
        calendar = await self.calendar(office_id)
        told = explain(
            calendar,
            kind=kind,
            started_at=at,
            working_days=rule.working_days,
            source=rule.legal_source,
            now=at,
        )
        return FirstClock(
            kind=kind,
            working_days=rule.working_days,
            legal_source=rule.legal_source,
            zone=calendar.zone.key,
            due_at=told.due_at,
            due_text=moment_in_words(calendar, told.due_at),
            sentence=told.sentence,
        )

    async def running(self, report_id: UUID) -> dict[DeadlineKind, Deadline]:
        """Return the report's clocks that have not stopped."""
        found = await self._session.exec(
            select(Deadline).where(col(Deadline.report_id) == report_id, col(Deadline.stopped_at).is_(None))
        )
        return {clock.kind: clock for clock in found.all()}

    async def rule(self, key: str, office_id: int) -> DeadlineRule:
        """Return the rule for an office: its own, else the national one, else the default text."""
        kept = reference_of(self._session)
        return await kept.get(("rule", key, office_id), lambda: self._read_rule(key, office_id))

    async def _read_rule(self, key: str, office_id: int) -> DeadlineRule:
        found = (
            await self._session.exec(
                select(DeadlineRule)
                .where(col(DeadlineRule.key) == key)
                .where((col(DeadlineRule.office_id) == office_id) | col(DeadlineRule.office_id).is_(None))
                .order_by(col(DeadlineRule.office_id).asc().nulls_last())
                .limit(1)
            )
        ).first()
        if found is not None:
            return DeadlineRule(key=key, working_days=found.working_days, legal_source=found.legal_source)
        default = DEFAULT_RULES[key]
        return DeadlineRule(key=key, working_days=default.working_days, legal_source=default.source)

    async def explanation(
        self, clock: Deadline, office_id: int, *, at: datetime | None = None
    ) -> Explanation:
        """Work a clock out day by day as it stands."""
        return explain(
            await self.calendar(office_id),
            kind=clock.kind,
            started_at=clock.started_at,
            working_days=clock.working_days,
            source=clock.legal_source,
            pauses=pauses_of(clock),
            now=at or clock.stopped_at or now(),
        )

    async def views(self, report: Report) -> tuple[DeadlineView, ...]:
        """Return all clocks of a report, running ones first, each explained."""
        clocks = (
            await self._session.exec(
                select(Deadline)
                .where(col(Deadline.report_id) == report.id)
                .order_by(col(Deadline.stopped_at).is_not(None), col(Deadline.started_at).desc())
            )
        ).all()
        calendar = await self.calendar(report.office_id)
        views = [_view(clock, await self.explanation(clock, report.office_id), calendar) for clock in clocks]
        return tuple(views)

    async def due_in_words(self, report: Report) -> str | None:
        """Write the report's next due time on its office's clock."""
        if report.due_at is None:
            return None
        return moment_in_words(await self.calendar(report.office_id), report.due_at)

    async def _new(self, report: Report, kind: DeadlineKind) -> Deadline:
        key = rule_key(kind, track=report.track, kind=report.kind, classification=report.classification)
        rule = await self.rule(key, report.office_id)
        calendar = await self.calendar(report.office_id)
        started = now()
        due = calendar.due(started, rule.working_days)
        return Deadline(
            report_id=report.id,
            kind=kind,
            working_days=rule.working_days,
            legal_source=rule.legal_source,
            zone=calendar.zone.key,
            started_at=started,
            due_at=due,
            raw_due_at=due,
            told_until=due if kind in WAITS_FOR_REPORTER else None,
        )

    async def _move(self, report: Report, clock: Deadline, operation: Operation) -> None:
        at = now()
        if operation is Operation.PAUSE and not clock.paused:
            clock.pauses = [*clock.pauses, [at.isoformat(), None]]
            clock.paused = True
        elif operation in {Operation.RESUME, Operation.STOP} and clock.paused:
            clock.pauses = [*clock.pauses[:-1], [clock.pauses[-1][0], at.isoformat()]]
            clock.paused = False
            calendar = await self.calendar(report.office_id)
            clock.due_at = calendar.due(clock.started_at, clock.working_days, pauses=pauses_of(clock), now=at)
            clock.told_until = clock.limit if clock.kind in WAITS_FOR_REPORTER else None
        if operation is Operation.STOP:
            clock.stopped_at = at


def pauses_of(clock: Deadline) -> tuple[Pause, ...]:
    """Give the stretches a clock stood still; the last is open while it does."""
    return tuple(
        Pause(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None)
        for start, end in clock.pauses
    )


def urgency(calendar: WorkCalendar, due_at: datetime | None, at: datetime) -> Urgency:
    """Say how pressing a due time is."""
    if due_at is None:
        return Urgency.NONE
    left = calendar.remaining(due_at, at)
    if left < 0:
        return Urgency.LATE
    if calendar.local(due_at).date() == calendar.local(at).date():
        return Urgency.TODAY
    return Urgency.SOON if left <= SOON_WORKING_DAYS else Urgency.OK


def _urgency_of(clock: Deadline, told: Explanation, calendar: WorkCalendar, at: datetime) -> Urgency:
    if clock.stopped_at is not None:
        return Urgency.STOPPED
    return Urgency.PAUSED if clock.paused else urgency(calendar, told.due_at, at)


def _view(clock: Deadline, told: Explanation, calendar: WorkCalendar) -> DeadlineView:
    at = clock.stopped_at or now()
    stopped = clock.stopped_at is not None
    ends = ends_at(told.due_at, clock.warned_until)
    sentence = told.sentence
    if ends > told.due_at:
        moved = moment_in_words(calendar, ends)
        late = tr("Pengingat terlambat dikirim, jadi waktu Anda sampai {moment}.", moment=moved)
        sentence = joined(" ", (sentence, late))
    return DeadlineView(
        kind=clock.kind.value,
        label=clock.kind.label,
        started_at=clock.started_at,
        due_at=told.due_at,
        raw_due_at=told.raw_due_at,
        due_text=moment_in_words(calendar, ends),
        remaining=told.remaining(at),
        remaining_text=tr("Selesai") if stopped else told.remaining_in_words(at),
        urgency=_urgency_of(clock, told, calendar, at),
        working_days=clock.working_days,
        legal_source=source_in_words(clock.legal_source),
        paused=clock.paused,
        stopped_at=clock.stopped_at,
        sentence=sentence,
        days=tuple(
            DayView(day=day.date.isoformat(), status=day.mark.value, reason=day.reason)
            for day in told.strip(at)
        ),
    )
