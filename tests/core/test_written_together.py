"""A report is written down in a handful of statements, and what is kept in memory is never wrong for long."""

from collections.abc import AsyncIterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from core.chain.actions import Action
from core.chain.states import Track
from core.db.database import Database
from core.db.keeping import Reference
from core.db.reference import reference_of
from core.deadlines.models import LocalDay
from core.deadlines.service import Deadlines
from core.handling.handling import Handling
from core.intake.filing import from_chat
from core.privacy.tracking import new_tracking_id
from core.reporter.reporter import ReporterDesk
from tests.support.answers import answers_to
from tests.support.house import KABUPATEN, House, furnished_database
from tests.support.postgres import DatabaseUrls
from tests.support.scene import Scene
from tests.support.servers import Servers


@pytest.fixture
async def keeping(servers: Servers, house: House) -> AsyncIterator[Database]:
    """A furnished database of its own whose process keeps reference data."""
    with furnished_database(servers) as urls:
        database = Database.connect(urls.owner, pool_size=2, reference_seconds=60)
        yield database
        await database.close()


@contextmanager
def noted(database: Database) -> Any:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)


async def test_a_submission_takes_four_statements_once_the_office_is_known(
    keeping: Database, house: House, tmp_path: Path
) -> None:
    scene = Scene.on(house, keeping, tmp_path, "postgresql+psycopg://unused")
    await scene.file()
    with noted(keeping) as seen:
        await scene.file()
    assert len(seen) == 4, seen


async def test_an_action_that_tells_the_reporter_takes_nine_statements_with_its_push_job(
    keeping: Database, house: House, tmp_path: Path
) -> None:
    scene = Scene.on(house, keeping, tmp_path, "postgresql+psycopg://unused")
    await scene.act("sari", await scene.file(), Action.REQUEST_COMPLETION)
    filed = await scene.file()
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        handling = Handling(scene.backoffice, session, actor)
        answers = answers_to(Action.REQUEST_COMPLETION, Track.PUBLIC_SERVICE)
        with noted(keeping) as seen:
            await handling.act(filed.report_id, Action.REQUEST_COMPLETION.value, answers)

    jobs = await scene.rows("SELECT args FROM procrastinate_jobs WHERE task_name = 'deliver'")
    assert len(jobs) == 2
    assert len(seen) == 8, seen  # the queue's own statement goes past the engine: nine in all


async def test_a_submission_sent_again_writes_nothing_and_draws_no_number(scene: Scene) -> None:
    wish, tracking_id = await scene.wish(), new_tracking_id()
    receipts = []
    for _ in range(2):
        async with scene.transaction() as session:
            receipts.append(
                await ReporterDesk(scene.bot, session).submit(
                    wish, tracking_id=tracking_id, origin=from_chat(4711, keep_tracking=True)
                )
            )
    first, again = receipts
    assert not first.repeated
    assert again == first.model_copy(update={"repeated": True})
    assert await scene.scalar("SELECT sum(last) FROM agenda_counters") == await scene.scalar(
        "SELECT count(*) FROM reports"
    )


async def test_a_change_in_this_process_is_seen_at_once_and_an_undone_one_never(
    keeping: Database, house: House
) -> None:
    office_id = house.offices[KABUPATEN]
    day = date(2026, 3, 4)

    async def is_off() -> bool:
        async with keeping.transaction() as session:
            return day in (await Deadlines(session).calendar(office_id)).holidays

    async def taken_back() -> None:
        async with keeping.transaction() as session:
            session.add(LocalDay(day=day, is_day_off=True, name="Contoh", legal_source="Contoh"))
            await session.flush()
            assert day in (await Deadlines(session).calendar(office_id)).holidays
            raise RuntimeError

    assert not await is_off()
    with pytest.raises(RuntimeError):
        await taken_back()
    assert not await is_off()
    async with keeping.transaction() as session:
        session.add(LocalDay(day=day, is_day_off=True, name="Contoh", legal_source="Contoh"))
    assert await is_off()


async def test_a_change_by_another_process_is_seen_as_soon_as_the_version_is_asked_for(
    servers: Servers, house: House
) -> None:
    office_id, day = house.offices[KABUPATEN], date(2026, 3, 4)
    with furnished_database(servers) as urls:
        ours = Database.connect(urls.owner, pool_size=1, reference_seconds=60)
        impatient = Database.connect(urls.owner, pool_size=1, reference_seconds=1e-9)
        theirs = Database.connect(urls.app, pool_size=1)

        async def is_off(database: Database) -> bool:
            async with database.transaction() as session:
                return day in (await Deadlines(session).calendar(office_id)).holidays

        before = [await is_off(ours), await is_off(impatient)]
        async with theirs.transaction() as session:
            session.add(LocalDay(day=day, is_day_off=True, name="Contoh", legal_source="Contoh"))
        after = [await is_off(ours), await is_off(impatient)]
        for database in (ours, impatient, theirs):
            await database.close()
    assert (before, after) == ([False, False], [False, True])


async def test_only_what_reference_data_needs_moves_its_version_once_a_transaction(
    servers: Servers, house: House
) -> None:
    with furnished_database(servers) as urls:
        database = Database.connect(urls.app, pool_size=1)

        async def done(*statements: str) -> int:
            async with database.transaction() as session:
                connection = await session.connection()
                for statement in statements:
                    await connection.execute(text(statement))
            async with database.transaction() as session:
                version = await (await session.connection()).execute(
                    text("SELECT version FROM reference_version")
                )
                return int(version.scalar_one())

        before = await done()
        signed_in = "UPDATE officers SET totp_last_step = 1"
        assert await done(signed_in) == before
        assert await done("UPDATE offices SET zone = zone", "UPDATE units SET name = name") == before + 1
        assert await done("UPDATE officers SET is_active = is_active") == before + 2
        await database.close()


async def test_what_was_read_before_a_change_is_not_kept_after_it() -> None:
    kept = Reference(60)

    async def read_late() -> str:
        kept.forget()
        return "old"

    async def read_again() -> str:
        return "new"

    assert await kept.get("x", read_late) == "old"
    assert await kept.get("x", read_again) == "new"
    assert await kept.get("x", read_late) == "new"


async def test_nothing_is_kept_unless_asked(house_urls: DatabaseUrls) -> None:
    reads = 0

    async def read() -> int:
        nonlocal reads
        reads += 1
        return reads

    database = Database.connect(house_urls.app, pool_size=1)
    async with database.transaction() as session:
        kept = reference_of(session)
        assert [await kept.get("x", read), await kept.get("x", read)] == [1, 2]
    await database.close()
    for_a_minute = Reference(60)
    assert [await for_a_minute.get("x", read), await for_a_minute.get("x", read)] == [3, 3]
    for_a_minute.forget()
    assert await for_a_minute.get("x", read) == 4
