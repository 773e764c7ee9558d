"""A form that was not taken, or only looked at, is what the page opens with; and no way leads nowhere."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Page

from core.chain.states import Classification
from tests.support.chromium import indonesian_context
from tests.support.desk.window import take_seat
from tests.support.desk.world import PNG, World, disposition
from tests.support.serving import served

NOWHERE = {"text": "Tolong dilihat @takada"}


def title_of(page: str) -> str:
    found = re.search(r"<title[^>]*>(.*?)</title>", page, re.DOTALL)
    assert found is not None
    return found[1]


async def test_a_refused_form_is_named_in_the_title_and_the_summary_and_its_field_has_the_focus(
    world: World,
) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    async with await world.visit("sari") as desk:
        page = (await desk.post_form(f"{base}/aksi/note", NOWHERE)).text
        untouched = (await desk.get(base)).text
    assert title_of(page).startswith("Belum tersimpan: ")
    summary = page[page.index('class="k-errors"') : page.index("</ul>", page.index('class="k-errors"'))]
    assert 'href="#aksi-note-text">Catatan internal: @takada bukan petugas' in summary
    assert re.findall(r'id="([^"]+)"[^>]* autofocus', page) == ["aksi-note-text"]
    assert not title_of(untouched).startswith("Belum tersimpan")
    assert " autofocus" not in untouched
    assert "k-errors" not in untouched


async def test_of_several_choices_the_first_has_the_focus(world: World) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    async with await world.visit("sari") as desk:
        page = (await desk.post_form(f"{base}/aksi/dispose", {})).text
    assert 'href="#aksi-dispose-checklist"' in page
    assert '<fieldset class="k-set is-choices" id="aksi-dispose-checklist"' in page
    assert re.findall(r'name="([^"]+)"[^>]* autofocus', page) == ["checklist"]


async def test_a_refusal_that_no_form_of_the_page_can_carry_is_read_at_the_top(world: World) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    async with await world.visit("sari") as desk:
        page = await desk.post_form(f"{base}/aksi/submit_followup", {})
    assert page.status_code == 403
    assert 'class="k-errors"' in page.text


async def test_a_preview_opens_with_its_bubble_and_of_nothing_there_is_none(world: World) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    async with await world.visit("sari") as desk:
        shown = await desk.post_form(f"{base}/aksi/message/pratinjau", {"text": "Kami periksa."})
        empty = await desk.post_form(f"{base}/aksi/message/pratinjau", {"text": "  "})
    assert title_of(shown.text).startswith("Pratinjau: ")
    assert 'href="#aksi-message-pratinjau"' in shown.text
    assert re.search(r'id="aksi-message-pratinjau"[^>]* tabindex="-1" autofocus', shown.text)
    assert empty.status_code == 422
    assert "Pesan: tulis dahulu yang akan dibaca pelapor." in empty.text
    assert title_of(empty.text).startswith("Belum tersimpan: ")


async def test_a_preview_takes_files_as_large_as_the_sending_does(world: World) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    large = PNG + b"\0" * (3 * 1024 * 1024)
    async with await world.visit("sari") as desk:
        files = [("files", ("besar.png", large, "image/png"))]
        shown = await desk.post_form(f"{base}/aksi/message/pratinjau", {"text": "Lihat."}, files)
    assert shown.status_code == 200
    assert "besar.png" in shown.text


@pytest.mark.parametrize("after", ["", "/pratinjau"])
async def test_a_forms_own_address_leads_to_its_report(world: World, after: str) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    async with await world.visit("sari") as desk:
        refused = (await desk.post_form(f"{base}/aksi/note", NOWHERE)).text
        followed = await desk.get(f"{base}/aksi/note{after}")
    assert f'<a href="{base}">Muat ulang</a>' in refused
    assert (followed.status_code, followed.headers["location"]) == (303, base)


async def comes_into_sight(page: Page, selector: str) -> bool:
    """Wait for the page to have scrolled there by itself: browsers take a moment for the way."""
    height = await page.evaluate("innerHeight")
    for _ in range(150):
        box = await page.locator(selector).first.bounding_box()
        if box is not None and -box["height"] < box["y"] < height - 20:
            return True
        await asyncio.sleep(0.1)
    return False


@pytest.mark.browser
@pytest.mark.parametrize("scripts", ["with scripts", "without"])
@pytest.mark.parametrize("width", ["wide", "narrow"])
async def test_what_is_wrong_and_what_was_asked_for_come_into_sight_and_into_focus(
    world: World, browser: Browser, scripts: str, width: str
) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    async with served(world.app) as address:
        context = await indonesian_context(
            browser,
            narrow=width == "narrow",
            java_script_enabled=scripts == "with scripts",
            reduced_motion="reduce",
        )
        await take_seat(context, address, (await world.seat("sari")).cookie)
        async with context:
            page = await context.new_page()
            await page.goto(f"{address}{base}")
            await page.locator(".k-beside summary", has_text="Tulis catatan").click()
            await page.locator("#aksi-note-text").fill(NOWHERE["text"])
            await page.locator("#aksi-note .k-submit").click()
            await page.locator("#aksi-note-text:focus").wait_for()
            assert (await page.title()).startswith("Belum tersimpan")
            assert await comes_into_sight(page, "#aksi-note-text-error")
            await page.goto(f"{address}{base}")
            await page.locator("#aksi-message-text").fill("Kami periksa.")
            await page.locator("#aksi-message .k-preview").click()
            await page.locator("#aksi-message-pratinjau:focus").wait_for()
            assert await comes_into_sight(page, "#aksi-message-pratinjau")


async def test_what_was_typed_into_a_form_that_came_too_late_is_given_in_the_words_of_the_form(
    world: World,
) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    typed = disposition(world, note="Mohon segera.", with_apip="ya") | {"within_authority": "ya"}
    async with await world.visit("tono") as faster:
        await faster.post_form(f"{base}/aksi/note", {"text": "Saya periksa dahulu."})
    async with await world.visit("sari") as desk:
        late = await desk.post_form(f"{base}/aksi/dispose", typed | {"version": "1", "supporting_units": "x"})
    assert late.status_code == 409
    kept = dict(re.findall(r"<dt>([^<]+)</dt><dd[^>]*>([^<]*)</dd>", late.text[late.text.index("k-typed") :]))
    assert kept["Unit penanggung jawab"] == "Subbag Hukum dan SDM"
    assert kept["Klasifikasi"] == Classification.NON_SUPERVISORY.label
    assert not set(kept) & set(typed)
    assert not set(kept.values()) & {"ya", "non_supervisory", str(typed["lead_unit"])}
    assert "Kode 409" not in late.text


@pytest.mark.browser
async def test_enter_takes_the_step_and_picks_no_template(world: World, browser: Browser) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    async with served(world.app) as address, await world.visit("sari") as visitor:
        template = {
            "kantor": str(world.office_id), "name": "Minta lengkap", "action": "request_completion",
            "body": "Mohon dilengkapi.", "is_active": "ya",
        }  # fmt: skip
        assert (await visitor.post_form("/pengaturan/templat/baru/simpan", template)).status_code == 303
        context = await indonesian_context(browser)
        await take_seat(context, address, (await world.seat("sari")).cookie)
        async with context:
            page = await context.new_page()
            await page.goto(f"{address}{base}")
            form = page.locator("#aksi-request_completion")
            await page.locator("summary", has=page.get_by_text("Minta kelengkapan")).first.click()
            assert await form.get_by_role("button", name="Pakai templat").count() == 1
            await form.locator("textarea").fill("Mohon lengkapi tempatnya.")
            async with page.expect_request(lambda request: request.method == "POST") as sent:
                await form.locator('input[type="checkbox"]').first.press("Enter")
            assert (await sent.value).url.endswith(f"{base}/aksi/request_completion")
