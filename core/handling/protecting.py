"""What a protection leaves behind beside the chain's own record: its row, its alarm, its later questions."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.actions import Action
from core.chain.decide import Decision
from core.chain.fields import Values, listed
from core.chain.rows import Effect
from core.clock import now
from core.notifications.alarms import sound
from core.offices.ladder import ladder_of
from core.offices.models import Office
from core.reports.models import Report
from core.reports.protection_models import Protection
from core.wiring import Core

CHECK_DAYS: Final = (30, 60, 90)
"""So many days after a protection has ended its reporter is asked again, where the office says nothing."""
_KEPT: Final = frozenset(
    {
        *(Effect.OPEN_PROTECTION, Effect.HEAR_SAFETY, Effect.ACKNOWLEDGE_PROTECTION),
        *(Effect.ASSESS_PROTECTION, Effect.CLOSE_PROTECTION),
    }
)


def changes_protection(effects: tuple[Effect, ...]) -> bool:
    """Tell whether a row's effects change what `protections` keeps."""
    return not _KEPT.isdisjoint(effects)


async def keep_protection(
    core: Core, session: AsyncSession, report: Report, decision: Decision, *, officer_id: UUID | None
) -> None:
    """Write down what an action did to the report's protection; a request rings at once.

    It comes after whom the reporter's words name was barred: the alarm must not reach them.
    """
    protection = await _open_one(session, report.id)
    match decision.transition.action:
        case Action.REQUEST_PROTECTION | Action.RELAY_PROTECTION:
            await _begin(core, session, report, protection, urgent=bool(decision.values["urgent"]))
        case Action.TELL_SAFETY if not decision.values["safe"]:
            await _begin(core, session, report, protection, urgent=False)
        case Action.ACKNOWLEDGE_PROTECTION if protection is not None:
            protection.acknowledged_at, protection.acknowledged_by = now(), officer_id
        case Action.ASSESS_RISK if protection is not None:
            _note_risk(protection, decision.values)
        case Action.CLOSE_PROTECTION if protection is not None:
            protection.closed_at = now()
            protection.check_days = await _check_days(session, report.office_id)
            report.check_in_at = next_check(protection)
    await session.flush()


def next_check(protection: Protection) -> datetime | None:
    """Say when the reporter of an ended protection is asked next; None where it was asked often enough."""
    days = protection.check_days[protection.checks : protection.checks + 1]
    if not days or protection.closed_at is None:
        return None
    return protection.closed_at + timedelta(days=days[0])


async def last_protection(session: AsyncSession, report_id: UUID) -> Protection | None:
    """Return the newest protection of a report."""
    query = (
        select(Protection)
        .where(col(Protection.report_id) == report_id)
        .order_by(col(Protection.requested_at).desc(), col(Protection.id).desc())
        .limit(1)
    )
    return (await session.exec(query)).one_or_none()


async def _check_days(session: AsyncSession, office_id: int) -> list[int]:
    """Return when an office asks again: its own days, else those of the nearest office above that has any."""
    ladder = [rung.id for rung in await ladder_of(session, office_id)]
    rows = await session.exec(select(Office.id, Office.check_in_days).where(col(Office.id).in_(ladder)))
    own = dict(rows.all())
    return next((list(days) for one in ladder if (days := own.get(one))), list(CHECK_DAYS))


async def _open_one(session: AsyncSession, report_id: UUID) -> Protection | None:
    query = select(Protection).where(
        col(Protection.report_id) == report_id, col(Protection.closed_at).is_(None)
    )
    return (await session.exec(query)).one_or_none()


async def _begin(
    core: Core, session: AsyncSession, report: Report, protection: Protection | None, *, urgent: bool
) -> None:
    """Open a protection, or let an open one be heard again as if it were new."""
    report.check_in_at = None
    if protection is None:
        protection = Protection(report_id=report.id, urgent=urgent)
        session.add(protection)
    else:
        protection.urgent = protection.urgent or urgent
        protection.rung = 0
        protection.acknowledged_at = protection.acknowledged_by = None
    await session.flush()
    await sound(core, session, report, protection)


def _note_risk(protection: Protection, values: Values) -> None:
    protection.threats = list(listed(values["threats"]))
    protection.relation = str(values["relation"])
