"""The worker process: pushes to chats, and what happens by the clock."""

import structlog

from bot.courier.chat import Chats
from bot.courier.courier import Courier
from bot.courier.officers import OfficerCourier
from core.settings import Settings
from core.wiring import EntryCheck, connect_core
from deploy.worker.duties import errands, standing_duties, telegram_duty
from deploy.worker.service import WorkerService

log = structlog.get_logger()


async def run_worker(settings: Settings, *, guard: EntryCheck | None = None) -> None:
    """Work until cancelled; running sends are given a moment to end.

    Raises:
        FileNotFoundError: The worker's key file is missing.
        SettingsError: No database or no Telegram token is named.

    Whatever `guard` raises comes through too: it says whether this database is ours.
    """
    token = settings.require_telegram_token()
    core = await connect_core(settings, ring="worker")
    try:
        if guard is not None:
            await guard(core)
        async with Chats(
            token, api_base=settings.telegram_api_base, concurrency=settings.worker_concurrency
        ) as chats:
            service = WorkerService(
                core,
                Courier(core, chats),
                (*standing_duties(core), telegram_duty(core, chats)),
                concurrency=settings.worker_concurrency,
                errands=errands(core, OfficerCourier(core, chats)),
            )
            await service.run()
    finally:
        await core.close()
        log.info("worker.stopped")
