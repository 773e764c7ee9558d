"""A PDF is read in place on any device: by the browser's own viewer, or drawn where it has none."""

import re

import pytest
import typst
from playwright.async_api import Browser, Page, expect

from tests.report_page.test_page import SEAL
from tests.report_page.test_two_officers import sat_down
from tests.support.axe import violations
from tests.support.chromium import keep_picture
from tests.support.desk.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PAPER = b"""#set page(width: 210mm, height: 297mm, fill: rgb("#cc2222"))
Berita acara penyegelan
#pagebreak()
Halaman tanda tangan
"""
_MIDDLE = """canvas => [...canvas.getContext("2d")
    .getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data]"""


async def a_report_with_papers(world: World, content: bytes) -> str:
    report = await world.registered(body=SEAL)
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin:
        files = [("files", ("berita-acara.pdf", content, "application/pdf"))]
        given = await admin.post_form(f"{base}/aksi/add_information", {"text": "Berita acara."}, files)
        assert given.status_code == 303, given.text
    return base


async def readings(world: World, base: str) -> int:
    """Count how often the file was handed out, as the list of readers shows it."""
    async with await world.visit("sari") as admin:
        page = await admin.get(f"{base}/pembaca")
        assert re.search(r"<title>Jejak akses [^ <]*\d+/[^<]* · Kentongan", page.text)
    return page.text.count("membuka bukti")


@pytest.mark.parametrize("narrow", [False, True], ids=["1440", "360"])
async def test_a_browser_without_a_viewer_draws_the_pages_and_says_their_words(
    world: World, address: str, browser: Browser, *, narrow: bool
) -> None:
    base = await a_report_with_papers(world, typst.compile(PAPER))
    page = await sat_down(browser, world, address, "sari", narrow=narrow)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    await page.goto(address + base)
    assert not await page.evaluate("navigator.pdfViewerEnabled")
    await page.locator("#bukti summary").first.click()
    await expect(page.locator(".k-pages li.is-drawn").first).to_be_visible(timeout=30_000)
    await expect(page.locator(".k-paper [role=status]")).to_have_text("2 halaman")
    red = await page.get_by_role("img", name="Halaman 1 dari 2").evaluate(_MIDDLE)
    assert red == [0xCC, 0x22, 0x22, 0xFF]
    await expect(page.locator(".k-pages p").first).to_contain_text("Berita acara penyegelan")
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await keep_picture(page, "laporan", f"pdf-{'360' if narrow else '1440'}")
    await page.locator(".k-pages").focus()
    await page.keyboard.press("End")
    await expect(page.locator(".k-pages li.is-drawn")).to_have_count(2)
    assert complaints == []
    assert await readings(world, base) == 1
    await page.context.close()


async def test_a_browser_with_a_viewer_is_left_to_it(world: World, address: str, browser: Browser) -> None:
    base = await a_report_with_papers(world, typst.compile(PAPER))
    page = await _opened(world, address, browser, base, viewer=True)
    frame = page.locator(".k-paper iframe")
    await expect(frame).to_have_attribute("title", "berita-acara.pdf")
    await expect(page.locator(".k-pages")).to_have_count(0)
    await page.context.close()


async def test_a_broken_paper_says_so_and_leaves_the_download(
    world: World, address: str, browser: Browser
) -> None:
    base = await a_report_with_papers(world, b"%PDF-1.7\n potongan berkas yang rusak")
    page = await _opened(world, address, browser, base, viewer=False)
    await expect(page.locator(".k-paper [role=status]")).to_have_text(
        "Berkas ini tidak dapat ditampilkan di sini. Unduh untuk membukanya.", timeout=30_000
    )
    await expect(page.get_by_role("link", name="Unduh berita-acara.pdf")).to_be_visible()
    await page.context.close()


async def _opened(world: World, address: str, browser: Browser, base: str, *, viewer: bool) -> Page:
    page = await sat_down(browser, world, address, "sari", narrow=False)
    said = "true" if viewer else "false"
    await page.add_init_script(
        f"Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', {{get: () => {said}}})"
    )
    await page.goto(address + base)
    await page.locator("#bukti summary").first.click()
    return page
