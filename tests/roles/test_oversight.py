"""The days of those who watch over it: the inspector with a tip, and the leader."""

import pytest
from playwright.async_api import Browser, expect

from tests.roles.day import at_desk
from tests.roles.office import Office
from tests.support.desk.window import Screen
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

REASON = "Telaah laporan yang masuk hari ini."


@pytest.mark.requirement("R117", "R118", "R133", "R134", "R135")
async def test_the_inspector_takes_a_tip_from_review_to_conclusion(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen
) -> None:
    tip, public = await office.whistleblown("Paket dipecah"), await office.register("Loket kosong")
    steps = {
        "1. Pokok permasalahan": "Pengadaan dipecah.",
        "2. Kelengkapan bukti permulaan": "Sembilan kuitansi.",
        "3. Data dan informasi pendukung": "Penyedia sama.",
        "4. Analisis menurut peraturan": "Melanggar aturan pengadaan.",
        "5. Kesimpulan dan penanganan berikutnya": "Perlu pendalaman.",
    }
    async with at_desk(browser, stack, "agus", screen) as desk:
        await desk.sees_nothing_of(public)
        await desk.open("/antrean/whistleblowing")
        await desk.reads(tip.agenda)
        await desk.look("whistleblowing")
        await expect(desk.page.get_by_text(tip.title)).to_have_count(0)

        await desk.page.get_by_role("link", name=tip.agenda, exact=True).click()
        await expect(desk.page.get_by_text(tip.substance)).to_have_count(0)
        await desk.page.get_by_label("Alasan membuka").fill("Pendek saja")
        await desk.look("gerbang")
        await desk.give_reason(REASON)
        await desk.reads(tip.substance)

        await desk.take("Mulai penelaahan")
        await desk.take("Simpulkan penelaahan", steps)
        await expect(desk.step("Lanjutkan ke pendalaman")).to_have_count(1)  # stands open: it is next
        await desk.look("ditelaah")
        await desk.take("Lanjutkan ke pendalaman")
        found = {"Hasil pendalaman": "Sembilan paket.", "Saran penyelesaian": "Periksa penyedia."}
        await desk.take("Ajukan ke pimpinan", found)
        await desk.may_not("Tetapkan kesimpulan", "Perintahkan audit investigasi")
        await desk.look("diajukan")

        concluded = {"finding": "proven", "consideration": "Bukti cukup.", "message": "Sudah diperiksa."}
        await office.act("lestari", tip, "conclude", concluded)
        await desk.open_report(tip)
        await desk.reads("Kesimpulan", "Terbukti", "Bukti cukup.")
        await desk.look("disimpulkan")


@pytest.mark.requirement("R94", "R119", "R135", "R136", "R142")
async def test_the_leader_approves_as_the_second_person_and_oversees(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen
) -> None:
    unreal, tip = await office.register("Kotak suara terbang"), await office.whistleblown("Perjalanan fiktif")
    await office.proposed(unreal)
    unread, old = await office.whistleblown("Masih ditelaah"), await office.register("Belum diverifikasi")
    await office.with_leader(tip)
    async with at_desk(browser, stack, "lestari", screen) as desk:
        await desk.open("/")
        await desk.reads(unreal.agenda)
        await desk.look("antrean")
        await desk.open(unread.path, status=404)
        await desk.look("tidak-ditemukan")

        await desk.open_report(unreal)
        await desk.may_not("Disposisikan", "Kirim pesan ke pelapor")
        await desk.fill("Setujui: tidak dapat diproses", {"Catatan": "Setuju dengan alasan itu."})
        await desk.look("usulan")
        await desk.send("Setujui: tidak dapat diproses")
        await desk.saved()
        await desk.reads("Tidak dapat diproses")

        await desk.open(tip.path)
        await desk.give_reason(REASON)
        conclusion = {
            "Kesimpulan": "Tidak terbukti",
            "Pertimbangan": "Penyedia berhak.",
            "Alasan singkat untuk pelapor": "Pemeriksaan tidak menemukan pelanggaran.",
        }
        await desk.take("Tetapkan kesimpulan", conclusion)
        await desk.reads("Tidak terbukti")
        await desk.look("kesimpulan")

        await desk.open("/statistik")
        await desk.look("statistik")
        await desk.open("/antrean/late")
        await desk.look("terlambat")
        await desk.open_report(old)
        await desk.reads("Tenggat verifikasi")
        await desk.unfold("Rincian hitungan")
        await desk.look("tenggat-terinci")
    assert await office.state(unreal) == "not_processable"
