"""The bot's entry point."""

import structlog

from bot.application import BotApplication
from bot.telegram import make_bot
from core.settings import Settings
from core.voice.recogniser import recogniser_of
from core.wiring import EntryCheck, connect_core

log = structlog.get_logger()


async def run_bot(settings: Settings, *, guard: EntryCheck | None = None) -> None:
    """Serve until cancelled. Database, Valkey and Telegram may come up later than we do.

    Raises whatever `guard` raises: it says whether this database is ours before anything is taken in.
    """
    core = await connect_core(settings, ring="bot")
    bot = make_bot(settings.require_telegram_token(), api_base=settings.telegram_api_base)
    application = BotApplication(
        core, bot, redis_url=settings.require_redis_url(), recogniser=recogniser_of(settings)
    )
    try:
        if guard is not None:
            await guard(core)
        await application.run()
    finally:
        await core.close()
        log.info("bot.stopped")
