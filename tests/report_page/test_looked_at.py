"""Every page of the promise "harm first", as it comes, phone and desk, light and dark: accessible and whole.

One office's desk is furnished once for all of them. Where SCREENSHOTS names a folder, pictures stay there.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from core.chain import Action
from core.clock import held_at
from core.evidence import kinds
from core.evidence.intake import stow
from core.handling.checking_in import check_in
from tests.support import files, tagged
from tests.support.axe import UNFOLD, complaints_in_both_themes, with_axe
from tests.support.chromium import NARROW, WIDE, indonesian_context, keep_picture
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.desk.window import take_seat
from tests.support.desk.world import seat_at
from tests.support.scene import BODY, WBS, Filed
from tests.support.servers import Servers
from tests.support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SENT = (
    ("foto.jpg", tagged.photo("JPEG"), "image/jpeg"),
    ("surat.pdf", tagged.pdf(), kinds.PDF),
    ("rab.xls", files.old_office("Workbook", "_VBA_PROJECT_CUR"), kinds.XLS),
)
WHY = "Pelapor meminta pelindungan."


@dataclass
class Looking:
    """The furnished desk with a browser at it, and what was found so far."""

    desk: FurnishedDesk
    browser: Browser
    address: str
    found: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def sits(self, who: str) -> AsyncIterator[Page]:
        """Sit down as an officer, now: the browser's clock is the real one."""
        context = await with_axe(await indonesian_context(self.browser, reduced_motion="reduce"))
        seat = await seat_at(self.desk.app.state.backoffice, self.desk.scene.house.officers[who])
        await take_seat(context, self.address, seat.cookie)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.found.append(f"{who}: script: {error}"))
        yield page
        await context.close()

    async def look(self, page: Page, name: str) -> None:
        """Look at a page as it opens and with everything unfolded: wide and narrow, light and dark."""
        for size in (WIDE, NARROW):
            await page.set_viewport_size(size)
            for theme, media in (("gelap", "screen"), ("terang", "not all")):
                await page.evaluate("media => { document.getElementById('k-dark').media = media; }", media)
                await keep_picture(page, "dilihat", f"{name}-{size['width']}-{theme}")
        await page.evaluate(UNFOLD)
        for size in (NARROW, WIDE):
            await page.set_viewport_size(size)
            wrong = await complaints_in_both_themes(page)
            self.found += [f"{name} at {size['width']}: {one}" for one in wrong]

    async def file(self, **changed: object) -> Filed:
        return await self.desk.scene.file(**changed)  # type: ignore[arg-type]  # the scene's own names

    async def open(self, page: Page, path: str, *words: str) -> None:
        await page.goto(f"{self.address}{path}")
        for said in words:
            await expect(page.get_by_role("main")).to_contain_text(said)

    async def open_sealed(self, page: Page, filed: Filed) -> None:
        """Open a report that opens for a reason."""
        await self.open(page, f"/laporan/{filed.report_id}")
        await page.get_by_label("Alasan membuka").fill(WHY)
        await page.get_by_role("button", name="Catat alasan dan buka").click()
        await page.locator("#perjalanan").wait_for()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def looking(
    servers: Servers, worker_id: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Looking]:
    folder: Path = tmp_path_factory.mktemp("looked-at")
    async with furnished_desk(servers, worker_id, folder) as desk, served(desk.app) as address:
        desk.scene.at = datetime.now(UTC)
        yield Looking(desk, browser, address)


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
