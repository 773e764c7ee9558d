"""Figures for those who answer for the service: how many, where they stand, how many late (R31)."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import ColumnElement, case, func
from sqlalchemy import select as columns
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.repository import visible_to
from core.actor import OfficerActor
from core.chain.states import FINAL_STATES, Classification, Kind, State, Threat
from core.clock import now
from core.reports.models import Report
from core.reports.protection_models import Protection
from core.values import Frozen


class Statistics(Frozen):
    """Counts over what the officer may see."""

    total: int
    open: int
    late: int
    ended: int
    received_last_30_days: int
    ended_last_30_days: int
    mean_rating: float | None
    ratings: int
    by_state: dict[str, int]
    by_kind: dict[str, int]
    by_classification: dict[str, int]
    threatened: int
    """Reports whose reporter waits to be protected or is being protected."""
    protections: int
    """Every protection that was asked for."""
    by_threat: dict[str, int]
    """Retaliation by kind (R88); one protection may tell of several."""


async def statistics(session: AsyncSession, actor: OfficerActor) -> Statistics:
    """Count what this officer may see, in five statements however many reports there are."""
    seen = visible_to(actor)
    is_open = col(Report.state).not_in(FINAL_STATES)
    month = now() - timedelta(days=30)
    totals = (
        await (await session.connection()).execute(
            columns(
                func.count().label("total"),
                func.count(case((is_open, 1))).label("open"),
                func.count(case((is_open & (col(Report.due_at) < now()), 1))).label("late"),
                func.count(case((col(Report.received_at) >= month, 1))).label("received"),
                func.count(case((col(Report.closed_at) >= month, 1))).label("closed"),
                func.avg(col(Report.rating)).label("rating"),
                func.count(col(Report.rating)).label("ratings"),
                func.count(col(Report.threatened_since)).label("threatened"),
            ).where(seen)
        )
    ).one()
    states = (
        await session.exec(select(Report.state, func.count()).where(seen).group_by(col(Report.state)))
    ).all()
    kinds = (
        await session.exec(select(Report.kind, func.count()).where(seen).group_by(col(Report.kind)))
    ).all()
    classes = (
        await session.exec(
            select(Report.classification, func.count()).where(seen).group_by(col(Report.classification))
        )
    ).all()
    protections, threats = await _retaliation(session, seen)
    return Statistics(
        total=totals.total,
        open=totals.open,
        late=totals.late,
        ended=totals.total - totals.open,
        received_last_30_days=totals.received,
        ended_last_30_days=totals.closed,
        mean_rating=round(float(totals.rating), 2) if totals.rating is not None else None,
        ratings=totals.ratings,
        by_state={State(state).value: count for state, count in states},
        by_kind={Kind(kind).value: count for kind, count in kinds},
        by_classification={
            Classification(one).value if one else "unclassified": count for one, count in classes
        },
        threatened=totals.threatened,
        protections=protections,
        by_threat=threats,
    )


async def _retaliation(session: AsyncSession, seen: ColumnElement[bool]) -> tuple[int, dict[str, int]]:
    """Count the protections of what may be seen, and the kinds of threat that were found in them."""
    rows = await session.exec(
        select(Protection.threats, func.count())
        .join(Report, col(Report.id) == col(Protection.report_id))
        .where(seen)
        .group_by(col(Protection.threats))
    )
    counted: Counter[str] = Counter()
    protections = 0
    for threats, count in rows.all():
        protections += count
        counted.update(dict.fromkeys(threats, count))
    return protections, {threat.value: counted[threat.value] for threat in Threat if counted[threat.value]}
