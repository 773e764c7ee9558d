"""Accessibility as axe-core sees it, and whether a page fits its screen: for every browser test.

axe is put into each document by Playwright before the page's own scripts (`with_axe`), which costs a
fraction of handing its half megabyte over for every look, and needs no exception from the content policy.
"""

from collections.abc import Sequence
from typing import Final

from playwright.async_api import BrowserContext, Page

from backoffice.assets import NODE_MODULES

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CONTRAST: Final = ("color-contrast",)
UNFOLD: Final = (
    "document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true; })"
)
_AXE: Final = NODE_MODULES / "axe-core" / "axe.min.js"
# Bars that stay in sight lie over whatever the page happens to be scrolled to. A reader scrolls it out from
# under them, so axe sees the page with its sticky bars in their own places, and the fixed ones after its end.
_LOOK: Final = """async only => {
    const placed = where => [...document.body.querySelectorAll('*')].filter(one => !one.closest('dialog')
        && getComputedStyle(one).position === where && one.checkVisibility({visibilityProperty: true}));
    const fixed = placed('fixed').filter(one => one.getBoundingClientRect().bottom > 0);
    const moved = [...placed('sticky'), ...fixed].map(one => [one, one.style.cssText]);
    let end = document.documentElement.scrollHeight;
    for (const [one] of moved) {
        if (!fixed.includes(one)) { one.style.position = 'static'; continue; }
        const { height } = one.getBoundingClientRect();
        one.style.position = 'absolute';
        one.style.inset = `${end}px 0 auto`;
        end += height;
    }
    try {
        const result = await axe.run(document, {runOnly: only, resultTypes: ['violations']});
        return result.violations.map(v => v.id + ': '
            + v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary).join(' | '));
    } finally {
        for (const [one, style] of moved) one.style.cssText = style;
    }
}"""


async def with_axe(context: BrowserContext) -> BrowserContext:
    """Let axe be there in every document of this window."""
    await context.add_init_script(path=_AXE)
    return context


async def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """List what axe finds on the page as it stands."""
    return [str(one) for one in await page.evaluate(_LOOK, list(rules))]


async def complaints(page: Page) -> list[str]:
    """List what axe finds, and by how much the page is wider than its screen."""
    return await violations(page) + await overflow(page)


async def complaints_in_both_themes(page: Page) -> list[str]:
    """List the complaints in the light theme, and what has too little contrast in the dark one."""
    found = await complaints(page)
    await page.evaluate("document.getElementById('k-dark').media = 'screen'")
    found += [f"dark, {one}" for one in await violations(page, CONTRAST)]
    await page.evaluate("document.getElementById('k-dark').media = 'not all'")
    return found


async def overflow(page: Page) -> list[str]:
    """Complain if the page has to be pushed sideways."""
    wider = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{wider} px wider than the screen"] if wider > 0 else []
