"""What the bot says of itself for the health page: when it last fetched, and what went wrong."""

import asyncio
from typing import Final

import structlog

from core.clock import now
from core.db.database import Database
from core.errors import UnavailableError
from core.notifications.housekeeping import beat

PROCESS: Final = "bot"
EVERY: Final = 10.0

log = structlog.get_logger()


class Pulse:
    """Notes how fetching goes, and writes it down now and then."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facts = {"started_at": now().isoformat()}

    def fetched(self) -> None:
        """Note a fetch that was answered."""
        self._facts = {"polled_at": now().isoformat()}

    def failed(self, error: str) -> None:
        """Note the class of what went wrong."""
        self._facts["error"] = error

    async def run(self) -> None:
        """Write it down for ever; while PostgreSQL is gone, nothing is written."""
        while True:
            try:
                async with self._database.transaction() as session:
                    await beat(session, PROCESS, self._facts)
            except UnavailableError:
                log.warning("bot.presence_unrecorded")
            await asyncio.sleep(EVERY)
