"""A citizen's report from the first message to Selesai, played in the browser from both sides."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e import people
from tests.e2e.chat import Reporter
from tests.e2e.journey import Desks, Journey
from tests.e2e.paper import document
from tests.support.chromium import NARROW, WIDE, indonesian_context
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.mark.requirement("R36", "R42", "R43", "R51", "R52", "R58", "R65", "R67", "R68", "R69")
@pytest.mark.requirement("R73", "R74", "R79", "R80", "R81", "R82", "R83", "R84", "R158")
async def test_a_report_goes_from_the_first_message_to_selesai(
    stack: SharedStack, browser: Browser, desks: Desks, tmp_path: Path, shots: Path
) -> None:
    phone = await indonesian_context(browser, narrow=True, reduced_motion="reduce")
    reporter = await Reporter.at(phone, stack.chat, 2001)
    journey = Journey(reporter, desks, tmp_path)

    await journey.tell()
    await journey.prove()
    await reporter.settled(shots / "chat-evidence-390.png")
    await journey.sign_and_send()
    await reporter.settled(shots / "chat-receipt-390.png", "Nomor pelacakan Anda")
    await journey.keep_tracking()
    assert journey.tracking not in await (await journey.at("sari")).page.content()

    await journey.ask_completion()
    await reporter.settled(shots / "chat-asked-390.png")
    await journey.complete()

    admin = await journey.at("sari")
    assert people.EXACTLY in await admin.page.locator("#percakapan").inner_text()
    assert "Segel putus" in await admin.page.get_by_role("region", name="Bukti").inner_text()
    await admin.page.goto(stack.desk)
    await admin.page.screenshot(path=shots / "desk-queue-1440.png")
    await admin.open_agenda(journey.agenda)
    await admin.page.screenshot(path=shots / "desk-report-1440.png")
    await admin.page.set_viewport_size(NARROW)
    await admin.page.screenshot(path=shots / "desk-report-360.png", full_page=True)
    await admin.page.set_viewport_size(WIDE)
    await journey.dispose()

    await journey.accept()
    sheet = await journey.follow_up()
    assert sheet.startswith(b"%PDF-")
    (shots / "disposition-sheet.pdf").write_bytes(sheet)
    await journey.answer(people.ANSWER, document(tmp_path, "berita-acara.pdf", "Salinan berita acara"))
    await reporter.settled(shots / "chat-answer-390.png", "Laporan Anda dijawab")

    await journey.respond()
    unit = await journey.at("dewi")
    assert people.REPLY in await unit.page.locator("#percakapan").inner_text()
    assert "Diproses" in await unit.page.locator(".k-chain").inner_text()
    await journey.heard_once(
        "Laporan perlu dilengkapi", "Laporan dikirim ke bagian", "Laporan sedang ditangani"
    )

    await journey.follow_up()
    await journey.answer(people.SECOND_ANSWER)
    closing = await journey.accept_answer()
    words = await closing.inner_text()
    assert "Status: Selesai" in words
    assert "WITA" in words
    assert "WIB" not in words
    await reporter.settled(shots / "chat-closed-390.png")

    unit = await journey.at("dewi")
    said = await unit.timeline()
    for deed in DEEDS:
        assert deed in said, deed
    await unit.picture_of_timeline(shots / "desk-timeline-1440.png")
    await phone.close()


DEEDS = (
    "Pelapor mengirim laporan",
    "Sari Rahmania meminta kelengkapan",
    "Pelapor melengkapi laporan",
    "Sari Rahmania mendisposisikan laporan",
    "Dewi Lintang menerima laporan dan memberi respons awal",
    "Dewi Lintang menyampaikan laporan ke pimpinan unit",
    "Hendra Wibisana mendisposisikan laporan ke bagian/subbagian",
    "Hendra Wibisana menyerahkan dokumen tindak lanjut",
    "Dewi Lintang mengirim jawaban",
    "Pelapor menanggapi jawaban",
    "Pelapor menerima jawaban",
)
