"""A real browser for tests: the Chromium that set-up found, driven by Playwright."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright, expect

from deploy.setup import find_chromium

WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}

expect.set_options(timeout=60_000)  # a busy machine is slow; nothing here measures time


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Start a headless browser that cannot reach beyond this machine."""
    program = find_chromium()
    if program is None:
        raise RuntimeError("no Chromium: run `make test`, which installs it, or name one in CHROMIUM")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--font-render-hinting=none",  # letters stand where a screen of today puts them
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            ],
        )
        try:
            yield browser
        finally:
            await browser.close()


async def indonesian_context(
    browser: Browser, *, narrow: bool = False, downloads: bool = True, **options: object
) -> BrowserContext:
    """Open a window of an Indonesian user: language, time zone, phone or desktop width."""
    return await browser.new_context(
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        accept_downloads=downloads,
        **{"viewport": NARROW if narrow else WIDE, **options},  # type: ignore[arg-type]  # Playwright's own names, passed on
    )


async def keep_picture(page: Page, *name: str) -> None:
    """Keep a picture of the whole page where SCREENSHOTS names a folder; nobody looks at those of CI."""
    if root := os.environ.get("SCREENSHOTS"):
        path = Path(root, *name).with_suffix(".png")
        await page.screenshot(path=path, full_page=True)


def screenshot_dir(root: Path, name: str) -> Path:
    """Make a folder for the screenshots a test keeps."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
