"""Every row of the chain that an officer may take works through the API, as each role that may take it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from backoffice.app import create_app
from core.chain.actions import Action
from core.chain.rows import Transition
from core.chain.states import OFFICER_ROLES, Role, State, Track
from core.chain.table.transitions import TRANSITIONS
from core.clock import held_at
from core.db.database import Database
from core.settings import load_settings
from tests.core.test_decree_product import SEES, TIES, prepare
from tests.support.desk.addresses import document_of
from tests.support.desk.client import DeskClient
from tests.support.desk.world import seat_at
from tests.support.house import LOCAL, ensure_house, furnished_database
from tests.support.scene import FILES_ASKED, PNG, ROADS, Filed, Scene
from tests.support.servers import Servers, worker_number

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


class Api:
    """The API as the house's officers reach it, at the scene's moment."""

    def __init__(self, scene: Scene, app: FastAPI) -> None:
        self.scene = scene
        self._app = app

    async def act(self, who: str, filed: Filed, action: Action, changed: dict[str, Any]) -> httpx.Response:
        """Take an action, its files as uploads where it asks for some."""
        values, _files = await self.scene.form(action, filed.track)
        values |= changed
        asked = FILES_ASKED.get(action, ())
        uploads = [(name, (f"{name}.png", PNG, "image/png")) for name in asked]
        plain = {name: value for name, value in values.items() if name not in asked}
        with held_at(self.scene.at):
            async with DeskClient.inside(self._app) as officer:
                officer.take(await seat_at(self._app.state.backoffice, self.scene.house.officers[who]))
                if action is Action.FORWARD_TO_HEAD:
                    await officer.get(document_of(filed.report_id, "lembar-disposisi"))
                return await officer.act(filed.report_id, action.value, plain, files=uploads)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def api(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Api]:
    house = await ensure_house(servers)
    folder: Path = tmp_path_factory.mktemp("every-row")
    with furnished_database(servers) as urls:
        settings = load_settings(
            environ={}, env_file=None, data_dir=folder, database_url=urls.app,
            redis_url=servers.valkey.url(24 + worker_number(worker_id)),
            backoffice_keys_file=house.keys_dir / "backoffice.json",
        )  # fmt: skip
        database = Database.connect(urls.app, pool_size=2)
        app = create_app(settings)
        async with app.router.lifespan_context(app):
            yield Api(Scene.on(house, database, folder, urls.app), app)
        await database.close()


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
async def test_a_row_is_taken_through_the_api(api: Api, case: Case) -> None:
    scene, track, action = api.scene, case.track, case.row.action
    other = await scene.drive(await scene.file(track), case.state) if action in TIES else None
    begun = await (scene.register(track) if case.role is Role.DESK_OFFICER else scene.file(track))
    filed = await scene.drive(begun, case.state, supervisory=case.role is Role.INSPECTOR)
    number = (await scene.row(other)).agenda_number if other else ""
    await prepare(scene, filed, action, number)
    changed = {"agenda_number": number} if other else {}
    answer = await api.act(LOCAL[case.role], filed, action, changed)
    assert answer.status_code == HTTP_OK, answer.text
    assert answer.json()["target"] == (case.row.target or case.state).value
