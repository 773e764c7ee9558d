"""`kill -9` of everything, at random moments, while people report and officers answer."""

import pytest

from tests.faults.auditor import examine
from tests.faults.world import VICTIMS, World, started_world


async def _examined(world: World) -> None:
    auditor = await examine(world)
    print(f"\n{world.ledger.summary()}; resent after a death mid-send: {auditor.resent}")  # noqa: T201 (shown with -s)
    assert not auditor.findings


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.requirement("R51", "R83", "R130")
async def test_nothing_acknowledged_is_lost_or_doubled_when_every_part_is_killed() -> None:
    async with started_world() as world:
        await world.play(seed=20261121, reporters=3, pause=(2.0, 7.0), rounds=1)
        await _examined(world)
        assert world.ledger.kills == dict.fromkeys(VICTIMS, 1)


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_nothing_acknowledged_is_lost_or_doubled_in_a_quarter_of_an_hour_of_kills() -> None:
    async with started_world() as world:
        await world.play(seed=1089, reporters=10, pause=(1.0, 10.0), seconds=900)
        await _examined(world)
        assert min(world.ledger.kills.values()) >= 5
