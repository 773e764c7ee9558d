"""A crowd waits in line: first come first served, people first, and a clear word once it is too much."""

import asyncio
import contextvars
from contextlib import suppress
from dataclasses import replace

import pytest

from backoffice.app import create_app
from backoffice.security.turns import Line, OverloadedError, Turns
from core.settings import Settings
from tests.support.desk.client import DeskClient
from tests.support.desk.world import World

pytestmark = pytest.mark.slow


class Crowd:
    """People who take a turn each, and the order in which they got in."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.order: list[str] = []
        self.leave = asyncio.Event()

    async def come(self, name: str, *, by_itself: bool = False) -> "asyncio.Task[None]":
        task = asyncio.create_task(self._work(name, by_itself=by_itself))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return task

    async def _work(self, name: str, *, by_itself: bool) -> None:
        async with self.turns.turn(by_itself=by_itself):
            self.order.append(name)
            await self.leave.wait()


async def test_the_first_to_come_is_served_first_and_a_page_that_refreshes_itself_last() -> None:
    crowd = Crowd(Turns(1))
    tasks = [
        await crowd.come("one"),
        await crowd.come("refresh", by_itself=True),
        await crowd.come("two"),
        await crowd.come("three"),
    ]
    assert crowd.order == ["one"]
    crowd.leave.set()
    await asyncio.gather(*tasks)
    assert crowd.order == ["one", "two", "three", "refresh"]


async def test_no_more_work_at_a_time_than_there_are_places() -> None:
    crowd = Crowd(Turns(3))
    tasks = [await crowd.come(str(number)) for number in range(10)]
    assert len(crowd.order) == 3
    crowd.leave.set()
    await asyncio.gather(*tasks)
    assert len(crowd.order) == 10


async def test_whoever_has_a_place_opens_a_second_transaction_in_it() -> None:
    turns = Turns(1, people=Line(longest=0, patience=30))
    async with turns.turn(), turns.turn():
        pass
    async with turns.turn():
        with pytest.raises(OverloadedError):
            await asyncio.create_task(_visit(turns), context=_nobody())


async def test_a_line_that_is_long_enough_takes_nobody_more() -> None:
    crowd = Crowd(Turns(1, people=Line(longest=1, patience=30)))
    tasks = [await crowd.come("one"), await crowd.come("two")]
    with pytest.raises(OverloadedError) as refused:
        await (await crowd.come("three"))
    assert refused.value.params["retry_after"] == 30
    crowd.leave.set()
    await asyncio.gather(*tasks)
    assert crowd.order == ["one", "two"]


async def test_whoever_waited_too_long_or_went_away_costs_nobody_a_place() -> None:
    crowd = Crowd(Turns(1, people=Line(longest=9, patience=0.01)))
    working = await crowd.come("one")
    with pytest.raises(OverloadedError):
        await (await crowd.come("two"))
    gone = await crowd.come("three")
    gone.cancel()
    called_and_gone = await crowd.come("four")
    crowd.leave.set()
    await working
    called_and_gone.cancel()
    with suppress(asyncio.CancelledError):
        await called_and_gone
    await (await crowd.come("five"))
    assert crowd.order[-1] == "five"


async def _visit(turns: Turns) -> None:
    async with turns.turn():
        raise AssertionError("nobody gets in")


def _nobody() -> "contextvars.Context":
    return contextvars.Context()


async def test_past_the_limit_a_page_says_so_in_plain_words_and_when_to_come_again(world: World) -> None:
    full = Turns(0, people=Line(longest=0, patience=30))
    async with await world.visit("sari") as sari:
        world.app.state.backoffice = replace(world.parts, turns=full)
        try:
            page = await sari.get("/")
            machine = await sari.get("/api/v1/me")
        finally:
            world.app.state.backoffice = world.parts
        again = await sari.get("/api/v1/me")
    assert page.status_code == machine.status_code == 503
    assert page.headers["Retry-After"] == machine.headers["Retry-After"] == "30"
    assert "Sedang sangat ramai" in page.text
    assert "tidak ada yang tersimpan" in page.text
    assert machine.json()["code"] == "overloaded"
    assert again.status_code == 200


async def test_many_more_clicks_than_connections_are_all_answered(
    world: World, desk_settings: Settings
) -> None:
    app = create_app(desk_settings.model_copy(update={"db_pool_size": 1}))
    async with app.router.lifespan_context(app), DeskClient.inside(app) as sari:
        sari.take(await world.seat("sari"))
        answers = await asyncio.gather(*(sari.get("/api/v1/me") for _ in range(40)))
    assert {one.status_code for one in answers} == {200}
