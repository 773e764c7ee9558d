"""The head of the unit: analyses, disposes to sections, watches the time limit, hands over (002 BAB IV D)."""

import pytest

from core.chain.actions import Action
from core.chain.states import Role, State
from core.errors import InvalidError
from core.queues.schemas import HolderKind, QueueFilter, QueueName
from tests.support.house import LAW
from tests.support.scene import Scene


@pytest.mark.requirement("R73", "R74", "R75")
@pytest.mark.parametrize("missing", ["sections", "context", "root_cause", "relevant_parties"])
async def test_a_report_is_disposed_with_its_analysis_and_a_section_only(scene: Scene, missing: str) -> None:
    filed = await scene.drive(await scene.file(), State.WITH_UNIT_HEAD)

    with pytest.raises(InvalidError) as refused:
        await scene.act("hendra", filed, Action.DISPOSE_INTERNALLY, {missing: ""})

    assert list(refused.value.fields) == [missing]
    assert (await scene.row(filed)).state is State.WITH_UNIT_HEAD


@pytest.mark.requirement("R74", "R80", "R84", "R71")
async def test_analysis_and_handover_are_on_record_with_who_and_under_which_clause(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)
    async with scene.desk("sari") as desk:
        history = {entry.action: entry for entry in await desk.history(filed.report_id)}

    analysis = history["dispose_internally"]
    assert analysis.values["Akar permasalahan"] == "Gudang tidak dijaga"
    assert analysis.values["Bagian/subbagian"] == LAW
    assert (analysis.author, analysis.acted_as) == ("Hendra Wibisana", Role.UNIT_HEAD)
    handover = history["submit_followup"]
    assert handover.author == "Hendra Wibisana"
    assert "BAB IV D.7" in handover.clause
    assert history["answer"].author == "Dewi Lintang"


@pytest.mark.requirement("R76", "R77", "R78")
async def test_the_head_finds_what_is_late_in_their_unit(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_FOLLOWUP, supervisory=False)
    async with scene.desk("hendra") as desk:
        assert (await desk.queue(QueueFilter(queue=QueueName.LATE))).rows == ()

    scene.pass_time(days=40)

    async with scene.desk("hendra") as desk:
        (row,) = (await desk.queue(QueueFilter(queue=QueueName.LATE))).rows
    assert (row.id, row.urgency, row.held_by.kind) == (filed.report_id, "late", HolderKind.ME)
