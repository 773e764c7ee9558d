"""A whistleblower without a name: neutral pushes, opened by tracking ID, and no chat at the desk."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e import people
from tests.e2e.chat import Reporter
from tests.e2e.journey import Desks, Journey
from tests.support.chromium import indonesian_context
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

USER = 900_200_303


@pytest.mark.requirement("R117", "R133", "R141", "R143")
async def test_a_whistleblower_is_told_without_a_word_about_what(
    stack: SharedStack, browser: Browser, desks: Desks, tmp_path: Path, shots: Path
) -> None:
    phone = await indonesian_context(browser, narrow=True, reduced_motion="reduce")
    reporter = await Reporter.at(phone, stack.chat, USER)
    journey = Journey(reporter, desks, tmp_path)
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
    await reporter.answer("Apa", people.WBS_WHAT)
    await reporter.answer("Siapa", "Kepala Subbagian Keuangan")
    await reporter.hear("Saya catat")
    await reporter.press("Lanjut")
    for step in ("Kapan", "Di mana", "Bagaimana", "Bukti"):
        await reporter.hear(step)
        await reporter.press("Lewati")
    await journey.send()
    assert not journey.agenda  # whoever asked officers with it would show who wrote
    await reporter.settled(shots / "wbs-receipt-390.png")
    await journey.keep_tracking()

    inspector = await desks.officer("agus")
    await inspector.page.goto(f"{stack.desk}/antrean/all")
    sealed = inspector.page.get_by_role("link", name=re.compile(r"^P-\d{4}"))
    journey.agenda = max(number.strip() for number in await sealed.all_inner_texts())
    await inspector.open_sealed(journey.agenda, "Telaah laporan yang masuk hari ini.")
    assert people.WBS_WHAT in await inspector.page.locator("main").inner_text()
    await inspector.take("Mulai penelaahan")
    page = await inspector.page.content()
    assert str(USER) not in page
    assert journey.tracking not in page
    await inspector.page.evaluate("scrollTo(0, 0)")
    await inspector.page.screenshot(path=shots / "desk-wbs-1440.png")

    push = await reporter.hear("Ada kabar untuk laporan Anda.")
    assert "periksa" not in await push.inner_text()
    await reporter.press("Buka")
    await reporter.hear("Nomor pelacakan laporan ini tidak saya simpan.")
    await reporter.say(journey.tracking.lower())
    status = await reporter.hear("Status:")
    assert "Sedang diperiksa" in await status.inner_text()
    await reporter.settled(shots / "wbs-status-390.png")
    await phone.close()

    admin = await desks.officer("sari")
    await admin.page.goto(f"{stack.desk}/antrean/all")
    assert journey.agenda not in await admin.page.content()
