"""A name that comes late: whom it names is barred at once, and the report leaves the office of a named head.

At intake the route sees to it. Afterwards whatever the reporter adds is compared with the officers
(core/people/naming.py), and `decide()` moves the report up by the chain's own row: history, clocks,
push. The tracking ID and the agenda number stay.
"""

from dataclasses import replace
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import below
from core.access.repository import subject_of
from core.chain.actions import Action
from core.chain.decide import decide
from core.chain.fields import Values
from core.chain.situation import SYSTEM, Command, StepDenied
from core.chain.states import Role, Side
from core.clock import now
from core.handling.carrying import carry_out
from core.handling.ground import ground_of
from core.handling.lines import Doer
from core.handling.standing_in import record_hands
from core.notifications.causes import ring_new
from core.offices.ladder import Rung, ladder_of
from core.people.barring import bar, barred_from
from core.people.naming import Writing, named_by
from core.people.roll import hold_roll
from core.people.routing import HEAD, route
from core.reports.models import Report
from core.wiring import Core

_NAMING_THEIR_HEAD: Final = sa.text(
    "SELECT DISTINCT reports.id FROM reports JOIN recusals ON recusals.report_id = reports.id"
    " JOIN appointments ON appointments.officer_id = recusals.officer_id"
    " AND appointments.office_id = reports.office_id AND appointments.role = :head"
    " JOIN officers ON officers.id = recusals.officer_id AND officers.is_active"
    " JOIN offices ON offices.id = reports.office_id"
    " WHERE reports.closed_at IS NULL AND recusals.lifted_at IS NULL"
    " AND valid_from <= timezone(offices.zone, :now)::date"
    " AND (valid_to IS NULL OR valid_to >= timezone(offices.zone, :now)::date) ORDER BY reports.id"
)
"""Finds the open reports from which a leader of their office in office today is kept."""


async def recuse_and_reroute(core: Core, session: AsyncSession, report: Report, told: Writing) -> bool:
    """Bar the officers whom these words name, and move the report up where its office may not keep it.

    True where it moved. The report row must be locked.
    """
    await hold_roll(session)
    ladder = await ladder_of(session, report.addressed_office_id)
    before = await barred_from(session, report.id)
    await bar(session, {report.id: await named_by(session, told, ladder)})
    barred = await barred_from(session, report.id)
    moved = await _reroute(core, session, report, ladder, barred)
    if barred - before and not moved:
        await record_hands(session, report, await subject_of(session, report))
    return moved


async def move_where_named(core: Core) -> int:
    """Move up what names the head of its office, who came after it did; answers how many reports."""
    async with core.database.transaction() as session:
        found = (
            await (await session.connection()).execute(_NAMING_THEIR_HEAD, {"head": HEAD.value, "now": now()})
        ).all()
    moved = 0
    for (report_id,) in found:
        async with core.database.transaction() as session:
            query = select(Report).where(col(Report.id) == report_id).with_for_update(skip_locked=True)
            report = (await session.exec(query)).one_or_none()
            if report is None:
                continue
            ladder = await ladder_of(session, report.addressed_office_id)
            barred = await barred_from(session, report.id)
            moved += await _reroute(core, session, report, ladder, barred)
    return moved


async def _reroute(
    core: Core, session: AsyncSession, report: Report, ladder: tuple[Rung, ...], barred: frozenset[UUID]
) -> bool:
    if not barred:
        return False
    return await _move(core, session, report, ladder, await route(session, ladder, report.track, barred))


def texts_of(values: Values) -> list[str]:
    """Return what was written in words among an action's answers."""
    return [value for value in values.values() if isinstance(value, str)]


async def _move(
    core: Core, session: AsyncSession, report: Report, ladder: tuple[Rung, ...], office: Rung
) -> bool:
    """Move the report up to this office; never down, and never sideways."""
    current = next((rung for rung in ladder if rung.id == report.office_id), None)
    if current is None or office.id == current.id or not below(current.path, office.path):
        return False
    below_it, report.office_id = report.office_id, office.id
    await session.flush()
    ground = await ground_of(session, report)
    verdict = decide(replace(ground.snapshot, office_barred=True), SYSTEM, Command(Action.MOVE_UP))
    if isinstance(verdict, StepDenied):
        report.office_id = below_it
        return False
    doer = Doer(side=Side.SYSTEM, role=Role.SYSTEM)
    await carry_out(core, session, report, verdict, ground=ground, doer=doer, vault=None)
    await record_hands(session, report, await subject_of(session, report))
    await ring_new(session, report)
    return True
