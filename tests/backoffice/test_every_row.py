"""Every row of the chain that an officer may take works through the API, as each role that may take it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import httpx
import pytest
import pytest_asyncio

from core.chain.actions import Action
from core.chain.rows import Transition
from core.chain.states import OFFICER_ROLES, Role, State, Track
from core.chain.table.transitions import TRANSITIONS
from tests.core.test_decree_product import SEES, TIES, prepare
from tests.support.desk.addresses import document_of
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.house import LOCAL
from tests.support.scene import BODY, FILES_ASKED, PNG, ROADS, Filed
from tests.support.servers import Servers
from tests.support.told import told_body

HTTP_OK = 200


@dataclass(frozen=True, slots=True)
class Case:
    """A row, on one of its tracks, in the first state in which this role sees and may take it."""

    row: Transition
    track: Track
    state: State
    role: Role

    def __str__(self) -> str:
        return f"{self.row.action.value}-{self.track.value}-{self.state.value}-{self.role.value}"


def cases() -> list[Case]:
    found = []
    for row, track, role in product(TRANSITIONS, Track, sorted(OFFICER_ROLES)):
        seen = SEES.get((track, role), "").split()
        states = [state for state in ROADS[track] if state in row.sources and state.value in seen]
        if track in row.tracks and role in row.roles and states:
            found.append(Case(row, track, states[0], role))
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[FurnishedDesk]:
    async with furnished_desk(servers, worker_id, tmp_path_factory.mktemp("every-row")) as desk:
        yield desk


async def act(
    desk: FurnishedDesk, who: str, filed: Filed, action: Action, changed: dict[str, Any]
) -> httpx.Response:
    """Take an action through the API, its files as uploads where it asks for some."""
    values, _files = await desk.scene.form(action, filed.track)
    values |= changed
    asked = FILES_ASKED.get(action, ())
    uploads = [(name, (f"{name}.png", PNG, "image/png")) for name in asked]
    plain = {name: value for name, value in values.items() if name not in asked}
    async with desk.visit(who) as officer:
        if action is Action.FORWARD_TO_HEAD:
            await officer.get(document_of(filed.report_id, "lembar-disposisi"))
        return await officer.act(filed.report_id, action.value, plain, files=uploads)


def test_no_row_of_an_officer_is_left_out() -> None:
    tried = {(case.row, case.track) for case in cases()}
    theirs = {
        (row, track)
        for row in TRANSITIONS
        for track in row.tracks
        if row.roles & OFFICER_ROLES and not row.creates
    }
    assert theirs - tried == set()


@pytest.mark.slow
@pytest.mark.requirement("R47", "R52", "R60", "R75")
@pytest.mark.parametrize("case", cases(), ids=str)
async def test_a_row_is_taken_through_the_api(desk: FurnishedDesk, case: Case) -> None:
    scene, track, action = desk.scene, case.track, case.row.action
    other = await scene.drive(await scene.file(track), case.state) if action in TIES else None
    body = told_body() if action is Action.CHECK_READING else BODY
    begun = await (scene.register(track) if case.role is Role.DESK_OFFICER else scene.file(track, body=body))
    filed = await scene.drive(begun, case.state, supervisory=case.role is Role.INSPECTOR)
    number = (await scene.row(other)).agenda_number if other else ""
    await prepare(scene, filed, action, number)
    changed = {"agenda_number": number} if other else {}
    answer = await act(desk, LOCAL[case.role], filed, action, changed)
    assert answer.status_code == HTTP_OK, answer.text
    assert answer.json()["target"] == (case.row.target or case.state).value
