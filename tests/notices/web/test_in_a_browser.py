"""The bell and the profile in a real browser: found, read, accessible and fitting, at both widths."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, Page

from tests.backoffice.world import World
from tests.support.axe import complaints_in_both_themes, with_axe
from tests.support.chromium import indonesian_context

pytestmark = pytest.mark.browser


@pytest_asyncio.fixture(loop_scope="session")
async def address(world: World) -> AsyncIterator[str]:
    """The application on a port of its own, without a second start."""
    config = uvicorn.Config(world.app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (a flag is all that uvicorn offers)
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    server.force_exit = True
    await task


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
    web = await world.parts.sessions.open(world.accounts["sari"].id, device="Chromium")
    context = await with_axe(await indonesian_context(browser, narrow=narrow, reduced_motion="reduce"))
    await context.add_cookies([{"name": world.parts.cookies.session, "value": web.id, "url": address}])
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
