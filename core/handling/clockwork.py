"""What happens because time passed: reminders, lapse, closing (R52, G4, R6, R102).

Run by the worker every few minutes. Each report in a transaction of its own, so that one that
fails holds up no other; running it twice does nothing twice.
"""

from typing import Final
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.audit.service import record, report_stream
from core.chain.about import WAITS_FOR_REPORTER
from core.chain.actions import Action
from core.chain.decide import decide
from core.chain.situation import SYSTEM as SYSTEM_PERFORMER
from core.chain.situation import Command, StepDenied
from core.chain.states import DeadlineKind, Element, Role, Side
from core.chain.telling.wording import list_in_words
from core.chain.time.explanation import moment_in_words
from core.chain.time.warning import remind_from, warned_until
from core.chain.time.workdays import WorkCalendar
from core.clock import now
from core.deadlines.models import Deadline
from core.deadlines.service import LOOK_AHEAD, Deadlines
from core.errors import DomainError
from core.handling.carrying import carry_out
from core.handling.ground import ground_of
from core.handling.lines import Doer
from core.handling.snapshot import REMINDER_SENT, limit_moved
from core.language import lowered, tr
from core.notifications.outbox import tell_reporter
from core.reports.models import Report
from core.reports.opening import link_of
from core.wiring import Core

log = structlog.get_logger(__name__)

_TOLD_OTHERWISE: Final = col(Deadline.told_until).is_not(None) & (
    col(Deadline.told_until) != sa.func.greatest(Deadline.due_at, Deadline.warned_until)
)
"""The date was moved since the reporter was told it; GREATEST passes over what is not there."""


async def run_clock(core: Core) -> int:
    """Remind and end what is due; return how many reports were touched.

    Raises:
        ExceptionGroup: Faults of ours met at some reports, once all others were tended.
    """
    async with core.database.transaction() as session:
        due = await _due(session)
    touched = 0
    faults = []
    for report_id in due:
        try:
            async with core.database.transaction() as session:
                touched += await _tend(core, session, report_id)
        except DomainError as error:
            log.warning("clock.report_failed", report_id=str(report_id), code=error.code)
        except Exception as error:  # a boundary: what is broken about one report must not stop the clock
            log.exception("clock.report_broken", report_id=str(report_id))
            faults.append(error)
    if faults:
        raise ExceptionGroup("The clock could not tend every report", faults)
    return touched


async def _due(session: AsyncSession) -> list[UUID]:
    """Name the reports whose reporter is to be reminded now, or has had their time and a fair warning."""
    found = (
        await session.exec(
            select(Deadline, Report.office_id)
            .join(Report, col(Report.id) == col(Deadline.report_id))
            .where(
                col(Deadline.stopped_at).is_(None),
                col(Deadline.paused).is_(False),
                col(Deadline.kind).in_(list(WAITS_FOR_REPORTER)),
                (col(Deadline.due_at) < now() + LOOK_AHEAD) | _TOLD_OTHERWISE,
            )
            .order_by(col(Deadline.due_at), col(Deadline.id))
        )
    ).all()
    clocks = Deadlines(session)
    await clocks.preload({office for _, office in found})
    ripe = [clock.report_id for clock, office in found if _ripe(clock, await clocks.calendar(office))]
    return list(dict.fromkeys(ripe))


def _ripe(clock: Deadline, calendar: WorkCalendar) -> bool:
    if limit_moved(clock):
        return True
    if clock.warned_until is not None:
        return clock.limit < now()
    return calendar.working_hours(now()) and remind_from(calendar, clock.due_at) <= now()


async def _tend(core: Core, session: AsyncSession, report_id: UUID) -> bool:
    report = (
        await session.exec(
            select(Report).where(col(Report.id) == report_id).with_for_update(skip_locked=True)
        )
    ).one_or_none()
    if report is None:
        return False
    running = await Deadlines(session).running(report.id)
    for kind, action in WAITS_FOR_REPORTER.items():
        clock = running.get(kind)
        if clock is None or clock.paused:
            continue
        if not _ripe(clock, await Deadlines(session).calendar(report.office_id)):
            continue
        if limit_moved(clock):
            return await _tell_limit(core, session, report, clock)
        if clock.warned_until is None:
            return await _remind(core, session, report, clock)
        return await _act(core, session, report, action)
    return False


async def _remind(core: Core, session: AsyncSession, report: Report, clock: Deadline) -> bool:
    """Tell the reporter that their time is running out; a late reminder gives time of its own."""
    calendar = await Deadlines(session).calendar(report.office_id)
    clock.warned_until = warned_until(calendar, now())
    due = moment_in_words(calendar, clock.limit)
    clock.told_until = clock.limit
    elements = list_in_words(tuple(lowered(Element(code).label) for code in report.missing_elements))
    if clock.kind is DeadlineKind.COMPLETION:
        title = tr("Laporan Anda belum lengkap")
        text = tr(
            "Yang masih kami tunggu: {elements}. Lengkapi paling lambat {due}.", elements=elements, due=due
        )
    else:
        title = tr("Jawaban menunggu tanggapan Anda")
        text = tr(
            "Belum puas dengan jawabannya? Tanggapi sebelum {due}. Sesudah itu laporan dianggap selesai.",
            due=due,
        )
    await tell_reporter(
        core,
        session,
        report=report,
        link=await link_of(session, report.id),
        about="reminder",
        notice_title=title,
        notice_text=text,
        next_text=None,
        key=f"{report.id}:reminder:{clock.id}",
    )
    clock.reminders = [*clock.reminders, REMINDER_SENT]
    await record(
        session,
        report_stream(report.id),
        "reporter.reminded",
        side=Side.SYSTEM.value,
        detail={"deadline": clock.kind.value},
    )
    return True


async def _tell_limit(core: Core, session: AsyncSession, report: Report, clock: Deadline) -> bool:
    """Tell the reporter the date that holds now; only then may anything be reminded of or end."""
    told = await _act(core, session, report, Action.TELL_LIMIT)
    clock.told_until = clock.limit
    return told


async def _act(core: Core, session: AsyncSession, report: Report, action: Action) -> bool:
    ground = await ground_of(session, report)
    verdict = decide(ground.snapshot, SYSTEM_PERFORMER, Command(action))
    if isinstance(verdict, StepDenied):
        return False
    doer = Doer(side=Side.SYSTEM, role=Role.SYSTEM)
    await carry_out(core, session, report, verdict, ground=ground, doer=doer, vault=None)
    return True
