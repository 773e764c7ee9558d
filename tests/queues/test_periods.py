"""Narrowing by time and category: days begin at midnight in the office; who is asked for a view reads it."""

from datetime import datetime
from uuid import UUID

import pytest

from core.administration.categories import Categories, seed_categories
from core.chain.actions import Action
from core.chain.states import State
from core.queues.schemas import DueWithin, QueueFilter, ReceivedSince
from tests.support.house import TECHNICAL
from tests.support.scene import Scene


async def found(scene: Scene, **wish: object) -> set[UUID]:
    async with scene.desk("sari") as desk:
        page = await desk.queue(QueueFilter.model_validate({"queue": "all", **wish}))
    assert page.total == len(page.rows)
    return {row.id for row in page.rows}


async def test_what_came_in_is_told_by_days_of_the_office(scene: Scene) -> None:
    old = await scene.file()
    scene.pass_time(days=2)
    new = await scene.file()
    assert await found(scene, received=ReceivedSince.YESTERDAY) == {new.report_id}
    assert await found(scene, received=ReceivedSince.WEEK) == {old.report_id, new.report_id}


async def test_a_deadline_is_due_today_until_it_has_passed(scene: Scene) -> None:
    filed = await scene.file()
    due: datetime = (await scene.row(filed)).due_at  # type: ignore[assignment]  # verification runs
    assert await found(scene, due=DueWithin.TODAY) == set()
    assert await found(scene, due=DueWithin.WEEK) == {filed.report_id}
    scene.pass_time(seconds=(due - scene.at).total_seconds() - 3600)
    assert await found(scene, due=DueWithin.TODAY) == {filed.report_id}
    assert await found(scene, due=DueWithin.LATE) == set()
    scene.pass_time(hours=2)
    assert await found(scene, due=DueWithin.TODAY) == set()
    assert await found(scene, due=DueWithin.LATE) == {filed.report_id}


@pytest.mark.requirement("R155")
async def test_a_queue_is_narrowed_to_a_category_and_names_it_where_asked(scene: Scene) -> None:
    given, other = await scene.file(), await scene.file()
    async with scene.transaction() as session:
        await seed_categories(session)
        work = Categories(session, await scene.actor("sari"))
        (first, name), (second, _), *_ = await work.choices()
        await work.give(given.report_id, second)
        await work.give(given.report_id, first)
        await work.give(other.report_id, second)
    assert await found(scene, category_id=first) == {given.report_id}
    async with scene.desk("sari") as desk:
        (row,) = (await desk.queue(QueueFilter(category_id=first), with_category=True)).rows
        (plain,) = (await desk.queue(QueueFilter(category_id=first))).rows
        counts = await desk.tallies({"a": QueueFilter(category_id=first), "b": QueueFilter()})
    assert (row.category, plain.category) == (name, "")
    assert counts == {"a": 1, "b": 2}


@pytest.mark.requirement("R70")
async def test_a_row_says_that_the_readers_unit_is_asked_until_it_has_advised(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)

    async def wanted(who: str) -> list[bool]:
        async with scene.desk(who) as desk:
            return [row.advice_wanted for row in (await desk.queue(QueueFilter())).rows]

    units = [scene.house.unit(TECHNICAL)]
    await scene.act("dewi", filed, Action.CONSULT, {"units": units, "question": "Berapa kotaknya?"})
    assert await wanted("galih") == [True]
    assert await wanted("dewi") == [False]
    await scene.act("galih", filed, Action.ADVISE, {"advice": "Dua belas kotak."})
    assert await wanted("galih") == [False]
