"""The chat page: served under a strict policy, and played through in a real browser."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import telegram
from playwright.async_api import Browser, Page, expect

import deploy.simulator as simulator_package
from tests.simulator.pictures import png
from tests.support.chromium import indonesian_context
from tests.support.telegram import SimulatorHandle

PAGE = Path(simulator_package.__file__).parent / "page"
KEYBOARD = telegram.InlineKeyboardMarkup(
    [[telegram.InlineKeyboardButton(label, callback_data=label) for label in ("Simpan", "Batal")]]
)


async def test_the_page_allows_only_its_own_scripts_and_styles(http: httpx.AsyncClient) -> None:
    page = await http.get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|style=|<script(?![^>]*src=)| on\w+=", page.text)
    for address in re.findall(r'(?:href|src)="(/assets/[^"]+)"', page.text):
        assert (await http.get(address)).status_code == 200


@pytest.mark.parametrize(
    "path", ["/assets/../app.py", "/assets/%2e%2e%2fapp.py", "/assets/app.py", "/assets/nothing.js"]
)
async def test_only_the_pages_own_files_are_served(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.get(path)).status_code == 404


def test_the_page_reaches_for_nothing_elsewhere() -> None:
    for file in PAGE.iterdir():
        text = file.read_text()
        foreign = [address for address in re.findall(r"https?://[^\s\"'`]+", text) if "w3.org" not in address]
        assert foreign in ([], ["https://${plain}"]), file.name
        assert "innerHTML" not in text


async def test_a_dangerous_file_is_never_shown_as_a_page(
    http: httpx.AsyncClient, simulator: SimulatorHandle
) -> None:
    async with simulator.person(1001) as person:
        (message,) = await person.send_files("document", ("a.html", b"<script>1</script>", "text/html"))
    answer = await http.get(message["files"][0]["url"])
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


class EchoBot:
    """Answers texts with buttons, and presses with a note and an edit."""

    def __init__(self, bot: telegram.Bot) -> None:
        self.bot = bot
        self.received: list[telegram.Message] = []
        self.stopping = False

    async def run(self) -> None:
        offset = 0
        while not self.stopping:
            for update in await self.bot.get_updates(offset=offset, timeout=1):
                offset = update.update_id + 1
                await self.take(update)

    async def take(self, update: telegram.Update) -> None:
        query = update.callback_query
        if query and isinstance(query.message, telegram.Message):
            await query.answer("Tersimpan", show_alert=query.data == "Batal")
            await query.message.edit_text(
                f"<b>Langkah 2 dari 8</b>\nDipilih: {query.data}", parse_mode="HTML"
            )
        elif update.message:
            self.received.append(update.message)
            if update.message.text:
                await update.message.reply_text(f"Anda menulis {update.message.text}", reply_markup=KEYBOARD)


@pytest_asyncio.fixture(loop_scope="session")
async def echo(bot: telegram.Bot) -> AsyncIterator[EchoBot]:
    one = EchoBot(bot)
    running = asyncio.create_task(one.run())
    yield one
    one.stopping = True
    await running


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A phone-sized window; any complaint of the browser fails the test."""
    context = await indonesian_context(browser, narrow=True)
    window = await context.new_page()
    complaints: list[str] = []
    window.on(
        "console", lambda note: complaints.append(note.text) if note.type in {"error", "warning"} else None
    )
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    await context.close()
    assert complaints == []


@pytest.mark.browser
async def test_a_person_starts_writes_presses_and_edits(
    page: Page, echo: EchoBot, simulator: SimulatorHandle
) -> None:
    await page.goto(f"{simulator.base_url}/?user=1001&start=kantor-31")
    await page.get_by_role("button", name="Mulai", exact=True).click()
    log = page.get_by_role("log")
    await expect(log).to_contain_text("Anda menulis /start kantor-31")
    write = page.get_by_label("Tulis pesan", exact=True)
    await write.fill("<img src=x onerror=alert(1)> halo")
    await write.press("Enter")
    await expect(log).to_contain_text("Anda menulis <img src=x onerror=alert(1)> halo")
    await page.get_by_role("button", name="Simpan").last.click()
    await expect(page.locator(".toast")).to_have_text("Tersimpan")
    await expect(page.locator(".step-line")).to_have_text("Langkah 2 dari 8")
    await page.get_by_role("button", name="Batal").last.click()
    await page.get_by_role("dialog", name="Pemberitahuan").get_by_role("button", name="Oke").click()
    own = page.locator(".entry.mine", has_text="halo")
    await own.hover()
    await own.get_by_role("button", name="Tindakan untuk pesan Anda").click()
    await page.get_by_role("menuitem", name="Ubah").click()
    await write.fill("sudah diubah")
    await write.press("Enter")
    await expect(page.locator(".entry.mine").last).to_contain_text("diedit")


