"""Whoever set larger letters in their browser gets them, and no main page breaks (WCAG 1.4.4)."""

import re

import pytest
from playwright.async_api import Browser, Page

from backoffice.assets import STATIC
from tests.support.chromium import indonesian_context

pytestmark = pytest.mark.browser

# Words cut off on purpose: a clamped title, a long file name, what only a screen reader is to hear.
_CUT_OFF = """() => [...document.querySelectorAll('main *, .k-top *, .k-bottom *')].filter((one) => {
    const look = getComputedStyle(one);
    const words = [...one.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim());
    return words && look.overflowX === 'hidden' && look.textOverflow !== 'ellipsis'
        && look.position !== 'absolute' && look.webkitLineClamp === 'none'
        && one.checkVisibility({ visibilityProperty: true })
        && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2);
}).map((one) => `${one.className}: ${one.textContent.trim()}`)"""
# In the side bar every word is read in full: none is clamped, and none leaves it sideways.
_CUT_IN_SIDE_BAR = """() => {
    const side = document.querySelector('.k-side').getBoundingClientRect();
    return [...document.querySelectorAll('.k-side *')].filter((one) => {
        if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('.visually-hidden, svg, select')
            || getComputedStyle(one).position === 'absolute') return false;
        const words = [...one.childNodes].filter((part) => part.nodeType === 3 && part.textContent.trim());
        const out = words.some((part) => {
            const range = document.createRange();
            range.selectNodeContents(part);
            return [...range.getClientRects()].some((box) => box.right > side.right || box.left < side.left);
        });
        const cut = getComputedStyle(one).overflow !== 'visible'
            && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 1);
        return words.length && (out || cut);
    }).map((one) => one.textContent.trim());
}"""
_SIZE = "parseFloat(getComputedStyle(document.querySelector('main p, main label')).fontSize)"
MAIN_PAGES = ["queue-full", "report", "register", "statistics", "profile", "sign-in", "settings-list"]


async def larger_in_the_browser(page: Page) -> None:
    """Choose double size in the browser's settings."""
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


async def larger_on_the_page(page: Page) -> None:
    """Double the letters alone, as extensions and text zoom do."""
    await page.evaluate("document.documentElement.style.fontSize = '200%'")


@pytest.mark.parametrize("name", MAIN_PAGES)
async def test_double_size_doubles_the_letters_and_breaks_no_page(
    browser: Browser, desk: str, name: str
) -> None:
    context = await indonesian_context(browser, viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/{name}")
    before = await page.evaluate(_SIZE)
    for larger in (larger_on_the_page, larger_in_the_browser):
        await page.reload()
        await larger(page)
        assert await page.evaluate(_SIZE) >= 1.8 * before, larger.__name__
        assert await page.evaluate("document.documentElement.scrollWidth") <= 1280, larger.__name__
        assert await page.evaluate(_CUT_OFF) == [], larger.__name__
    await context.close()


@pytest.mark.parametrize("name", ["queue-full", "queue-long"])
@pytest.mark.parametrize("width", [360, 900, 1440])
async def test_at_double_size_the_side_bar_cuts_no_label(
    browser: Browser, desk: str, width: int, name: str
) -> None:
    context = await indonesian_context(
        browser, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/{name}#menu")
    for larger in (larger_on_the_page, larger_in_the_browser):
        await page.reload()
        await larger(page)
        assert await page.locator(".k-nav").first.is_visible()
        assert await page.evaluate(_CUT_IN_SIDE_BAR) == [], larger.__name__
    await context.close()


def test_no_size_of_letters_is_in_pixels_but_on_paper_and_in_a_drawing() -> None:
    parts = [part for part in sorted((STATIC / "css").glob("*.css")) if part.name != "print.css"]
    assert parts
    found = [
        f"{part.name}: {line.strip()}"
        for part in parts
        for line in part.read_text().splitlines()
        if re.search(r"font(-size)?: [^;]*[0-9]px", line) and ".k-sketch" not in line
    ]
    assert found == []
