"""What services stand on: the clock, the database that may go away, jobs inside the transaction."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from core.chain.states import State
from core.clock import held_at, now
from core.db.database import Database
from core.errors import ConflictError, ErrorKind, NotFoundError, UnavailableError
from core.jobs import defer_in
from core.privacy.keys import KeyNotHeldError
from core.settings import load_settings
from core.wiring import connect_core
from tests.support.postgres import DatabaseUrls
from tests.support.scene import Scene


def test_a_moment_without_a_time_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="aware"), held_at(datetime(2026, 3, 2)):  # noqa: DTZ001 - the point
        pass
    with held_at(datetime(2026, 3, 2, tzinfo=UTC)):
        assert now() == datetime(2026, 3, 2, tzinfo=UTC)
    assert now().tzinfo is UTC


def test_every_refusal_has_words_a_code_and_a_kind() -> None:
    refusal = ConflictError(params={"changed": []})

    assert (refusal.code, refusal.kind) == ("conflict", ErrorKind.CONFLICT)
    assert refusal.message.endswith(".")
    assert NotFoundError(code="x").message == NotFoundError.default_message


async def test_a_database_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    database = Database.connect(f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    with pytest.raises(UnavailableError) as refused:
        async with database.transaction() as session:
            await (await session.connection()).execute(text("SELECT 1"))
    await database.close()

    assert "Tidak ada yang tersimpan" in refused.value.message


@pytest.mark.slow
async def test_a_connection_that_breaks_midway_keeps_nothing_and_the_next_one_works(
    busy_scene: Scene,
) -> None:
    with pytest.raises(UnavailableError):  # noqa: PT012 - the block is what is undone
        async with busy_scene.bot.database.transaction() as session:
            connection = await session.connection()
            await connection.execute(
                text("INSERT INTO heartbeats (process, at, facts) VALUES ('x', now(), '{}')")
            )
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    assert await busy_scene.scalar("SELECT count(*) FROM heartbeats") == 0


async def test_a_mistake_of_ours_is_not_called_an_outage(scene: Scene) -> None:
    with pytest.raises(ProgrammingError):
        await scene.scalar("SELECT nothing FROM nowhere")


@pytest.mark.slow
async def test_a_job_waits_with_its_transaction_and_once_per_lock(busy_scene: Scene) -> None:
    jobs = "SELECT count(*) FROM procrastinate_jobs"
    with pytest.raises(RuntimeError, match="undone"):  # noqa: PT012 - the block is what is undone
        async with busy_scene.transaction() as session:
            assert await defer_in(session, "deliver", queue="courier", delivery_id="1")
            raise RuntimeError("undone")
    assert await busy_scene.scalar(jobs) == 0

    async with busy_scene.transaction() as session:
        assert await defer_in(session, "watch", queue="clock", queueing_lock="one", hour=1)
        assert not await defer_in(session, "watch", queue="clock", queueing_lock="one", hour=1)
        assert await defer_in(session, "deliver", queue="courier", delivery_id="2")
    assert await busy_scene.scalar(jobs) == 2


async def test_a_process_opens_with_its_own_keys_only(scene: Scene, house_urls: DatabaseUrls) -> None:
    settings = load_settings(
        environ={},
        env_file=None,
        database_url=house_urls.app,
        evidence_url="memory:///",
        worker_keys_file=scene.house.keys_dir / "worker.json",
    )
    worker = await connect_core(settings, ring="worker")
    with pytest.raises(KeyNotHeldError):
        worker.keys.held("handling_private_key")
    await worker.close()


@pytest.mark.slow
@pytest.mark.requirement("R52", "R94")
async def test_a_report_somebody_is_working_on_is_left_to_the_next_tick(busy_scene: Scene) -> None:
    filed = await busy_scene.drive(await busy_scene.file(), State.AWAITING_COMPLETION)
    busy_scene.pass_time(days=3)
    async with busy_scene.transaction() as session:
        held = text("SELECT 1 FROM reports WHERE id = :id FOR UPDATE")
        await (await session.connection()).execute(held, {"id": filed.report_id})
        assert await busy_scene.tick() == 0
    assert await busy_scene.tick() == 1


@pytest.mark.slow
@pytest.mark.requirement("R52", "R94")
async def test_one_report_the_clock_cannot_tend_holds_up_no_other(busy_scene: Scene) -> None:
    broken = await busy_scene.drive(await busy_scene.file(), State.AWAITING_COMPLETION)
    other = await busy_scene.drive(await busy_scene.file(), State.AWAITING_COMPLETION)
    busy_scene.pass_time(days=3)
    spoilt = (
        "UPDATE reports SET missing_elements = '{unheard_of}', version = version + 1"
        " WHERE id = :id RETURNING 1"
    )
    await busy_scene.rows(spoilt, id=broken.report_id)
    first = "UPDATE deadlines SET due_at = due_at - interval '1 minute' WHERE report_id = :id RETURNING 1"
    await busy_scene.rows(first, id=broken.report_id)

    with pytest.RaisesGroup(pytest.RaisesExc(ValueError, match="unheard_of")):
        await busy_scene.tick()

    reminded = await busy_scene.rows("SELECT report_id FROM deadlines WHERE warned_until IS NOT NULL")
    assert [report_id for (report_id,) in reminded] == [other.report_id]
