"""Pages follow each other without gap or repetition in every order, at the same cost for any length."""

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from core.chain.states import State, Track
from core.errors import InvalidError
from core.queues.paging import page_of
from core.queues.queue import matching
from core.queues.schemas import QueueFilter, QueueName, Sort
from tests.support.scene import PUBLIC, WBS, Scene


async def walked(scene: Scene, sort: Sort, limit: int = 3, query: str = "") -> list[str]:
    numbers: list[str] = []
    after: str | None = None
    while True:
        async with scene.desk("sari") as desk:
            page = await desk.queue(
                QueueFilter(queue=QueueName.ALL, sort=sort, query=query), after=after, limit=limit
            )
        numbers += [row.agenda_number for row in page.rows]
        after = page.next_after
        if after is None:
            assert page.total == len(numbers)
            return numbers


@pytest.fixture
async def eleven(scene: Scene) -> None:
    """Eleven reports at different times, four of them without a running deadline."""
    for number in range(11):
        filed = await scene.file()
        if number % 3 == 0:
            await scene.drive(filed, State.WITHDRAWN)
        scene.pass_time(hours=number % 2)


@pytest.mark.usefixtures("eleven")
async def test_every_order_walks_through_all_reports_once(scene: Scene) -> None:
    walks = {sort: await walked(scene, sort) for sort in Sort}
    for numbers in walks.values():
        assert len(numbers) == len(set(numbers)) == 11
    assert walks[Sort.NEWEST] == walks[Sort.OLDEST][::-1]
    assert walks[Sort.NUMBER] == sorted(walks[Sort.NUMBER], reverse=True)
    async with scene.desk("sari") as desk:
        rows = (await desk.queue(QueueFilter(queue=QueueName.ALL))).rows
    dues = [row.due_at for row in rows if row.due_at is not None]
    assert dues == sorted(dues)
    assert [row.due_at is None for row in rows] == [False] * len(dues) + [True] * (11 - len(dues))


async def test_equal_deadlines_come_in_the_order_they_were_received_page_after_page(scene: Scene) -> None:
    filed = []
    for _ in range(7):
        filed.append((await scene.row(await scene.file())).agenda_number)
        scene.pass_time(minutes=1)
    async with scene.desk("sari") as desk:
        rows = (await desk.queue(QueueFilter(queue=QueueName.ALL))).rows
    assert len({row.due_at for row in rows}) == 1
    assert await walked(scene, Sort.DUE, limit=2) == filed


@pytest.mark.slow
@pytest.mark.usefixtures("eleven")
@pytest.mark.parametrize("sort", Sort)
async def test_a_search_walks_through_what_it_finds_in_the_same_order(scene: Scene, sort: Sort) -> None:
    word = "segel"  # every made-up report says it
    assert await walked(scene, sort, query=word) == await walked(scene, sort)


@pytest.mark.usefixtures("eleven")
async def test_a_page_mark_of_another_order_or_made_up_is_refused(scene: Scene) -> None:
    async with scene.desk("sari") as desk:
        mark = (await desk.queue(QueueFilter(sort=Sort.NUMBER), limit=3)).next_after
        assert mark
        for after in (mark, "W10", "bnVsbA", "x", "=" * 7, "WyJkdWUiXQ", "WyJkdWUiLDEsMl0"):
            with pytest.raises(InvalidError) as refused:
                await desk.queue(QueueFilter(sort=Sort.DUE), after=after)
            assert refused.value.code == "page.unknown"


@pytest.mark.slow
async def test_a_page_of_many_costs_as_many_statements_as_a_page_of_few(
    scene: Scene, house_engine: AsyncEngine
) -> None:
    async def statements() -> int:
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        event.listen(house_engine.sync_engine, "before_cursor_execute", note)
        try:
            async with scene.desk("sari") as desk:
                await desk.queue(QueueFilter(queue=QueueName.ALL), limit=200)
                await desk.counts()
        finally:
            event.remove(house_engine.sync_engine, "before_cursor_execute", note)
        return len([one for one in seen if "SAVEPOINT" not in one])

    for _ in range(5):
        await scene.file()
    await statements()  # what is kept in memory is read once
    few = await statements()
    for _ in range(60):
        await scene.file()
    assert await statements() == few
    assert few <= 14


async def test_counting_stops_at_its_cap(scene: Scene) -> None:
    for _ in range(4):
        await scene.file()
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        found = await matching(session, QueueFilter(), actor, scene.backoffice.keys)
        assert (await page_of(session, found.ways, after=None, limit=1, cap=3)).total == 3
        assert (await page_of(session, found.ways, after=None, limit=1)).total == 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("track", "state"),
    [
        (PUBLIC, State.WITHDRAWN),
        (PUBLIC, State.RETURNED_NATIONAL),
        (PUBLIC, State.ANSWERED),
        (PUBLIC, State.CLOSED),
        (WBS, State.NOT_PROCESSABLE),
        (WBS, State.INVESTIGATION),
    ],
)
async def test_a_report_is_closed_exactly_in_a_final_state(scene: Scene, track: Track, state: State) -> None:
    """The queues' indexes stand on this."""
    row = await scene.row(await scene.drive(await scene.file(track), state))
    assert (row.closed_at is not None) is state.is_final
