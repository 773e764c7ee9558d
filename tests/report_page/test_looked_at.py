"""Every page of the promise "harm first", as it comes, phone and desk, light and dark: accessible and whole.

One office's desk is furnished once for all of them. Where SCREENSHOTS names a folder, pictures stay there.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from core.chain import Action
from core.clock import held_at
from core.evidence import kinds
from core.evidence.intake import stow
from core.handling.checking_in import check_in
from tests.support import files, tagged
from tests.support.desk.looking import Looking, looking_at
from tests.support.scene import BODY, WBS
from tests.support.servers import Servers

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SENT = (
    ("foto.jpg", tagged.photo("JPEG"), "image/jpeg"),
    ("surat.pdf", tagged.pdf(), kinds.PDF),
    ("rab.xls", files.old_office("Workbook", "_VBA_PROJECT_CUR"), kinds.XLS),
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def looking(
    servers: Servers, worker_id: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Looking]:
    folder: Path = tmp_path_factory.mktemp("looked-at")
    async with looking_at(servers, worker_id, browser, folder) as looking:
        yield looking


@pytest.mark.requirement("R88", "R22")
async def test_a_threatened_reporter_stands_first_and_is_protected_step_by_step(looking: Looking) -> None:
    scene = looking.desk.scene
    await looking.file()
    filed = await looking.file(track=WBS)
    await scene.act("reporter", filed, Action.REQUEST_PROTECTION)
    async with looking.sits("lestari") as page:
        await looking.open(page, "/", "Terancam baru saja")
        await looking.look(page, "antrean")
        await looking.open(page, f"/laporan/{filed.report_id}", "Alasan membuka")
        await looking.look(page, "gerbang")
        await looking.open_sealed(page, filed)
        await looking.look(page, "terancam")
        await scene.act("lestari", filed, Action.ACKNOWLEDGE_PROTECTION)
        await looking.open(page, f"/laporan/{filed.report_id}", "Nilai risiko bagi pelapor")
        await page.locator("#langkah .k-fold").evaluate_all("all => all.forEach(one => { one.open = true; })")
        await looking.look(page, "langkah-pelindungan")
        for action in (Action.ASSESS_RISK, Action.TAKE_MEASURES, Action.HAND_TO_AUTHORITY):
            await scene.act("lestari", filed, action)
        await scene.act("reporter", filed, Action.TELL_SAFETY, {"safe": True, "change": ""})
        await scene.act("lestari", filed, Action.CLOSE_PROTECTION, {"word": ""})
        scene.pass_time(days=30)
        with held_at(scene.at):
            assert await check_in(scene.worker) == 1
        await scene.act("reporter", filed, Action.TELL_SAFETY)
        scene.pass_time(days=-30)
        await looking.open(page, f"/laporan/{filed.report_id}", "Saya dipindahkan", "Saya aman sekarang: Ya")
        await looking.look(page, "kabar-buruk")
    assert looking.found == []


@pytest.mark.requirement("R95", "R54")
async def test_evidence_is_two_lists_a_clean_copy_and_an_original_for_a_reason(looking: Looking) -> None:
    scene, store = looking.desk.scene, looking.desk.app.state.backoffice.core.store
    sent = [await stow(store, data, name=name, mime=mime, caption="Segel <b>") for name, data, mime in SENT]
    filed = await looking.file(evidence=tuple(sent))
    paper = await stow(store, tagged.pdf(script=False), name="berita acara.pdf", mime=kinds.PDF)
    await scene.act("sari", filed, Action.NOTE, files=(paper,))
    async with looking.sits("sari") as page:
        await looking.open(page, f"/laporan/{filed.report_id}", "Bukti", "Berkas kantor")
        await looking.look(page, "laporan")
        shown = await page.locator("#bukti a[href$='/lihat']").evaluate_all("all => all.map(a => a.pathname)")
        for path, name, words in zip(
            dict.fromkeys(shown),
            ("foto", "surat", "tabel"),
            ("salinan bersih", "berjalan sendiri", "memuat makro"),
            strict=True,
        ):
            await looking.open(page, path, words)
            await page.locator(".k-fold").evaluate_all("all => all.forEach(one => { one.open = true; })")
            await looking.look(page, name)
    assert looking.found == []


@pytest.mark.requirement("R23", "R97")
async def test_somebody_who_may_be_meant_is_asked_about_and_whistleblowing_is_worked_on(
    looking: Looking,
) -> None:
    told = BODY.model_copy(update={"substance": "bu sari minta uang kepada pelamar"})
    unsure, wbs = await looking.file(body=told), await looking.file(track=WBS)
    async with looking.sits("sita") as page:
        await looking.open(page, f"/laporan/{unsure.report_id}", "Siapa yang dimaksud?")
        await looking.look(page, "siapa-dimaksud")
    async with looking.sits("agus") as page:
        await looking.open_sealed(page, wbs)
        await looking.look(page, "whistleblowing")
    assert looking.found == []
