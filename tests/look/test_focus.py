"""With the Tab key alone: what has the focus is in sight, whatever bars stay over the page (WCAG 2.4.11)."""

import pytest
from playwright.async_api import Browser, Page

from tests.support.axe import UNFOLD
from tests.support.chromium import indonesian_context

pytestmark = pytest.mark.browser

WIDE = {"width": 1440, "height": 900}
BETWEEN = {"width": 900, "height": 700}
NARROW = {"width": 360, "height": 740}
SMALL = {"width": 320, "height": 568}

# The middle of what has the focus (of its part on the screen) is it, or its label that lies over it.
_COVERED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body || one.matches('iframe')) return '';
    const name = [one.tagName, one.id || one.name || one.href || one.textContent.trim()].join(' ');
    const box = one.getClientRects()[0];
    if (!box) return name + ' is not drawn';
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    if (bottom - top < 1 || right - left < 1) return name + ' is off the screen';
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const own = there && (one.contains(there) || there.closest('label')?.control === one);
    return own ? '' : `${name} at ${Math.round(top)}-${Math.round(bottom)} under ${there?.className}`;
}"""
_CHANGED = "document.querySelector('[data-live-changed]').hidden = false"
_TICK = "document.querySelector('input[name=report]').click()"
_LARGER = "document.documentElement.style.fontSize = '150%'"


async def hidden_by_tabbing(page: Page, key: str) -> list[str]:
    """Press a key until it has led through the whole page; tell where the focus was not in sight."""
    count = await page.evaluate(
        "document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]').length"
    )
    found: list[str] = []
    for _ in range(count + 5):
        await page.keyboard.press(key)
        if words := str(await page.evaluate(_COVERED)):
            found.append(words)
        if await page.evaluate("document.activeElement === document.body"):
            break
    return found


@pytest.mark.timeout(240)
@pytest.mark.parametrize("size", [WIDE, BETWEEN, NARROW, SMALL], ids=lambda size: str(size["width"]))
@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("register", UNFOLD),
        ("report", UNFOLD),
        ("report", f"{UNFOLD}; {_CHANGED}"),
        ("queue-full", _TICK),
        ("register", f"{UNFOLD}; {_LARGER}"),
        ("report", f"{UNFOLD}; {_CHANGED}; {_LARGER}"),
        ("queue-full", f"{_TICK}; {_LARGER}"),
    ],
    ids=[
        "register",
        "report",
        "report-changed",
        "queue-ticked",
        "register-larger",
        "report-changed-larger",
        "queue-ticked-larger",
    ],
)
async def test_no_bar_covers_what_has_the_focus(
    browser: Browser, desk: str, name: str, before: str, size: dict[str, int]
) -> None:
    context = await indonesian_context(browser, viewport=size, reduced_motion="reduce")
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/{name}")
    await page.evaluate(before)
    found = await hidden_by_tabbing(page, "Tab")
    await page.evaluate("document.activeElement.blur()")
    await page.evaluate("scrollTo(0, document.body.scrollHeight)")
    found += await hidden_by_tabbing(page, "Shift+Tab")
    await context.close()
    assert found == []


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
async def test_what_is_scrolled_to_is_in_sight_at_once(browser: Browser, desk: str, motion: str) -> None:
    context = await indonesian_context(browser, reduced_motion=motion)
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/report-errors")
    wrong = page.locator("[aria-invalid]").first
    await wrong.evaluate(
        "one => document.fonts.ready.then(() => one.closest('details')?.setAttribute('open', ''))"
    )
    for start in ("0", "document.body.scrollHeight"):
        top, height = await wrong.evaluate(
            f"one => {{ scrollTo(0, {start}); one.scrollIntoView({{ block: 'nearest' }});"
            " return [one.getBoundingClientRect().top, innerHeight]; }"
        )
        assert 0 < top < height, start
    await context.close()


async def test_the_side_bar_and_the_bar_for_ticked_rows_stay_in_sight(browser: Browser, desk: str) -> None:
    context = await indonesian_context(browser, reduced_motion="reduce")
    page = await context.new_page()
    for size in (WIDE, SMALL):
        await page.set_viewport_size({"width": size["width"], "height": size["height"] // 2})
        await page.goto(f"{desk}/halaman/queue")
        await page.get_by_label("Pilih 009/35.99/XI/2026").check()
        bar = page.locator(".k-bulk")
        assert await bar.evaluate(
            "bar => { const box = bar.getBoundingClientRect(); const there = document.elementFromPoint("
            "(box.left + box.right) / 2, (box.top + box.bottom) / 2); return bar.contains(there); }"
        ), size
        if size is WIDE:
            assert await page.evaluate("scrollY > 0")
            assert (
                await page.evaluate(
                    "Math.round(document.querySelector('.k-side').getBoundingClientRect().top)"
                )
                == 0
            )
    await context.close()


async def test_on_a_phone_all_rows_are_ticked_with_one_press_in_sight(browser: Browser, desk: str) -> None:
    context = await indonesian_context(browser, narrow=True, has_touch=True)
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue")
    every = page.get_by_role("checkbox", name="Pilih semua yang tampil")
    assert await every.count() == 1
    await page.get_by_text("Pilih semua yang tampil").tap()
    assert await page.locator("input[name=report]:checked").count() == 6
    assert await page.locator("[data-picked]").inner_text() == "6 dipilih:"
    await context.close()


@pytest.mark.parametrize("width", [360, 1440])
async def test_a_near_miss_beside_the_box_of_a_row_ticks_it_and_opens_nothing(
    browser: Browser, desk: str, width: int
) -> None:
    context = await indonesian_context(browser, viewport={"width": width, "height": 740})
    page = await context.new_page()
    await page.goto(f"{desk}/halaman/queue")
    boxes = page.locator("input[name=report]")
    row = boxes.nth(2)
    await row.scroll_into_view_if_needed()
    place = await row.bounding_box()
    assert place is not None
    across, down = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    miss = place["width"] / 2 + 6
    for clicks, (x, y) in enumerate(((-miss, 0), (miss, 0), (0, -miss), (0, miss)), start=1):
        await page.mouse.click(across + x, down + y)
        assert await row.is_checked() is (clicks % 2 == 1), (x, y)
    await context.close()
