"""Writing down who is kept from a report: one home for words that come with it, later, or before the officer.

Whom words name is told by core/people/naming.py. What is certain now ends a doubt; a doubt that was settled
stays settled.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.people.naming import Recognised
from core.reports.models import Recusal


async def bar(session: AsyncSession, named: Mapping[UUID, Recognised]) -> None:
    """Keep officers from reports that there are; `named` says by report whom its words name."""
    rows = [
        {"report_id": report, "officer_id": one, "doubtful": one in whom.perhaps}
        for report, whom in sorted(named.items())
        for one in sorted(whom.all)
    ]
    if not rows:
        return
    new = insert(Recusal).values(rows)
    written = new.on_conflict_do_update(
        index_elements=["report_id", "officer_id"],
        set_={"doubtful": False, "lifted_at": None},
        where=new.excluded.doubtful.is_(False),
    )
    await (await session.connection()).execute(written)


async def barred_from(session: AsyncSession, report_id: UUID) -> frozenset[UUID]:
    """Return who is kept from a report now."""
    found = await session.exec(
        select(Recusal.officer_id).where(
            col(Recusal.report_id) == report_id, col(Recusal.lifted_at).is_(None)
        )
    )
    return frozenset(found.all())


def only(named: Recognised, officers: Collection[UUID]) -> Recognised:
    """Give what was recognised of these officers alone."""
    return Recognised(named.certain & set(officers), named.perhaps & set(officers))
