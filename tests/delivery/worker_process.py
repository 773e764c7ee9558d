"""A worker as a process of its own, at a test's pace: to be killed."""

import asyncio
import json
import sys
from pathlib import Path

from bot.courier.chat import Chats
from bot.courier.courier import Courier
from core.logging import configure_logging
from core.settings import load_settings
from core.wiring import connect_core
from deploy.commands.serving import serve
from deploy.worker.service import WorkerService
from tests.delivery.scene import BRIEF, QUICK


async def work(given: dict[str, str]) -> None:
    settings = load_settings(environ={}, env_file=None, log_level="debug", log_format="json", **given)
    configure_logging(settings, process="worker")
    core = await connect_core(settings, ring="worker")
    async with Chats(
        settings.require_telegram_token(), api_base=settings.telegram_api_base, timeout_seconds=60.0
    ) as chats:
        courier = Courier(core, chats, patience=BRIEF)
        await WorkerService(core, courier, [], concurrency=4, pace=QUICK).run()


if __name__ == "__main__":
    serve(work(json.loads(Path(sys.argv[1]).read_text())))
    asyncio.set_event_loop(None)
