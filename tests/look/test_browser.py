"""In a real browser: no accessibility violation, no overflow, no blocked file, and nothing typed is lost."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from tests.look.pages import PAGES
from tests.support.axe import UNFOLD, complaints_in_both_themes, with_axe
from tests.support.chromium import NARROW, WIDE, indonesian_context

pytestmark = pytest.mark.browser

ONE_OF_EACH = {"problem-409", "problem-429"}  # with a shell and without; the others differ in words
WALKED = [name for name in PAGES if not name.startswith("problem-") or name in ONE_OF_EACH]


async def open_context(
    browser: Browser, desk: str, width: int, theme: str, *, scripts: bool = True
) -> BrowserContext:
    context = await indonesian_context(
        browser,
        java_script_enabled=scripts,
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )
    await context.add_cookies([{"name": "kentongan_theme", "value": theme, "url": desk}])
    return context


def unless_stream(url: str) -> list[str]:
    """Complain of a file that did not load; the live stream is always cut when a page is left."""
    return [] if "/peristiwa" in url else [f"request: {url}"]


@pytest.mark.parametrize("name", WALKED)
async def test_every_page_is_accessible_in_both_themes_fits_and_loads_everything(
    browser: Browser, desk: str, name: str
) -> None:
    context = await with_axe(await open_context(browser, desk, WIDE["width"], "light"))
    page = await context.new_page()
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"script: {error}"))
    page.on("requestfailed", lambda request: found.extend(unless_stream(request.url)))
    page.on(
        "console", lambda message: found.append(message.text) if "Content Security" in message.text else None
    )
    await page.goto(f"{desk}/halaman/{name}")
    await page.evaluate(UNFOLD)
    for size in (WIDE, NARROW):
        await page.set_viewport_size(size)
        found += [f"at {size['width']}: {one}" for one in await complaints_in_both_themes(page)]
    await context.close()
    assert found == []


@pytest.mark.parametrize("width", [360, 820, 1024, 1440])
async def test_endless_words_push_no_column_out_of_sight(browser: Browser, desk: str, width: int) -> None:
    context = await open_context(browser, desk, width, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue-long")
    for cell in await page.locator(".k-table .k-due, .k-table .k-stage, .k-side .k-role").all():
        box = await cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    await context.close()


@pytest.mark.parametrize("name", ["queue", "report", "register", "sign-in"])
async def test_the_main_pages_work_without_javascript(browser: Browser, desk: str, name: str) -> None:
    context = await open_context(browser, desk, 360, "auto", scripts=False)
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/{name}")
    assert await page.locator("h1").is_visible()
    assert (
        await page.locator("[data-copy]:visible, [data-theme-switch]:visible, [data-print]:visible").count()
        == 0
    )
    if name != "sign-in":
        await page.locator(".k-bottom a[href='#menu']").click()
        assert await page.locator(".k-side .k-nav").first.is_visible()
    await context.close()


async def test_the_chosen_theme_stays(browser: Browser, desk: str) -> None:
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue")
    await page.get_by_role("button", name="Gelap").click()
    dark = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await page.reload()
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == dark == "rgb(15, 22, 23)"
    await context.close()


async def test_slash_finds_the_search_and_question_mark_lists_the_shortcuts(
    browser: Browser, desk: str
) -> None:
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue")
    await page.keyboard.press("/")
    assert await page.evaluate("document.activeElement.id") == "cari"
    await page.keyboard.press("Tab")
    await page.keyboard.press("j")
    assert await page.evaluate("document.activeElement.textContent") == "014/35.99/XI/2026"
    await page.keyboard.press("?")
    assert await page.locator("#pintasan").is_visible()
    await context.close()


async def test_the_listed_letters_work_the_list_and_can_all_be_switched_off(
    browser: Browser, desk: str
) -> None:
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue")
    for key in ("j", "j", "x"):
        await page.keyboard.press(key)
    ticked = page.locator("input[name=report]:checked")
    assert await ticked.evaluate_all("all => all.map(one => one.value)") == ["2"]
    await page.keyboard.press("m")
    assert await page.evaluate("document.activeElement.closest('.k-bulk') !== null")
    await page.get_by_role("button", name="Pintasan papan ketik").click()
    listed = await page.locator("#pintasan kbd").all_inner_texts()
    assert {"/", "j", "k", "x", "m", "u", "l", "g", "c", "?", "Enter", "Esc"} <= set(listed)
    await page.get_by_role("button", name="Matikan pintasan satu huruf").click()
    await page.get_by_role("button", name="Tutup").click()
    await page.reload()
    await page.keyboard.press("/")
    assert await page.evaluate("document.activeElement.id") != "cari"
    await page.keyboard.press("?")
    assert not await page.locator("#pintasan").is_visible()
    await context.close()


async def test_a_selection_stays_in_the_address_and_in_the_way_back_from_a_report(
    browser: Browser, desk: str
) -> None:
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue?tahap=verifikasi")
    await page.evaluate(
        "for (const link of document.querySelectorAll('.k-number'))"
        " link.href += '?dari=%2Fantrean%2Fall%3Furut%3Dnewest'"
    )
    await page.get_by_label("Pilih 014/35.99/XI/2026").check()
    assert page.url.endswith("/halaman/queue?tahap=verifikasi&pilih=1")
    into = await page.locator(".k-number").nth(1).get_attribute("href")
    assert into == "/laporan/2?dari=%2Fantrean%2Fall%3Furut%3Dnewest%26pilih%3D1"
    assert await page.locator(".k-pages a").get_attribute("href") == "/antrean/saya?setelah=6&pilih=1"
    await page.get_by_label("Pilih 014/35.99/XI/2026").uncheck()
    assert page.url.endswith("/halaman/queue?tahap=verifikasi")
    await context.close()


async def test_typed_text_comes_back_until_it_was_received(browser: Browser, desk: str) -> None:
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/register")
    await page.get_by_label("Perihal").fill("Segel kotak terbuka")
    await page.get_by_role("button", name="Tambah pihak").click()
    await page.locator("[name='party-2-name']").fill("Petugas gudang")
    await page.reload()
    assert await page.get_by_label("Perihal").input_value() == "Segel kotak terbuka"
    assert await page.locator("[name='party-2-name']").input_value() == "Petugas gudang"
    await page.evaluate(
        "document.getElementById('catat').action = '/halaman/sign-in-again';"
        "document.getElementById('catat').noValidate = true"
    )
    await page.locator("#catat .k-submit").click()
    await page.wait_for_url("**/sign-in-again")
    await page.goto(f"{desk}/halaman/register")
    assert await page.get_by_label("Perihal").input_value() == "Segel kotak terbuka"
    await page.evaluate(
        "document.getElementById('catat').action = '/halaman/receipt';"
        "document.getElementById('catat').noValidate = true"
    )
    await page.locator("#catat .k-submit").click()
    await page.wait_for_url("**/receipt")
    await page.goto(f"{desk}/halaman/register")
    assert await page.get_by_label("Perihal").input_value() == ""
    await context.close()


async def test_a_file_that_is_too_large_is_refused_before_it_is_sent(
    browser: Browser, desk: str, tmp_path: Path
) -> None:
    large = tmp_path / "besar.pdf"
    large.write_bytes(b"0" * (20 * 1024 * 1024 + 1))
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/register")
    await page.locator("input[type=file]").set_input_files(large)
    assert "terlalu besar" in await page.locator(".k-file-list").inner_text()
    assert await page.evaluate("document.querySelector('input[type=file]').validity.customError")
    await context.close()


async def test_bulk_actions_appear_when_rows_are_ticked(browser: Browser, desk: str) -> None:
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue")
    hint, action = page.locator(".k-bulk-hint"), page.get_by_role("button", name="Ingatkan pemegang")
    assert (await hint.is_visible(), await action.count()) == (True, 0)
    await page.get_by_role("checkbox", name="Pilih semua yang tampil").check()
    assert await page.locator("[data-picked]").inner_text() == "6 dipilih:"
    assert (await hint.is_visible(), await action.is_visible()) == (False, True)
    await context.close()


@pytest.mark.parametrize("scripts", ["scripts", "no scripts"])
@pytest.mark.parametrize("width", [360, 900, 1440])
@pytest.mark.parametrize("name", ["queue", "queue-full"])
async def test_no_row_moves_when_the_first_is_ticked_or_the_last_unticked(
    browser: Browser, desk: str, name: str, width: int, scripts: str
) -> None:
    context = await open_context(browser, desk, width, "light", scripts=scripts == "scripts")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/{name}")
    places = "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    boxes = page.locator("tbody input[name=report]")
    await boxes.evaluate_all("all => all.filter(one => one.checked).forEach(one => one.click())")
    for box, scroll in ((boxes.first, "0"), (boxes.last, "document.body.scrollHeight")):
        await page.evaluate(f"scrollTo(0, {scroll})")
        seen = [await page.locator(".k-table tbody tr, .k-pages").evaluate_all(places)]
        for _ in range(2):
            await box.evaluate("one => one.click()")
            seen.append(await page.locator(".k-table tbody tr, .k-pages").evaluate_all(places))
        assert len(seen[0]) == 7
        assert seen[0] == seen[1] == seen[2]
    await context.close()


async def test_on_a_phone_the_main_button_stays_in_reach_until_its_own_is_in_sight(
    browser: Browser, desk: str
) -> None:
    context = await open_context(browser, desk, 360, "light")
    page = await context.new_page()
    await page.set_viewport_size({"width": 360, "height": 460})
    await page.goto(f"{desk}/halaman/report")
    bar, own = page.locator(".k-reach"), page.locator("#langkah > .k-pad > .k-form .k-submit")
    await bar.get_by_role("link", name="Disposisikan").wait_for()
    first = page.locator("#dispose .k-field").first
    await first.evaluate("field => field.scrollIntoView({block: 'center'})")
    await page.locator(".k-reach.is-in-form").wait_for()
    await page.evaluate(
        "document.getElementById('dispose').addEventListener('submit', (event) => {"
        " event.preventDefault(); document.title = 'dikirim'; })"
    )
    await bar.get_by_role("link").click()
    await page.wait_for_function("document.title === 'dikirim'")
    await own.scroll_into_view_if_needed()
    await bar.wait_for(state="hidden")
    await context.close()


async def sheets(page: Page) -> list[str]:
    """Print on A4 and give the text of every sheet."""
    return [
        sheet.extract_text() for sheet in PdfReader(BytesIO(await page.pdf(prefer_css_page_size=True))).pages
    ]


async def test_a_printed_report_is_marked_secret_on_every_sheet(browser: Browser, desk: str) -> None:
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/report")
    await page.evaluate(
        "document.querySelector('.k-below').insertAdjacentHTML('beforeend', '<div id=longer></div>')"
    )
    counts = set()
    for longer in range(0, 1000, 100):  # wherever the last sheet ends, none follows with nothing on it
        await page.evaluate(f"document.getElementById('longer').style.height = '{longer}px'")
        printed = await sheets(page)
        counts.add(len(printed))
        assert all("RAHASIA" in text and "dicetak Sari Rahmania" in text for text in printed), longer
    assert len(counts) == 2
    assert min(counts) > 1
    await context.close()


async def test_a_receipt_is_one_sheet_and_a_list_begins_on_the_first(browser: Browser, desk: str) -> None:
    context = await open_context(browser, desk, 1440, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/receipt")
    slip = await sheets(page)
    await page.goto(f"{desk}/halaman/queue")
    listed = await sheets(page)
    await context.close()
    assert len(slip) == 1
    assert "014/35.99/XI/2026" in listed[0]


@pytest.mark.parametrize(("theme", "behind"), [("light", (255, 255, 255)), ("dark", (23, 31, 33))])
async def test_the_ring_around_an_input_with_the_focus_stands_out(
    browser: Browser, desk: str, theme: str, behind: tuple[int, int, int]
) -> None:
    context = await open_context(browser, desk, 1440, theme)
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/register")
    await page.get_by_label("Perihal").focus()
    ring = await page.evaluate(
        "(() => { const { outlineStyle: a, outlineWidth: b, outlineColor: c } ="
        " getComputedStyle(document.activeElement); return [a, b, c]; })()"
    )
    await context.close()
    assert ring[:2] == ["solid", "2px"]
    assert contrast(ring[2], behind) >= 3


def contrast(colour: str, behind: tuple[int, int, int]) -> float:
    """Tell how far two opaque colours are apart, as WCAG counts it."""

    def light(parts: Sequence[float]) -> float:
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (one / 255 for one in parts)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    found = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    assert found is not None, colour
    high, low = sorted((light([int(one) for one in found.groups()]), light(behind)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("width", [360, 1440])
async def test_a_list_keeps_its_distance_from_the_heading_with_saved_views_too(
    browser: Browser, desk: str, width: int
) -> None:
    context = await open_context(browser, desk, width, "light")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue-full")
    await page.evaluate("document.querySelectorAll('.k-kpis, .k-queue-note').forEach((one) => one.remove())")
    title, below = (
        await page.locator(".k-title").bounding_box(),
        await page.locator(".k-title ~ :visible").first.bounding_box(),
    )
    await context.close()
    assert title is not None
    assert below is not None
    assert below["y"] - title["y"] - title["height"] >= 12
