"""What a protected report says stands nowhere but where somebody asked to open it (security M3)."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from backoffice.requests.queues import queue_href
from core.chain.actions import Action
from core.chain.states import IdentityMode, Track
from core.queues.schemas import QueueName
from core.reports.models import Category, ReportCategory
from core.reports.schemas import Party, ReportBody
from tests.support.desk.everything import everywhere, exports, read
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.scene import PUBLIC, WBS
from tests.support.servers import Servers

pytestmark = [pytest.mark.requirement("R97"), pytest.mark.slow]
WORD = "Gudangnya"
PARTY = (Party(name="Wiranto Kusumo", position="Penjaga"),)
TOLD = ReportBody(substance=f"{WORD} dibuka malam-malam oleh penjaga.", parties=PARTY)
PROTECTED = [
    (PUBLIC, IdentityMode.CONFIDENTIAL),
    (PUBLIC, IdentityMode.ANONYMOUS),
    (WBS, IdentityMode.CONFIDENTIAL),
    (WBS, IdentityMode.OPEN),
]


@pytest_asyncio.fixture(loop_scope="session")
async def desk(servers: Servers, worker_id: str, tmp_path: Path) -> AsyncIterator[FurnishedDesk]:
    async with furnished_desk(servers, worker_id, tmp_path) as desk:
        yield desk


@pytest.mark.parametrize(("track", "mode"), PROTECTED)
async def test_no_list_notice_or_file_shows_what_a_protected_report_says(
    desk: FurnishedDesk, track: Track, mode: IdentityMode
) -> None:
    who = "agus" if track is WBS else "sari"
    openly = await desk.scene.file(body=TOLD.model_copy(update={"substance": "Segel kotak suara terbuka."}))
    filed = await desk.scene.file(track, identity_mode=mode, body=TOLD)
    await desk.scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": "Keterangan tambahan."})
    number = (await desk.scene.row(filed)).agenda_number
    addresses = [*everywhere(desk), *exports(), f"/laporan/{openly.report_id}"]
    found = await read(desk, who, addresses)
    assert [address for address, text in found.items() if WORD in text] == []
    assert any("P-" in text for text in found.values()), number


@pytest.mark.parametrize("mode", [IdentityMode.CONFIDENTIAL, IdentityMode.ANONYMOUS])
async def test_opened_it_is_headed_by_its_words_but_the_browser_keeps_none(
    desk: FurnishedDesk, mode: IdentityMode
) -> None:
    filed = await desk.scene.file(identity_mode=mode, body=TOLD)
    async with desk.visit("sari") as officer:
        page = (await officer.get(f"/laporan/{filed.report_id}")).text
    title = re.findall(r"<title.*?</title>", page, re.DOTALL)
    heading = re.findall(r"<h1.*?</h1>", page, re.DOTALL)
    assert WORD not in title[0]
    assert "Pengaduan" in title[0]
    assert WORD in heading[0]


async def test_a_list_says_the_kind_and_what_it_is_about_instead(desk: FurnishedDesk) -> None:
    filed = await desk.scene.file(identity_mode=IdentityMode.ANONYMOUS, body=TOLD)
    before = await desk_and_api(desk)
    async with desk.scene.transaction() as session:
        topic = Category(name="Gudang logistik")
        session.add(topic)
        await session.flush()
        by = desk.scene.house.officers["sari"]
        session.add(ReportCategory(report_id=filed.report_id, category_id=topic.id or 0, given_by=by))
    after = await desk_and_api(desk)
    assert "Pengaduan · isi dirahasiakan" in before[0]
    assert "Pengaduan · Gudang logistik" in after[0]
    assert '"title":null' in after[1].replace(" ", "")


async def desk_and_api(desk: FurnishedDesk) -> list[str]:
    found = await read(desk, "sari", [queue_href(QueueName.ALL), "/api/v1/reports?queue=all"])
    return list(found.values())
