"""The worker outlives crashes, kills and outages, and does its duties by the clock."""

import asyncio
import json
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
import pytest_asyncio
import sqlalchemy as sa
from psycopg import sql
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.courier.chat import Chats
from core.clock import now
from core.db.database import Database
from core.evidence.store import EvidenceStore
from core.notifications.housekeeping import forget_old_updates
from core.notifications.models import InboxStatus, InboxUpdate
from core.privacy.keys import Keyring, generate_key_files, load_ring
from core.wiring import connect_core
from deploy.worker.duties import standing_duties
from deploy.worker.main import run_worker
from deploy.worker.service import Duty, WorkerService
from tests.delivery.scene import QUICK, Scene
from tests.delivery.test_sending import PNG, statuses, texts
from tests.support.plugins.run import MakeSettings
from tests.support.postgres import DatabaseUrls
from tests.support.servers import Servers
from tests.support.telegram import Person, SimulatorHandle

DOING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"


@dataclass(slots=True)
class WorkerProcess:
    """A running worker."""

    process: asyncio.subprocess.Process
    log: Path

    async def end(self, signum: signal.Signals) -> int:
        self.process.send_signal(signum)
        return await asyncio.wait_for(self.process.wait(), 10)


async def telegram_met_fault(telegram: SimulatorHandle) -> None:
    """Wait until a request is on its way."""
    async with httpx.AsyncClient(base_url=telegram.base_url, trust_env=False) as client:
        for _ in range(500):
            if not (await client.get("/faults")).json()["faults"]:
                return
            await asyncio.sleep(0.02)
        raise AssertionError("no request met the fault")


StartWorker = Callable[[], Awaitable[WorkerProcess]]


@pytest_asyncio.fixture(loop_scope="session")
async def start_worker(scene: Scene, tmp_path: Path, delivery_db: DatabaseUrls) -> AsyncIterator[StartWorker]:
    """Start worker processes on the scene, which gets their keys and their store."""
    files = generate_key_files(tmp_path / "keys")
    scene.rings = {ring: load_ring(path) for ring, path in files.items()}
    scene.store = EvidenceStore.at((tmp_path / "evidence").as_uri())
    given = tmp_path / "given.json"
    given.write_text(
        json.dumps(
            {
                "data_dir": str(tmp_path),
                "database_url": delivery_db.app,
                "telegram_token": scene.token,
                "telegram_api_base": scene.api_base,
            }
        )
    )
    log = tmp_path / "worker.log"
    started: list[asyncio.subprocess.Process] = []

    async def start() -> WorkerProcess:
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.delivery.worker_process", str(given),
                stdout=output, stderr=output,
            )  # fmt: skip
        started.append(process)
        await scene.until("SELECT count(*) FROM heartbeats WHERE process = 'worker'", 1, seconds=60)
        return WorkerProcess(process, log)

    yield start
    for process in started:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.slow
async def test_a_worker_killed_while_sending_loses_nothing(
    scene: Scene, telegram: SimulatorHandle, reporter: Person, start_worker: StartWorker
) -> None:
    told = await scene.report(reporter.user_id)
    worker = await start_worker()
    telegram.fault(kind="timeout", chat_id=reporter.user_id, delay=30)
    await scene.tell(told, "Pertama.", title="")
    await scene.tell(told, "Kedua.", title="")
    await telegram_met_fault(telegram)
    await worker.end(signal.SIGKILL)
    assert await scene.scalar(DOING) == 1
    async with scene.working():
        await scene.until_settled()
    assert await texts(reporter) == ["Pertama.", "Kedua."]
    assert [delivery.uncertain for delivery in await scene.deliveries(told)] == [1, 0]


@pytest.mark.slow
async def test_a_worker_told_to_stop_puts_back_what_it_could_not_finish(
    scene: Scene, telegram: SimulatorHandle, reporter: Person, start_worker: StartWorker
) -> None:
    told = await scene.report(reporter.user_id)
    worker = await start_worker()
    telegram.fault(kind="timeout", chat_id=reporter.user_id, delay=30)
    await scene.tell(told, "Nanti saja.", title="")
    await telegram_met_fault(telegram)
    assert await worker.end(signal.SIGTERM) == 0
    [delivery] = await scene.deliveries(told)
    assert (delivery.status.value, delivery.last_error) == ("retrying", "stopped")
    assert await scene.scalar("SELECT status::text FROM procrastinate_jobs") == "todo"
    async with scene.working():
        await scene.until_settled()
    assert await texts(reporter) == ["Nanti saja."]
    assert (await scene.deliveries(told))[0].uncertain == 0


