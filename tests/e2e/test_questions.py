"""A question in the browser, from both sides: not answered, written at the desk, answered at once."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e.chat import Reporter
from tests.support.axe import complaints_in_both_themes, with_axe
from tests.support.chromium import NARROW, WIDE, indonesian_context
from tests.support.desk.window import take_seat
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.requirement("R18", "R25")]
ASKED = "jam buka kantor kpu lombok timur jam berapa ya?"
HOURS = "Senin sampai Jumat, 08.00 sampai 16.00 WITA."
HERE = "/pengaturan/jawaban"


async def test_an_office_writes_its_hours_and_the_next_who_asks_is_answered(
    stack: SharedStack, browser: Browser, shots: Path
) -> None:
    phone = await with_axe(await indonesian_context(browser, narrow=True, reduced_motion="reduce"))
    reporter = await Reporter.at(phone, stack.chat, 2031, NARROW)
    await reporter.hear("Tanya saja")
    await reporter.say(ASKED)
    await reporter.hear("belum ada jawaban siap dari KPU Kab. Lombok Timur")

    seat = await with_axe(await indonesian_context(browser, reduced_motion="reduce"))
    await take_seat(seat, stack.desk, await asyncio.to_thread(stack.seat, "sari"))
    sari = await seat.new_page()
    await sari.goto(f"{stack.desk}{HERE}/hours")
    await sari.get_by_label("Jawaban", exact=True).fill(
        "{kantor}: Senin sampai Jumat, 08.00 sampai 16.00 WITA."
    )
    await sari.get_by_label("Sumber", exact=True).fill("Pengumuman kantor (contoh)")
    await sari.get_by_role("button", name="Pratinjau di percakapan").click()
    bubble = sari.get_by_text(f"KPU Kab. Lombok Timur: {HOURS}")
    await bubble.wait_for()
    found: list[str] = []
    for size in (NARROW, WIDE):
        await sari.set_viewport_size(size)
        found += await complaints_in_both_themes(sari)
        await sari.screenshot(path=shots / f"desk-answer-{size['width']}.png", full_page=True)
    await sari.get_by_role("button", name="Simpan jawaban").click()
    await sari.wait_for_url(f"**{HERE}?kantor=*")
    ready = sari.locator("section", has_text="Dijawab seketika").last
    assert "Jam layanan" in await ready.inner_text()

    await reporter.say(ASKED)
    await reporter.hear("08.00 sampai 16.00 WITA")
    await reporter.settled(shots / "chat-question-360.png")
    found += await reporter.look("question")
    await reporter.press("Ya, terjawab")
    await reporter.hear("Senang bisa membantu")
    assert found == []
