"""An officer's window on the running stack, driven by what a person sees: roles, names, labels.

Every state that a day comes to is looked at (`Desk.look`): axe finds nothing, the page fits its screen,
and where SCREENSHOTS names a folder a picture of it stays there. The wide window is light, the phone is dark.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Locator, Page, expect

from tests.roles.office import Filed
from tests.support.axe import complaints, with_axe
from tests.support.chromium import NARROW, WIDE, indonesian_context, keep_picture
from tests.support.shared_stack import SharedStack

Answer = str | bool | Sequence[str]
Answers = Mapping[str, Answer]

PATIENCE: Final = 60_000
_SMALLEST_TARGET: Final = 24


class Screen(Enum):
    """On what the day is spent."""

    desk = "1440"
    phone = "360"


@dataclass(slots=True)
class Desk:
    """One officer at work."""

    page: Page
    address: str
    who: str
    screen: Screen
    found: list[str] = field(default_factory=list)
    _looked: int = 0

    async def open(self, path: str, *, status: int = 200) -> None:
        """Open an address of the desk; it answers as expected."""
        answer = await self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.status == status, f"{self.who} {path}: {answer.status}"

    async def open_report(self, report: Filed) -> None:
        """Open a report."""
        await self.open(report.path)
        await expect(self.page.get_by_role("heading", level=1)).to_contain_text(report.title)

    async def sees_nothing_of(self, report: Filed) -> None:
        """The report is under no address and in no list: not even that it exists is told."""
        await self.open(report.path, status=404)
        await self.open(f"/antrean/all?q={report.title.split()[-1]}")
        await expect(self.page.get_by_text(report.agenda)).to_have_count(0)
        await expect(self.page.get_by_text(report.title)).to_have_count(0)

    async def look(self, state: str) -> None:
        """Look at the page as it stands; what is wrong with it is told when the day ends."""
        self._looked += 1
        await self.page.evaluate("scrollTo(0, 0)")
        await keep_picture(self.page, self.who, f"{self._looked:02}-{state}-{self.screen.value}")
        self.found += [f"{self.who}, {state}: {one}" for one in await complaints(self.page)]

    def step(self, label: str) -> Locator:
        """The form of a step; it ends in the button that carries the step's name."""
        button = self.page.get_by_role("button", name=label, exact=True)
        return self.page.get_by_role("main").locator("form").filter(has=button)

    async def unfold(self, label: str) -> None:
        """Open what is folded under this line, unless it is open."""
        line = self.page.get_by_role("main").locator("summary").filter(has_text=_whole(label)).first
        if await line.evaluate("line => !line.parentElement.open"):
            await line.click()

    async def fill(
        self, label: str, answers: Answers | None = None, files: Mapping[str, Path] | None = None
    ) -> None:
        """Fill in the form of a step."""
        if not await self.step(label).count():
            await self.unfold(label)
        form = self.step(label)
        await expect(form).to_have_count(1, timeout=PATIENCE)
        for name, value in (answers or {}).items():
            await self._answer(form, name, value)
        for name, path in (files or {}).items():
            await form.get_by_label(_field(name)).set_input_files(path)

    async def send(self, label: str) -> None:
        """Press a step's button, in reach on this screen; say that one is sure where that is asked."""
        sure = self.step(label).get_by_role("checkbox", name="Saya mengerti dan ingin melanjutkan.")
        if await sure.count():
            await sure.check()
        button = self.step(label).get_by_role("button", name=label, exact=True)
        await self.in_reach(button)
        await button.click(timeout=PATIENCE)

    async def take(
        self, label: str, answers: Answers | None = None, files: Mapping[str, Path] | None = None
    ) -> None:
        """Take a step of the chain and read that it is kept."""
        await self.fill(label, answers, files)
        await self.send(label)
        await self.saved()

    async def saved(self) -> None:
        """Read that it is kept."""
        told = self.page.get_by_role("main").get_by_text("Tersimpan", exact=True)
        await expect(told.first).to_be_visible(timeout=PATIENCE)

    async def refused(self) -> None:
        """Read on the page itself what is wrong with what was sent."""
        await expect(self.page.get_by_role("main").get_by_role("alert").first).to_be_visible(timeout=PATIENCE)

    async def may_not(self, *labels: str) -> None:
        """None of these steps is offered, folded or not."""
        for label in labels:
            buttons = self.page.get_by_role("button", name=label, exact=True, include_hidden=True)
            await expect(buttons).to_have_count(0)

    async def in_reach(self, control: Locator) -> None:
        """A finger reaches it: it is on the screen, nothing lies over it, and it is large enough."""
        await control.scroll_into_view_if_needed(timeout=PATIENCE)
        box = await control.bounding_box()
        assert box is not None
        width = (NARROW if self.screen is Screen.phone else WIDE)["width"]
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width, box
        assert min(box["width"], box["height"]) >= _SMALLEST_TARGET, box
        await control.click(trial=True, timeout=PATIENCE)

    async def reads(self, *words: str) -> None:
        """Each of these is to be read on the page."""
        for said in words:
            await expect(self.page.get_by_role("main")).to_contain_text(said, timeout=PATIENCE)

    async def document(self, label: str) -> bytes:
        """Fetch a document as its link does; it is a PDF."""
        href = await self.page.get_by_role("link", name=label, exact=True).first.get_attribute("href")
        answer = await self.page.context.request.get(f"{self.address}{href}", timeout=PATIENCE)
        assert answer.ok, await answer.text()
        paper = await answer.body()
        assert paper.startswith(b"%PDF-")
        return paper

    async def _answer(self, form: Locator, name: str, value: Answer) -> None:
        if isinstance(value, bool):
            await form.get_by_role("checkbox", name=_option(name)).set_checked(value)
        elif not isinstance(value, str):
            await self._tick(form, name, value)
        elif await (one := form.get_by_role("radio", name=_option(value))).count():
            await one.check(force=True)
        elif await (choice := form.get_by_role("combobox", name=_field(name))).count():
            await choice.select_option(label=value)
        else:
            await form.get_by_label(_field(name)).fill(value)

    async def _tick(self, form: Locator, name: str, choices: Sequence[str]) -> None:
        fold = form.locator("summary").filter(has_text=re.compile(rf"^\s*{re.escape(name)}"))
        if await fold.count() and await fold.evaluate("line => !line.parentElement.open"):
            await fold.click()
        for choice in choices:
            await form.get_by_role("checkbox", name=_option(choice)).check()


