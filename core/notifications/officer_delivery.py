"""A message's way to an officer's own chat, as the database records it. Worker only.

As for reporters (`core.notifications.delivery`), each step is a short transaction of its own.
"""

from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.notifications.models import DeliveryStatus, OfficerChat, OfficerDelivery
from core.notifications.payload import open_chat, open_payload
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
from core.wiring import Core

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ToOfficer:
    """A message, opened."""

    delivery_id: UUID
    chat_id: int
    text: str
    attempts: int

    def __repr__(self) -> str:
        return f"ToOfficer({self.delivery_id})"


async def take_for_officer(core: Core, delivery_id: UUID) -> ToOfficer | None:
    """Open a message and note that a send begins; None where there is nothing left to send."""
    async with core.database.transaction() as session:
        found = await _locked(session, delivery_id)
        if found is None:
            return None
        delivery, chat = found
        if chat.chat_sealed is None:
            await settle(session, delivery, DeliveryStatus.SUPPRESSED, error=UNLINKED)
            return None
        if delivery.in_flight_since is not None and delivery.uncertain > 0:
            await settle(session, delivery, DeliveryStatus.UNREACHABLE, error=UNCERTAIN)
            return None
        try:
            text = open_payload(core.keys, delivery.sealed or b"").text
            chat_id = open_chat(core.keys, chat.chat_sealed)
        except SealBrokenError:
            await settle(session, delivery, DeliveryStatus.UNREACHABLE, error=UNREADABLE)
            return None
        if delivery.in_flight_since is not None:
            delivery.uncertain += 1
        delivery.attempts += 1
        delivery.in_flight_since = now()
        session.add(delivery)
        return ToOfficer(delivery_id=delivery.id, chat_id=chat_id, text=text, attempts=delivery.attempts)


async def officer_sent(core: Core, delivery_id: UUID) -> None:
    """Note on the `officer_deliveries` row that the message arrived, and that the chat takes messages."""
    async with core.database.transaction() as session:
        found = await _locked(session, delivery_id)
        if found is not None:
            delivery, chat = found
            await settle(session, delivery, DeliveryStatus.SENT)
            chat.unreachable_since = None
            session.add(chat)


async def officer_retry(core: Core, delivery_id: UUID, code: str, *, patience: Patience) -> bool:
    """Note that a send failed for now; False where we give up: yesterday's counts help nobody."""
    async with core.database.transaction() as session:
        found = await _locked(session, delivery_id)
        if found is None:
            return False
        delivery, _chat = found
        return await try_later(session, delivery, code, in_all=patience.in_all)


async def officer_unreachable(core: Core, delivery_id: UUID, code: str, *, chat_gone: bool) -> None:
    """Note that it will not arrive; with `chat_gone`, so that the officer's profile says so."""
    async with core.database.transaction() as session:
        found = await _locked(session, delivery_id)
        if found is None:
            return
        delivery, chat = found
        await settle(session, delivery, DeliveryStatus.UNREACHABLE, error=code)
        if chat_gone and note_unreachable(session, chat):
            log.info("officer_chat.gone", delivery_id=str(delivery_id), error_code=code)


async def _locked(session: AsyncSession, delivery_id: UUID) -> tuple[OfficerDelivery, OfficerChat] | None:
    row = (
        await session.exec(
            select(OfficerDelivery, OfficerChat)
            .join(OfficerChat, col(OfficerChat.officer_id) == col(OfficerDelivery.officer_id))
            .where(col(OfficerDelivery.id) == delivery_id, col(OfficerDelivery.status).in_(OPEN_STATUSES))
            .with_for_update()
        )
    ).first()
    return None if row is None else (row[0], row[1])
