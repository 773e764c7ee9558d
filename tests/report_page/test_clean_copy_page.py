"""The page of one file in a browser: the clean copy, what the original may do, and the way to it."""

import pytest
from playwright.async_api import Browser, expect

from core.evidence import kinds
from tests.report_page.test_two_officers import sat_down
from tests.support import files, tagged
from tests.support.axe import complaints_in_both_themes
from tests.support.desk.addresses import REPORTS
from tests.support.desk.evidence import filed
from tests.support.desk.world import World
from tests.support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.requirement("R95", "R99")]
SENT = (
    ("foto.jpg", tagged.photo("JPEG"), "image/jpeg"),
    ("rab.xls", files.old_office("Workbook", "_VBA_PROJECT_CUR"), kinds.XLS),
)


@pytest.mark.parametrize("narrow", [False, True], ids=["1440", "360"])
async def test_a_clean_copy_is_shown_and_the_original_is_fetched_for_a_reason(
    world: World, browser: Browser, *, narrow: bool
) -> None:
    report = await filed(world, *SENT)
    async with await world.visit("sari") as desk:
        listed = (await desk.get(f"{REPORTS}/{report}/evidence")).json()["evidence"]
    photo, table = (f"/laporan/{report}/bukti/{file['id']}/lihat" for file in listed)
    async with served(world.app) as address:
        page = await sat_down(browser, world, address, "sari", narrow=narrow)
        await page.emulate_media(reduced_motion="reduce")
        await page.goto(address + table)
        await expect(page.get_by_text("tidak dapat dibuat salinan bersih")).to_be_visible()
        await expect(page.get_by_text("memuat makro")).to_be_visible()
        await page.locator(".k-fold summary").click()
        wrong = await complaints_in_both_themes(page)

        await page.goto(address + photo)
        await expect(page.locator(".k-viewer img")).to_have_js_property("naturalWidth", 40)
        wrong += await complaints_in_both_themes(page)
        await page.locator(".k-fold summary").click()
        await page.get_by_label("Alasan mengambil berkas asli").fill("Diminta penyidik untuk pembuktian")
        async with page.expect_download() as coming:
            await page.get_by_role("button", name="Catat alasan dan unduh").click()
        kept = await (await coming.value).path()
        await expect(page.locator("h1")).to_have_text("foto.jpg")
        original = kept.read_bytes()
        await page.context.close()
    assert wrong == []
    assert original == SENT[0][1]
