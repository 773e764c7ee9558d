"""What a swap brought is told, the focus stays where it was, and nothing on the page contradicts itself."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.support.chromium import indonesian_context

pytestmark = pytest.mark.browser

TOLD = "[data-say][role=status]"
A_WHILE = 2_000
"""Milliseconds; longer than a form may be without focus before it counts as left."""


async def answer_with(page: Page, pattern: str, address: str, old: str = "", new: str = "") -> None:
    """Let the sample desk answer with this page whatever the real one would be asked for."""

    async def other(route: Route) -> None:
        answer = await route.fetch(url=address)
        await route.fulfill(response=answer, body=(await answer.text()).replace(old, new))

    await page.route(pattern, other)


async def news(page: Page, *events: str) -> None:
    """Let the stream bring these events once, then nothing more."""
    lines = "".join(f"event: {name}\ndata: {{}}\n\n" for name in events)

    async def stream(route: Route) -> None:
        body, left[:] = "".join(left), []
        await route.fulfill(
            status=200, content_type="text/event-stream", body=body or "event: end\ndata: {}\n\n"
        )

    left = [lines]
    await page.route("**/peristiwa*", stream)


async def test_a_new_count_is_told_by_a_region_that_stays(browser: Browser, desk: str) -> None:
    context = await indonesian_context(browser)
    page = await context.new_page()
    await answer_with(page, "**/antrean/**", f"{desk}/halaman/queue", "12 laporan", "3 laporan")
    await page.goto(f"{desk}/halaman/queue")
    await page.evaluate(f"document.querySelector('{TOLD}').dataset.first = 'yes'")
    assert await page.locator("#isi " + TOLD).count() == 0
    await expect(page.locator(TOLD)).to_have_text("")
    chosen = page.locator(".k-filters select").first
    await chosen.focus()
    await chosen.select_option(index=1)
    await expect(page.locator(f"{TOLD}[data-first]")).to_contain_text("3 laporan")
    assert await page.evaluate("document.activeElement.matches('.k-filters select')")
    await context.close()


async def test_the_timeline_filter_keeps_the_focus_and_tells_what_is_left(
    browser: Browser, desk: str
) -> None:
    context = await indonesian_context(browser)
    page = await context.new_page()
    await answer_with(page, "**/laporan/**", f"{desk}/halaman/report")
    await page.goto(f"{desk}/halaman/report")
    link = page.locator("#perjalanan .k-links a").nth(1)
    name = await link.inner_text()
    await link.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(TOLD)).to_contain_text("Perjalanan:")
    assert await page.evaluate("document.activeElement.textContent") == name
    await context.close()


async def test_a_report_that_came_in_is_counted_in_the_heading_too(browser: Browser, desk: str) -> None:
    context = await indonesian_context(browser)
    page = await context.new_page()
    await news(page, "look")

    async def one_more(route: Route) -> None:
        answer = await route.fetch()
        by_itself = "x-live" in route.request.headers
        text = (await answer.text()).replace("12 laporan", "13 laporan" if by_itself else "12 laporan")
        await route.fulfill(response=answer, body=text)

    await page.route("**/halaman/queue", one_more)
    await page.goto(f"{desk}/halaman/queue")
    await expect(page.locator(".k-title .k-sub")).to_contain_text("13 laporan")
    await expect(page.locator(".k-pages")).to_contain_text("dari 13 laporan")
    await expect(page.locator(TOLD)).to_contain_text("13 laporan")
    await context.close()


async def test_a_form_that_was_left_is_no_longer_being_filled_in(browser: Browser, desk: str) -> None:
    context = await indonesian_context(browser)
    page = await context.new_page()
    noted: list[str] = []

    async def present(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query, keep_blank_values=True)
        noted.extend(asked.get("formulir", []))
        await route.fulfill(status=200, content_type="text/html", body="")

    await page.route("**/hadir*", present)
    await page.clock.install()
    await page.goto(f"{desk}/halaman/report")
    await page.evaluate("document.getElementById('dispose').id = 'aksi-dispose'")
    async with page.expect_response("**/hadir?formulir=dispose"):
        await page.locator("#aksi-dispose :is(textarea, select)").first.focus()
    await page.locator("#aksi-dispose button.k-submit").focus()
    await page.clock.run_for(A_WHILE)
    await page.evaluate("fetch('/laporan/1/hadir?formulir=asked_after_a_while')")
    assert noted == ["dispose", "asked_after_a_while"]
    async with page.expect_response("**/hadir?formulir="):
        await page.evaluate("document.activeElement.blur()")
        await page.clock.run_for(A_WHILE)
    assert noted == ["dispose", "asked_after_a_while", ""]
    await context.close()
