"""A name that comes late: whom it names is barred at once, and the report leaves the office of a named head.

At intake the route sees to it. Afterwards whatever the reporter adds is compared with the officers
(core/people/naming.py), and `decide()` moves the report up by the chain's own row: history, clocks,
push. The tracking ID and the agenda number stay.
"""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import below
from core.access.repository import subject_of
from core.chain.actions import Action
from core.chain.decide import decide
from core.chain.fields import Values
from core.chain.situation import SYSTEM, Command, StepDenied
from core.chain.states import Role, Side
from core.handling.carrying import carry_out
from core.handling.ground import ground_of
from core.handling.lines import Doer
from core.handling.standing_in import record_hands
from core.notifications.causes import ring_new
from core.offices.ladder import Rung, ladder_of
from core.people.naming import Recognised, Writing, named_by
from core.people.routing import route
from core.reports.models import Recusal, Report
from core.wiring import Core


async def recuse_and_reroute(core: Core, session: AsyncSession, report: Report, told: Writing) -> bool:
    """Bar the officers whom these words name, and move the report up where its office may not keep it.

    True where it moved. The report row must be locked.
    """
    ladder = await ladder_of(session, report.addressed_office_id)
    before = await _barred(session, report)
    await _bar(session, report, await named_by(session, told, ladder))
    barred = await _barred(session, report)
    if not barred:
        return False
    fresh = barred - before
    office = await route(session, ladder, report.track, barred)
    moved = await _move(core, session, report, ladder, office)
    if fresh and not moved:
        await record_hands(session, report, await subject_of(session, report))
    return moved


def texts_of(values: Values) -> list[str]:
    """Return what was written in words among an action's answers."""
    return [value for value in values.values() if isinstance(value, str)]


async def _bar(session: AsyncSession, report: Report, named: Recognised) -> None:
    """Write down who is named. What is certain now ends a doubt; a doubt that was settled stays settled."""
    if not named.all:
        return
    new = insert(Recusal).values(
        [
            {"report_id": report.id, "officer_id": one, "doubtful": one in named.perhaps}
            for one in sorted(named.all)
        ]
    )
    for_certain = {"doubtful": False, "lifted_at": None}
    written = new.on_conflict_do_update(
        index_elements=["report_id", "officer_id"], set_=for_certain, where=new.excluded.doubtful.is_(False)
    )
    await (await session.connection()).execute(written)


async def _barred(session: AsyncSession, report: Report) -> frozenset[UUID]:
    found = await session.exec(
        select(Recusal.officer_id).where(
            col(Recusal.report_id) == report.id, col(Recusal.lifted_at).is_(None)
        )
    )
    return frozenset(found.all())


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