@asynccontextmanager
async def at_desk(
    browser: Browser, stack: SharedStack, who: str, screen: Screen, *, scripts: bool = True
) -> AsyncIterator[Desk]:
    """Sit down as an officer; when the day is over, nothing that was looked at may be wrong."""
    window = screen.value if scripts else f"{screen.value}-plain"
    cookie = await asyncio.to_thread(stack.seat, who, window)
    async with at_door(browser, stack, screen, who=who, scripts=scripts) as desk:
        await desk.page.context.add_cookies([{**cookie, "url": stack.desk}])  # type: ignore[typeddict-item]  # name and value
        yield desk


@asynccontextmanager
async def at_door(
    browser: Browser, stack: SharedStack, screen: Screen, *, who: str = "tamu", scripts: bool = True
) -> AsyncIterator[Desk]:
    """Open a window in which nobody has signed in yet."""
    narrow = screen is Screen.phone
    context = await indonesian_context(
        browser, narrow=narrow, reduced_motion="reduce", java_script_enabled=scripts
    )
    await with_axe(context)
    theme = "dark" if narrow else "light"
    await context.add_cookies([{"name": "kentongan_theme", "value": theme, "url": stack.desk}])
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    desk = Desk(page, stack.desk, who, screen)
    page.on("pageerror", lambda error: desk.found.append(f"{who}: script: {error}"))
    try:
        yield desk
    finally:
        await context.close()
    assert not desk.found, "\n".join(desk.found)


def _literal(label: str) -> str:
    """The label as a pattern; Playwright ends a pattern at a bare slash."""
    return re.escape(label).replace("/", r"\/")


def _whole(label: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{_literal(label)}\s*$")


def _field(label: str) -> re.Pattern[str]:
    """What a field is called, with the word that it may stay empty."""
    return re.compile(rf"^\s*{_literal(label)}(\s+boleh kosong)?\s*$")


def _option(label: str) -> re.Pattern[str]:
    """What may be ticked; it may go on to say why it is suggested."""
    return re.compile(rf"^\s*{_literal(label)}")