@pytest.mark.slow
@pytest.mark.requirement("R89")
async def test_no_chat_and_no_word_is_left_in_any_table_job_or_log(
    scene: Scene, telegram: SimulatorHandle, reporter: Person, neighbour: Person, start_worker: StartWorker
) -> None:
    worker = await start_worker()
    told, gone = await scene.report(reporter.user_id), await scene.report(neighbour.user_id)
    await neighbour.block()
    telegram.fault(kind="500", chat_id=reporter.user_id, times=1)
    telegram.fault(kind="429", chat_id=reporter.user_id, times=1)
    file = await scene.file("penanda-berkas.png", "image/png", PNG)
    await scene.tell(told, "Kalimat-penanda.", title="Judul-penanda", files=(file,))
    await scene.tell(gone, "Kalimat-penanda.", title="Judul-penanda")
    while_waiting = await _everything_stored(scene)
    await scene.until_settled()
    await reporter.hear("Kalimat-penanda.")
    assert await worker.end(signal.SIGTERM) == 0
    stored = while_waiting + await _everything_stored(scene)
    logged = worker.log.read_text()
    assert "delivery.sent" in logged
    secrets = [
        str(reporter.user_id),
        str(neighbour.user_id),
        "penanda",
        scene.token,
        scene.token.split(":")[1],
    ]
    for secret in secrets:
        assert secret not in stored
        assert secret.encode().hex() not in stored
        assert secret not in logged
    for person in (reporter, neighbour):
        assert person.user_id.to_bytes(8, "big").hex() not in stored


async def _everything_stored(scene: Scene) -> str:
    async with scene.database.transaction() as session:
        connection = await session.connection()
        tables = await connection.execute(
            sa.text(
                "SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = 'public'"
            )
        )
        dumps = []
        for (table,) in tables.all():
            rows = await connection.execute(sa.text(f"SELECT t::text FROM {table} t"))  # noqa: S608 (the catalogue's own names)
            dumps += [row for (row,) in rows.all()]
    return "\n".join(dumps)


@pytest.mark.slow
async def test_the_worker_comes_back_by_itself_when_the_database_was_away(
    committed_db: DatabaseUrls, servers: Servers, telegram: SimulatorHandle, rings: dict[str, Keyring],
    chats: Chats, reporter: Person,
) -> None:  # fmt: skip
    database = Database.connect(committed_db.app, pool_size=4)
    scene = Scene(
        url=committed_db.app, rings=rings, api_base=telegram.base_url, token=telegram.token,
        chats=chats, database=database, store=EvidenceStore.at("memory:///"),
    )  # fmt: skip
    told = await scene.report(reporter.user_id)
    async with scene.working():
        await scene.tell(told, "Sebelum.", title="")
        await reporter.hear("Sebelum.")
        async with _closed(servers, committed_db):
            await asyncio.sleep(1.0)
        began = time.monotonic()
        await scene.tell(told, "Sesudah.", title="")
        await reporter.hear("Sesudah.")
        assert time.monotonic() - began < 9
        await scene.until_settled()
    assert await texts(reporter) == ["Sebelum.", "Sesudah."]
    await database.close()


@asynccontextmanager
async def _closed(servers: Servers, urls: DatabaseUrls) -> AsyncIterator[None]:
    """Throw everybody out of a database and let nobody in."""
    change = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    name = sql.Identifier(urls.name)
    async with await psycopg.AsyncConnection.connect(
        servers.postgres.conninfo(), autocommit=True
    ) as connection:
        await connection.execute(change.format(name, sql.SQL("false")))
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [urls.name]
        )
        try:
            yield
        finally:
            await connection.execute(change.format(name, sql.SQL("true")))


