"""A form made from an older version: words that only add go through, decisions do not."""

import pytest

from core.chain.actions import Action
from core.chain.states import State
from core.errors import ConflictError
from core.handling.schemas import ActOutcome
from tests.support.scene import Scene


@pytest.mark.parametrize("action", [Action.NOTE, Action.ADVISE, Action.REPORT_PROGRESS, Action.CONSULT])
async def test_words_among_officers_go_through_though_the_report_moved_on(
    scene: Scene, action: Action
) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)
    version = (await scene.row(filed)).version
    await scene.act("dewi", filed, Action.FORWARD_TO_HEAD)

    who = "galih" if action is Action.ADVISE else "hendra"
    outcome = await scene.act(who, filed, action, expected_version=version)

    assert isinstance(outcome, ActOutcome)


async def test_a_message_goes_through_while_only_officers_talked_but_not_once_the_reporter_was_told(
    scene: Scene,
) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)
    version = (await scene.row(filed)).version
    await scene.act("dewi", filed, Action.NOTE)
    await scene.act("sari", filed, Action.MESSAGE, expected_version=version)

    with pytest.raises(ConflictError) as refused:
        await scene.act("dewi", filed, Action.MESSAGE, expected_version=version)

    assert refused.value.code == "stale"
    assert "Sari Rahmania" in str(refused.value.params["changed"])


async def test_a_decision_is_refused_even_where_only_a_note_was_written(scene: Scene) -> None:
    filed = await scene.file()
    version = (await scene.row(filed)).version
    await scene.act("sita", filed, Action.NOTE)

    with pytest.raises(ConflictError):
        await scene.act("sari", filed, Action.DISPOSE, expected_version=version)