@pytest.mark.browser
async def test_files_are_sent_and_shown(page: Page, echo: EchoBot, simulator: SimulatorHandle) -> None:
    async with simulator.person(1001) as person:
        await person.say("halo")
    await page.goto(simulator.base_url)
    await page.get_by_role("button", name="Lampirkan").click()
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("menuitem", name="Foto atau video").click()
    pictures = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": png(40 + n, 30)} for n in range(2)]
    await (await choosing.value).set_files(pictures)  # type: ignore[arg-type]  # a TypedDict by content
    await page.get_by_label("Keterangan (boleh kosong)").fill("dua foto")
    await page.get_by_role("button", name="Kirim", exact=True).last.click()
    await expect(page.locator(".gallery img")).to_have_count(2)
    await page.get_by_role("button", name="perbesar").first.click()
    await expect(page.get_by_role("dialog", name="Foto")).to_be_visible()
    await page.keyboard.press("Escape")
    assert [message.caption for message in echo.received if message.photo] == ["dua foto", None]


@pytest.mark.browser
async def test_two_people_chat_side_by_side_and_one_blocks(
    page: Page, echo: EchoBot, simulator: SimulatorHandle
) -> None:
    for user in (1001, 1002):
        async with simulator.person(user) as person:
            await person.say(f"saya {user}")
    await page.set_viewport_size({"width": 1440, "height": 900})
    await page.goto(f"{simulator.base_url}/?user=1001&user=1002")
    first = page.get_by_role("region", name="Obrolan Warga 1001")
    second = page.get_by_role("region", name="Obrolan Warga 1002")
    await expect(first.get_by_role("log")).to_contain_text("Anda menulis saya 1001")
    await expect(second.get_by_role("log")).to_contain_text("Anda menulis saya 1002")
    await expect(second.get_by_role("log")).not_to_contain_text("1001")
    await second.get_by_role("button", name="Menu obrolan").click()
    await page.get_by_role("menuitem", name="Blokir bot").click()
    await page.get_by_role("button", name="Blokir", exact=True).click()
    await second.get_by_role("button", name="Buka blokir bot").click()
    await expect(second.get_by_label("Tulis pesan", exact=True)).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
async def test_nothing_is_cut_off_on_a_narrow_phone_and_targets_are_large(
    page: Page, echo: EchoBot, simulator: SimulatorHandle, width: int
) -> None:
    async with simulator.person(1001) as person:
        await person.say("a" * 120)
        await person.hear("Anda menulis")
    await page.set_viewport_size({"width": width, "height": 640})
    await page.goto(simulator.base_url)
    await expect(page.get_by_role("button", name="Simpan")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    small = await page.evaluate(
        """[...document.querySelectorAll('button, a')].filter((e) => e.offsetParent)
        .map((e) => [e.textContent, e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44).map(([name]) => name)"""
    )
    assert small == []


@pytest.mark.browser
@pytest.mark.parametrize("user", [2, 1234567890])
async def test_the_head_holds_the_bots_name_and_the_persons_side_by_side(
    page: Page, simulator: SimulatorHandle, user: int
) -> None:
    for width in (360, 390, 1440):
        await page.set_viewport_size({"width": width, "height": 640})
        await page.goto(f"{simulator.base_url}/?user={user}&user=3")
        await expect(page.get_by_role("button", name=f"Anda Warga {user}")).to_be_visible()
        cut_or_covered = await page.locator(".phone-head").first.evaluate(
            """(head) => {
                const parts = [...head.querySelectorAll('.bot-name, .bot-state, .person-chip span')];
                const drawn = (one) => { const range = document.createRange(); range.selectNodeContents(one);
                    return range.getBoundingClientRect(); };
                const right = Math.max(...parts.slice(0, 2).map((one) => drawn(one).right));
                const covered = right > head.querySelector('.person-chip').getBoundingClientRect().left;
                return parts.filter((one) => one.scrollWidth > one.clientWidth + 1
                    || one.scrollHeight > one.clientHeight + 1).map((one) => one.textContent)
                    .concat(covered ? 'covered' : []);
            }"""
        )
        assert cut_or_covered == [], width
