"""Deadlines that draw near or have passed: first the holder is told, then the ladder above (R102, R103).

Only in the working hours of the report's office, each stage of each deadline once. The stages that
were told stand in the deadline's own row, written in the transaction that rings.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

import structlog
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.roles import roles_warned_at
from core.chain.states import DeadlineKind
from core.chain.time.workdays import WorkCalendar
from core.clock import now
from core.deadlines.models import Deadline
from core.deadlines.service import LOOK_AHEAD, Deadlines
from core.deadlines.stages import WarningStage
from core.errors import DomainError
from core.notifications.bell import ring
from core.notifications.models import NoticeKind, OfficerChat
from core.notifications.officer_outbox import WARNING, post_to_officer, warning_text
from core.notifications.recipients import recipients, taking_steps_of
from core.reports.models import Report
from core.wiring import Core

log = structlog.get_logger()

_REPORTERS_OWN: Final = (DeadlineKind.COMPLETION, DeadlineKind.CLOSING)
_AT_A_TIME: Final = 100
_FROM: Final = {
    WarningStage.BEFORE: 1,
    WarningStage.DUE: 0,
    WarningStage.AFTER: -1,
    WarningStage.HEAD: -2,
    WarningStage.ADMIN: -3,
    WarningStage.LEADER: -4,
}
"""So many working days are left when a stage begins."""
_HOLDERS: Final = (WarningStage.BEFORE, WarningStage.DUE, WarningStage.AFTER)
_LADDER: Final = {stage: above for stage in WarningStage if (above := roles_warned_at(stage))}


@dataclass(slots=True)
class _Told:
    """How many reports each officer hears of in one go."""

    soon: Counter[UUID] = field(default_factory=Counter)
    late: Counter[UUID] = field(default_factory=Counter)


def stages_at(calendar: WorkCalendar, clock: Deadline) -> tuple[WarningStage, ...]:
    """Return the stages a deadline has reached, and of which nobody was told yet."""
    left = calendar.remaining(clock.due_at, now())
    return tuple(stage for stage in WarningStage if left <= _FROM[stage] and stage not in clock.reminders)


async def warn_officers(core: Core) -> int:
    """Ring, and write to chats, for every deadline that has come a stage further; answers how many."""
    warned = 0
    for office_id, deadlines in (await _pressing(core)).items():
        for start in range(0, len(deadlines), _AT_A_TIME):
            try:
                async with core.database.transaction() as session:
                    warned += await _warn(core, session, office_id, deadlines[start : start + _AT_A_TIME])
            except DomainError as error:
                log.warning("officer_warnings.failed", office_id=office_id, code=error.code)
    return warned


async def _pressing(core: Core) -> dict[int, list[UUID]]:
    """Find the deadlines to tell of, by office, without holding anything up."""
    async with core.database.transaction() as session:
        rows = (
            await session.exec(
                select(Deadline, Report.office_id)
                .join(Report, col(Report.id) == col(Deadline.report_id))
                .where(
                    col(Deadline.stopped_at).is_(None),
                    col(Deadline.paused).is_(False),
                    col(Deadline.kind).not_in(_REPORTERS_OWN),
                    col(Deadline.due_at) < now() + LOOK_AHEAD,
                    ~col(Deadline.reminders).contains([WarningStage.LEADER.value]),
                )
                .order_by(col(Deadline.due_at))
            )
        ).all()
        clocks = Deadlines(session)
        await clocks.preload({office_id for _, office_id in rows})
        found: dict[int, list[UUID]] = {}
        for clock, office_id in rows:
            calendar = await clocks.calendar(office_id)
            if calendar.working_hours(now()) and stages_at(calendar, clock):
                found.setdefault(office_id, []).append(clock.id)
        return found


async def _warn(core: Core, session: AsyncSession, office_id: int, deadlines: Sequence[UUID]) -> int:
    calendar = await Deadlines(session).calendar(office_id)
    rows = await session.exec(
        select(Deadline, Report)
        .join(Report, col(Report.id) == col(Deadline.report_id))
        .where(
            col(Deadline.id).in_(deadlines),
            col(Deadline.stopped_at).is_(None),
            col(Deadline.paused).is_(False),
        )
        .order_by(col(Report.id))
        .with_for_update(skip_locked=True)
    )
    told, warned = _Told(), 0
    for clock, report in rows.all():
        stages = stages_at(calendar, clock)
        if stages:
            await _ring(session, report, stages, told)
            clock.reminders = [*clock.reminders, *(stage.value for stage in stages)]
            warned += 1
    await _post(core, session, told)
    return warned


async def _ring(session: AsyncSession, report: Report, stages: Iterable[WarningStage], told: _Told) -> None:
    """Tell the holder the last of their stages, and each rung of the ladder its own, nobody twice."""
    reached = set(stages)
    holder_roles = taking_steps_of(report.holder_role)
    holders = set(await recipients(session, report, holder_roles)) if holder_roles else set()
    for stage in reversed(_HOLDERS):
        if stage in reached:
            late = stage is WarningStage.AFTER
            await _tell(session, report, holders, told, late=late)
            break
    heard = set(holders)
    for stage, roles in _LADDER.items():
        above = set(await recipients(session, report, roles, but=heard)) if stage in reached else set()
        await _tell(session, report, above, told, late=True)
        heard |= above


async def _tell(
    session: AsyncSession, report: Report, officers: set[UUID], told: _Told, *, late: bool
) -> None:
    await ring(session, officers, NoticeKind.LATE if late else NoticeKind.DUE_SOON, report)
    (told.late if late else told.soon).update(officers)


async def _post(core: Core, session: AsyncSession, told: _Told) -> None:
    """Write to those who wish it and whose chat is linked: one message, however many reports."""
    wanting = await session.exec(
        select(OfficerChat.officer_id).where(
            col(OfficerChat.officer_id).in_({*told.soon, *told.late}),
            col(OfficerChat.chat_sealed).is_not(None),
            col(OfficerChat.unreachable_since).is_(None),
            col(OfficerChat.warnings),
        )
    )
    for officer_id in wanting.all():
        text = warning_text(told.soon[officer_id], told.late[officer_id], core.settings.public_address)
        key = f"{WARNING}:{officer_id}:{uuid4()}"
        await post_to_officer(core, session, officer_id, about=WARNING, text=text, key=key)
