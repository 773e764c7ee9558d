"""Asking again after a protection has ended: "Ada yang berubah bagi Anda?" (R88).

Run by the worker. Each report in a transaction of its own; a bad answer opens the protection again.
"""

from typing import Final
from uuid import UUID

import structlog
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.actions import Action
from core.chain.decide import decide
from core.chain.situation import SYSTEM, Command, StepDenied
from core.chain.states import Role, Side
from core.clock import now
from core.errors import DomainError
from core.handling.carrying import carry_out
from core.handling.ground import ground_of
from core.handling.lines import Doer
from core.handling.protecting import last_protection, next_check
from core.reports.models import Report
from core.wiring import Core

log = structlog.get_logger(__name__)

_CLOCK: Final = Doer(side=Side.SYSTEM, role=Role.SYSTEM)


async def check_in(core: Core) -> int:
    """Ask every reporter whose day has come; answers how many were asked."""
    asked = 0
    async with core.database.transaction() as session:
        due = (await session.exec(select(Report.id).where(col(Report.check_in_at) <= now()))).all()
    for report_id in due:
        try:
            async with core.database.transaction() as session:
                asked += await _ask(core, session, report_id)
        except DomainError as error:
            log.warning("check_in.failed", report_id=str(report_id), code=error.code)
    return asked


async def _ask(core: Core, session: AsyncSession, report_id: UUID) -> bool:
    locked = select(Report).where(col(Report.id) == report_id).with_for_update(skip_locked=True)
    report = (await session.exec(locked)).one_or_none()
    if report is None:
        return False
    ground = await ground_of(session, report)
    verdict = decide(ground.snapshot, SYSTEM, Command(Action.CHECK_IN))
    if isinstance(verdict, StepDenied):
        return False
    await carry_out(core, session, report, verdict, ground=ground, doer=_CLOCK, vault=None)
    protection = await last_protection(session, report_id)
    if protection is not None:
        protection.checks += 1
        report.check_in_at = next_check(protection)
    return True
