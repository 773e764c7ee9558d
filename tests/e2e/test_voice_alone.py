"""By voice alone: one press of the microphone, one that sends; then an officer hears it where it belongs."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.chat import Reporter
from tests.e2e.journey import Desks
from tests.support.axe import complaints_in_both_themes, with_axe
from tests.support.chromium import NARROW, indonesian_context
from tests.support.desk.window import DeskWindow
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

BY_VOICE = 900_200_802
MICROPHONE = """navigator.mediaDevices.getUserMedia = async () => {
  const sound = new AudioContext();
  const [tone, out] = [sound.createOscillator(), sound.createMediaStreamDestination()];
  tone.connect(out);
  tone.start();
  return out.stream;
}"""
"""A tone stands for somebody's voice: this machine has no microphone."""


async def speak(reporter: Reporter) -> None:
    """Hold the microphone for a second and let go."""
    await reporter.page.get_by_role("button", name="Rekam pesan suara").hover()
    await reporter._note()
    await reporter.page.mouse.down()
    await reporter.page.wait_for_timeout(1200)
    await reporter.page.mouse.up()


async def waiting(officer: DeskWindow) -> set[str]:
    """Give the agenda numbers of what waits for an officer."""
    await officer.open("/")
    links = await officer.page.get_by_role("link").all_inner_texts()
    return {words for words in links if re.fullmatch(r"\S+/[IVX]+/\d{4}", words)}


async def test_a_story_by_voice_alone_reaches_an_officer_who_hears_it(
    stack: SharedStack, browser: Browser, desks: Desks, shots: Path
) -> None:
    officer = await desks.officer("nadia")
    await with_axe(officer.page.context)
    before = await waiting(officer)
    phone = await with_axe(await indonesian_context(browser, narrow=True, reduced_motion="reduce"))
    await phone.add_init_script(MICROPHONE)
    reporter = await Reporter.at(phone, stack.chat, BY_VOICE, NARROW)
    await reporter.hear("Setuju data Anda")
    await speak(reporter)
    await reporter.hear("Ini yang saya tangkap")
    await reporter.settled(shots / "voice-understood.png")
    found = await reporter.look("voice-understood")
    await reporter.press("Kirim sebagai laporan")
    await reporter.hear("Laporan Anda sudah kami terima")
    await reporter.hear("Nomor pelacakan Anda")
    await reporter.settled(shots / "voice-receipt.png", "Laporan Anda sudah kami terima")
    found += await reporter.look("voice-receipt")
    assert found == []

    [agenda] = await waiting(officer) - before
    await officer.open_agenda(agenda)
    heard = officer.page.get_by_label("Jawaban dengan suara: Apa").first
    await heard.evaluate("audio => { audio.muted = true; return audio.play() }")
    assert await heard.evaluate("audio => audio.duration") > 0.5
    await expect(heard).to_have_js_property("error", None)
    for theme, media in (("gelap", "screen"), ("terang", "not all")):
        await officer.page.evaluate("media => { document.getElementById('k-dark').media = media; }", media)
        await officer.page.screenshot(path=shots / f"voice-heard-{theme}.png")
    assert await complaints_in_both_themes(officer.page) == []
    await phone.close()
