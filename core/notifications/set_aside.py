"""Chat messages that could not be handled: kept, sealed, until somebody decides what becomes of them.

Nobody reads them here; who decides sees when one came and what kind of error it met.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.notifications.models import InboxStatus, InboxUpdate
from core.values import Frozen


class SetAside(Frozen):
    """A message that was set aside."""

    update_id: int
    error: str
    """The class of the error it met last."""
    received_at: datetime


async def list_set_aside(session: AsyncSession) -> tuple[SetAside, ...]:
    """List them, oldest first."""
    found = await session.exec(
        select(InboxUpdate)
        .where(col(InboxUpdate.status) == InboxStatus.POISON)
        .order_by(col(InboxUpdate.update_id))
    )
    return tuple(
        SetAside(update_id=one.update_id, error=one.error or "", received_at=one.received_at)
        for one in found.all()
    )


async def put_back(session: AsyncSession, update_ids: Collection[int]) -> int:
    """Have the bot try these again, as new; return how many. It takes them up within seconds."""
    done = await session.exec(
        update(InboxUpdate)
        .where(col(InboxUpdate.update_id).in_(update_ids), col(InboxUpdate.status) == InboxStatus.POISON)
        .values(status=InboxStatus.PENDING, attempts=0, finished_at=now())
    )
    return int(done.rowcount)


async def let_go(session: AsyncSession, update_ids: Collection[int]) -> int:
    """Forget what these said, for good; return how many."""
    done = await session.exec(
        update(InboxUpdate)
        .where(col(InboxUpdate.update_id).in_(update_ids), col(InboxUpdate.status) == InboxStatus.POISON)
        .values(status=InboxStatus.DONE, sealed=None, finished_at=now())
    )
    return int(done.rowcount)