async def test_a_job_whose_end_could_not_be_recorded_is_found_and_finished(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    async with scene.working():
        await scene.tell(told, "Satu.", title="")
        await scene.until_settled()
        async with scene.database.transaction() as session:
            await (await session.connection()).execute(
                sa.text(
                    "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status, worker_id)"
                    " SELECT 'courier', 'deliver', link_id::text, jsonb_build_object('delivery_id', id),"
                    " 'doing', (SELECT max(id) FROM procrastinate_workers) FROM deliveries"
                )
            )
        await scene.until_settled()
    assert await texts(reporter) == ["Satu."]
    assert await statuses(scene, told) == ["sent"]


async def test_the_worker_says_that_it_is_alive(scene: Scene) -> None:
    async with scene.working():
        await scene.until(
            "SELECT count(*) FROM heartbeats WHERE process = 'worker' AND at > now() - interval '5 seconds'",
            1,
        )


async def test_duties_are_done_by_the_clock_and_one_that_fails_stops_nothing(
    scene: Scene, reporter: Person
) -> None:
    done = asyncio.Event()
    told = await scene.report(reporter.user_id)

    async def good() -> None:
        done.set()

    async def bad() -> None:
        raise ZeroDivisionError

    every_second = "* * * * * */1"
    duties = [Duty(name="good", cron=every_second, run=good), Duty(name="bad", cron=every_second, run=bad)]
    async with scene.working(duties=duties):
        await asyncio.wait_for(done.wait(), 10)
        await scene.until(
            "SELECT count(*) > 0 FROM procrastinate_jobs WHERE task_name = 'duty.bad' AND status = 'failed'",
            expected=True,
        )
        await scene.tell(told, "Tetap jalan.", title="")
        await reporter.hear("Tetap jalan.")


async def test_handled_chat_updates_are_forgotten_after_a_week(scene: Scene) -> None:
    old, young = now() - timedelta(days=8), now() - timedelta(days=6)
    async with scene.database.transaction() as session:
        for number, (status, at) in enumerate(
            [
                (InboxStatus.DONE, old),
                (InboxStatus.POISON, old),
                (InboxStatus.PENDING, old),
                (InboxStatus.DONE, young),
            ]
        ):
            session.add(InboxUpdate(update_id=900 + number, sealed=b"x", status=status, received_at=at))
        await session.flush()
        assert await forget_old_updates(session) == 1  # what was set aside stays until somebody decides
        left = await (await session.connection()).execute(
            sa.text("SELECT update_id FROM inbox_updates ORDER BY update_id")
        )
        assert [row.update_id for row in left] == [901, 902, 903]
        await session.rollback()


async def test_two_workers_share_the_work_and_keep_the_order_of_each_report(
    scene: Scene, reporter: Person, neighbour: Person
) -> None:
    told = [await scene.report(person.user_id) for person in (reporter, neighbour)]
    for number in range(4):
        for one in told:
            await scene.tell(one, f"Kabar {number}.", title="")
    async with scene.working(), scene.working():
        await scene.until_settled()
    for person in (reporter, neighbour):
        assert await texts(person) == [f"Kabar {number}." for number in range(4)]


@pytest.mark.slow
async def test_the_worker_of_the_command_line_sends_and_knows_its_duties(
    scene: Scene, reporter: Person, make_settings: MakeSettings, delivery_db: DatabaseUrls
) -> None:
    settings = make_settings(
        database_url=delivery_db.app, telegram_token=scene.token, telegram_api_base=scene.api_base
    )
    files = generate_key_files(settings.keys_dir)
    scene.rings = {ring: load_ring(path) for ring, path in files.items()}
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Dari perintah.", title="")
    worker = asyncio.create_task(run_worker(settings))
    await reporter.hear("Dari perintah.")
    await scene.until_settled()
    worker.cancel()
    await asyncio.wait([worker])
    assert worker.cancelled()


async def test_every_standing_duty_can_be_done(
    scene: Scene, make_settings: MakeSettings, delivery_db: DatabaseUrls
) -> None:
    settings = make_settings(database_url=delivery_db.app)
    generate_key_files(settings.keys_dir)
    core = await connect_core(settings, ring="worker")
    duties = standing_duties(core)
    try:
        async with core.jobs.open_async():
            for duty in duties:
                await duty.run()
    finally:
        await core.close()
    reporters = {"clock", "digest", "check_ins"}
    officers = {"officer_digest", "officer_warnings", "alarms"}
    house = {"anchor", "requeue", "tidy", "sweep", "discarded", "stand_ins", "named_heads"}
    assert {duty.name for duty in duties} == reporters | officers | house


async def test_the_worker_stops_even_where_a_cancellation_is_lost_in_a_query(scene: Scene) -> None:
    overheard = asyncio.Event()

    class Deaf(Database):
        @asynccontextmanager
        async def transaction(self) -> AsyncIterator[AsyncSession]:
            if not overheard.is_set():
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:  # as asyncio.wait_for of Python 3.11 may do
                    overheard.set()
            async with super().transaction() as session:
                yield session

    core = replace(scene.core("worker"), database=Deaf(scene.database.engine))
    async with scene.courier() as courier:
        service = asyncio.create_task(WorkerService(core, courier, [], concurrency=1, pace=QUICK).run())
        await asyncio.sleep(0.1)
        service.cancel()
        await asyncio.wait([service], timeout=20)
    assert overheard.is_set()
    assert service.cancelled()
