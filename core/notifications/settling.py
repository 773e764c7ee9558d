"""How a delivery ends, or goes on later: the same for a reporter's push and an officer's message."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from sqlmodel import col, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.notifications.models import Delivery, DeliveryStatus, OfficerChat, Outbound
from core.reports.models import ReporterLink

OPEN_STATUSES: Final = (DeliveryStatus.PENDING, DeliveryStatus.RETRYING)

UNCERTAIN: Final = "uncertain"
UNLINKED: Final = "unlinked"
UNREADABLE: Final = "seal_broken"


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


async def settle(
    session: AsyncSession, delivery: Outbound, status: DeliveryStatus, *, error: str | None = None
) -> None:
    """Close a delivery for good and empty its words; with a reporter's digest close what it told of."""
    delivery.status = status
    delivery.last_error = error
    delivery.sealed = None
    delivery.in_flight_since = None
    delivery.sent_at = now() if status is DeliveryStatus.SENT else None
    session.add(delivery)
    if isinstance(delivery, Delivery):
        told = (
            col(Delivery.digest_id) == delivery.id,
            col(Delivery.status) == DeliveryStatus.WAITING_DIGEST,
        )
        ended = {"status": status, "last_error": error, "sent_at": delivery.sent_at, "sealed": sa.null()}
        await session.exec(update(Delivery).where(*told).values(**ended))


async def try_later(
    session: AsyncSession, delivery: Outbound, code: str, *, in_all: timedelta, least_attempts: int = 0
) -> bool:
    """Note that a send failed for now; False where it was tried long enough and is given up.

    Args:
        session: The transaction that has locked it.
        delivery: The delivery, still open.
        code: Why it failed.
        in_all: For how long after its making it is tried.
        least_attempts: How often at least, however old it is.
    """
    if now() - delivery.created_at >= in_all and delivery.attempts >= least_attempts:
        await settle(session, delivery, DeliveryStatus.UNREACHABLE, error=code)
        return False
    delivery.status = DeliveryStatus.RETRYING
    delivery.last_error = code
    delivery.in_flight_since = None  # a send in doubt before this one stays in doubt
    session.add(delivery)
    return True


def note_unreachable(session: AsyncSession, chat: ReporterLink | OfficerChat) -> bool:
    """Note that a whole chat is closed to us; False where that was known."""
    if chat.unreachable_since is not None:
        return False
    chat.unreachable_since = now()
    session.add(chat)
    return True
