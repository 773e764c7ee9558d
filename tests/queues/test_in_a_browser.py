"""In a real browser, on a phone and a desk: the queue's tools are usable, accessible, and fit."""

import pytest
from playwright.async_api import Browser, Page

from tests.support import axe
from tests.support.chromium import indonesian_context, keep_picture
from tests.support.desk.window import take_seat
from tests.support.desk.world import World
from tests.support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def complaints(page: Page, name: str, width: str) -> list[str]:
    """Whatever axe finds, and whatever is wider than the screen."""
    found = [f"{name} {width}: {one}" for one in await axe.complaints(page)]
    await keep_picture(page, "antrean", f"{name}-{width}")
    return found


@pytest.mark.timeout(300)
async def test_the_queue_is_worked_on_a_phone_and_at_a_desk(world: World, browser: Browser) -> None:
    for _ in range(3):
        await world.registered()
    found: list[str] = []
    async with served(world.app) as address:
        for narrow in (True, False):
            width = "360" if narrow else "1440"
            context = await axe.with_axe(await indonesian_context(browser, narrow=narrow))
            await take_seat(context, address, (await world.seat("sari")).cookie)
            page = await context.new_page()
            page.set_default_timeout(30_000)
            await page.goto(f"{address}/antrean/all?asal=direct&urut=newest")
            await page.get_by_text("Simpan tampilan").click()
            found += await complaints(page, "save", width)
            await page.get_by_label("Nama saringan ini").fill(f"Meja {width}")
            await page.get_by_role("button", name="Simpan", exact=True).click()
            await page.get_by_text("Tampilan disimpan").wait_for()
            await page.get_by_text("Kolom dan unduhan").click()
            await page.get_by_label("Unit").last.check()
            found += await complaints(page, "queue", width)
            await page.locator('input[name="report"]').first.check()
            await page.locator('input[name="report"]').nth(1).check()
            await page.get_by_role("button", name="Tindakan untuk yang dipilih").click()
            await page.get_by_role("heading", name="Bisa untuk semuanya", exact=True).wait_for()
            found += await complaints(page, "bulk-choose", width)
            await page.get_by_role("button", name="Kirim pesan ke pelapor").click()
            await page.get_by_role("textbox", name="Pesan").fill("Kami periksa laporan Anda.")
            found += await complaints(page, "bulk-fill", width)
            await page.get_by_role("button", name="Lihat akibatnya dahulu").click()
            await page.get_by_text("Dibaca pelapor").first.wait_for()
            found += await complaints(page, "bulk-preview", width)
            await page.get_by_role("button", name="jalankan untuk 2 laporan").click()
            await page.get_by_role("heading", name="Hasil tindakan").wait_for()
            found += await complaints(page, "bulk-result", width)
            await page.get_by_role("link", name="Kembali ke antrean").click()
            assert "asal=direct" in page.url
            await context.close()
    assert found == []


@pytest.mark.timeout(120)
async def test_the_filters_stand_on_one_line_at_a_desk_and_within_reach_elsewhere(
    world: World, browser: Browser
) -> None:
    async with served(world.app) as address:
        for who in ("sari",):
            context = await indonesian_context(browser, narrow=False)
            await take_seat(context, address, (await world.seat(who)).cookie)
            page = await context.new_page()
            page.set_default_timeout(30_000)
            for width, most in ((1440, 1), (1024, 2), (360, 1)):
                await page.set_viewport_size({"width": width, "height": 900})
                await page.goto(f"{address}/antrean/all")
                chips = page.locator(".k-filters > .k-chip-select")
                boxes = [await chip.bounding_box() for chip in await chips.all()]
                assert len(boxes) > 8
                lines = {round(box["y"]) for box in boxes if box}
                assert len(lines) <= most, (who, width, lines)
                overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                assert await page.evaluate(overflow) == 0
                await keep_picture(page, "antrean", f"filters-{who}-{width}")
            await context.close()
