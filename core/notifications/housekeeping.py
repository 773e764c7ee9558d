"""What keeps deliveries and the inbox in order while nobody looks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.notifications.models import (
    Delivery,
    Heartbeat,
    InboxStatus,
    InboxUpdate,
    OfficerDelivery,
    OfficerNotice,
)
from core.notifications.officer_outbox import defer_to_officer
from core.notifications.outbox import defer_push
from core.notifications.settling import OPEN_STATUSES

INBOX_KEPT: Final = timedelta(days=7)
NOTICES_KEPT: Final = timedelta(days=180)
MESSAGES_KEPT: Final = timedelta(days=30)
FORGOTTEN_AFTER: Final = timedelta(minutes=2)
_BATCH: Final = 500

_HAS_NO_JOB: Final = sa.text(
    "NOT EXISTS (SELECT 1 FROM procrastinate_jobs job WHERE job.lock = deliveries.link_id::text"
    " AND job.status IN ('todo', 'doing')"
    " AND job.args ->> 'delivery_id' = deliveries.id::text)"
)
"""A row of `deliveries` that no job is going to send."""
_OFFICER_HAS_NO_JOB: Final = sa.text(
    "NOT EXISTS (SELECT 1 FROM procrastinate_jobs job"
    " WHERE job.lock = 'officer:' || officer_deliveries.officer_id::text"
    " AND job.status IN ('todo', 'doing')"
    " AND job.args ->> 'subject_id' = officer_deliveries.id::text)"
)
"""A row of `officer_deliveries` that no job is going to send."""


async def beat(session: AsyncSession, process: str, facts: Mapping[str, Any] | None = None) -> None:
    """Say that a process is alive, and how it fares."""
    told = {"at": now(), "facts": dict(facts or {})}
    await session.exec(
        insert(Heartbeat)
        .values(process=process, **told)
        .on_conflict_do_update(index_elements=["process"], set_=told)
    )


async def last_beat(session: AsyncSession, kind: str) -> datetime | None:
    """Return when a process of this kind was last alive; None where none ever was."""
    beats = select(sa.func.max(Heartbeat.at)).where(col(Heartbeat.process).startswith(kind))
    return cast("datetime | None", (await session.exec(beats)).one())


async def forget_old_updates(session: AsyncSession) -> int:
    """Delete handled chat updates of more than a week ago; answers how many. What was set aside stays."""
    result = await session.exec(
        delete(InboxUpdate).where(
            col(InboxUpdate.status) == InboxStatus.DONE,
            col(InboxUpdate.received_at) < now() - INBOX_KEPT,
        )
    )
    return int(result.rowcount)


async def requeue_forgotten(session: AsyncSession) -> int:
    """Give every open push that lost its job a new one, oldest first; answers how many.

    A job ends only after its push is closed, so this finds something only after somebody
    removed jobs by hand or restored half a backup. It costs one indexed query.
    """
    found = await session.exec(
        select(Delivery.id, Delivery.link_id)
        .where(*_forgotten(Delivery), _HAS_NO_JOB)
        .order_by(col(Delivery.ordinal))
        .limit(_BATCH)
    )
    forgotten = found.all()
    for delivery_id, link_id in forgotten:
        await defer_push(session, delivery_id, link_id=link_id)
    return len(forgotten)


async def forget_old_notices(session: AsyncSession) -> int:
    """Delete officers' notices of half a year ago and messages of a month ago; answers how many."""
    notices = await session.exec(
        delete(OfficerNotice).where(col(OfficerNotice.created_at) < now() - NOTICES_KEPT)
    )
    messages = await session.exec(
        delete(OfficerDelivery).where(
            col(OfficerDelivery.status).not_in(OPEN_STATUSES),
            col(OfficerDelivery.created_at) < now() - MESSAGES_KEPT,
        )
    )
    return int(notices.rowcount) + int(messages.rowcount)


async def requeue_forgotten_to_officers(session: AsyncSession) -> int:
    """Give every open message to an officer that lost its job a new one; answers how many."""
    found = await session.exec(
        select(OfficerDelivery.id, OfficerDelivery.officer_id)
        .where(*_forgotten(OfficerDelivery), _OFFICER_HAS_NO_JOB)
        .order_by(col(OfficerDelivery.created_at))
        .limit(_BATCH)
    )
    forgotten = found.all()
    for delivery_id, officer_id in forgotten:
        await defer_to_officer(session, delivery_id, officer_id=officer_id)
    return len(forgotten)


def _forgotten(table: type[Delivery] | type[OfficerDelivery]) -> tuple[ColumnElement[bool], ...]:
    """Say what is open for so long that its job should have begun."""
    return col(table.status).in_(OPEN_STATUSES), col(table.created_at) < now() - FORGOTTEN_AFTER
