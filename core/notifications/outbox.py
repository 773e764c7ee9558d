"""Telling a reporter that something happened, in the transaction in which it happened.

What is pushed is decided here: the words for open public-service reports, one neutral sentence
for all others (design.md §5).
"""

from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.about import ABOUT, ActionKind
from core.chain.states import IdentityMode, Role, Track
from core.chain.table.transitions import TRANSITIONS
from core.clock import now
from core.ids import new_id
from core.jobs import COURIER_QUEUE, DELIVER_TASK, defer_in
from core.language import INDONESIAN, Language, joined, tr
from core.languages import language_of, told
from core.notifications.models import DeliveryStatus
from core.notifications.payload import (
    PushButton,
    PushFile,
    PushPayload,
    seal_chat,
    seal_payload,
)
from core.reports.models import PushMode, Report, ReporterLink
from core.wiring import Core

__all__ = ["NEUTRAL_TEXT", "PushFile", "post", "seal_chat", "tell_reporter"]

NEUTRAL_TEXT: Final = tr("Ada kabar untuk laporan Anda.")
OPEN_LABEL: Final = tr("Buka")
REPLY: Final = tr("Mau menjawab? Balas pesan ini.")
_SPEAK: Final = frozenset(action.value for action, facts in ABOUT.items() if facts.kind is ActionKind.TELLS)
"""After these an officer waits for words, whatever the state."""

_POST: Final = text(
    "INSERT INTO deliveries (id, idempotency_key, report_id, link_id, about, sealed, status, attempts,"
    " uncertain, parts_sent, created_at) VALUES (:id, :idempotency_key, :report_id, :link_id, :about,"
    " CAST(:sealed AS bytea), :status, 0, 0, 0, :created_at)"
    " ON CONFLICT (idempotency_key) DO NOTHING RETURNING id"
)
"""Written once for each idempotency key, however often it is posted."""


def speaks_openly(report: Report) -> bool:
    """Tell whether a push may say what happened."""
    return may_speak_openly(report.identity_mode, report.track)


def may_speak_openly(identity_mode: IdentityMode, track: Track) -> bool:
    """Tell whether pushes of such a report say what happened, or only that something did."""
    return identity_mode is IdentityMode.OPEN and track is Track.PUBLIC_SERVICE


def open_button(link_id: UUID, language: Language = INDONESIAN) -> PushButton:
    """Make the button that asks the bot for the report's thread."""
    return PushButton(label=told(OPEN_LABEL, language), callback=f"open:{link_id.hex}")


def push_buttons(report: Report, link_id: UUID, language: Language = INDONESIAN) -> tuple[PushButton, ...]:
    """Make the buttons of a push that may speak: the report, and what it asks of its reporter."""
    asked = (
        row
        for row in TRANSITIONS
        if ABOUT[row.action].on_push_of is report.state
        and report.state in row.sources
        and report.track in row.tracks
        and Role.REPORTER in row.roles
    )
    acts = (
        PushButton(label=told(row.label, language), callback=f"opa:{link_id.hex}:{row.action}")
        for row in asked
    )
    return (open_button(link_id, language), *acts)


async def tell_reporter(
    core: Core,
    session: AsyncSession,
    *,
    report: Report,
    link: ReporterLink | None,
    about: str,
    notice_title: str,
    notice_text: str,
    next_text: str | None,
    files: tuple[PushFile, ...] = (),
    key: str,
) -> bool:
    """Record a push for the reporter's chat, to be sent once this transaction commits.

    True where a delivery was recorded; False where there is no chat, or where `key` says
    that this very push was recorded before.
    """
    if link is None or link.unlinked_at is not None or link.chat_sealed is None:
        return False
    language = language_of(link.language)
    if speaks_openly(report):
        buttons = push_buttons(report, link.id, language)
        waits = len(buttons) > 1 or about in _SPEAK
        payload = PushPayload(
            title=_titled(notice_title, report, language),
            text=told(joined("\n\n", (notice_text, REPLY)) if waits else notice_text, language),
            next_text=told(next_text or "", language),
            buttons=buttons,
            files=files,
        )
    else:
        text = told(NEUTRAL_TEXT, language)
        payload = PushPayload(text=text, buttons=(open_button(link.id, language),))
    status = {
        PushMode.AT_ONCE: DeliveryStatus.PENDING,
        PushMode.DAILY: DeliveryStatus.WAITING_DIGEST,
        PushMode.NONE: DeliveryStatus.SUPPRESSED,
    }[link.push]
    delivery_id = await post(core, session, link=link, about=about, payload=payload, key=key, status=status)
    return delivery_id is not None


def _titled(title: str, report: Report, language: Language) -> str:
    """Say of which report the push is, where it has a title."""
    numbered = tr("{title} · laporan {number}", title=title, number=report.agenda_number)
    return told(numbered, language) if title else ""


async def post(
    core: Core,
    session: AsyncSession,
    *,
    link: ReporterLink,
    about: str,
    payload: PushPayload,
    key: str,
    status: DeliveryStatus = DeliveryStatus.PENDING,
) -> UUID | None:
    """Write the delivery's row and, where it is to be sent at once, its job.

    None where the key was used before.
    """
    at_once = status is DeliveryStatus.PENDING
    delivery_id = new_id()
    await session.flush()  # the report and its link come first
    row = {
        "id": delivery_id,
        "idempotency_key": key,
        "report_id": link.report_id,
        "link_id": link.id,
        "about": about,
        "sealed": seal_payload(core.keys, payload) if at_once else None,
        "status": status.value,
        "created_at": now(),
    }
    inserted = await (await session.connection()).execute(_POST, row)
    if inserted.first() is None:
        return None
    if at_once:
        await defer_push(session, delivery_id, link_id=link.id)
    return delivery_id


async def defer_push(session: AsyncSession, delivery_id: UUID, *, link_id: UUID) -> None:
    """Write down a push's job; its lock is the link, so the pushes of one link follow one another."""
    await defer_in(
        session, DELIVER_TASK, queue=COURIER_QUEUE, lock=str(link_id), delivery_id=str(delivery_id)
    )
