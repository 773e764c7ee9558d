"""A threatened reporter is heard at once, and again by the hour until somebody acknowledges (R88).

At once: who handles the report, the leader, and the office above. Unanswered it rings again, each time one
office higher, day and night: it is the one clock that knows no working hours. It rings the bell and writes to
the chats that officers linked, whatever else they chose to be told there; never to a barred one.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

import structlog
from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Subject
from core.access.repository import subject_of
from core.access.roles import roles_taking
from core.chain.actions import Action
from core.chain.states import Role
from core.clock import now
from core.errors import DomainError
from core.notifications.bell import ring
from core.notifications.models import NoticeKind, OfficerChat
from core.notifications.officer_outbox import post_to_officer
from core.notifications.recipients import covering, taking_steps_of
from core.people.staff import offices_above
from core.reports.models import Report
from core.reports.protection_models import Protection
from core.wiring import Core

log = structlog.get_logger()

AGAIN_IN_DANGER: Final = timedelta(hours=1)
AGAIN: Final = timedelta(hours=24)
"""Where the reporter is not in danger now."""
ALARM: Final = "alarm"


def alarm_text(desk: str) -> str:
    """Write what an officer's own chat is told: nothing of the report, not even of what kind it is."""
    return f"Mendesak: satu laporan menunggu tindakan Anda sekarang juga. Buka meja: {desk}"


async def sound(core: Core, session: AsyncSession, report: Report, protection: Protection) -> None:
    """Ring, one office higher than the time before. The report's row is locked."""
    told = await _to_alarm(session, report, await subject_of(session, report), higher=protection.rung + 1)
    kind = NoticeKind.DANGER if protection.urgent else NoticeKind.PROTECTION
    await ring(session, told, kind, report)
    await _post(core, session, told)
    protection.rung += 1
    protection.rung_at = now()
    session.add(protection)


async def sound_again(core: Core) -> int:
    """Ring for every protection that nobody acknowledged; answers for how many."""
    rung = 0
    async with core.database.transaction() as session:
        waiting = (await session.exec(select(Protection.report_id).where(_unanswered()))).all()
    for report_id in waiting:
        try:
            async with core.database.transaction() as session:
                rung += await _again(core, session, report_id)
        except DomainError as error:
            log.warning("alarms.failed", report_id=str(report_id), code=error.code)
    return rung


def _unanswered() -> ColumnElement[bool]:
    moment = now()
    return and_(
        col(Protection.acknowledged_at).is_(None),
        col(Protection.closed_at).is_(None),
        or_(
            and_(col(Protection.urgent), col(Protection.rung_at) <= moment - AGAIN_IN_DANGER),
            col(Protection.rung_at) <= moment - AGAIN,
        ),
    )


async def _again(core: Core, session: AsyncSession, report_id: UUID) -> bool:
    locked = select(Report).where(col(Report.id) == report_id).with_for_update(skip_locked=True)
    report = (await session.exec(locked)).one_or_none()
    if report is None:
        return False
    mine = select(Protection).where(col(Protection.report_id) == report_id, _unanswered())
    protection = (await session.exec(mine)).one_or_none()
    if protection is None:
        return False
    await sound(core, session, report, protection)
    return True


async def _to_alarm(session: AsyncSession, report: Report, subject: Subject, *, higher: int) -> set[UUID]:
    """Name whom it rings: in the office that handles it, and in so many offices above."""
    receiving = roles_taking(Action.ACKNOWLEDGE_PROTECTION)
    holding = taking_steps_of(report.holder_role) if report.holder_role not in {None, Role.REPORTER} else ()
    told = set(await covering(session, subject, receiving | set(holding)))
    above = list(reversed(offices_above(subject.office_path)))[1 : higher + 1]
    for path in above:
        told |= set(await covering(session, replace(subject, office_path=path, parts=()), receiving))
    return told


async def _post(core: Core, session: AsyncSession, told: set[UUID]) -> None:
    linked = await session.exec(
        select(OfficerChat.officer_id).where(
            col(OfficerChat.officer_id).in_(told),
            col(OfficerChat.chat_sealed).is_not(None),
            col(OfficerChat.unreachable_since).is_(None),
        )
    )
    text = alarm_text(core.settings.public_address)
    for officer_id in linked.all():
        key = f"{ALARM}:{officer_id}:{uuid4()}"
        await post_to_officer(core, session, officer_id, about=ALARM, text=text, key=key)
