"""The access log tells what a file went out for, and holds each time it went out."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.report_page.test_page import SEAL
from tests.report_page.test_two_officers import sat_down
from tests.support.desk.world import PNG, World
from tests.support.serving import served

pytestmark = pytest.mark.requirement("R99")

GALLERY, OPENED, DOWNLOADED = "melihat bukti di galeri", "membuka bukti", "mengunduh bukti"


async def a_report_with_pictures(world: World) -> str:
    base = f"/laporan/{(await world.registered(body=SEAL))['report_id']}"
    async with await world.visit("sari") as admin:
        files = [("files", (name, PNG, "image/png")) for name in ("segel.png", "pintu.png")]
        given = await admin.post_form(f"{base}/aksi/add_information", {"text": "Dua foto."}, files)
        assert given.status_code == 303, given.text
    return base


async def uses(world: World, base: str) -> dict[str, int]:
    """Count the entries about files, by what the list of readers says."""
    async with await world.visit("sari") as admin:
        told = (await admin.get(f"{base}/pembaca")).text
        lines = (await admin.get(f"/api/v1/reports/{base.rpartition('/')[2]}/readers")).json()["entries"]
    counted = {words: told.count(words) for words in (GALLERY, OPENED, DOWNLOADED)}
    labels = [line["label"] for line in lines if line["verb"] == "evidence.read"]
    assert counted == {words: labels.count(words) for words in counted}
    assert sum(counted.values()) == len(labels)
    return counted


async def test_each_time_a_file_goes_out_is_an_entry_that_says_what_for(world: World) -> None:
    base = await a_report_with_pictures(world)
    async with await world.visit("sari") as admin:
        page = (await admin.get(base)).text
        small = re.search(rf'src="({base}/bukti/[0-9a-f-]+\?galeri=1)"', page)
        assert small is not None
        file = small[1].partition("?")[0]
        for path, headers in (
            (small[1], {"sec_fetch_dest": "image"}),
            (small[1], {"sec_fetch_dest": "document"}),
            (small[1], {"sec_fetch_dest": "empty"}),
            (small[1], {}),
            (f"{small[1]}&unduh=1", {"sec_fetch_dest": "image"}),
            (f"{file}?unduh=1", {}),
            (file, {"sec_fetch_dest": "image"}),
            (f"/api/v1/reports/{base.rpartition('/')[2]}/evidence/{file.rpartition('/')[2]}?galeri=1", {}),
        ):
            assert (await admin.get(path, **headers)).content == PNG
    assert await uses(world, base) == {GALLERY: 1, OPENED: 5, DOWNLOADED: 2}


@pytest.mark.browser
async def test_a_page_view_shows_its_pictures_and_a_press_opens_one(world: World, browser: Browser) -> None:
    base = await a_report_with_pictures(world)
    async with served(world.app) as address:
        page = await sat_down(browser, world, address, "sari", narrow=False)
        await page.goto(address + base)
        tiles = page.locator("#bukti .k-tile img")
        await tiles.first.scroll_into_view_if_needed()
        await expect(tiles).to_have_count(2)
        for tile in await tiles.all():
            await expect(tile).to_have_js_property("naturalWidth", 1)
        shown = await uses(world, base)
        await page.locator("#bukti summary").first.click()
        await expect(page.locator("#bukti .k-viewer img").first).to_have_js_property("naturalWidth", 1)
        opened = await uses(world, base)
        async with page.expect_download():
            await page.locator("#bukti details[open] a[download]").click()
        downloaded = await uses(world, base)
        await page.context.close()
    assert shown == {GALLERY: 2, OPENED: 0, DOWNLOADED: 0}
    assert opened == {GALLERY: 2, OPENED: 1, DOWNLOADED: 0}
    assert downloaded == {GALLERY: 2, OPENED: 1, DOWNLOADED: 1}
