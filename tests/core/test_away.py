"""A database that answers and cannot serve is away: told as such, and used again when it can."""

from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from core.clock import now
from core.db.away import may_write, means_away
from core.db.database import Database
from core.db.direct import DirectLine
from core.errors import UnavailableError
from core.jobs import DELIVER_TASK, defer_in
from core.notifications.housekeeping import beat
from tests.support.postgres import DatabaseUrls, read_only


@pytest.mark.parametrize(
    ("state", "away"),
    [
        ("25006", True), ("53300", True), ("53100", True), ("57P01", True), ("57P03", True), ("57014", True),
        ("58030", True), ("25P02", False), ("25P01", False), ("23505", False), ("42P01", False),
    ],
)  # fmt: skip
def test_the_class_of_the_state_says_whether_it_is_away(state: str, *, away: bool) -> None:
    error = psycopg.errors.lookup(state)("x")
    assert means_away(error) is away
    assert means_away(sa.exc.DBAPIError("SELECT 1", {}, error)) is away
    outer = RuntimeError()
    outer.__cause__ = error
    assert means_away(outer) is away
    assert not means_away(ValueError())
    assert not means_away(None)


@pytest.mark.slow
async def test_a_read_only_server_is_away_and_serves_again(committed_db: DatabaseUrls) -> None:
    database = Database.connect(committed_db.app, pool_size=2)
    try:
        with read_only(committed_db):
            for _ in range(3):
                with pytest.raises(UnavailableError):
                    await _beat(database)
            async with database.transaction() as session:
                assert not await may_write(session)
        with pytest.raises(UnavailableError):
            await _beat(database)  # on a connection of before; the next one is new
        await _beat(database)
        async with database.transaction() as session:
            assert await may_write(session)
    finally:
        await database.close()


async def _beat(database: Database) -> None:
    async with database.transaction() as session:
        await beat(session, "uji")


@pytest.mark.slow
async def test_a_line_of_ones_own_meets_it_the_same_way(committed_db: DatabaseUrls) -> None:
    database = Database.connect(committed_db.app, pool_size=1)
    line = DirectLine(database.engine, name="uji")
    write = "INSERT INTO heartbeats (process, at, facts) VALUES ('uji', %(at)s, '{}')"
    try:
        with read_only(committed_db):
            for _ in range(2):
                with pytest.raises(UnavailableError):
                    await line.run(write, {"at": now()})
        assert await line.run(write, {"at": now()}) == []
        with pytest.raises(psycopg.errors.UniqueViolation):  # an error of ours stays one
            await line.run(write, {"at": now()})
    finally:
        await line.close()
        await database.close()


@pytest.mark.slow
async def test_a_job_that_finds_it_read_only_is_not_an_error_of_ours(committed_db: DatabaseUrls) -> None:
    database = Database.connect(committed_db.app, pool_size=1)
    try:
        with read_only(committed_db), pytest.raises(UnavailableError):
            await _defer(database)
        await _defer(database)
    finally:
        await database.close()


async def _defer(database: Database) -> None:
    async with database.transaction() as session:
        await defer_in(session, DELIVER_TASK, queue="courier", delivery_id="x")


@pytest.mark.slow
async def test_readiness_asks_whether_it_may_write(committed_db: DatabaseUrls) -> None:
    from backoffice.health import _database  # noqa: PLC0415 - the probe alone, without the pages

    database = Database.connect(committed_db.app, pool_size=1)
    parts: Any = SimpleNamespace(core=SimpleNamespace(database=database))
    try:
        assert (await _database(parts))[0].ok
        with read_only(committed_db):
            health, _ = await _database(parts)
        assert not health.ok
    finally:
        await database.close()
