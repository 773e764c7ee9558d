"""An officer's browser at a furnished desk, whose every page is looked at: phone and desk, light and dark.

Where SCREENSHOTS names a folder, pictures stay there.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.axe import UNFOLD, complaints_in_both_themes, with_axe
from tests.support.chromium import NARROW, WIDE, indonesian_context, keep_picture
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.desk.window import take_seat
from tests.support.desk.world import seat_at
from tests.support.scene import Filed
from tests.support.servers import Servers
from tests.support.serving import served

WHY = "Pelapor meminta pelindungan."


@dataclass
class Looking:
    """The furnished desk with a browser at it, and what was found so far."""

    desk: FurnishedDesk
    browser: Browser
    address: str
    found: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def sits(self, who: str, **options: object) -> AsyncIterator[Page]:
        """Sit down as an officer, now: the browser's clock is the real one."""
        options = {"reduced_motion": "reduce", **options}
        context = await with_axe(await indonesian_context(self.browser, **options))  # type: ignore[arg-type]  # Playwright's own names, passed on
        seat = await seat_at(self.desk.app.state.backoffice, self.desk.scene.house.officers[who])
        await take_seat(context, self.address, seat.cookie)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.found.append(f"{who}: script: {error}"))
        yield page
        await context.close()

    async def look(self, page: Page, name: str) -> None:
        """Look at a page as it opens and with everything unfolded: wide and narrow, light and dark."""
        for size in (WIDE, NARROW):
            await page.set_viewport_size(size)
            for theme, media in (("gelap", "screen"), ("terang", "not all")):
                await page.evaluate("media => { document.getElementById('k-dark').media = media; }", media)
                await keep_picture(page, "dilihat", f"{name}-{size['width']}-{theme}")
        await page.evaluate(UNFOLD)
        for size in (NARROW, WIDE):
            await page.set_viewport_size(size)
            wrong = await complaints_in_both_themes(page)
            self.found += [f"{name} at {size['width']}: {one}" for one in wrong]

    async def file(self, **changed: object) -> Filed:
        """Let somebody file a report by chat."""
        return await self.desk.scene.file(**changed)  # type: ignore[arg-type]  # the scene's own names

    async def open(self, page: Page, path: str, *words: str) -> None:
        """Open a page that says these words."""
        await page.goto(f"{self.address}{path}")
        for said in words:
            await expect(page.get_by_role("main")).to_contain_text(said)

    async def open_sealed(self, page: Page, filed: Filed) -> None:
        """Open a report that opens for a reason."""
        await self.open(page, f"/laporan/{filed.report_id}")
        await page.get_by_label("Alasan membuka").fill(WHY)
        await page.get_by_role("button", name="Catat alasan dan buka").click()
        await page.locator("#perjalanan").wait_for()


@asynccontextmanager
async def looking_at(
    servers: Servers, worker_id: str, browser: Browser, folder: Path
) -> AsyncIterator[Looking]:
    """Furnish a desk, now, with a browser at it."""
    async with furnished_desk(servers, worker_id, folder) as desk, served(desk.app) as address:
        desk.scene.at = datetime.now(UTC)
        yield Looking(desk, browser, address)
