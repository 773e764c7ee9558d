"""What a report does not say is marked, and asked for with one press and a question that is drafted."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from core.chain.states import Element, IdentityMode, Kind, State
from core.reading.asking import question_for
from core.reports.schemas import Place
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.scene import BODY, WBS, Filed
from tests.support.servers import Servers
from tests.support.told import told_body

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R51", "R52")]

NOTHING = BODY.model_copy(
    update={"parties": (), "happened_at": "", "place": Place(), "chronology": "", "title": ""}
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[FurnishedDesk]:
    folder: Path = tmp_path_factory.mktemp("missing")
    async with furnished_desk(servers, worker_id, folder) as desk:
        yield desk


async def page_of(desk: FurnishedDesk, filed: Filed, who: str = "sari", more: str = "") -> str:
    async with desk.visit(who) as officer:
        return (await officer.get(f"/laporan/{filed.report_id}{more}")).text


async def missing(desk: FurnishedDesk, filed: Filed, who: str = "sari", **headers: str) -> list[str]:
    async with desk.visit(who) as officer:
        answer = await officer.get(f"/api/v1/reports/{filed.report_id}", **headers)
    found: list[str] = answer.json()["missing"]
    return found


def ticked(page: str) -> list[str]:
    form = page[page.index('id="aksi-request_completion"') :]
    form = form[: form.index("</form>")]
    return re.findall(r'name="elements" value="(\w+)" checked', form)


async def test_one_press_opens_the_request_with_its_elements_ticked_and_a_question_drafted(
    desk: FurnishedDesk,
) -> None:
    filed = await desk.scene.file(body=NOTHING)
    page = await page_of(desk, filed)
    assert "Belum disebut:" in page
    [link] = re.findall(r'href="(/laporan/[^"]+lengkapi=ya#aksi-request_completion)"', page)
    assert ticked(page) == []

    async with desk.visit("sari") as officer:
        opened = (await officer.get(link)).text
        asked = opened[opened.index('id="aksi-request_completion-message"') :]
        message = asked[asked.index(">\n") + 2 : asked.index("</textarea>")]
        form = dict(
            re.findall(r'name="(version|key)" value="([^"]+)"', opened[opened.index("aksi/request_c") :])
        )
        values = {**form, "elements": ticked(opened), "message": message}
        sent = await officer.post_form(f"/laporan/{filed.report_id}/aksi/request_completion", values)

    assert ticked(opened) == ["who", "when", "where", "how", "evidence"]
    assert message == question_for(tuple(map(Element, ticked(opened))))
    assert sent.status_code == 303
    row = await desk.scene.row(filed)
    assert row.state is State.AWAITING_COMPLETION
    assert row.missing_elements == ["who", "when", "where", "how", "evidence"]


async def test_a_story_tells_in_itself_how_it_came_about(desk: FurnishedDesk) -> None:
    filed = await desk.scene.file(body=told_body())

    assert await missing(desk, filed) == ["evidence"]
    assert "bukti pendukung" in await page_of(desk, filed)


async def test_a_point_on_the_map_is_a_place_and_a_file_is_evidence(desk: FurnishedDesk) -> None:
    body = NOTHING.model_copy(update={"place": Place(latitude=-8.6, longitude=116.5)})
    filed = await desk.scene.file(body=body, evidence=(await desk.scene.stowed(),))

    assert await missing(desk, filed) == ["who", "when", "how"]


async def test_a_question_or_a_wish_needs_no_more_than_it_says(desk: FurnishedDesk) -> None:
    filed = await desk.scene.file(body=NOTHING, kind=Kind.INFORMATION_REQUEST)

    assert await missing(desk, filed) == []
    assert "Belum disebut:" not in await page_of(desk, filed)


async def test_who_reports_is_never_asked_of_the_anonymous(desk: FurnishedDesk) -> None:
    filed = await desk.scene.file(WBS, identity_mode=IdentityMode.ANONYMOUS, body=NOTHING)

    async with desk.visit("agus") as inspector:
        reason = {"reason": "Memeriksa laporan pegawai"}
        await inspector.post_form(f"/laporan/{filed.report_id}/buka", reason)
        opened = (await inspector.get(f"/laporan/{filed.report_id}?lengkapi=ya")).text
    assert "identity" not in ticked(opened)
    assert "Siapa nama Anda" not in opened


async def test_whoever_may_not_ask_is_shown_what_is_missing_of_a_story_without_the_press(
    desk: FurnishedDesk,
) -> None:
    filed = await desk.scene.drive(await desk.scene.file(body=told_body()), State.DISPOSED)
    page = await page_of(desk, filed, "dewi")

    assert "Belum disebut:" in page
    assert "lengkapi=ya" not in page


def test_the_question_is_plain_and_asks_each_thing_on_a_line_of_its_own() -> None:
    asked = question_for((Element.WHEN, Element.WHERE))

    assert [line[:2] for line in asked.split("\n")[1:3]] == ["1.", "2."]
    assert "Kapan" in asked
    for word in ("verifikasi", "disposisi", "kelengkapan", "terlapor", "unsur"):
        assert word not in asked.lower()
