"""In a real browser: the administration's pages fit a phone and a desk, and axe finds nothing."""

import pytest
from playwright.async_api import Browser

from tests.support.axe import UNFOLD, complaints_in_both_themes, with_axe
from tests.support.chromium import NARROW, WIDE, indonesian_context, keep_picture
from tests.support.desk.window import take_seat
from tests.support.desk.world import World
from tests.support.serving import served

pytestmark = pytest.mark.browser

PAGES = {
    "sistem": (
        "/pengaturan/kantor?q=lombok", "/pengaturan/kantor/{office}", "/pengaturan/petugas",
        "/pengaturan/petugas/baru", "/pengaturan/petugas/{officer}",
        "/pengaturan/hari", "/pengaturan/kesehatan",
    ),
    "sari": (
        "/pengaturan/tenggat", "/pengaturan/tenggat/verification", "/pengaturan/templat",
        "/pengaturan/templat/baru?langkah=accept", "/pengaturan/jawaban", "/pengaturan/jawaban/hours",
    ),
}  # fmt: skip


@pytest.mark.timeout(500)
@pytest.mark.parametrize("who", PAGES)
async def test_every_page_is_accessible_and_fits_at_both_widths(
    world: World, browser: Browser, who: str
) -> None:
    found: list[str] = []
    async with served(world.app) as address:
        context = await with_axe(await indonesian_context(browser, reduced_motion="reduce"))
        await take_seat(context, address, (await world.seat(who)).cookie)
        page = await context.new_page()
        for number, pattern in enumerate(PAGES[who]):
            path = pattern.format(office=world.office_id, officer=world.accounts["sari"].id)
            response = await page.goto(address + path)
            assert response is not None
            assert response.status == 200, path
            await keep_picture(page, "pengaturan", f"{who}-{number}")
            await page.evaluate(UNFOLD)
            for size in (WIDE, NARROW):
                await page.set_viewport_size(size)
                at = f"{path} at {size['width']}"
                found += [f"{at}: {one}" for one in await complaints_in_both_themes(page)]
            await page.set_viewport_size(WIDE)
        await context.close()
    assert found == []
