"""Reports that come in at the same time are written down together, and none suffers for another."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.database import Database
from core.errors import InvalidError, NotFoundError, UnavailableError
from core.intake.filing import from_chat
from core.intake.letterbox import AT_ONCE, Letterbox
from core.intake.schemas import Receipt, SubmitReport
from core.privacy.tracking import TrackingId, new_tracking_id
from tests.support.house import House, furnished_database
from tests.support.scene import BODY, Scene
from tests.support.servers import Servers

UNKEEPABLE = BODY.model_copy(update={"substance": "Huruf yang tidak dapat disimpan: \x00"})


@pytest.fixture
async def database(servers: Servers) -> AsyncIterator[Database]:
    """A furnished database of its own, in which what is committed stays."""
    with furnished_database(servers) as urls:
        database = Database.connect(urls.app, pool_size=4, reference_seconds=60)
        yield database
        await database.close()


@pytest.fixture
def scene(database: Database, house: House, tmp_path: Path) -> Scene:
    return Scene.on(house, database, tmp_path, "postgresql+psycopg://unused")


@pytest.fixture
def box(scene: Scene) -> Letterbox:
    return Letterbox(scene.bot)


async def put_in(box: Letterbox, wish: SubmitReport, tracking_id: TrackingId | None = None) -> Receipt:
    return await box.submit(
        wish, tracking_id=tracking_id or new_tracking_id(), origin=from_chat(4711, keep_tracking=True)
    )


async def all_of(*waiting: Any) -> list[Any]:
    return await asyncio.gather(*waiting, return_exceptions=True)


async def numbers(database: Database) -> list[int]:
    """The agenda numbers drawn at the one office these tests write to, and its counter last."""
    async with database.transaction() as session:
        connection = await session.connection()
        drawn = await connection.execute(text("SELECT agenda_seq FROM reports ORDER BY agenda_seq"))
        last = await connection.execute(text("SELECT COALESCE(sum(last), 0) FROM agenda_counters"))
        return [*drawn.scalars().all(), int(last.scalar_one())]


@contextmanager
def counted(database: Database) -> Iterator[dict[str, int]]:
    seen = {"statements": 0, "commits": 0}

    def statement(*_: object) -> None:
        seen["statements"] += 1

    def commit(_: object) -> None:
        seen["commits"] += 1

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    yield seen
    event.remove(engine, "before_cursor_execute", statement)
    event.remove(engine, "commit", commit)


@pytest.mark.slow
async def test_reports_that_come_at_once_share_a_transaction_and_its_four_statements(
    box: Letterbox, scene: Scene, database: Database
) -> None:
    wish = await scene.wish()
    await put_in(box, wish)
    with counted(database) as seen:
        receipts = await all_of(*(put_in(box, wish) for _ in range(12)))
    assert seen == {"statements": 4 * AT_ONCE, "commits": AT_ONCE}
    assert len({receipt.report_id for receipt in receipts}) == 12
    assert await numbers(database) == [*range(1, 14), 13]


@pytest.mark.slow
async def test_what_comes_while_one_is_being_written_is_written_next(
    box: Letterbox, scene: Scene, database: Database
) -> None:
    wish = await scene.wish()
    first = [asyncio.create_task(put_in(box, wish)) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    later = [asyncio.create_task(put_in(box, wish)) for _ in range(5)]
    receipts = await asyncio.gather(*first, *later)
    assert sorted(int(receipt.agenda_number[:3]) for receipt in receipts) == list(range(1, AT_ONCE + 6))
    assert await numbers(database) == [*range(1, AT_ONCE + 6), AT_ONCE + 5]


@pytest.mark.slow
async def test_an_answer_is_given_only_once_its_report_is_committed(
    box: Letterbox, scene: Scene, database: Database
) -> None:
    wish = await scene.wish()

    async def seen_from_outside() -> bool:
        receipt = await put_in(box, wish)
        async with database.transaction() as session:
            found = await (await session.connection()).execute(
                text("SELECT count(*) FROM reports WHERE id = :id"), {"id": receipt.report_id}
            )
            return bool(found.scalar_one())

    assert await asyncio.gather(*(seen_from_outside() for _ in range(6))) == [True] * 6


@pytest.mark.slow
async def test_the_same_tracking_id_at_the_same_moment_is_one_report(
    box: Letterbox, scene: Scene, database: Database
) -> None:
    wish, tracking_id = await scene.wish(), new_tracking_id()
    receipts = await asyncio.gather(*(put_in(box, wish, tracking_id) for _ in range(6)))
    assert sorted(receipt.repeated for receipt in receipts) == [False] + [True] * 5
    assert len({receipt.model_copy(update={"repeated": False}) for receipt in receipts}) == 1
    assert await numbers(database) == [1, 1]


@pytest.mark.slow
async def test_what_postgresql_cannot_keep_fails_alone_and_takes_no_number(
    box: Letterbox, scene: Scene, database: Database
) -> None:
    good, bad = await scene.wish(), await scene.wish(body=UNKEEPABLE)
    outcomes = await all_of(*(put_in(box, bad if place in {1, 4} else good) for place in range(8)))
    assert [place for place, one in enumerate(outcomes) if isinstance(one, InvalidError)] == [1, 4]
    assert sum(isinstance(one, Receipt) for one in outcomes) == 6
    assert await numbers(database) == [*range(1, 7), 6]


@pytest.mark.slow
async def test_a_refused_report_costs_the_others_nothing(
    box: Letterbox, scene: Scene, database: Database
) -> None:
    good = await scene.wish()
    await put_in(box, good)
    nowhere = good.model_copy(update={"office_id": 999_999})
    with counted(database) as seen:
        outcomes = await all_of(put_in(box, good), put_in(box, nowhere), put_in(box, good), put_in(box, good))
    assert [type(one) for one in outcomes] == [Receipt, NotFoundError, Receipt, Receipt]
    assert seen["commits"] == AT_ONCE
    assert await numbers(database) == [*range(1, 5), 4]


@pytest.mark.slow
@pytest.mark.parametrize("steps", [1, 2, 3, 6])
async def test_a_caller_who_gives_up_takes_no_other_report_along(
    box: Letterbox, scene: Scene, database: Database, steps: int
) -> None:
    wish = await scene.wish()
    callers = [asyncio.create_task(put_in(box, wish)) for _ in range(6)]
    for _ in range(steps):
        await asyncio.sleep(0)
    callers[0].cancel()
    callers[3].cancel()
    outcomes = await all_of(*callers)
    assert [type(one) for one in outcomes].count(Receipt) == 4
    written = await numbers(database)
    assert written[:-1] == list(range(1, written[-1] + 1))
    assert written[-1] in {4, 5, 6}
    assert isinstance(await put_in(box, wish), Receipt)


class Faltering(Database):
    """A database that cannot be reached while it is `away`."""

    away = True

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        if self.away:
            raise UnavailableError
        async with super().transaction() as session:
            yield session


@pytest.mark.slow
async def test_with_the_database_away_everybody_is_told_and_the_box_goes_on_afterwards(
    scene: Scene, database: Database
) -> None:
    faltering, wish = Faltering(database.engine), await scene.wish()
    box = Letterbox(replace(scene.bot, database=faltering))
    assert [type(one) for one in await all_of(*(put_in(box, wish) for _ in range(5)))] == [
        UnavailableError
    ] * 5
    faltering.away = False
    assert isinstance(await put_in(box, wish), Receipt)
    assert await numbers(database) == [1, 1]
