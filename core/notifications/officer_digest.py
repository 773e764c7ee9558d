"""The officer's morning: at 08.15 of their office's working day, how much waits, if anything does."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.repository import visible_to
from core.accounts.accounts import Accounts
from core.actor import OfficerActor
from core.chain.time.workdays import WorkCalendar
from core.clock import now
from core.deadlines.service import Deadlines
from core.errors import ForbiddenError, NotFoundError
from core.notifications.models import OfficerChat
from core.notifications.officer_outbox import DIGEST, digest_text, post_to_officer
from core.queues.queue import counts_of, waits_for
from core.reports.models import Report
from core.wiring import Core

log = structlog.get_logger()

TOLD_AT: Final = time(8, 15)


async def send_officer_digests(core: Core) -> int:
    """Post this morning's digests that are due; run it every quarter of an hour.

    A quarter that was missed is caught up on while the office is open, and no day has two.
    """
    async with core.database.transaction() as session:
        wanting = await session.exec(
            select(OfficerChat.officer_id).where(
                col(OfficerChat.chat_sealed).is_not(None),
                col(OfficerChat.unreachable_since).is_(None),
                col(OfficerChat.digest),
            )
        )
        officers = list(wanting.all())
    posted = 0
    for officer_id in officers:
        async with core.database.transaction() as session:
            posted += await _tell(core, session, officer_id)
    return posted


async def _tell(core: Core, session: AsyncSession, officer_id: UUID) -> bool:
    try:
        actor = await Accounts(core, session).actor(officer_id)
    except (NotFoundError, ForbiddenError) as error:
        log.info("officer_digest.no_officer", code=error.code)
        return False
    calendar = await Deadlines(session).calendar(actor.appointments[0].office_id)
    today = calendar.local(now()).date()
    due = datetime.combine(today, TOLD_AT, calendar.zone)
    if now() < due or not calendar.working_hours(now()):
        return False
    chat = await session.get_one(OfficerChat, officer_id, with_for_update=True)
    if chat.digest_day == today:
        return False
    chat.digest_day = today
    session.add(chat)
    if chat.linked_at is None or chat.linked_at > due:
        return False  # linked this morning: the desk is open before them
    counts = {name.value: count for name, count in (await counts_of(session, actor)).items()}
    counts["fresh"] = await _fresh(session, actor, since=_day_before(calendar, today))
    text = digest_text(counts, core.settings.public_address)
    if text is None:
        return False
    key = f"{DIGEST}:{officer_id}:{today}"
    return await post_to_officer(core, session, officer_id, about=DIGEST, text=text, key=key)


async def _fresh(session: AsyncSession, actor: OfficerActor, *, since: datetime) -> int:
    query = (
        select(func.count())
        .select_from(Report)
        .where(visible_to(actor), waits_for(actor), col(Report.state_since) >= since)
    )
    return int((await session.exec(query)).one())


def _day_before(calendar: WorkCalendar, today: date) -> datetime:
    day = today - timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, TOLD_AT, calendar.zone)
