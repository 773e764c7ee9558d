"""An officer at the back office: opens a report, takes a step."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from playwright.async_api import Browser, FloatRect, Locator, Page

from tests.support.chromium import indonesian_context
from tests.support.stack import Cookie

PATIENCE = 60_000
LONGEST_PICTURE = 1000.0


class Officer:
    """One officer in their own browser window."""

    def __init__(self, page: Page, desk: str) -> None:
        self.page = page
        self.desk = desk

    @classmethod
    async def seated(cls, browser: Browser, desk: str, cookie: Cookie) -> Self:
        """Open a window in which the officer has signed in already."""
        context = await indonesian_context(browser, reduced_motion="reduce")
        await context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": desk}])
        return cls(await context.new_page(), desk)

    async def open(self, agenda_number: str) -> None:
        """Open a report from what waits for me, or by searching its number."""
        await self._find(agenda_number)
        await self.page.locator("#perjalanan").wait_for()

    async def _find(self, agenda_number: str) -> None:
        await self.page.goto(self.desk)
        link = self.page.get_by_role("link", name=agenda_number, exact=True)
        if not await link.count():
            await self.page.get_by_role("searchbox").fill(agenda_number)
            await self.page.keyboard.press("Enter")
        await link.click()

    async def open_sealed(self, agenda_number: str, reason: str) -> None:
        """Open a report that opens with a recorded reason only."""
        await self._find(agenda_number)
        await self.page.get_by_label("Alasan membuka").fill(reason)
        await self.page.get_by_role("button", name="Catat alasan dan buka").click()
        await self.page.locator("#perjalanan").wait_for()

    async def act(
        self,
        action: str,
        values: Mapping[str, Any] | None = None,
        files: Mapping[str, list[Path]] | None = None,
    ) -> None:
        """Fill in the form of an action and send it."""
        form = self.form(action)
        if not await form.is_visible():
            await form.locator("xpath=ancestor::details[1]/summary").click()
        for name, value in (values or {}).items():
            await self._fill(form, name, value)
        for name, chosen in (files or {}).items():
            await form.locator(f'[name="{name}"]').set_input_files(chosen)
        await form.locator("button.k-submit").click()
        await self.saved()

    async def saved(self) -> None:
        """Wait until the page says that it is kept; the side bar speaks of saved views, too."""
        told = self.page.get_by_role("main").get_by_text("Tersimpan", exact=True)
        await told.first.wait_for(timeout=PATIENCE)

    async def print_paper(self, label: str) -> bytes:
        """Open a document of the report, as its button does, and return the PDF."""
        href = await self.page.get_by_role("link", name=label).get_attribute("href")
        answer = await self.page.context.request.get(f"{self.desk}{href}")
        assert answer.ok, await answer.text()
        return await answer.body()

    def form(self, action: str) -> Locator:
        """The form of an action on the page."""
        return self.page.locator(f"form#aksi-{action}")

    async def _fill(self, form: Locator, name: str, value: Any) -> None:
        inputs = form.locator(f'[name="{name}"]')
        match value:
            case True:
                await inputs.first.check()
            case [*choices]:
                fold = inputs.first.locator("xpath=ancestor::details[contains(@class, 'k-units-fold')]")
                if await fold.count() and await fold.get_attribute("open") is None:
                    await fold.locator("summary").click()
                for choice in choices:
                    box = form.locator(f'[name="{name}"][value="{choice}"]')
                    await (box if await box.count() else form.get_by_label(choice).first).check()
            case str() if await inputs.first.evaluate("input => input.tagName") == "SELECT":
                await inputs.first.select_option(label=value)
            case str() if await inputs.first.get_attribute("type") == "radio":
                await form.locator(f'[name="{name}"][value="{value}"]').check(force=True)
            case _:
                await inputs.first.fill(value)

    async def timeline(self) -> str:
        """Read everything that happened."""
        return str(await self.page.locator("#perjalanan").inner_text())

    async def picture_of(self, part: str, path: Path) -> None:
        """Keep a picture of the beginning of a part of the page, with nothing floating over it."""
        box = await self.page.locator(part).bounding_box()
        assert box is not None
        size: FloatRect = {**box, "height": min(box["height"], LONGEST_PICTURE)}
        await self.page.screenshot(path=path, full_page=True, clip=size)

    async def close(self) -> None:
        """Leave."""
        await self.page.context.close()
