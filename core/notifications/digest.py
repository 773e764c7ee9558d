"""The daily digest: one neutral message a report, in the morning of its office.

Who chose *harian* is told once a day that there is news, and how much; never what.
"""

from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.db.database import Database
from core.language import tr
from core.languages import language_of, told
from core.notifications.models import Delivery, DeliveryStatus
from core.notifications.outbox import NEUTRAL_TEXT, open_button, post
from core.notifications.payload import PushPayload
from core.offices.models import Office
from core.reports.models import PushMode, Report, ReporterLink
from core.wiring import Core

DIGEST: Final = "digest"
MORNING_HOUR: Final = 8
EVENING_HOUR: Final = 20

_UNTOLD: Final = (
    col(Delivery.status) == DeliveryStatus.WAITING_DIGEST,
    col(Delivery.digest_id).is_(None),
)


def latest_morning(moment: datetime, zone: str) -> datetime | None:
    """Return the last eight o'clock in `zone`; None at night, when nobody is woken."""
    local = moment.astimezone(ZoneInfo(zone))
    if not MORNING_HOUR <= local.hour < EVENING_HOUR:
        return None
    return local.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0)


async def send_digests(core: Core) -> int:
    """Post a digest for every report with news from before its office's last eight o'clock.

    Run it every hour: an hour that was missed is caught up on by the next one, and what was
    told of is never told of twice. Answers how many were posted.
    """
    posted = 0
    for link_id, morning in await _due(core.database):
        async with core.database.transaction() as session:
            posted += await _post_digest(core, session, link_id, morning)
    return posted


async def _due(database: Database) -> list[tuple[UUID, datetime]]:
    moment = now()
    async with database.transaction() as session:
        rows = await session.exec(
            select(Delivery.link_id, Office.zone, sa.func.min(Delivery.created_at))
            .join(Report, col(Report.id) == col(Delivery.report_id))
            .join(Office, col(Office.id) == col(Report.office_id))
            .where(*_UNTOLD)
            .group_by(col(Delivery.link_id), col(Office.zone))
        )
        waiting = rows.all()
    due = []
    for link_id, zone, oldest in waiting:
        morning = latest_morning(moment, zone)
        if morning is not None and oldest < morning:
            due.append((link_id, morning))
    return due


async def _post_digest(core: Core, session: AsyncSession, link_id: UUID, morning: datetime) -> int:
    link = (
        await session.exec(select(ReporterLink).where(col(ReporterLink.id) == link_id).with_for_update())
    ).one()
    waiting = (*_UNTOLD, col(Delivery.link_id) == link_id)
    if link.unlinked_at is not None or link.chat_sealed is None or link.push is PushMode.NONE:
        await session.exec(update(Delivery).where(*waiting).values(status=DeliveryStatus.SUPPRESSED))
        return 0
    count = (await session.exec(select(sa.func.count()).select_from(Delivery).where(*waiting))).one()
    language = language_of(link.language)
    text = NEUTRAL_TEXT if count == 1 else tr("Ada {count} kabar untuk laporan Anda.", count=count)
    digest_id = await post(
        core,
        session,
        link=link,
        about=DIGEST,
        payload=PushPayload(text=told(text, language), buttons=(open_button(link_id, language),)),
        key=f"{DIGEST}:{link_id}:{morning.date()}",
    )
    if digest_id is None:
        return 0
    await session.exec(update(Delivery).where(*waiting).values(digest_id=digest_id))
    return 1
