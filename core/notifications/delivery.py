"""A push's way from waiting to sent, as the database records it.

Each step is a short transaction of its own, so that no network call happens inside one.
Worker only: it alone holds the key that opens a push and the chat it goes to.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.notifications.models import Delivery, DeliveryStatus
from core.notifications.payload import (
    PushButton,
    PushFile,
    open_chat,
    open_payload,
)
from core.notifications.settling import (
    OPEN_STATUSES,
    UNCERTAIN,
    UNLINKED,
    UNREADABLE,
    Patience,
    note_unreachable,
    settle,
    try_later,
)
from core.privacy.seals import SealBrokenError
from core.reports.models import PushMode, ReporterLink
from core.wiring import Core

log = structlog.get_logger()

_BEGIN: Final = sa.text(
    "UPDATE deliveries SET attempts = attempts + 1, in_flight_since = :moment,"
    " uncertain = uncertain + CASE WHEN in_flight_since IS NULL THEN 0 ELSE 1 END"
    " FROM reporter_links AS link WHERE deliveries.id = :id AND link.id = deliveries.link_id"
    " AND deliveries.status IN ('pending', 'retrying') AND deliveries.sealed IS NOT NULL"
    " AND (deliveries.in_flight_since IS NULL OR deliveries.uncertain = 0)"
    " AND link.unlinked_at IS NULL AND link.chat_sealed IS NOT NULL AND link.push <> 'none'"
    " RETURNING deliveries.sealed, link.chat_sealed, deliveries.parts_sent, deliveries.attempts"
)
"""Leases a push that is still to be sent and reads what sending takes; no row where nothing is to be done."""
_SENT: Final = sa.text(
    "WITH sent AS (UPDATE deliveries SET status = 'sent', last_error = NULL, sealed = NULL,"
    " in_flight_since = NULL, sent_at = :moment"
    " WHERE id = :id AND status IN ('pending', 'retrying') RETURNING id, link_id),"
    " told AS (UPDATE deliveries SET status = 'sent', last_error = NULL, sealed = NULL, sent_at = :moment"
    " FROM sent WHERE deliveries.digest_id = sent.id AND deliveries.status = 'waiting_digest')"
    " UPDATE reporter_links SET unreachable_since = NULL FROM sent"
    " WHERE reporter_links.id = sent.link_id AND unreachable_since IS NOT NULL RETURNING reporter_links.id"
)
"""Closes a push and what it told of as a digest, and opens a chat that was thought unreachable."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Outgoing:
    """A push, opened: what goes to which chat."""

    delivery_id: UUID
    chat_id: int
    title: str
    text: str
    next_text: str
    buttons: tuple[PushButton, ...]
    files: tuple[PushFile, ...]
    parts_sent: int
    """So many of its messages have arrived before."""
    attempts: int
    """This one included."""

    def __repr__(self) -> str:
        return f"Outgoing({self.delivery_id})"


async def take(core: Core, delivery_id: UUID) -> Outgoing | None:
    """Open a push for sending and note that a send begins.

    None where there is nothing left to send: already sent or given up, unlinked meanwhile,
    switched off, unreadable, or found in flight a second time after its sender died.
    """
    async with core.database.transaction() as session:
        row = await _begun(session, delivery_id)
        if row is None and not await _refused(session, delivery_id):
            row = await _begun(session, delivery_id)
        if row is None:
            return None
        try:
            payload, chat_id = open_payload(core.keys, row.sealed), open_chat(core.keys, row.chat_sealed)
        except SealBrokenError:
            await _close(session, delivery_id, UNREADABLE)
            return None
        return Outgoing(
            delivery_id=delivery_id,
            chat_id=chat_id,
            title=payload.title,
            text=payload.text,
            next_text=payload.next_text,
            buttons=payload.buttons,
            files=payload.files,
            parts_sent=row.parts_sent,
            attempts=row.attempts,
        )


