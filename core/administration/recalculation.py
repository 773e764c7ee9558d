"""Which running clocks a changed calendar or rule moves, and moving them.

The preview and the change itself read the same `moves_of`; so what was shown is what happens.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.repository import visible_to
from core.actor import OfficerActor
from core.audit.service import record, report_stream
from core.chain.states import Role
from core.chain.time.explanation import moment_in_words
from core.chain.time.rules import rule_key
from core.chain.time.workdays import Pause
from core.deadlines.models import Deadline
from core.deadlines.service import Deadlines
from core.ids import OfficerId
from core.offices.models import Office
from core.reports.models import Report
from core.values import Frozen, Words

SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerm:
    """A rule's new length and source, for the clocks that run under its key."""

    key: str
    working_days: int
    legal_source: str


@dataclass(slots=True, kw_only=True)
class Move:
    """One running clock and when it would be due; `moves` tells whether that is another time."""

    clock: Deadline
    report: Report
    office: str
    due_at: datetime
    raw_due_at: datetime
    before: str
    after: str

    @property
    def moves(self) -> bool:
        """Whether either of its two dates changes."""
        return (self.due_at, self.raw_due_at) != (self.clock.due_at, self.clock.raw_due_at)


class MoveLine(Frozen):
    """One clock that moves, in words."""

    agenda_number: str
    office: str
    deadline: Words
    before: datetime
    after: datetime
    before_text: Words
    after_text: Words


class EffectView(Frozen):
    """What a change does to running clocks, of the reports its reader may see.

    Of the others, whistleblowing reports among them, not even the number is told: it would say that one came.
    """

    running: int
    """Clocks that run where the change holds."""
    moved: int
    reports: int
    offices: tuple[tuple[str, int], ...]
    first: tuple[MoveLine, ...]


async def moves_of(
    session: AsyncSession, offices: ColumnElement[bool], *, term: NewTerm | None = None, lock: bool = False
) -> list[Move]:
    """Work out every running clock of these offices anew, by agenda number.

    Call it after the changed rows are flushed; `term` limits it to the clocks of one rule.
    """
    query = (
        select(Deadline, Report, Office)
        .join(Report, col(Report.id) == col(Deadline.report_id))
        .join(Office, col(Office.id) == col(Report.office_id))
        .where(col(Deadline.stopped_at).is_(None), offices)
        .order_by(col(Report.agenda_year), col(Report.agenda_number), col(Deadline.kind))
    )
    rows = (await session.exec(query.with_for_update(of=Report) if lock else query)).all()
    if term is not None:
        rows = [row for row in rows if _key_of(*row[:2]) == term.key]
    clocks = Deadlines(session)
    await clocks.preload({report.office_id for _, report, _ in rows})
    found = []
    for clock, report, office in rows:
        calendar = await clocks.calendar(report.office_id)
        days = term.working_days if term else clock.working_days
        due = calendar.due(clock.started_at, days, pauses=_ended_pauses(clock))
        found.append(
            Move(
                clock=clock,
                report=report,
                office=office.short_name,
                due_at=due,
                raw_due_at=calendar.due(clock.started_at, days),
                before=moment_in_words(calendar, clock.due_at),
                after=moment_in_words(calendar, due),
            )
        )
    return found


async def effect_for(session: AsyncSession, actor: OfficerActor, moves: list[Move]) -> EffectView:
    """Sum up what moves, as far as this officer sees it, with the first rows."""
    ids = {one.report.id for one in moves}
    seen = set(
        (await session.exec(select(Report.id).where(col(Report.id).in_(ids), visible_to(actor)))).all()
        if ids
        else ()
    )
    return _effect_of([one for one in moves if one.report.id in seen])


def _effect_of(moves: list[Move]) -> EffectView:
    moving = [one for one in moves if one.moves]
    by_office: dict[str, int] = {}
    for one in moving:
        by_office[one.office] = by_office.get(one.office, 0) + 1
    return EffectView(
        running=len(moves),
        moved=len(moving),
        reports=len({one.report.id for one in moving}),
        offices=tuple(sorted(by_office.items(), key=lambda each: (-each[1], each[0]))),
        first=tuple(_line(one) for one in moving[:SHOWN]),
    )


async def move_clocks(
    session: AsyncSession, moves: Iterable[Move], *, by: OfficerId, role: Role, because: str,
    term: NewTerm | None = None,
) -> None:  # fmt: skip
    """Move the clocks, note both dates in each report's audit, and set which is due first."""
    touched: dict[UUID, Report] = {}
    for one in moves:
        if term is not None:
            one.clock.working_days, one.clock.legal_source = term.working_days, term.legal_source
        if not one.moves:
            continue
        touched[one.report.id] = one.report
        detail = {
            "deadline": one.clock.kind.value,
            "from": one.clock.due_at.isoformat(),
            "to": one.due_at.isoformat(),
            "because": because,
        }
        one.clock.due_at, one.clock.raw_due_at = one.due_at, one.raw_due_at
        await record(
            session, report_stream(one.report.id), "deadline.recalculated", side="officer", officer_id=by,
            role=role, detail=detail,
        )  # fmt: skip
    await session.flush()
    await _set_first_due(session, touched)


async def _set_first_due(session: AsyncSession, reports: dict[UUID, Report]) -> None:
    found = await session.exec(
        select(Deadline)
        .where(
            col(Deadline.report_id).in_(reports),
            col(Deadline.stopped_at).is_(None),
            col(Deadline.paused).is_(False),
        )
        .order_by(col(Deadline.due_at).desc())
    )
    for clock in found.all():  # the earliest comes last and stays
        report = reports[clock.report_id]
        report.due_at, report.due_kind = clock.due_at, clock.kind
    await session.flush()


def _key_of(clock: Deadline, report: Report) -> str:
    return rule_key(clock.kind, track=report.track, kind=report.kind, classification=report.classification)


def _ended_pauses(clock: Deadline) -> tuple[Pause, ...]:
    """Leave out a pause that still lasts: a paused clock gets its date when it runs on."""
    return tuple(
        Pause(datetime.fromisoformat(start), datetime.fromisoformat(end))
        for start, end in clock.pauses
        if end
    )


def _line(one: Move) -> MoveLine:
    return MoveLine(
        agenda_number=one.report.agenda_number,
        office=one.office,
        deadline=one.clock.kind.label,
        before=one.clock.due_at,
        after=one.due_at,
        before_text=one.before,
        after_text=one.after,
    )
