"""One process at a time holds a chat; a dead one holds nothing for long."""

import itertools
import secrets
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.memory.living import ALIVE, Life
from bot.memory.sealed import ChatBusyError, ChatMemory
from tests.bot.conftest import redis_number
from tests.support.servers import Servers

CHATS = itertools.count(4_711)
KEY, INDEX_KEY = secrets.token_bytes(32), secrets.token_bytes(32)


@pytest_asyncio.fixture(loop_scope="session")
async def redis(servers: Servers, worker_id: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(servers.valkey.url(redis_number(worker_id))) as client:
        yield client


@pytest.fixture
def chat() -> int:
    """A chat nothing is remembered of."""
    return next(CHATS)


def process(redis: Redis) -> tuple[ChatMemory, Life]:
    """Give what one bot process remembers with."""
    life = Life(redis)
    return ChatMemory(redis, life, secret_key=KEY, index_key=INDEX_KEY), life


async def look_dead(redis: Redis, life: Life) -> None:
    """Let the sign of life end, as it does by itself within three seconds of the last beat."""
    assert 0 < await redis.pttl(ALIVE + life.name) <= 3_000
    await redis.delete(ALIVE + life.name)


async def test_what_one_process_holds_no_other_gets_while_it_lives(redis: Redis, chat: int) -> None:
    (first, life), (second, _) = process(redis), process(redis)
    async with first.visit(chat):
        await life.beat()
        with pytest.raises(ChatBusyError):
            async with second.visit(chat):
                raise AssertionError("two held one chat")
    async with second.visit(chat) as visit:
        assert visit.state.wants == ""


async def test_what_a_dead_process_held_is_taken_over_and_it_keeps_nothing_any_more(
    redis: Redis, chat: int
) -> None:
    (first, life), (second, _) = process(redis), process(redis)
    async with first.visit(chat) as visit:
        visit.state.wants = "before"

    async def be_overtaken() -> None:
        async with first.visit(chat) as visit:
            visit.state.wants = "written by the dead"
            await look_dead(redis, life)
            async with second.visit(chat) as taken:
                assert taken.state.wants == "before"
                taken.state.wants = "after"

    with pytest.raises(ChatBusyError):
        await be_overtaken()
    async with second.visit(chat) as visit:
        assert visit.state.wants == "after"


async def test_a_process_thought_dead_does_not_release_what_another_holds_now(
    redis: Redis, chat: int
) -> None:
    (first, life), (second, other), (third, _) = process(redis), process(redis), process(redis)
    taken = second.visit(chat)

    async def break_down() -> None:
        async with first.visit(chat):
            await look_dead(redis, life)
            await taken.__aenter__()
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await break_down()
    assert other.held
    with pytest.raises(ChatBusyError):
        async with third.visit(chat):
            raise AssertionError("two held one chat")
    await taken.__aexit__(None, None, None)


async def test_a_long_visit_keeps_its_lock_as_long_as_its_process_beats(redis: Redis, chat: int) -> None:
    memory, life = process(redis)
    async with memory.visit(chat):
        (key,) = life.held
        await redis.pexpire(key, 400)
        await life.beat()
        assert await redis.pttl(key) > 10_000
    assert not await redis.exists(key)
    await life.end()
    assert not await redis.exists(ALIVE + life.name)
