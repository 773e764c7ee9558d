"""What a person sends and does at the chat page beside words and files, in a browser on a small phone."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
import telegram
from playwright.async_api import Browser, Locator, Page, expect

from tests.simulator.pictures import png
from tests.support.axe import complaints as barriers
from tests.support.axe import with_axe
from tests.support.chromium import indonesian_context, keep_picture
from tests.support.telegram import Person, SimulatorHandle

pytestmark = pytest.mark.browser


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, simulator: SimulatorHandle, person: Person) -> AsyncIterator[Page]:
    """A phone of 360 pixels in the chat of a person who has begun; any complaint fails the test."""
    context = await indonesian_context(browser, narrow=True)
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    await with_axe(context)
    window = await context.new_page()
    await window.set_viewport_size({"width": 360, "height": 740})
    said: list[str] = []
    window.on("console", lambda note: said.append(note.text) if note.type in {"error", "warning"} else None)
    window.on("pageerror", lambda error: said.append(str(error)))
    await window.goto(f"{simulator.base_url}/?user={person.user_id}")
    await expect(window.get_by_role("log")).to_contain_text("/start")
    yield window
    await context.close()
    assert said == []


async def more(page: Page, *labels: str) -> None:
    """Choose from the second menu beside the message line."""
    await page.get_by_role("button", name="Lampirkan").click()
    for label in ("Lainnya …", *labels):
        await page.get_by_role("menuitem", name=label, exact=True).click()


async def send(page: Page, title: str, **fields: str) -> None:
    """Fill a dialog in and send it."""
    dialog = page.get_by_role("dialog", name=title)
    for name, value in fields.items():
        await dialog.locator(f"[name={name}]").fill(value)
    await dialog.get_by_role("button", name="Kirim", exact=True).click()


async def act(page: Page, entry: Locator, label: str) -> None:
    """Choose from the menu of a message."""
    await entry.locator(".entry-more").click()
    await page.get_by_role("menuitem", name=label, exact=True).click()


async def looked_at(page: Page, name: str) -> None:
    """Hold the page to what everybody can read, in the light and in the dark."""
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert await barriers(page) == [], theme
        await keep_picture(page, f"simulator-{name}-{theme}")


async def sent(bot: telegram.Bot) -> list[telegram.Message]:
    updates = await bot.get_updates(offset=0)
    return [
        each.effective_message for each in updates if isinstance(each.effective_message, telegram.Message)
    ]


async def test_the_second_menu_sends_all_that_telegram_knows(page: Page, bot: telegram.Bot) -> None:
    sticker: Any = {"name": "s.png", "mimeType": "image/png", "buffer": png(512, 512)}
    await page.get_by_role("button", name="Lampirkan").click()
    await page.get_by_role("menuitem", name="Lainnya …").click()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("menuitem", name="Stiker").click()
    await (await chosen.value).set_files([sticker])
    await expect(page.locator("img.sticker")).to_be_visible()
    await more(page, "Kontak orang lain")
    await send(page, "Kirim kontak", first_name="Bu Lilis", phone_number="+62 812 0000 4417")
    await more(page, "Lokasi langsung")
    await send(page, "Kirim lokasi langsung")
    await more(page, "Jajak pendapat")
    await send(page, "Kirim jajak pendapat", question="Setuju?", options="Ya\nTidak")
    await more(page, "Teruskan pesan orang lain")
    await send(page, "Teruskan pesan orang lain", text="tadi malam", name="Pak RT")
    await more(page, "Teks dengan tautan")
    await send(
        page, "Kirim teks dengan tautan", text="lihat di sini", words="di sini", url="https://contoh.id/"
    )
    await expect(page.locator(".entry.mine a.link")).to_have_text("di sini")

    live = page.locator(".entry.mine", has_text="Lokasi langsung")
    await act(page, live, "Geser lokasi langsung")
    await expect(live).to_contain_text("diedit")
    await act(page, live, "Hentikan lokasi langsung")
    await expect(page.locator(".place", has_text="Lokasi langsung")).to_have_count(0)

    got = await sent(bot)
    assert [bool(one.sticker) for one in got].count(True) == 1
    assert [one.contact.first_name for one in got if one.contact] == ["Bu Lilis"]
    assert len([one for one in got if one.location]) == 3
    assert [len(one.poll.options) for one in got if one.poll] == [2]
    assert [one.text for one in got if one.forward_origin] == ["tadi malam"]
    assert [each.url for one in got for each in one.entities if each.type == "text_link"] == [
        "https://contoh.id/"
    ]
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    await looked_at(page, "sent")


async def test_a_protected_message_offers_no_way_out_and_a_code_button_copies(
    page: Page, bot: telegram.Bot
) -> None:
    copying = telegram.InlineKeyboardButton("Salin", copy_text=telegram.CopyTextButton("KPU-123"))
    await bot.send_message(
        1001, "rahasia", protect_content=True, reply_markup=telegram.InlineKeyboardMarkup([[copying]])
    )
    await bot.send_document(1001, b"isi", filename="a.pdf", protect_content=True)
    closed = page.locator(".entry.theirs", has_text="rahasia")
    await closed.locator(".entry-more").click()
    offered = await page.get_by_role("menuitem").all_inner_texts()
    await page.keyboard.press("Escape")

    assert not {"Teruskan ke bot", "Salin teks"} & set(offered)
    assert "Balas" in offered
    await expect(page.get_by_role("link", name="Unduh a.pdf")).to_have_count(0)
    await closed.get_by_role("button", name="Salin").click()
    await expect(page.locator(".toast")).to_have_text("Disalin")
    assert await page.evaluate("navigator.clipboard.readText()") == "KPU-123"


async def test_pins_reactions_votes_and_the_timer_work_by_hand(page: Page, bot: telegram.Bot) -> None:
    await bot.send_message(1001, "Nomor pelacakan")
    await bot.send_poll(1001, "Kapan?", ["Senin", "Selasa"])
    said = page.locator(".entry.theirs", has_text="Nomor pelacakan")
    await act(page, said, "Sematkan")
    await expect(page.get_by_role("log")).to_contain_text("Anda menyematkan “Nomor pelacakan”")
    await act(page, said, "Reaksi 👍")
    await expect(said.get_by_role("img", name="Reaksi orang: 👍")).to_be_visible()
    await act(page, said, "Teruskan ke bot")
    await expect(page.locator(".entry.mine .forwarded")).to_have_text("Diteruskan dari Kentongan KPU")
    await page.locator(".poll").get_by_role("button", name="Selasa").click()
    await expect(page.locator(".poll")).to_contain_text("1 suara")
    await looked_at(page, "gestures")
    await page.get_by_role("button", name="Menu obrolan").click()
    await page.get_by_role("menuitem", name="Hapus otomatis …").click()
    await page.get_by_role("menuitem", name="Setelah 1 hari").click()
    await expect(page.get_by_role("log")).to_contain_text("Hapus otomatis: 1 hari")


async def test_a_group_opens_beside_the_chat_and_lets_the_bot_in(
    page: Page, bot: telegram.Bot, simulator: SimulatorHandle
) -> None:
    await page.goto(f"{simulator.base_url}/?user=-1&as=1001")
    write = page.get_by_label("Tulis pesan", exact=True)
    await write.fill("obrolan warga")
    await write.press("Enter")
    await expect(page.locator(".entry.mine .sender")).to_have_text("Warga 1001")
    await page.get_by_role("button", name="Menu obrolan").click()
    await page.get_by_role("menuitem", name="Hak bot di grup …").click()
    await page.get_by_role("menuitem", name="bot mendengar semua").click()
    await expect(page.get_by_role("log")).to_contain_text("Kentongan KPU bergabung")
    await write.fill("halo bot")
    await write.press("Enter")
    await expect(page.locator(".entry.mine").last).to_contain_text("halo bot")
    texts = [one.text for one in await sent(bot) if one.chat.type == "supergroup" and one.text]
    assert texts == ["halo bot"]
    await looked_at(page, "group")
