"""Two officers at one report in a real browser, narrow and wide: no word of either is lost."""

import asyncio

import pytest
from playwright.async_api import Browser, Page, expect

from tests.report_page.test_page import SEAL
from tests.support.axe import violations, with_axe
from tests.support.chromium import indonesian_context, keep_picture
from tests.support.desk.window import take_seat
from tests.support.desk.world import PNG, World, disposition

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


async def sat_down(browser: Browser, world: World, address: str, who: str, *, narrow: bool) -> Page:
    """Open a window of a signed-in officer."""
    context = await with_axe(await indonesian_context(browser, narrow=narrow))
    await take_seat(context, address, (await world.seat(who)).cookie)
    return await context.new_page()


async def a_busy_report(world: World) -> str:
    await world.registered(body=SEAL)
    report = await world.registered(body=SEAL)
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin:
        values = disposition(world) | {"within_authority": "ya"}
        given = await admin.post_form(f"{base}/aksi/dispose", values)
        assert given.status_code == 303, given.text
        files = [("files", ("segel.png", PNG, "image/png")), ("files", ("pintu.png", PNG, "image/png"))]
        await admin.post_form(f"{base}/aksi/add_information", {"text": "Dua foto."}, files)
    async with await world.visit("dewi") as liaison:
        await liaison.post_form(f"{base}/aksi/accept", {"initial_response": "Kami tangani."})
        unit = str(world.units["Subbag Teknis dan Parmas"])
        await liaison.post_form(f"{base}/aksi/consult", {"units": unit, "question": "Berapa kotaknya?"})
        await liaison.post_form(f"{base}/aksi/note", {"text": "Mohon dilihat @sari"})
    return base


@pytest.mark.parametrize("narrow", [False, True], ids=["1440", "360"])
async def test_two_officers_at_one_report_see_each_other_and_lose_no_word(
    world: World, address: str, browser: Browser, *, narrow: bool
) -> None:
    base = await a_busy_report(world)
    first = await sat_down(browser, world, address, "sari", narrow=narrow)
    second = await sat_down(browser, world, address, "dewi", narrow=narrow)
    await first.goto(address + base)
    await second.goto(address + base)
    await expect(first.get_by_text("Dewi Anggraini juga membuka laporan ini.")).to_be_visible(timeout=60_000)

    words = "Pesan yang belum selesai"
    typing = first.locator("#aksi-message textarea")
    await typing.fill(words)
    await typing.focus()
    filling = second.get_by_text("Sari Rahmania sedang mengisi formulir “Kirim pesan ke pelapor”.")
    await expect(filling).to_be_visible(timeout=60_000)
    async with await world.visit("dewi") as liaison:
        await liaison.post_form(f"{base}/aksi/message", {"text": "Kami sedang memeriksa."})

    await expect(first.get_by_text("Laporan ini berubah sejak Anda membukanya.")).to_be_visible(
        timeout=60_000
    )
    assert await typing.input_value() == words
    assert await violations(first) == []
    assert await first.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await keep_picture(first, "laporan", f"laporan-{'360' if narrow else '1440'}")

    await first.locator("#aksi-message button.k-submit").click()
    await expect(first.get_by_text("Dewi Anggraini: Kirim pesan ke pelapor")).to_be_visible()
    assert words in await first.locator("main").inner_text()
    await first.get_by_role("link", name="Buka laporan terbaru").click()
    assert await first.locator("#aksi-message textarea").input_value() == words
    await first.context.close()
    await second.context.close()


@pytest.mark.parametrize("narrow", [False, True], ids=["1440", "360"])
async def test_evidence_is_walked_through_by_keyboard_and_works_without_scripts(
    world: World, address: str, browser: Browser, *, narrow: bool
) -> None:
    base = await a_busy_report(world)
    page = await sat_down(browser, world, address, "sari", narrow=narrow)
    await page.goto(address + base)
    await page.locator("#bukti summary").first.click()
    await page.get_by_role("link", name="Lihat besar segel.png").click()
    await expect(page.get_by_role("heading", level=1, name="segel.png")).to_be_visible()
    assert await violations(page) == []
    await keep_picture(page, "laporan", f"bukti-{'360' if narrow else '1440'}")
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("heading", level=1, name="pintu.png")).to_be_visible()
    await page.context.close()


async def test_a_queue_takes_in_a_new_report_by_itself(world: World, address: str, browser: Browser) -> None:
    page = await sat_down(browser, world, address, "sari", narrow=False)
    await page.goto(address + "/")
    await asyncio.wait_for(world.parts.live.subscribed.wait(), 15)
    report = await world.registered()
    await expect(page.get_by_text(report["agenda_number"]).first).to_be_visible(timeout=60_000)
    await page.context.close()
