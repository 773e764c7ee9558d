"""The whole stack as real processes, people who use it all the while, and `kill -9` at random moments."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from uuid import UUID

import httpx
import psutil
import psycopg

from core.db.addresses import libpq_address
from core.settings import Settings, load_settings
from deploy.endpoints import read_endpoints
from deploy.local.lifetime import announced
from tests.faults.ledger import Ledger
from tests.faults.officers import Handle, Officer, admin, head, unit_desk
from tests.faults.reporters import Reporter
from tests.support.stack import WholeStack, started_stack
from tests.support.telegram import Person

SERVERS: Final = ("postgres", "valkey")
PARTS: Final = ("bot", "worker", "backoffice")
VICTIMS: Final = (*PARTS, *SERVERS)
HANDLING: Final[dict[str, Handle]] = {"sari": admin, "dewi": unit_desk, "hendra": head}
CALM: Final = 240.0
"""How long everything may take to come to rest once nobody does anything any more."""
_FIRST_PERSON: Final = 9_100_000_001


@dataclass(slots=True)
class World:
    """A running stack and what happened in it."""

    stack: WholeStack
    ledger: Ledger = field(default_factory=Ledger)
    before: set[UUID] = field(default_factory=set)
    """The demo's own reports, which are left alone."""

    @property
    def settings(self) -> Settings:
        """Where everything is, with each process's keys: for whoever examines it afterwards."""
        endpoints = read_endpoints(self.stack.data_dir)
        assert endpoints is not None
        assert endpoints.database_url is not None
        return load_settings(
            environ={},
            env_file=None,
            data_dir=self.stack.data_dir,
            database_url=endpoints.database_url,
            redis_url=endpoints.redis_url,
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        url = libpq_address(self.settings.require_database_url())
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            return connection.execute(query).fetchall()

    def process(self, name: str) -> psutil.Process | None:
        """Find the process of any part; None while it is down."""
        if name in PARTS:
            return self.stack.part(name)
        try:
            note = json.loads((self.stack.data_dir / "run" / f"{name}.json").read_text())
            process = psutil.Process(int(note["pid"]))
            same = abs(process.create_time() - float(note["started"])) < 1.0
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except (FileNotFoundError, ValueError, psutil.Error):
            return None

    def kill(self, name: str) -> bool:
        """`kill -9` a part; False where it is down already."""
        process = self.process(name)
        if process is None:
            return False
        with suppress(psutil.NoSuchProcess):
            process.kill()
        self.ledger.kills[name] += 1
        return True

    async def chaos(self, chance: random.Random, pause: tuple[float, float]) -> None:
        """Kill every part once, in an order and at moments that chance decides; wait until all are back."""
        for victim in chance.sample(VICTIMS, len(VICTIMS)):
            await asyncio.sleep(chance.uniform(*pause))
            await self._until(partial(self.kill, victim))
        await self.running()

    async def play(
        self, *, seed: int, reporters: int, pause: tuple[float, float], rounds: int = 0, seconds: float = 0
    ) -> None:
        """Let everybody report and handle while parts are killed; then let it come to rest.

        Parts are killed for so many rounds or so many seconds, whichever lasts longer.
        """
        self.before = {row[0] for row in self.rows("SELECT id FROM reports")}
        stop = asyncio.Event()
        chance = random.Random(seed)
        async with AsyncExitStack() as people:
            officers = await asyncio.gather(
                *(
                    people.enter_async_context(
                        Officer(self.stack.desk, self.stack.accounts[name], self.ledger, known=self.before)
                    )
                    for name in HANDLING
                )
            )
            async with asyncio.TaskGroup() as group:
                for number in range(reporters):
                    person = await people.enter_async_context(Person(self.stack.chat, _FIRST_PERSON + number))
                    group.create_task(Reporter(person, self.ledger, seed + number).live(stop))
                for number, officer in enumerate(officers):
                    group.create_task(officer.work(stop, HANDLING[officer.name], seed - number))
                ends = time.monotonic() + seconds
                while rounds > 0 or time.monotonic() < ends:
                    await self.chaos(chance, pause)
                    rounds -= 1
                await self._until(self.ledger.has_something_of_everything)
                stop.set()
        await self.running()
        await self._until(lambda: not self.unfinished())

    async def running(self) -> None:
        """Wait until every part runs and says so."""
        await self._until(lambda: all(self._announced(name) for name in ("bot", "worker")))
        await self._until(lambda: all(self.process(name) is not None for name in SERVERS))
        await self._until(self._answers)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.stack.desk}/healthz", timeout=5, trust_env=False).is_success
        except httpx.HTTPError:
            return False

    def _announced(self, name: str) -> bool:
        process = self.process(name)
        return process is not None and announced(self.stack.data_dir, name) == process.pid

    def unfinished(self) -> dict[str, int]:
        """Count what still waits: updates, pushes, jobs that are due."""
        queries = {
            "updates": "SELECT count(*) FROM inbox_updates WHERE status = 'pending'",
            "pushes": "SELECT count(*) FROM deliveries WHERE status IN ('pending', 'retrying')",
            "to officers": "SELECT count(*) FROM officer_deliveries WHERE status IN ('pending', 'retrying')",
            "jobs": "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
            " AND coalesce(scheduled_at, now()) <= now()",
        }
        counted = {name: int(self.rows(query)[0][0]) for name, query in queries.items()}
        return {name: count for name, count in counted.items() if count}

    async def _until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + CALM
        while True:
            with suppress(psycopg.OperationalError):
                if condition():
                    return
            assert time.monotonic() < deadline, (
                f"no rest: {self._state()}\n{self.stack.log.read_text()[-3000:]}"
            )
            await asyncio.sleep(0.3)

    def _state(self) -> str:
        running = {name: self.process(name) is not None for name in VICTIMS}
        with suppress(psycopg.OperationalError):
            return f"{running}, {self.unfinished()}"
        return f"{running}, no database"


@asynccontextmanager
async def started_world() -> AsyncIterator[World]:
    """Start a stack of its own, to be killed at will."""
    async with started_stack() as stack:
        yield World(stack)
