"""The bell and the profile in a real browser: found, read, accessible and fitting, at both widths."""

import pytest
from playwright.async_api import Browser, Page

from tests.support.axe import complaints_in_both_themes, with_axe
from tests.support.chromium import indonesian_context
from tests.support.desk.window import take_seat
from tests.support.desk.world import World

pytestmark = pytest.mark.browser


async def complaints(page: Page) -> list[str]:
    """What axe finds, in both themes, and whether anything is wider than the screen."""
    await page.evaluate("scrollTo(0, 0)")  # nothing half under the top bar: that is no fault of its own
    return await complaints_in_both_themes(page)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("narrow", [True, False], ids=["360", "1440"])
async def test_the_bell_leads_to_the_report_and_telegram_is_linked_from_the_profile(
    world: World, address: str, browser: Browser, *, narrow: bool
) -> None:
    await world.registered()
    receipt = await world.registered()
    context = await with_axe(await indonesian_context(browser, narrow=narrow, reduced_motion="reduce"))
    await take_seat(context, address, (await world.seat("sari")).cookie)
    page = await context.new_page()
    page.set_default_timeout(30_000)
    await page.goto(address)
    await page.locator(".k-bell").click()
    await page.locator(".k-notices li.is-unread").first.wait_for()
    assert await complaints(page) == []
    await page.reload()
    row = page.locator(".k-notices li", has_text=receipt["agenda_number"])
    await row.get_by_role("link").click()
    await page.wait_for_url(f"**/laporan/{receipt['report_id']}")
    await page.goto(f"{address}/kabar")
    await page.get_by_role("button", name="Tandai semua dibaca").click()
    await page.get_by_text("Semua sudah dibaca").wait_for()
    await page.get_by_role("link", name="Belum dibaca").click()
    await page.get_by_text("Tidak ada yang baru").wait_for()
    assert await complaints(page) == []
    await page.goto(f"{address}/profil")
    await page.get_by_role("button", name="Tautkan Telegram").click()
    await page.get_by_text("/start petugas_").first.wait_for()
    assert await complaints(page) == []
    await context.close()
