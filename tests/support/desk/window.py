"""An officer's window at the desk, driven by what a person sees: roles, names, labels.

Every state that a day comes to may be looked at (`DeskWindow.look`): axe finds nothing, the page fits its
screen, and where SCREENSHOTS names a folder a picture of it stays there. The wide window is light, the phone
is dark.
"""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from tests.support.axe import complaints
from tests.support.chromium import NARROW, WIDE, indonesian_context, keep_picture
from tests.support.desk.addresses import page_of
from tests.support.desk.form import Answers, Files, fill_in, whole
from tests.support.desk.signing_in import Cookie

PATIENCE: Final = 60_000
_SMALLEST_TARGET: Final = 24
_LONGEST_PICTURE: Final = 1000.0
_TIMELINE: Final = "#perjalanan"


class Screen(Enum):
    """On what the day is spent."""

    desk = "1440"
    phone = "360"


@dataclass(frozen=True, slots=True)
class Registered:
    """A report as the office knows it."""

    id: str
    agenda: str
    title: str
    substance: str

    @property
    def path(self) -> str:
        """Where it is read."""
        return page_of(self.id)


@dataclass(slots=True)
class DeskWindow:
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

    async def open_report(self, report: Registered) -> None:
        """Open a report."""
        await self.open(report.path)
        await expect(self.page.get_by_role("heading", level=1)).to_contain_text(report.title)

    async def open_agenda(self, agenda_number: str) -> None:
        """Open a report from what waits for me, or by searching its number."""
        await self._follow(agenda_number)
        await self.page.locator(_TIMELINE).wait_for()

    async def open_sealed(self, agenda_number: str, reason: str) -> None:
        """Open a report that opens with a recorded reason only."""
        await self._follow(agenda_number)
        await self.give_reason(reason)
        await self.page.locator(_TIMELINE).wait_for()

    async def give_reason(self, reason: str) -> None:
        """Say why a sealed report is opened."""
        await self.page.get_by_label("Alasan membuka").fill(reason)
        await self.page.get_by_role("button", name="Catat alasan dan buka").click()

    async def _follow(self, agenda_number: str) -> None:
        await self.page.goto(self.address)
        link = self.page.get_by_role("link", name=agenda_number, exact=True)
        if not await link.count():
            await self.page.get_by_role("searchbox").fill(agenda_number)
            await self.page.keyboard.press("Enter")
        await link.click()

    async def sees_nothing_of(self, report: Registered) -> None:
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
        line = self.page.get_by_role("main").locator("summary").filter(has_text=whole(label)).first
        if await line.evaluate("line => !line.parentElement.open"):
            await line.click()

    async def fill(self, label: str, answers: Answers | None = None, files: Files | None = None) -> None:
        """Fill in the form of a step."""
        if not await self.step(label).count():
            await self.unfold(label)
        form = self.step(label)
        await expect(form).to_have_count(1, timeout=PATIENCE)
        await fill_in(form, answers or {}, files or {})

    async def send(self, label: str) -> None:
        """Press a step's button, in reach on this screen; say that one is sure where that is asked."""
        sure = self.step(label).get_by_role("checkbox", name="Saya mengerti dan ingin melanjutkan.")
        if await sure.count():
            await sure.check()
        button = self.step(label).get_by_role("button", name=label, exact=True)
        await self.in_reach(button)
        await button.click(timeout=PATIENCE)

    async def take(self, label: str, answers: Answers | None = None, files: Files | None = None) -> None:
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

    async def timeline(self) -> str:
        """Read everything that happened."""
        return await self.page.locator(_TIMELINE).inner_text()

    async def picture_of_timeline(self, path: Path) -> None:
        """Keep a picture of the beginning of what happened, with nothing floating over it."""
        box = await self.page.locator(_TIMELINE).bounding_box()
        assert box is not None
        size: FloatRect = {**box, "height": min(box["height"], _LONGEST_PICTURE)}
        await self.page.screenshot(path=path, full_page=True, clip=size)

    async def close(self) -> None:
        """Leave."""
        await self.page.context.close()


async def open_window(
    browser: Browser, address: str, who: str, screen: Screen = Screen.desk, *, scripts: bool = True
) -> DeskWindow:
    """Open a window in which nobody has signed in yet; what goes wrong in its scripts is noted."""
    narrow = screen is Screen.phone
    context = await indonesian_context(
        browser, narrow=narrow, reduced_motion="reduce", java_script_enabled=scripts
    )
    theme = "dark" if narrow else "light"
    await context.add_cookies([{"name": "kentongan_theme", "value": theme, "url": address}])
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    window = DeskWindow(page, address, who, screen)
    page.on("pageerror", lambda error: window.found.append(f"{who}: script: {error}"))
    return window


async def take_seat(context: BrowserContext, address: str, cookie: Cookie) -> None:
    """Sit down in a browser where a session is there already."""
    await context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": address}])
