"""A reporter at the simulator's chat page: types, taps buttons, attaches, reads."""

import os
import re
from pathlib import Path
from typing import Self

from playwright.async_api import BrowserContext, Locator, Page, ViewportSize

from tests.support.axe import complaints

HEAR = 60_000
PHONE: ViewportSize = {"width": 390, "height": 844}

_HEARD = """({since, words}) => [...document.querySelectorAll('.entry.theirs[data-key^="m"]')]
  .filter((entry) => Number(entry.dataset.key.slice(1)) > since)
  .find((entry) => entry.innerText.includes(words))?.dataset.key"""
_NEWEST = """() => Math.max(0, ...[...document.querySelectorAll('.entry[data-key^="m"]')]
  .map((entry) => Number(entry.dataset.key.slice(1))))"""
_STILL = "() => document.getAnimations().every((each) => each.playState !== 'running')"
_SAID = "() => [...document.querySelectorAll('.entry')].slice(-6).map((entry) => entry.innerText)"


class Reporter:
    """One person's chat with the bot."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard = 0

    @classmethod
    async def at(cls, context: BrowserContext, address: str, user: int, size: ViewportSize = PHONE) -> Self:
        """Open the chat of a person, and start it if it is new."""
        page = await context.new_page()
        await page.set_viewport_size(size)
        await page.goto(f"{address}/?user={user}")
        await page.get_by_role("button", name="Mulai", exact=True).click()
        return cls(page)

    async def say(self, text: str) -> None:
        """Type a message and send it."""
        await self._note()
        await self.page.get_by_label("Tulis pesan").fill(text)
        await self.page.locator(".composer button.send:visible").click()

    async def press(self, label: str) -> None:
        """Tap the newest button that says this."""
        said = re.compile(rf"^(\d+\. )?{re.escape(label)}$")
        button = self.page.locator(".inline-keyboard button.key").filter(has_text=said).last
        await button.wait_for(timeout=HEAR)
        await self._note()
        await button.click()

    async def attach(self, *files: Path, caption: str = "", photo: bool = True) -> None:
        """Send files through the paper clip."""
        await self._note()
        await self.page.get_by_role("button", name="Lampirkan").click()
        async with self.page.expect_file_chooser() as chosen:
            await self.page.get_by_role("menuitem", name="Foto atau video" if photo else "Berkas").click()
        await (await chosen.value).set_files(list(files))
        dialog = self.page.get_by_role("dialog")
        if caption:
            await dialog.get_by_label("Keterangan").fill(caption)
        await dialog.get_by_role("button", name="Kirim", exact=True).click()

    async def hear(self, words: str) -> Locator:
        """Wait for a new message of the bot with these words."""
        given = {"since": self.heard, "words": words}
        try:
            key = await (await self.page.wait_for_function(_HEARD, arg=given, timeout=HEAR)).json_value()
        except Exception as error:
            said = await self.page.evaluate(_SAID)
            raise AssertionError(f"the bot did not say {words!r}; the chat so far: {said}") from error
        self.heard = int(str(key)[1:])
        return self.page.locator(f'.entry[data-key="{key}"]')

    async def choose(self, words: str) -> None:
        """Type the number in front of a choice of the message heard last."""
        said = await self.page.locator(f'.entry[data-key="m{self.heard}"]').inner_text()
        number = re.search(rf"(\d+)\. {re.escape(words)}", said)
        assert number is not None, said
        await self.say(number.group(1))

    async def settled(self, path: Path, heading: str = "") -> None:
        """Keep a picture of the chat once nothing moves any more: of its end, or from a message on."""
        await self.page.wait_for_function(_STILL)
        place = "start" if heading else "end"
        message = (
            self.page.locator(".entry", has_text=heading).last
            if heading
            else self.page.locator(".entry").last
        )
        await message.evaluate("(entry, block) => entry.scrollIntoView({block, behavior: 'instant'})", place)
        await self.page.screenshot(path=path, animations="disabled")

    async def look(self, name: str) -> list[str]:
        """List what axe finds in the chat, light and dark; keep pictures if SCREENSHOTS is set."""
        found: list[str] = []
        for scheme in ("dark", "light"):
            await self.page.emulate_media(color_scheme=scheme)
            await self.page.wait_for_function(_STILL)
            width = (self.page.viewport_size or PHONE)["width"]
            if root := os.environ.get("SCREENSHOTS"):
                await self.page.screenshot(path=Path(root, "chat", f"{name}-{width}-{scheme}.png"))
            found += [f"{name}, {scheme}: {one}" for one in await complaints(self.page)]
        return found

    async def answer(self, question: str, text: str) -> None:
        """Wait for the question whose heading holds these words, and type an answer."""
        await self.hear(question)
        await self.say(text)

    async def pushes(self) -> list[str]:
        """List the titles of the pushes in the chat: the messages with the button that opens the report."""
        found = self.page.locator(
            ".entry.theirs", has=self.page.get_by_role("button", name="Buka", exact=True)
        )
        return [words.strip().splitlines()[0] for words in await found.locator(".bubble").all_inner_texts()]

    async def _note(self) -> None:
        self.heard = int(await self.page.evaluate(_NEWEST))


async def tracking_in(message: Locator) -> str:
    """Find the tracking ID in a message."""
    found = re.search(r"\b[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}\b", await message.inner_text())
    assert found is not None
    return found.group()
