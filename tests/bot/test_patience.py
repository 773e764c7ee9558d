"""An error of ours is tried again for minutes; what is set aside is kept until somebody decides."""

import asyncio
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.inbox.journal import Journal, Parcel
from bot.inbox.lanes import PATIENCE, Lanes
from bot.inbox.notices import ChatNotices
from core.clock import held_at, now
from core.db.database import Database
from core.errors import UnavailableError
from core.notifications.housekeeping import forget_old_updates
from core.notifications.set_aside import let_go, list_set_aside, put_back
from core.privacy.seals import new_key
from tests.support.postgres import DatabaseUrls

CHAT = 7


def update_of(number: int, text: str = "halo") -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": CHAT}, "message_id": number, "text": text}}


class Notices:
    """Remembers what a person would have been told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def outage(self, _: int) -> None:
        self.told.append("outage")

    async def stumbled(self, _: int) -> None:
        self.told.append("stumbled")

    async def cannot_handle(self, _: int) -> None:
        self.told.append("cannot handle")


class Inbox:
    """A journal on a real database, and lanes whose handler fails as often as it is told to."""

    def __init__(self, database: Database, *, fails: int, patience: float = PATIENCE) -> None:
        self.database = database
        self.journal = Journal(database, new_key())
        self.notices = Notices()
        self.fails = fails
        self.handled: list[int] = []
        self.finished: list[int] = []
        self.error: Exception = RuntimeError("ours")
        self.lanes = Lanes(
            journal=self.journal,
            handle=self.handle,
            notices=cast("ChatNotices", self.notices),
            finished=self.finished.append,
            patience=patience,
        )

    async def handle(self, group: list[Parcel]) -> None:
        if self.fails > 0 and group[0].update_id == 1:
            self.fails -= 1
            raise self.error
        self.handled += [one.update_id for one in group]

    async def take_in(self, *numbers: int) -> None:
        for parcel in await self.journal.keep([update_of(number) for number in numbers]):
            self.lanes.put(parcel)

    async def settled(self, count: int) -> None:
        async with asyncio.timeout(30):
            while len(self.finished) < count:  # noqa: ASYNC110 - finished by the lanes
                await asyncio.sleep(0.02)


@pytest.fixture
async def database(committed_db: DatabaseUrls) -> Any:
    opened = Database.connect(committed_db.app, pool_size=2)
    yield opened
    await opened.close()


@pytest.mark.slow
async def test_what_fails_for_seconds_is_handled_in_the_end_and_in_order(database: Database) -> None:
    """Before, three failures within two seconds set it aside: the time of a migration or a restart."""
    inbox = Inbox(database, fails=4)
    await inbox.take_in(1, 2)
    await inbox.settled(2)
    assert inbox.handled == [1, 2]
    assert inbox.notices.told == ["stumbled"]
    async with database.transaction() as session:
        assert await list_set_aside(session) == ()
    await inbox.journal.close()


def test_the_patience_is_minutes() -> None:
    assert PATIENCE >= 180


@pytest.mark.slow
async def test_what_never_works_is_set_aside_told_and_lets_the_next_one_pass(database: Database) -> None:
    inbox = Inbox(database, fails=99, patience=1.0)
    await inbox.take_in(1, 2)
    await inbox.settled(2)
    assert inbox.handled == [2]
    assert inbox.notices.told == ["stumbled", "cannot handle"]
    async with database.transaction() as session:
        (aside,) = await list_set_aside(session)
    assert (aside.update_id, aside.error) == (1, "RuntimeError")
    await inbox.journal.close()


@pytest.mark.slow
async def test_an_outage_never_uses_the_patience_up(database: Database) -> None:
    inbox = Inbox(database, fails=4, patience=0.1)
    inbox.error = UnavailableError()
    await inbox.take_in(1)
    await inbox.settled(1)
    assert inbox.handled == [1]
    await inbox.journal.close()


async def set_aside(database: Database) -> Inbox:
    inbox = Inbox(database, fails=1, patience=0.0)
    await inbox.take_in(1)
    await inbox.settled(1)
    return inbox


@pytest.mark.slow
async def test_it_is_kept_until_somebody_decides(database: Database) -> None:
    inbox = await set_aside(database)
    with held_at(now() + timedelta(days=400)):
        async with database.transaction() as session:
            assert await forget_old_updates(session) == 0
        await inbox.journal.forget_old()
    async with database.transaction() as session:
        assert [one.update_id for one in await list_set_aside(session)] == [1]
    await inbox.journal.close()


@pytest.mark.slow
async def test_what_is_put_back_is_taken_up_once(database: Database) -> None:
    inbox = await set_aside(database)
    async with database.transaction() as session:
        assert await put_back(session, [1, 2]) == 1
    (parcel,) = await inbox.journal.put_back()
    assert parcel.update == update_of(1)
    assert await inbox.journal.put_back() == []
    inbox.lanes.put(parcel)
    await inbox.settled(2)
    assert inbox.handled == [1]
    await inbox.journal.close()


@pytest.mark.slow
async def test_a_bot_that_starts_finds_what_was_put_back_once(database: Database) -> None:
    inbox = await set_aside(database)
    async with database.transaction() as session:
        await put_back(session, [1])
    pending, broken = await inbox.journal.pending()
    assert ([one.update_id for one in pending], broken) == ([1], [])
    assert await inbox.journal.put_back() == []
    await inbox.journal.close()


@pytest.mark.slow
async def test_what_is_let_go_is_gone(database: Database) -> None:
    inbox = await set_aside(database)
    async with database.transaction() as session:
        assert await let_go(session, [1]) == 1
        assert await list_set_aside(session) == ()
    assert await inbox.journal.pending() == ([], [])
    await inbox.journal.close()


@pytest.mark.slow
async def test_a_message_found_again_that_fails_by_us_is_not_taken_for_one_that_kills(
    database: Database,
) -> None:
    inbox = Inbox(database, fails=0)
    await inbox.journal.keep([update_of(1)])
    (parcel,), _ = await inbox.journal.pending()
    inbox.fails = 4  # more often than a message may be under way when a process dies
    inbox.lanes.put(parcel)
    await inbox.settled(1)
    assert inbox.handled == [1]
    assert "cannot handle" not in inbox.notices.told
    await inbox.journal.close()
