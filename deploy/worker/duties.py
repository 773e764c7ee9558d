"""What the worker does by the clock."""

from functools import partial
from typing import Final

from telegram.error import TelegramError

from bot.courier.chat import Chats
from bot.courier.officers import OfficerCourier
from core.administration.health import BOT_API
from core.audit.service import anchor
from core.evidence.sweeping import clear_discarded, sweep
from core.handling.checking_in import check_in
from core.handling.clockwork import run_clock
from core.handling.moving_up import move_where_named
from core.handling.standing_in import review_hands
from core.jobs import DELIVER_TO_OFFICER_TASK, UNLINK_OFFICER_TASK
from core.notifications.alarms import sound_again
from core.notifications.digest import send_digests
from core.notifications.housekeeping import (
    beat,
    forget_old_notices,
    forget_old_updates,
    requeue_forgotten,
    requeue_forgotten_to_officers,
)
from core.notifications.officer_chats import carry_out_unlink
from core.notifications.officer_digest import send_officer_digests
from core.notifications.officer_warnings import warn_officers
from core.wiring import Core
from deploy.worker.service import Duty, Errand

FINISHED_JOBS_KEPT_HOURS: Final = 7 * 24


def standing_duties(core: Core) -> tuple[Duty, ...]:
    """List them; times are UTC."""
    return (
        Duty(name="clock", cron="*/5 * * * *", run=partial(run_clock, core)),
        Duty(name="digest", cron="0 * * * *", run=partial(send_digests, core)),
        Duty(name="officer_digest", cron="*/15 * * * *", run=partial(send_officer_digests, core)),
        Duty(name="officer_warnings", cron="*/5 * * * *", run=partial(warn_officers, core)),
        Duty(name="alarms", cron="* * * * *", run=partial(sound_again, core)),
        Duty(name="check_ins", cron="11 * * * *", run=partial(check_in, core)),
        Duty(name="anchor", cron="*/15 * * * *", run=partial(_anchor, core)),
        Duty(name="stand_ins", cron="29 * * * *", run=partial(review_hands, core)),
        Duty(name="named_heads", cron="26 * * * *", run=partial(move_where_named, core)),
        Duty(name="requeue", cron="*/2 * * * *", run=partial(_requeue, core)),
        Duty(name="tidy", cron="17 * * * *", run=partial(_tidy, core)),
        Duty(name="sweep", cron="43 19 * * *", run=partial(_sweep, core)),
        Duty(name="discarded", cron="*/15 * * * *", run=partial(clear_discarded, core.store, core.database)),
    )


def errands(core: Core, officers: OfficerCourier) -> tuple[Errand, ...]:
    """List the jobs beside pushes to reporters."""
    return (
        Errand(task=DELIVER_TO_OFFICER_TASK, run=officers.deliver),
        Errand(task=UNLINK_OFFICER_TASK, run=partial(carry_out_unlink, core)),
    )


def telegram_duty(core: Core, chats: Chats) -> Duty:
    """Ask Telegram every minute how the bot stands: the back office holds no token to ask itself."""
    return Duty(name="bot_api", cron="* * * * *", run=partial(_ask_telegram, core, chats))


async def _ask_telegram(core: Core, chats: Chats) -> None:
    try:
        facts: dict[str, str | int] = await chats.about()
    except TelegramError as error:
        facts = {"error": type(error).__name__}
    async with core.database.transaction() as session:
        await beat(session, BOT_API, facts)


async def _anchor(core: Core) -> None:
    async with core.database.transaction() as session:
        await anchor(session, core.keys)


async def _requeue(core: Core) -> int:
    async with core.database.transaction() as session:
        return await requeue_forgotten(session) + await requeue_forgotten_to_officers(session)


async def _tidy(core: Core) -> int:
    await core.jobs.job_manager.delete_old_jobs(
        nb_hours=FINISHED_JOBS_KEPT_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
    async with core.database.transaction() as session:
        return await forget_old_updates(session) + await forget_old_notices(session)


async def _sweep(core: Core) -> int:
    return await sweep(core.store, core.database)
