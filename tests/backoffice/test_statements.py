"""What a page asks of the database does not grow with the reports there are (issue 3, `make bench`)."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import event, make_url

from bench.mass import fill, made_up_names
from core.queues.schemas import QueueName
from tests.support.desk.client import DeskClient
from tests.support.desk.world import World, desk_on, peopled
from tests.support.servers import Servers, worker_number

pytestmark = pytest.mark.slow

REAL, FEW, MANY = 3, 1_000, 20_000
"""So few that an office of the house has two or three, and so many that it has forty."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def crowded(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[World, str]]:
    """A desk of its own, and where its database can be filled."""
    folder = tmp_path_factory.mktemp("crowded")
    # what is kept in memory is not asked for anew while we count
    with desk_on(servers, 24 + worker_number(worker_id), folder, reference_cache_seconds=60) as settings:
        name = make_url(settings.require_database_url()).database or ""
        async with peopled(settings) as world:
            yield world, servers.postgres.url("postgres", name)


async def counted(world: World, officer: DeskClient, path: str) -> int:
    """Count the statements behind a page, once what is kept in memory has been read."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    engine = world.parts.core.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        for _ in range(2):
            seen.clear()
            answer = await officer.get(path)
            assert answer.status_code == 200, path
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


PAGES = (
    "/",
    *(f"/antrean/{name}" for name in QueueName if name is not QueueName.WHISTLEBLOWING),
    "/antrean/all?q=gudang",
    "/antrean/all?q=legalisir",
    "/antrean/all?q=gudnag",
    f"/antrean/all?q={made_up_names()[0]}",
    "/statistik",
    "/kabar",
    "/profil",
)


async def test_every_page_asks_as_much_of_many_reports_as_of_few(crowded: tuple[World, str]) -> None:
    world, superuser = crowded
    made = [await world.registered() for _ in range(REAL)]
    report = f"/laporan/{made[0]['report_id']}"
    readers = {"sari": (*PAGES, report), "lukman": PAGES, "dewi": PAGES}

    async def every() -> dict[tuple[str, str], int]:
        counts = {}
        for who, paths in readers.items():
            async with await world.visit(who) as officer:
                for path in paths:
                    counts[who, path] = await counted(world, officer, path)
        return counts

    fill(superuser, world.parts.core.keys, have=REAL, want=FEW)
    few = await every()
    fill(superuser, world.parts.core.keys, have=FEW, want=MANY)
    many = await every()
    assert {page: (few[page], many[page]) for page in few if few[page] != many[page]} == {}
