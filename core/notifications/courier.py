"""A push's way from waiting to sent, as the database records it.

Each step is a short transaction of its own, so that no network call happens inside one.
Worker only: it alone holds the key that opens a push and the chat it goes to.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.db.database import Database
from core.notifications.models import Delivery, DeliveryStatus
from core.notifications.payload import (
    PushButton,
    PushFile,
    open_chat,
    open_payload,
)
from core.privacy.keys import Keyring
from core.privacy.seals import SealBrokenError
from core.reports.models import PushMode, ReporterLink

log = structlog.get_logger()

OPEN_STATUSES: Final = (DeliveryStatus.PENDING, DeliveryStatus.RETRYING)

GAVE_UP: Final = "gave_up"
UNCERTAIN: Final = "uncertain"
UNLINKED: Final = "unlinked"
UNREADABLE: Final = "seal_broken"

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


class CourierCore(Protocol):
    """What the courier stands on: `core.wiring.Core` of the worker has it."""

    @property
    def database(self) -> Database:
        """The database."""
        ...

    @property
    def keys(self) -> Keyring:
        """The worker's ring, with the private half of the delivery key."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long, and how often, a push is tried again."""

    first: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(minutes=30)
    in_all: timedelta = timedelta(hours=24)
    least_attempts: int = 6
    """A push that waited long behind another one still gets this many."""

    def pause_after(self, attempts: int) -> timedelta:
        """Return the doubling pause after so many attempts, spread a little."""
        doubled = self.first * (1 << min(max(attempts - 1, 0), 20))
        return min(doubled, self.longest) * (0.9 + secrets.randbelow(200) / 1000)


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


async def take(core: CourierCore, delivery_id: UUID) -> Outgoing | None:
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
        await _finish(session, found[0], status, error=refusal)
    return True


async def mark_part(core: CourierCore, delivery_id: UUID, *, parts_sent: int) -> None:
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


async def mark_sent(core: CourierCore, delivery_id: UUID) -> None:
    """Note that a push arrived; the chat is reachable again if it was not."""
    async with core.database.transaction() as session:
        done = {"id": delivery_id, "moment": now()}
        link_id = (await (await session.connection()).execute(_SENT, done)).scalar()
    if link_id is not None:
        log.info("delivery.reachable_again", link_id=str(link_id))


async def mark_retry(
    core: CourierCore, delivery_id: UUID, code: str, *, patience: Patience, parts_sent: int = 0
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
        old = now() - delivery.created_at >= patience.in_all
        if old and delivery.attempts >= patience.least_attempts:
            await _finish(session, delivery, DeliveryStatus.UNREACHABLE, error=code)
            _note_unreachable(session, link)
            log.warning("delivery.given_up", delivery_id=str(delivery_id), error_code=code)
            return False
        delivery.status = DeliveryStatus.RETRYING
        delivery.last_error = code
        delivery.parts_sent = max(delivery.parts_sent, parts_sent)
        delivery.in_flight_since = None  # a send in doubt before this one stays in doubt
        session.add(delivery)
        return True


async def mark_unreachable(
    core: CourierCore, delivery_id: UUID, code: str, *, chat_gone: bool = True
) -> None:
    """Note that a push will not arrive; with `chat_gone`, that the whole chat is closed to us."""
    async with core.database.transaction() as session:
        found = await _locked(session, delivery_id)
        if found is None:
            return
        delivery, link = found
        await _finish(session, delivery, DeliveryStatus.UNREACHABLE, error=code)
        if chat_gone:
            _note_unreachable(session, link)


def _note_unreachable(session: AsyncSession, link: ReporterLink) -> None:
    if link.unreachable_since is None:
        link.unreachable_since = now()
        session.add(link)


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


async def _finish(
    session: AsyncSession, delivery: Delivery, status: DeliveryStatus, *, error: str | None
) -> None:
    """Close a push, empty its words, and with a digest close what it told of."""
    delivery.status = status
    delivery.last_error = error
    delivery.sealed = None
    delivery.in_flight_since = None
    delivery.sent_at = now() if status is DeliveryStatus.SENT else None
    session.add(delivery)
    await session.exec(
        update(Delivery)
        .where(
            col(Delivery.digest_id) == delivery.id,
            col(Delivery.status) == DeliveryStatus.WAITING_DIGEST,
        )
        .values(status=status, last_error=error, sent_at=delivery.sent_at, sealed=sa.null())
    )