async def _begun(session: AsyncSession, delivery_id: UUID) -> Any:
    """Note that a send begins, where it may, and return what it takes."""
    asked = {"id": delivery_id, "moment": now()}
    return (await (await session.connection()).execute(_BEGIN, asked)).first()


async def _refused(session: AsyncSession, delivery_id: UUID) -> bool:
    """Close a push that is never to be sent; False where nothing speaks against sending it after all."""
    found = await _locked(session, delivery_id)
    if found is None:
        return True
    delivery, link = found
    if link.unlinked_at is not None or link.chat_sealed is None or link.push is PushMode.NONE:
        return await _close(session, delivery_id, UNLINKED)
    if delivery.in_flight_since is not None and delivery.uncertain > 0:
        return await _close(session, delivery_id, UNCERTAIN)
    if delivery.sealed is None:
        return await _close(session, delivery_id, UNREADABLE)
    return False


async def _close(session: AsyncSession, delivery_id: UUID, refusal: str) -> bool:
    found = await _locked(session, delivery_id)
    if found is not None:
        status = DeliveryStatus.SUPPRESSED if refusal == UNLINKED else DeliveryStatus.UNREACHABLE
        await settle(session, found[0], status, error=refusal)
    return True


async def mark_part(core: Core, delivery_id: UUID, *, parts_sent: int) -> None:
    """Note that so many of a push's messages have arrived and the next one begins."""
    async with core.database.transaction() as session:
        found = await _locked(session, delivery_id)
        if found is None:
            return
        delivery, _link = found
        delivery.parts_sent = parts_sent
        delivery.uncertain = 0
        delivery.in_flight_since = now()
        session.add(delivery)


async def mark_sent(core: Core, delivery_id: UUID) -> None:
    """Note that a push arrived; the chat is reachable again if it was not."""
    async with core.database.transaction() as session:
        done = {"id": delivery_id, "moment": now()}
        link_id = (await (await session.connection()).execute(_SENT, done)).scalar()
    if link_id is not None:
        log.info("delivery.reachable_again", link_id=str(link_id))


async def mark_retry(
    core: Core, delivery_id: UUID, code: str, *, patience: Patience, parts_sent: int = 0
) -> bool:
    """Note that a send failed for now; False where we have tried long enough and give up.

    `parts_sent` counts the messages that have arrived, were it not noted before: the database
    may have been away just then, and the next sender must not repeat them.
    """
    async with core.database.transaction() as session:
        found = await _locked(session, delivery_id)
        if found is None:
            return False
        delivery, link = found
        if await try_later(
            session, delivery, code, in_all=patience.in_all, least_attempts=patience.least_attempts
        ):
            delivery.parts_sent = max(delivery.parts_sent, parts_sent)
            return True
        note_unreachable(session, link)
        log.warning("delivery.given_up", delivery_id=str(delivery_id), error_code=code)
        return False


async def mark_unreachable(core: Core, delivery_id: UUID, code: str, *, chat_gone: bool = True) -> None:
    """Note that a push will not arrive; with `chat_gone`, that the whole chat is closed to us."""
    async with core.database.transaction() as session:
        found = await _locked(session, delivery_id)
        if found is None:
            return
        delivery, link = found
        await settle(session, delivery, DeliveryStatus.UNREACHABLE, error=code)
        if chat_gone:
            note_unreachable(session, link)


async def _locked(session: AsyncSession, delivery_id: UUID) -> tuple[Delivery, ReporterLink] | None:
    """Lock a push that is still open, and its link."""
    row = (
        await session.exec(
            select(Delivery, ReporterLink)
            .join(ReporterLink, col(ReporterLink.id) == col(Delivery.link_id))
            .where(col(Delivery.id) == delivery_id, col(Delivery.status).in_(OPEN_STATUSES))
            .with_for_update()
        )
    ).first()
    return None if row is None else (row[0], row[1])
