"""Asking other units for their view, and their answers (R36, R70): who was asked, who has answered."""

from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Reach, reaches
from core.access.roles import Holding
from core.actor import OfficerActor
from core.chain.decide import Decision
from core.chain.states import PartKind, Role
from core.clock import now
from core.handling.models import Consultation
from core.offices.models import Unit
from core.reports.history_models import ReportUnit
from core.reports.models import Report


async def record_question(
    session: AsyncSession, report: Report, decision: Decision, *, question_id: UUID, by: UUID
) -> None:
    """Write down each asked unit that advises; a bagian of the leading unit itself is not waited for."""
    asked = [int(unit) for unit in decision.units_given(PartKind.CONSULTED)]
    advising = await session.exec(
        select(ReportUnit.unit_id)
        .where(
            col(ReportUnit.report_id) == report.id,
            col(ReportUnit.until).is_(None),
            col(ReportUnit.unit_id).in_(asked),
            col(ReportUnit.part).in_([PartKind.SUPPORT, PartKind.CONSULTED]),
        )
        .distinct()
    )
    session.add_all(
        Consultation(report_id=report.id, unit_id=unit, question_id=question_id, asked_by=by, asked_at=now())
        for unit in sorted(advising.all())
    )
    await session.flush()


async def record_advice(
    session: AsyncSession, actor: OfficerActor, report: Report, *, answer_id: UUID
) -> None:
    """Mark every open question to the adviser's units as answered by this line."""
    open_here = await session.exec(
        select(Consultation, Unit)
        .join(Unit, col(Unit.id) == col(Consultation.unit_id))
        .where(col(Consultation.report_id) == report.id, col(Consultation.answered_at).is_(None))
    )
    advising = [one for one in reaches(actor) if one.role is Role.SUPPORT_UNIT]
    for question, unit in open_here.all():
        if any(_covers_unit(one, unit) for one in advising):
            question.answer_id = answer_id
            question.answered_by = actor.officer_id
            question.answered_at = now()
    await session.flush()


def _covers_unit(one: Reach, unit: Unit) -> bool:
    if one.holding is not Holding.SUPPORTING:
        return False
    return (one.unit_path is None or unit.path.startswith(one.unit_path)) and (
        one.unit_office_id is None or unit.office_id == one.unit_office_id
    )
