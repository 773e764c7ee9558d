"""Reports tied together: who is tied to whom now."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.reports.history_models import ReportLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The other end of a link."""

    other_id: UUID
    relation: str
    link: ReportLink


def _of(report_id: UUID) -> ColumnElement[bool]:
    mine = or_(col(ReportLink.first_id) == report_id, col(ReportLink.second_id) == report_id)
    return mine & col(ReportLink.unlinked_at).is_(None)


async def ties_of(session: AsyncSession, report_id: UUID) -> tuple[Tie, ...]:
    """Return the reports tied to this one, the latest first, whoever may see them."""
    rows = await session.exec(select(ReportLink).where(_of(report_id)).order_by(col(ReportLink.id).desc()))
    return tuple(
        Tie(
            other_id=row.second_id if row.first_id == report_id else row.first_id,
            relation=row.relation,
            link=row,
        )
        for row in rows.all()
    )


async def tie_between(session: AsyncSession, one: UUID, other: UUID) -> ReportLink | None:
    """Return the open link of a pair."""
    first, second = sorted((one, other))
    found = await session.exec(
        select(ReportLink).where(
            col(ReportLink.first_id) == first,
            col(ReportLink.second_id) == second,
            col(ReportLink.unlinked_at).is_(None),
        )
    )
    return found.one_or_none()
