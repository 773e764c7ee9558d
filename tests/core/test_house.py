"""The scene other tests stand on."""

import pytest

from core.chain.states import State, Track
from tests.support.scene import ROADS, Scene

ROADS_TO = [(track, state) for track in Track for state in ROADS[track]]


@pytest.mark.slow
@pytest.mark.requirement("R92", "R94")
@pytest.mark.parametrize(("track", "state"), ROADS_TO)
async def test_every_state_is_reached_through_the_real_services(
    scene: Scene, track: Track, state: State
) -> None:
    filed = await scene.drive(await scene.file(track), state)

    assert (await scene.row(filed)).state is state
