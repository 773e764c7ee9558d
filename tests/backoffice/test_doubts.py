"""On a report's page somebody who decides on it says whether it means an officer whom it may mean."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from core.chain.states import State
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.scene import BODY, Filed
from tests.support.servers import Servers

pytestmark = pytest.mark.requirement("R23", "R97")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[FurnishedDesk]:
    folder: Path = tmp_path_factory.mktemp("doubts")
    async with furnished_desk(servers, worker_id, folder) as desk:
        yield desk


async def about_sari(desk: FurnishedDesk) -> Filed:
    told = BODY.model_copy(update={"substance": "bu sari minta uang kepada pelamar"})
    return await desk.scene.file(body=told)


async def status(desk: FurnishedDesk, who: str, filed: Filed) -> int:
    async with desk.visit(who) as officer:
        return (await officer.get(f"/laporan/{filed.report_id}")).status_code


@pytest.mark.parametrize(("answer", "seen"), [("bukan", 200), ("ya", 404)])
async def test_one_press_on_the_page_decides(desk: FurnishedDesk, answer: str, seen: int) -> None:
    filed = await about_sari(desk)
    assert await status(desk, "sari", filed) == 404
    action = f"/laporan/{filed.report_id}/dugaan/{desk.scene.house.officers['sari']}"
    async with desk.visit("sita") as officer:
        page = (await officer.get(f"/laporan/{filed.report_id}")).text
        assert "Siapa yang dimaksud?" in page
        assert f'action="{action}"' in page
        unclear = await officer.post_form(action, {"meant": "entah"})
        assert unclear.status_code == 422
        assert (await officer.post_form(action, {"meant": answer})).status_code == 303
        page = (await officer.get(f"/laporan/{filed.report_id}")).text
        assert "Siapa yang dimaksud?" not in page
    assert await status(desk, "sari", filed) == seen


async def test_the_api_lists_doubts_and_takes_the_answer_once(desk: FurnishedDesk) -> None:
    filed, sari = await about_sari(desk), desk.scene.house.officers["sari"]
    address = f"/api/v1/reports/{filed.report_id}"
    async with desk.visit("sita") as officer:
        doubts = (await officer.get(address)).json()["doubts"]
        assert doubts == [{"officer_id": str(sari), "full_name": "Sari Rahmania"}]
        assert (await officer.post_json(f"{address}/doubts/{sari}", {"meant": False})).status_code == 204
        again = await officer.post_json(f"{address}/doubts/{sari}", {"meant": True})
        assert (again.status_code, again.json()["code"]) == (409, "doubt.settled")
    assert await status(desk, "sari", filed) == 200


async def test_who_may_not_decide_is_neither_asked_nor_heard(desk: FurnishedDesk) -> None:
    told = BODY.model_copy(update={"substance": "pak agus minta uang"})
    filed = await desk.scene.drive(await desk.scene.file(body=told), State.IN_PROCESS)
    agus = desk.scene.house.officers["agus"]
    async with desk.visit("dewi") as officer:
        assert "Siapa yang dimaksud?" not in (await officer.get(f"/laporan/{filed.report_id}")).text
        address = f"/api/v1/reports/{filed.report_id}/doubts/{agus}"
        refused = await officer.post_json(address, {"meant": False})
        assert (refused.status_code, refused.json()["code"]) == (403, "doubt.role")
    async with desk.visit("agus") as officer:
        assert (await officer.post_json(address, {"meant": False})).status_code == 404
