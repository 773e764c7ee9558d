"""A PostgreSQL that answers late: what is under way stays bounded, the rest waits, and it ends by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import sql

from backoffice.security.turns import Line
from bot.inbox import lanes
from core.db.addresses import libpq_address
from tests.bot.world import RunningBot, agree
from tests.bot.world import World as Chat
from tests.support.desk.world import World as Desk
from tests.support.telegram import Person

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow]

POOL = 20
"""Connections one process may open: its pool and as many again."""
OF_THE_INBOX = 2
"""The bot's own lines beside its pool: what arrives, and what is handled (bot/inbox/journal.py)."""
HELD = 4.0


def _admin(url: str) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(libpq_address(url), autocommit=True)


@contextmanager
def held_up(url: str, table: str) -> Iterator[None]:
    """Keep everybody from a table, as a slow disk or a long maintenance statement does."""
    with _admin(url) as connection, connection.transaction():
        connection.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(sql.Identifier(table)))
        yield


def connections_of(url: str) -> int:
    with _admin(url) as connection:
        counted = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE 'kentongan-%'"
        ).fetchone()
    assert counted is not None
    return int(counted[0])


@asynccontextmanager
async def crowd(chat: Chat, first: int, count: int) -> AsyncIterator[list[Person]]:
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(chat.simulator.person(first + number)) for number in range(count)
        ]


@pytest.mark.requirement("R153")
async def test_a_slow_database_lets_the_bot_pile_up_neither_tasks_nor_connections(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "CROWDED", 25)
    url = chat.urls.superuser
    async with chat.bot() as running, crowd(chat, 7_910_000_001, 60) as people:
        lanes_now, before = running.application._lanes, len(asyncio.all_tasks())
        with held_up(url, "reporter_links"):
            await asyncio.gather(*(person.say("/laporan") for person in people))
            await _settled(running)
            assert not lanes_now._calm.is_set()  # so Telegram keeps what comes now
            assert lanes_now.waiting <= 60
            assert connections_of(url) <= POOL + OF_THE_INBOX
            assert len(asyncio.all_tasks()) - before < 3 * 60 + 60
        await asyncio.gather(*(person.hear("Belum ada laporan", seconds=60) for person in people))
        assert lanes_now._calm.is_set()


async def test_an_inbox_that_cannot_be_written_leaves_the_updates_with_telegram(chat: Chat) -> None:
    async with chat.bot() as running, crowd(chat, 7_920_000_001, 40) as people:
        await agree(people[0])
        with held_up(chat.urls.superuser, "inbox_updates"):
            await asyncio.gather(*(person.say("/start") for person in people[1:]))
            await asyncio.sleep(HELD)
            assert running.application._lanes.waiting <= 1
            assert connections_of(chat.urls.superuser) <= POOL + OF_THE_INBOX
        await asyncio.gather(*(person.hear("Setuju data Anda", seconds=30) for person in people[1:]))


async def test_a_slow_database_holds_the_desks_requests_in_a_bounded_pool_and_then_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.parts.turns, "_people", Line(longest=500, patience=HELD))
    url = desk.parts.core.settings.require_migration_database_url()
    async with await desk.visit("sari") as sari:
        assert (await sari.get("/api/v1/reports")).status_code == 200
        with held_up(url, "reports"):
            began = time.monotonic()
            asked = [asyncio.create_task(sari.get("/api/v1/reports")) for _ in range(60)]
            await asyncio.wait(asked, timeout=12)
            refused = [task.result() for task in asked if task.done()]
            assert connections_of(url) <= POOL
            assert refused, "those without a connection wait for ever"
            assert {answer.status_code for answer in refused} == {503}
            assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
            assert (await sari.get("/healthz")).status_code == 200
        answers = await asyncio.gather(*asked)
        lasted = time.monotonic() - began
        after = await sari.get("/api/v1/reports")
    assert lasted < 60
    assert {answer.status_code for answer in answers} == {200, 503}
    assert after.status_code == 200


async def _settled(running: RunningBot) -> None:
    """Wait until the number of waiting updates stands still."""
    last = -1
    for _ in range(40):
        waiting = running.application._lanes.waiting
        if waiting == last:
            return
        last = waiting
        await asyncio.sleep(0.25)
