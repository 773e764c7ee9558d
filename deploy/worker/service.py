"""The worker's loop: carries out jobs, comes back by itself, takes up what the dead left behind."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import UUID

import psycopg
import structlog
from procrastinate import App
from procrastinate.exceptions import AppNotOpen, ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.worker import Worker

from bot.courier.courier import KeepTrying
from core.db.away import means_away
from core.errors import UnavailableError
from core.jobs import CLOCK_QUEUE, COURIER_QUEUE, DELIVER_TASK
from core.notifications.housekeeping import beat
from core.wiring import Core

log = structlog.get_logger()

PROCESS: Final = "worker"

_DATABASE_AWAY: Final = (ConnectorException, AppNotOpen, UnavailableError, psycopg.Error, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often the worker looks, in seconds. A job's arrival wakes it at once."""

    poll: float = 0.25
    """Finds what nothing announces: a retry that falls due, the next job of a freed lock."""
    heartbeat: float = 5.0
    stalled_after: float = 15.0
    recovery: float = 5.0
    presence: float = 10.0
    reconnect: float = 1.0
    graceful: float = 8.0
    """How long running sends may take to end when the worker is told to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something to do again and again."""

    name: str
    cron: str
    run: Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A kind of job beside pushes: something to do about one row of ours."""

    task: str
    run: Callable[[UUID], Awaitable[object]]


class Delivers(Protocol):
    """Whoever carries a push."""

    async def deliver(self, delivery_id: UUID) -> None:
        """Send what is left of a push."""
        ...


class WorkerService:
    """One worker process. `run` ends only when it is cancelled, and then in good order."""

    def __init__(
        self,
        core: Core,
        courier: Delivers,
        duties: Sequence[Duty],
        *,
        concurrency: int,
        pace: Pace | None = None,
        errands: Sequence[Errand] = (),
    ) -> None:
        self._core = core
        self._jobs = core.jobs
        self._concurrency = concurrency
        self._pace = pace or Pace()
        self._stop = asyncio.Event()
        self._working = False
        self._worker_id: int | None = None
        self._running: set[int] = set()
        self._lost: set[int] = set()
        register_tasks(self._jobs, courier, duties, errands)

    async def run(self) -> None:
        """Work until cancelled.

        Python 3.11 can lose a cancellation that lands while a query ends, so each loop also
        looks at a flag, and whoever overheard is told again.
        """
        loops = (self._work(), self._be_present(), self._recover())
        tasks = [asyncio.create_task(loop) for loop in loops]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stop.set()
            running = set(tasks)
            while running:
                for task in running:
                    task.cancel()
                _ended, running = await asyncio.wait(running, timeout=self._pace.graceful + 2)
        for task in tasks:  # reached only where one of them failed
            if not task.cancelled():
                task.result()

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()

    async def _work(self) -> None:
        while not self._stop.is_set():
            try:
                await self._dial()
                async with self._jobs.open_async():
                    if not self._stop.is_set():
                        await self._carry_out_jobs()
            except _DATABASE_AWAY as error:
                log.warning("worker.database_away", error_code=type(error).__name__)
            else:
                log.warning("worker.connection_lost")
            await self._pause(self._pace.reconnect)

    async def _dial(self) -> None:
        """Wait for the database with a cheap knock; a pool would back off for minutes."""
        async with self._core.database.transaction() as session:
            await session.connection()

    async def _carry_out_jobs(self) -> None:
        self._working = True
        log.info("worker.working", concurrency=self._concurrency)
        try:
            await self._jobs.run_worker_async(
                queues=[COURIER_QUEUE, CLOCK_QUEUE],
                name=PROCESS,
                concurrency=self._concurrency,
                fetch_job_polling_interval=self._pace.poll,
                shutdown_graceful_timeout=self._pace.graceful,
                update_heartbeat_interval=self._pace.heartbeat,
                stalled_worker_timeout=self._pace.stalled_after,
                delete_jobs="successful",
                install_signal_handlers=False,
                worker_middleware=[self._watch],
            )
        finally:
            self._working = False

    async def _watch(
        self, carry_out: Callable[[], Awaitable[Any]], context: JobContext, worker: Worker
    ) -> object:
        """Know which jobs this process really carries out."""
        self._worker_id = worker.worker_id
        job_id = context.job.id
        if job_id is None:
            return await carry_out()
        self._running.add(job_id)
        try:
            return await carry_out()
        finally:
            self._running.discard(job_id)

    async def _be_present(self) -> None:
        while not self._stop.is_set():
            if self._working:
                try:
                    async with self._core.database.transaction() as session:
                        await beat(session, PROCESS)
                except UnavailableError:
                    log.warning("worker.presence_unrecorded")
            await self._pause(self._pace.presence if self._working else self._pace.poll)

    async def _recover(self) -> None:
        while not self._stop.is_set():
            await self._pause(self._pace.recovery)
            if self._stop.is_set() or not self._working:
                continue
            try:
                await self._take_up_stalled()
            except _DATABASE_AWAY as error:
                log.warning("worker.recovery_postponed", error_code=type(error).__name__)

    async def _take_up_stalled(self) -> None:
        """Put back the jobs of workers that died, and our own whose end was not recorded."""
        manager = self._jobs.job_manager
        dead = await manager.get_stalled_jobs(seconds_since_heartbeat=self._pace.stalled_after)
        orphans = {job.id: job for job in await self._own_lost()}
        orphans |= {job.id: job for job in dead if job.id not in self._running}
        for job in orphans.values():
            try:
                await manager.retry_job(job)
            except ConnectorException as error:
                if isinstance(error.__cause__, psycopg.OperationalError) or means_away(error):
                    raise
                continue  # it ended, or another worker took it up, in this very moment
            log.warning("worker.job_recovered", job_id=job.id, task_name=job.task_name)

    async def _own_lost(self) -> list[Job]:
        """Find jobs that are ours by the books, and that nobody carries out since a while."""
        if self._worker_id is None:
            return []
        ours = await self._jobs.job_manager.list_jobs_async(
            worker_id=self._worker_id, status=Status.DOING.value
        )
        idle = {job.id: job for job in ours if job.id is not None and job.id not in self._running}
        lost = [job for job_id, job in idle.items() if job_id in self._lost]
        self._lost = set(idle) - self._lost
        return lost


def register_tasks(
    jobs: App, courier: Delivers, duties: Sequence[Duty], errands: Sequence[Errand] = ()
) -> None:
    """Teach the queue what its jobs mean."""

    async def deliver(delivery_id: str) -> None:
        await courier.deliver(UUID(delivery_id))

    jobs.task(name=DELIVER_TASK, queue=COURIER_QUEUE, retry=KeepTrying())(deliver)
    for errand in errands:
        jobs.task(name=errand.task, queue=COURIER_QUEUE, retry=KeepTrying())(_errand_task(errand))
    for duty in duties:
        task = jobs.task(
            name=f"duty.{duty.name}",
            queue=CLOCK_QUEUE,
            lock=f"duty.{duty.name}",
            queueing_lock=f"duty.{duty.name}",
        )(_duty_task(duty))
        jobs.periodic(cron=duty.cron, periodic_id=duty.name)(task)


def _errand_task(errand: Errand) -> Callable[[str], Awaitable[None]]:
    async def carry_out(subject_id: str) -> None:
        await errand.run(UUID(subject_id))

    return carry_out


def _duty_task(duty: Duty) -> Callable[[int], Awaitable[None]]:
    async def carry_out(timestamp: int) -> None:
        del timestamp  # when it was due; the clock says what is due now
        try:
            done = await duty.run()
        except UnavailableError:
            log.warning("duty.postponed", duty=duty.name)
            return
        log.info("duty.done", duty=duty.name, count=done if isinstance(done, int) else None)

    return carry_out
