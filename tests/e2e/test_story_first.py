"""A story is told before any question: by text alone, and by voice alone, to the receipt and the desk."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e.chat import Reporter
from tests.support.axe import with_axe
from tests.support.chromium import NARROW, indonesian_context
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

BY_TEXT, BY_VOICE = 900_200_801, 900_200_802
VOICE = Path(__file__).parent / "data" / "suara.ogg"


async def test_text_alone_is_enough(stack: SharedStack, browser: Browser, shots: Path) -> None:
    phone = await with_axe(await indonesian_context(browser, narrow=True, reduced_motion="reduce"))
    reporter = await Reporter.at(phone, stack.chat, BY_TEXT, NARROW)
    await reporter.hear("Setuju data Anda")
    await reporter.say("min mau lapor, petugas pps minta uang 50rb buat materai")
    await reporter.hear("Ini yang saya tangkap")
    await reporter.say("kejadiannya kemarin malam di desa jantuk lombok timur, yg lihat istri saya")
    await reporter.hear("Kantor: KPU Kabupaten Lombok Timur")
    await reporter.settled(shots / "story-understood.png")
    found = await reporter.look("story-understood")
    await reporter.say("aturannya")
    await reporter.hear("UU 27/2022")
    await reporter.settled(shots / "story-rules.png")
    await reporter.say("kirim")
    await reporter.hear("Bagaimana Anda ingin melapor?")
    await reporter.settled(shots / "story-mode.png")
    found += await reporter.look("story-mode")
    await reporter.say("3")
    await reporter.hear("Nomor pelacakan Anda")
    await reporter.settled(shots / "story-receipt.png", "Laporan Anda sudah kami terima")
    found += await reporter.look("story-receipt")
    assert found == []
    await phone.close()
