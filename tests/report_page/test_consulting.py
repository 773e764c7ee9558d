"""Asking other units: who was asked, who has answered, and whose desk it waits on meanwhile."""

import pytest

from core.chain.actions import Action
from core.chain.states import State
from core.clock import now
from core.errors import InvalidError
from core.queues.schemas import QueueFilter, QueueName
from core.reading.surroundings import Asked, Surroundings
from tests.support.house import DATA, LAW, TECHNICAL
from tests.support.scene import Filed, Scene


async def asked(scene: Scene, filed: Filed, who: str = "dewi") -> tuple[Asked, ...]:
    async with scene.transaction() as session:
        surroundings = Surroundings(session, scene.house.keys["backoffice"], await scene.actor(who))
        return (await surroundings.of(filed.report_id, suggest=False, reads_since=now())).asked


async def waiting(scene: Scene, who: str) -> set[object]:
    async with scene.desk(who) as desk:
        return {row.id for row in (await desk.queue(QueueFilter(queue=QueueName.WAITING))).rows}


@pytest.mark.requirement("R36", "R70")
async def test_a_question_waits_for_each_asked_unit_until_it_advises(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)
    before = await waiting(scene, "galih")

    units = [scene.house.unit(TECHNICAL), scene.house.unit(DATA)]
    await scene.act("dewi", filed, Action.CONSULT, {"units": units, "question": "Berapa kotaknya?"})

    assert filed.report_id not in before
    assert filed.report_id in await waiting(scene, "galih")
    assert {one.unit: one.answered_by for one in await asked(scene, filed)} == {TECHNICAL: None, DATA: None}

    await scene.act("galih", filed, Action.ADVISE, {"advice": "Dua belas kotak."})

    assert filed.report_id not in await waiting(scene, "galih")
    answered = {one.unit: one.answered_by for one in await asked(scene, filed)}
    assert answered == {TECHNICAL: "Galih Santosa", DATA: None}
    by_unit = {one.unit: one for one in await asked(scene, filed)}
    async with scene.desk("dewi") as desk:
        lines = {line.id: line.text for line in (await desk.report(filed.report_id)).lines}
    assert lines[by_unit[TECHNICAL].question_id] == "Berapa kotaknya?"
    assert lines[by_unit[TECHNICAL].answer_id] == "Dua belas kotak."  # type: ignore[index]  # answered


async def test_nothing_waits_for_an_adviser_once_the_answer_is_out(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.FOLLOWUP_SUBMITTED)
    await scene.act("dewi", filed, Action.CONSULT)
    assert filed.report_id in await waiting(scene, "galih")

    await scene.act("dewi", filed, Action.ANSWER)

    assert filed.report_id not in await waiting(scene, "galih")


async def test_the_leading_unit_is_neither_offered_nor_asked_for_its_own_view(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)

    async with scene.desk("dewi") as desk:
        actions, _ = await desk.actions(filed.report_id)
    (consult,) = [one for one in actions if one.action == Action.CONSULT]
    offered = {value for one in consult.fields if one.name == "units" for value, _ in one.choices}
    assert str(scene.house.unit(LAW)) not in offered
    assert str(scene.house.unit(TECHNICAL)) in offered

    with pytest.raises(InvalidError) as refused:
        await scene.act("dewi", filed, Action.CONSULT, {"units": [scene.house.unit(LAW)]})

    assert refused.value.code == "consultation.own_unit"
