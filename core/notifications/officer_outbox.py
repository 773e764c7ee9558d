"""Messages to officers' own chats: counts and the way to the desk, never what a report says."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.ids import new_id
from core.jobs import COURIER_QUEUE, DELIVER_TO_OFFICER_TASK, defer_in
from core.notifications.models import DeliveryStatus, OfficerDelivery
from core.notifications.payload import PushPayload, seal_payload
from core.wiring import Core

DIGEST: Final = "digest"
WARNING: Final = "warning"


def digest_text(counts: Mapping[str, int], desk: str) -> str | None:
    """Write the morning's message; None where there is nothing to say.

    `counts` has `waiting`, `late`, `soon` and `fresh`: what came to wait since the last working day.
    """
    parts = [
        f"{counts['late']} lewat tenggat" if counts["late"] else "",
        f"{counts['soon']} segera jatuh tempo" if counts["soon"] else "",
        f"{counts['fresh']} baru" if counts["fresh"] else "",
    ]
    if not counts["waiting"] and not any(parts):
        return None
    said = ", ".join([f"Anda punya {counts['waiting']} laporan yang menunggu", *filter(None, parts)])
    return f"{said}. Buka meja: {desk}"


def warning_text(soon: int, late: int, desk: str) -> str:
    """Write a reminder of deadlines."""
    parts = [
        f"{soon} laporan segera jatuh tempo" if soon else "",
        f"{late} laporan lewat tenggat" if late else "",
    ]
    return f"Pengingat: {', '.join(filter(None, parts))}. Buka meja: {desk}"


async def post_to_officer(
    core: Core, session: AsyncSession, officer_id: UUID, *, about: str, text: str, key: str
) -> bool:
    """Write a message down, with its job; False where `key` was used before."""
    delivery_id = new_id()
    inserted = await session.exec(
        insert(OfficerDelivery)
        .values(
            id=delivery_id,
            idempotency_key=key,
            officer_id=officer_id,
            about=about,
            sealed=seal_payload(core.keys, PushPayload(text=text)),
            status=DeliveryStatus.PENDING,
            attempts=0,
            uncertain=0,
            created_at=now(),
        )
        .on_conflict_do_nothing(index_elements=["idempotency_key"])
        .returning(col(OfficerDelivery.id))
    )
    if inserted.first() is None:
        return False
    await defer_to_officer(session, delivery_id, officer_id=officer_id)
    return True


async def defer_to_officer(session: AsyncSession, delivery_id: UUID, *, officer_id: UUID) -> None:
    """Write down a message's job; its lock is the officer, so their messages follow one another."""
    await defer_in(
        session,
        DELIVER_TO_OFFICER_TASK,
        queue=COURIER_QUEUE,
        lock=f"officer:{officer_id}",
        subject_id=str(delivery_id),
    )
