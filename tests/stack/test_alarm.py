"""The doctor says when the alarm of a threatened reporter would end with nobody."""

import asyncio

import pytest
from sqlalchemy import text

from core.chain.states import Role
from core.settings import Environment
from deploy.alarms import alarm
from deploy.demo.people import OFFICERS
from deploy.diagnosis import Condition
from tests.support.house import NATIONAL, appoint, hire
from tests.support.scene import Scene

END = "UPDATE appointments SET valid_to = valid_from"


@pytest.mark.slow
@pytest.mark.requirement("R88")
async def test_it_is_said_when_nobody_at_the_top_would_be_rung_for_a_threatened_reporter(
    busy_scene: Scene,
) -> None:
    """Every alarm that nobody answers ends in KPU RI, and reporters are told that its leader is called."""
    settings = busy_scene.bot.settings.model_copy(update={"environment": Environment.production})

    async def found() -> tuple[Condition, str]:
        diagnosis = await asyncio.to_thread(alarm, settings, None)
        return diagnosis.state, diagnosis.seen

    async def run(statement: str) -> None:
        async with busy_scene.bot.database.transaction() as session:
            await (await session.connection()).execute(text(statement))

    top = "office_id = (SELECT id FROM offices WHERE level = 'national')"
    await run(f"{END} WHERE {top} AND role = 'leader'")
    assert await found() == (Condition.wrong, "KPU RI has no leader who would be rung")
    await run(f"{END} WHERE {top}")
    assert await found() == (Condition.wrong, "nobody in KPU RI would be rung")
    office = busy_scene.house.offices[NATIONAL]
    async with busy_scene.transaction() as session:
        await appoint(session, await hire(session, "surya", "Surya Maheswara"), Role.LEADER, office_id=office)
    assert await found() == (Condition.fine, "reaches KPU RI and its leader")
    await run(END)
    assert (await found())[0] is Condition.note


def test_in_the_demo_the_leader_whom_the_chat_speaks_of_is_there_to_be_rung() -> None:
    assert [one for one in OFFICERS if (one.role, one.office) == (Role.LEADER, "RI")]
