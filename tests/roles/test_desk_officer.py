"""The day of the desk officer: a walk-in is registered, by keys alone, and leaves with a receipt."""

import re
import secrets

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.roles.day import at_desk
from tests.roles.office import Office
from tests.support.desk.window import Screen
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

_FURTHEST = 120
_RINGED = (
    "one => { const style = getComputedStyle(one);"
    " return style.outlineStyle !== 'none' || style.boxShadow !== 'none' }"
)
_TRACKING = re.compile(r"\b[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}\b")


@pytest.mark.requirement("R116", "R126", "R130", "R131", "R132")
async def test_the_desk_officer_registers_a_walk_in_by_keyboard_and_prints_the_receipt(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen
) -> None:
    telegram = await office.ask("sari", "GET", "/api/v1/reports", params={"queue": "all"})
    others = next(row for row in telegram["rows"] if row["channel"] == "telegram")
    title = f"Perkara {secrets.token_hex(3)}"
    async with at_desk(browser, stack, "tono", screen) as desk:
        page = desk.page
        await desk.open(f"/laporan/{others['id']}", status=404)
        await desk.open("/catat")
        await desk.look("catat")
        send = page.get_by_role("button", name="Simpan dan beri nomor agenda")
        await desk.in_reach(send)
        await _go_to(page, page.get_by_role("combobox", name="Cara laporan masuk"))
        await _choose(page, "Datang langsung")
        await _go_to(page, page.get_by_label(re.compile("^Judul singkat")))
        await page.keyboard.type(title)
        await _go_to(page, page.get_by_label("Apa yang terjadi"))
        await page.keyboard.type("Loket tutup pada jam layanan.")
        await _go_to(page, page.get_by_role("region", name="Pelapor").get_by_label(re.compile("^Nama")))
        await page.keyboard.type("Warga Contoh")
        await _go_to(page, send)
        await page.keyboard.press("Enter")

        await expect(page.get_by_role("heading", name="Laporan tercatat", level=1)).to_be_visible()
        await desk.look("tanda-terima")
        assert _TRACKING.search(await page.get_by_role("main").inner_text())
        await desk.document("Unduh PDF tanda terima")
        await _go_to(page, page.get_by_role("link", name="Buka laporan", exact=True))
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        await desk.may_not("Disposisikan", "Kirim pesan ke pelapor", "Minta kelengkapan")
        await desk.look("laporan")
        assert not _TRACKING.search(await page.content())


async def _go_to(page: Page, control: Locator) -> None:
    """Press Tab until the control has the focus, which can be seen on it."""
    for _ in range(_FURTHEST):
        if await control.evaluate("one => one === document.activeElement"):
            break
        await page.keyboard.press("Tab")
    await expect(control).to_be_focused()
    assert await control.evaluate(_RINGED), await control.evaluate("one => one.outerHTML.slice(0, 200)")


async def _choose(page: Page, label: str) -> None:
    """Choose in a list by typing the beginning of what it says."""
    await page.keyboard.type(label[:6])
    chosen = await page.evaluate("document.activeElement.selectedOptions[0].textContent.trim()")
    assert chosen == label
