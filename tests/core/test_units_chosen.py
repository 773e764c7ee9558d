"""Units an officer chooses are those of the report's offices; others do not exist for it."""

from typing import Any

import pytest
from sqlalchemy import text

from core.chain.actions import Action
from core.errors import InvalidError, NotFoundError
from tests.support.house import TECHNICAL
from tests.support.scene import Scene


@pytest.mark.requirement("R58", "R62")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lead_unit", "sibling"),
        ("lead_unit", "999999"),
        ("supporting_units", ["sibling"]),
    ],
)
async def test_a_unit_of_another_office_or_made_up_does_not_exist_here(
    scene: Scene, field: str, value: Any
) -> None:
    foreign = scene.house.unit("Biro Hukum", "RI")
    value = {"sibling": foreign}.get(value, value) if isinstance(value, str) else [foreign]
    filed = await scene.file()

    with pytest.raises(NotFoundError) as refused:
        await scene.act("sari", filed, Action.DISPOSE, {field: value})

    assert refused.value.code == "unit.not_found"


@pytest.mark.parametrize("which", ["closed meanwhile", "no number"])
async def test_a_unit_that_can_no_longer_be_chosen_is_told_at_its_field(scene: Scene, which: str) -> None:
    filed, unit = await scene.file(), scene.house.unit(TECHNICAL)
    async with scene.transaction() as session:
        closed = text("UPDATE units SET is_active = false WHERE id = :id")
        await (await session.connection()).execute(closed, {"id": int(unit)})

    value = "bukan-angka" if which == "no number" else unit
    with pytest.raises(InvalidError) as refused:
        await scene.act("sari", filed, Action.DISPOSE, {"supporting_units": [], "lead_unit": value})

    assert refused.value.code == "unit.unknown"
    assert list(refused.value.fields) == ["lead_unit"]
