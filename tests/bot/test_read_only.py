"""A database that only reads for a while (a standby not yet promoted) does not end the bot."""

import asyncio

import pytest

from tests.bot.test_robustness import somebody
from tests.bot.world import World, begin, title_of, to_step
from tests.support.postgres import read_only


@pytest.mark.slow
async def test_the_bot_waits_tells_and_comes_back(lone_world: World) -> None:
    async with lone_world.bot() as running, somebody(lone_world) as person:
        await to_step(person, await begin(person), "Apa")
        with read_only(lone_world.urls):
            await person.say("segel putus di gudang")
            await person.hear("terganggu")
            await asyncio.sleep(1)
            assert not running.task.done()
        assert title_of(await person.hear("Langkah 5")) == "Siapa"
        assert not running.task.done()
