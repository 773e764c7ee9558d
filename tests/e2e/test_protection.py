"""A reporter in danger: from one press in the chat to the leader's desk, and to the closing word."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e import people
from tests.e2e.chat import Reporter, tracking_in
from tests.roles.day import at_desk
from tests.support.axe import with_axe
from tests.support.chromium import NARROW, WIDE, indonesian_context
from tests.support.desk.window import Screen
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

USERS = {Screen.desk: 900_200_505, Screen.phone: 900_200_606}
REASON = "Pelapor meminta pelindungan."
STORY = "Bendahara meminta setoran dari honor. Hanya satu orang yang menolak."


@pytest.mark.requirement("R88", "R22")
async def test_a_reporter_in_danger_is_heard_at_one_press_and_protected_to_the_closing_word(
    stack: SharedStack, browser: Browser, shots: Path
) -> None:
    for screen in Screen:  # one after the other: whoever is in danger now stands first in the leader's list
        await _protected_to_the_closing_word(stack, browser, screen, shots)


async def _protected_to_the_closing_word(
    stack: SharedStack, browser: Browser, screen: Screen, shots: Path
) -> None:
    phone = await with_axe(await indonesian_context(browser, narrow=True, reduced_motion="reduce"))
    size = NARROW if screen is Screen.phone else WIDE
    reporter = await Reporter.at(phone, stack.chat, USERS[screen], size)
    own = await _own_chat_of_the_leader(browser, stack, USERS[screen] + 1) if screen is Screen.desk else None
    tracking = await _cry_in_the_middle_of_a_report(reporter, shots / f"danger-{screen.value}.png")
    alarm = ""
    if own is not None:
        alarm = await (await own.hear("Mendesak: satu laporan menunggu")).inner_text()
        await own.settled(shots / "danger-own-chat.png")

    async with at_desk(browser, stack, "lestari", screen) as desk:
        await desk.open("/")
        first = desk.page.get_by_role("main").get_by_role("link", name=re.compile(r"^P-\d{4}")).first
        await expect(first).to_be_visible()
        agenda = (await first.inner_text()).strip()
        assert agenda not in alarm
        await desk.reads("Terancam")
        await desk.look("antrean-terancam")
        await desk.open("/kabar")
        await desk.reads("Terancam: pelapor dalam bahaya sekarang")
        await desk.look("lonceng")
        await desk.open("/antrean/all?pelindungan=in_danger")
        await desk.reads(agenda)
        await first.click()
        await desk.give_reason(REASON)
        await desk.reads("Terancam: pelapor berkata ia dalam bahaya sekarang", STORY)
        await desk.look("terancam")
        await desk.take("Saya tangani pelindungan ini")
        await desk.fill(
            "Nilai risiko bagi pelapor",
            {
                "Siapa yang tahu bahwa ia melapor": "Bendahara dan stafnya.",
                "Hubungan pelapor dengan terlapor": "Terlapor atasan pelapor",
                "Bentuk ancaman": ["Tekanan atau intimidasi", "Mutasi atau pemindahan"],
                "Risiko": "Tinggi",
            },
        )
        await desk.look("menilai-risiko")
        await desk.send("Nilai risiko bagi pelapor")
        await desk.saved()
        measures = {"Langkah yang diambil": "Mutasi ditunda.", "Pesan untuk pelapor": "Tugas Anda tetap."}
        await desk.take("Ambil langkah pelindungan", measures)
        letter = {
            "Diteruskan ke": "LPSK",
            "Nomor surat": "7/KPU/2026",
            "Tanggal surat": "2026-11-16",
            "Petugas yang menerima di sana": "Ibu Dyah",
        }
        await desk.take("Teruskan ke aparat atau LPSK", letter)
        await desk.look("diteruskan")

        await _tell_that_one_is_safe(reporter, tracking)
        wrong = await reporter.look("kabar-keamanan")
        await desk.page.reload()
        await desk.take("Selesaikan pelindungan", {"Pesan untuk pelapor": "Kami tetap siap."})
        await desk.open("/antrean/all?pelindungan=open")
        await expect(desk.page.get_by_text(agenda)).to_have_count(0)
        await desk.open("/statistik")
        await desk.look("statistik-pelindungan")
    assert wrong + await reporter.look("selesai") == []
    await phone.close()


async def _own_chat_of_the_leader(browser: Browser, stack: SharedStack, user: int) -> Reporter:
    """Let the leader link a chat of their own from the profile."""
    async with at_desk(browser, stack, "lestari", Screen.desk) as desk:
        await desk.open("/profil")
        await desk.page.get_by_role("button", name=re.compile("^Tautkan|^Buat kode")).click()
        shown = await desk.page.get_by_text("/start petugas_").first.inner_text()
    command = re.search(r"/start petugas_\w+", shown)
    assert command is not None
    phone = await indonesian_context(browser, narrow=True, reduced_motion="reduce")
    own = await Reporter.at(phone, stack.chat, user)
    await own.hear("Setuju data Anda")
    await own.say(command.group())
    await own.hear("Petugas tertaut")
    return own


async def _cry_in_the_middle_of_a_report(reporter: Reporter, picture: Path) -> str:
    """Begin a report, and press that one is in danger; return the tracking ID.

    The agenda number is told to nobody who blows the whistle: asking with it would show who wrote.
    """
    await people.agree(reporter)
    await reporter.press("Lapor orang dalam KPU")
    await reporter.hear("Hanya Inspektorat")
    await reporter.press("Ya, lanjut")
    await reporter.answer("Tujuan", "lombok timur")
    await reporter.hear("Saya temukan kantor ini")
    await reporter.choose("KPU Kabupaten Lombok Timur")
    await reporter.hear("Yang membaca laporan ini")
    await reporter.choose("KPU Kabupaten Lombok Timur")
    await reporter.hear("Cara melapor")
    await reporter.press("Anonim")
    await reporter.answer("Jenis pelanggaran", "2")
    await reporter.hear("jangan pakai ponsel, komputer, atau jaringan kantor")
    await reporter.say(STORY)
    await reporter.hear("Siapa yang terlibat")

    await reporter.say("/terancam")
    await reporter.hear("Dalam bahaya? Telepon sekarang:")
    await reporter.settled(picture)
    assert await reporter.look("telepon-sekarang") == []
    await reporter.press("Ya, saya dalam bahaya sekarang")
    await reporter.hear("Terkirim.")
    tracking = await tracking_in(await reporter.hear("Nomor pelacakan Anda"))
    assert await reporter.look("terkirim") == []
    return tracking


async def _tell_that_one_is_safe(reporter: Reporter, tracking: str) -> None:
    """Open the report from the push, and say the word that ends a protection."""
    await reporter.hear("Ada kabar untuk laporan Anda.")
    await reporter.press("Buka")
    await reporter.hear("Nomor pelacakan laporan ini tidak saya simpan.")
    await reporter.say(tracking)
    await reporter.hear("kami teruskan ke LPSK: surat 7/KPU/2026")
    await reporter.press("Kabar keamanan saya")
    await reporter.hear("Apakah Anda aman sekarang?")
    await reporter.press("Ya")
    await reporter.hear("Ada yang berubah bagi Anda?")
    await reporter.press("Lewati")
    await reporter.hear("Tercatat: Kabar keamanan saya.")
