"""What was read out of words, as an officer works with it: a story on its page, a letter at the register.

Each page is looked at as it comes, phone and desk, light and dark: accessible and whole.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from core.evidence.intake import stow
from tests.support import tagged
from tests.support.desk.looking import Looking, looking_at
from tests.support.letters import LETTER
from tests.support.servers import Servers
from tests.support.told import told_body

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def looking(
    servers: Servers, worker_id: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Looking]:
    folder: Path = tmp_path_factory.mktemp("story-looked-at")
    async with looking_at(servers, worker_id, browser, folder) as looking:
        yield looking


@pytest.mark.requirement("R51", "R52", "R53")
async def test_a_story_is_read_confirmed_corrected_and_what_is_missing_asked_for(looking: Looking) -> None:
    store = looking.desk.app.state.backoffice.core.store
    photo = await stow(store, tagged.photo("JPEG"), name="kuitansi.jpg", mime="image/jpeg")
    hints = {"elsewhere": "bawaslu", "danger": "yes"}
    body = told_body(files=(photo.sha256.hex(),), hints=hints)
    filed = await looking.file(body=body, evidence=(photo,))
    other = await looking.file(body=told_body())
    async with looking.sits("sari") as page:
        await looking.open(page, f"/laporan/{filed.report_id}", "min mau lapor", "Yang terbaca dari cerita")
        await looking.look(page, "cerita")
        await looking.open(page, f"/laporan/{filed.report_id}")
        await page.locator("#usulan-1").get_by_role("button", name="Benar").click()
        await expect(page.locator("#usulan-1")).to_contain_text("dipastikan Sari Rahmania")
        line = page.locator("#usulan-3")
        await line.locator("summary").click()
        await line.get_by_label("Nama").fill("Rahma Wati Dewi")
        await line.get_by_role("button", name="Simpan perbaikan").click()
        await expect(page.locator("#usulan-3")).to_contain_text("Rahma Wati Dewi")
        await page.locator("#usulan-4 summary").click()
        await page.locator("#usulan-4").get_by_role("button", name="Bukan itu maksudnya").click()
        await expect(page.locator("#usulan-4")).to_contain_text("ditolak Sari Rahmania")
        await looking.look(page, "cerita-diperiksa")
        await looking.open(page, f"/laporan/{other.report_id}", "Belum disebut:")
        await page.get_by_role("link", name="Minta kelengkapan").click()
        await expect(page.locator("#aksi-request_completion [value=evidence]")).to_be_checked()
        await expect(page.get_by_label("Pesan untuk pelapor")).to_have_value(
            "Terima kasih sudah melapor. Supaya laporan ini bisa kami periksa, tolong jawab:\n"
            "Punya foto, rekaman, atau surat tentang ini? Kirim di sini.\n"
            "Kalau ada yang tidak Anda tahu, tulis saja tidak tahu."
        )
        await looking.look(page, "cerita-kurang")
    assert looking.found == []


@pytest.mark.requirement("R116", "R130", "R131", "R132")
@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
async def test_a_letter_is_pasted_read_and_registered(looking: Looking, *, scripts: bool) -> None:
    async with looking.sits("tono", java_script_enabled=scripts) as page:
        await looking.open(page, "/catat", "Ada tulisannya? Tempel di sini")
        await page.get_by_label("Isi surat, surel, atau catatan").fill(LETTER)
        await page.get_by_role("button", name="Baca surat ini").click()
        await expect(page.get_by_role("main")).to_contain_text("Terbaca 13 isian dan 2 orang.")
        await expect(page.get_by_label("Nomor surat")).to_have_value("04/PP/XI/2026")
        await expect(page.get_by_role("main")).to_contain_text("dari surat: “kemarin malam sekitar jam 8”")
        if scripts:
            await looking.look(page, "surat-terbaca")
        await page.get_by_role("button", name="Simpan dan beri nomor agenda").click()
        await expect(page.get_by_role("heading", name="Laporan tercatat", level=1)).to_be_visible()
    assert looking.found == []
