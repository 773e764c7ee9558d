"""What a search finds is sorted where it is found: in the order and within the reach of any list."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from core.access.conditions import Sought, Way, any_of, given_to
from core.chain.actions import Action
from core.chain.states import IdentityMode, State, Track
from core.db.database import Database
from core.queues.paging import ids_of, page_of, which_of
from core.queues.queue import Matching, counts_by, matching
from core.queues.schemas import QueueFilter, QueueName, Sort
from core.reports.models import DUE_OR_NEVER, Report
from tests.support.house import SIBLING, House, furnished_database
from tests.support.plugins.database import rolled_back
from tests.support.scene import WBS, HeldDatabase, Scene
from tests.support.servers import Servers

pytestmark = pytest.mark.slow

WORD = "segel"
"""Every made-up open report says it."""
NAME = "Petugas Gudang"
"""Every made-up report names them, whichever its track and whoever reports."""
ORDERS = {
    Sort.DUE: f"{DUE_OR_NEVER}, received_at, id",
    Sort.NEWEST: "received_at DESC, id DESC",
    Sort.OLDEST: "received_at, id",
    Sort.NUMBER: "agenda_year DESC, agenda_seq DESC, id DESC",
}
OUT_OF_STEP = (
    "SELECT count(*) FROM reports LEFT JOIN report_search said ON said.report_id = reports.id"
    " LEFT JOIN party_words called ON called.report_id = reports.id"
    " WHERE (reports.identity_mode = 'open' AND reports.track = 'public_service' AND"
    " (reports.office_id, reports.due_at, reports.received_at, reports.agenda_year, reports.agenda_seq)"
    " IS DISTINCT FROM"
    " (said.office_id, said.due_at, said.received_at, said.agenda_year, said.agenda_seq)) OR"
    " (reports.track, reports.office_id, reports.due_at, reports.received_at, reports.agenda_year,"
    " reports.agenda_seq) IS DISTINCT FROM (called.track, called.office_id, called.due_at,"
    " called.received_at, called.agenda_year, called.agenda_seq)"
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shared(
    servers: Servers, house: House, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[AsyncEngine, Scene]]:
    """A database with the fourteen in it: filing them anew for each test would cost more than the tests."""
    with furnished_database(servers) as urls:
        engine = create_async_engine(urls.app, pool_size=2)
        filed = Scene.on(house, Database(engine), tmp_path_factory.mktemp("fourteen"), urls.app)
        await file_fourteen(filed)
        yield engine, filed
        await engine.dispose()


@pytest_asyncio.fixture(loop_scope="session")
async def fourteen(shared: tuple[AsyncEngine, Scene]) -> AsyncIterator[Scene]:
    """The scene of the fourteen; what a test changes in it is undone."""
    engine, filed = shared
    async with rolled_back(engine) as connection:
        held = HeldDatabase(connection)
        bot, backoffice, worker = (
            replace(side, database=held) for side in (filed.bot, filed.backoffice, filed.worker)
        )
        yield Scene(filed.house, bot, backoffice, worker, filed.at)


async def file_fourteen(scene: Scene) -> None:
    """File reports of two offices in several states, among them some whose words are not searched."""
    for number in range(12):
        filed = await scene.file(office=SIBLING) if number % 4 == 1 else await scene.file()
        if number % 4 == 0:
            await scene.drive(filed, State.WITHDRAWN)
        elif number % 4 == 2:
            await scene.drive(filed, State.WITH_UNIT_HEAD)
        scene.pass_time(hours=number % 2)
    await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await scene.file(WBS)


async def ways_of(
    scene: Scene,
    who: str,
    expected: int,
    sort: Sort = Sort.DUE,
    state: State | None = None,
    query: str = WORD,
) -> tuple[Way, ...]:
    actor = await scene.actor(who)
    async with scene.transaction() as session:
        found: Matching = await matching(
            session,
            QueueFilter(queue=QueueName.ALL, query=query, sort=sort, state=state),
            actor,
            scene.backoffice.keys,
        )
    return tuple(
        replace(way, sought=replace(way.sought, expected=expected)) if way.sought else way
        for way in found.ways
    )


async def shown_and_counted(
    scene: Scene, ways: Sequence[Way], sort: Sort, *, cap: int
) -> tuple[list[UUID], int]:
    ids: list[UUID] = []
    after: str | None = None
    while True:
        async with scene.transaction() as session:
            page = await page_of(session, ways, after=after, limit=2, sort=sort, cap=cap)
        ids += [report.id for report in page.rows]
        after = page.next_after
        if after is None:
            return ids, page.total


async def walked(scene: Scene, ways: Sequence[Way], sort: Sort, *, cap: int) -> list[UUID]:
    ids, counted = await shown_and_counted(scene, ways, sort, cap=cap)
    assert counted == min(len(ids), cap)
    return ids


@pytest.mark.slow
@pytest.mark.parametrize("expected", [5, 1_000_000], ids=["rare", "common"])
@pytest.mark.parametrize(
    ("query", "who", "there"),
    [
        *((WORD, "sari", 9), (WORD, "nadia", 12), (WORD, "hendra", 3), (WORD, "agus", 3)),
        *((NAME, "sari", 10), (NAME, "nadia", 13), (NAME, "hendra", 3), (NAME, "agus", 4)),
    ],
)
async def test_rare_or_common_what_is_sought_finds_what_a_plain_question_finds_in_every_order(
    fourteen: Scene, query: str, who: str, there: int, expected: int
) -> None:
    for sort, order in ORDERS.items():
        ways = await ways_of(fourteen, who, expected, sort, query=query)
        async with fourteen.transaction() as session:
            plain = text(f"SELECT id FROM reports WHERE {any_of(ways)} ORDER BY {order}")  # noqa: S608
            wanted = list((await (await session.connection()).execute(plain, given_to(ways))).scalars())
            first = await ids_of(session, ways, limit=5, sort=sort)
            among = await which_of(session, ways, [*wanted[::2], UUID(int=1)])
            counts = await counts_by(session, {"one": Matching(ways=ways), "two": Matching(ways=ways)})

        assert len(wanted) == there
        assert first == wanted[:5]
        assert among == frozenset(wanted[::2])
        assert counts == {"one": there, "two": there}
        for cap in (1_000, 3):  # the second is passed by pages that the count did not reach
            assert await walked(fourteen, ways, sort, cap=cap) == wanted


@pytest.mark.parametrize("expected", [5, 1_000_000], ids=["rare", "common"])
@pytest.mark.parametrize(("who", "there"), [("sari", 3), ("nadia", 3), ("agus", 3), ("karta", 0)])
async def test_what_only_the_report_itself_can_tell_is_asked_of_it_for_the_total_too(
    fourteen: Scene, who: str, there: int, expected: int
) -> None:
    ways = await ways_of(fourteen, who, expected, state=State.WITH_UNIT_HEAD)
    async with fourteen.transaction() as session:
        counts = await counts_by(session, {"one": Matching(ways=ways)})

    assert len(await walked(fourteen, ways, Sort.DUE, cap=99)) == there
    assert counts == {"one": there}


def test_a_table_of_finds_answers_only_what_it_keeps() -> None:
    sought = Sought(
        table="finds", kept=frozenset({"office_id"}), condition="", track=Track.PUBLIC_SERVICE, expected=1
    )
    asked = "reports.track = 'public_service' AND reports.id NOT IN (SELECT recusals.report_id FROM recusals)"

    assert sought.beside(f"{asked} AND reports.office_id = :here") == (
        "'public_service' = 'public_service' AND finds.report_id NOT IN"
        " (SELECT recusals.report_id FROM recusals) AND finds.office_id = :here"
    )
    assert sought.beside(f"{asked} AND reports.state = 'received'") is None


async def test_each_report_s_place_stands_beside_its_words_whatever_has_happened(fourteen: Scene) -> None:
    assert await fourteen.scalar("SELECT count(DISTINCT due_at) FROM report_search") > 1
    assert await fourteen.scalar("SELECT count(DISTINCT track) FROM party_words") > 1
    assert await fourteen.scalar(OUT_OF_STEP) == 0


async def test_a_date_that_moves_moves_the_report_in_a_search(scene: Scene) -> None:
    first = await scene.file()
    scene.pass_time(days=1)
    second = await scene.file()
    ways = await ways_of(scene, "sari", 5)
    assert await walked(scene, ways, Sort.DUE, cap=9) == [first.report_id, second.report_id]

    scene.pass_time(days=2)
    await scene.act("sari", first, Action.REQUEST_COMPLETION)

    assert (await scene.row(first)).due_at > (await scene.row(second)).due_at  # type: ignore[operator]
    assert await walked(scene, ways, Sort.DUE, cap=9) == [second.report_id, first.report_id]

    await scene.act("reporter", first, Action.WITHDRAW)
    assert (await scene.row(first)).due_at is None
    assert await walked(scene, ways, Sort.DUE, cap=9) == [second.report_id, first.report_id]
    assert await scene.scalar(OUT_OF_STEP) == 0


async def test_a_report_that_changes_its_office_is_found_there_and_no_longer_here(scene: Scene) -> None:
    filed = await scene.file()
    async with scene.transaction() as session:
        report = await session.get_one(Report, filed.report_id)
        report.office_id = scene.house.offices[SIBLING]

    found = {
        who: await walked(scene, await ways_of(scene, who, 5), Sort.DUE, cap=9) for who in ("sari", "karta")
    }
    assert found == {"sari": [], "karta": [filed.report_id]}


async def test_words_that_are_completed_find_the_place_their_report_has_by_then(scene: Scene) -> None:
    there, gone = await scene.file(), await scene.file()
    for filed in (there, gone):
        await scene.act("sari", filed, Action.REQUEST_COMPLETION, {"elements": ["how"], "message": "Cara?"})
    async with scene.transaction() as session:
        lost = text("DELETE FROM report_search WHERE report_id = :id")
        await (await session.connection()).execute(lost, {"id": gone.report_id})

    for filed in (there, gone):
        await scene.act("reporter", filed, Action.COMPLETE, {"how": "lewat segel kedua"})

    assert await scene.scalar(OUT_OF_STEP) == 0
    assert await scene.scalar("SELECT count(*) FROM report_search WHERE words @@ 'dua | kedua'") == 2


@pytest.mark.parametrize("query", [WORD, NAME])
async def test_a_place_beside_the_words_opens_nothing_the_policy_has_closed(
    fourteen: Scene, query: str
) -> None:
    """Were the copy ever wrong, a report could be missed, never seen by whom it is closed to."""
    ways = await ways_of(fourteen, "karta", 5, query=query)
    before = await walked(fourteen, ways, Sort.DUE, cap=99)
    async with fourteen.transaction() as session:
        for table in ("report_search", "party_words"):
            wrong = text(f"UPDATE {table} SET office_id = :here")  # noqa: S608
            await (await session.connection()).execute(wrong, {"here": fourteen.house.offices[SIBLING]})

    assert len(before) == 3
    shown, _ = await shown_and_counted(fourteen, ways, Sort.DUE, cap=99)
    assert shown == before
