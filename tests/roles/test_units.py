"""The days of those who handle a report in its unit: liaison, Admin UPP, head, and who follows it up."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.roles.day import at_desk
from tests.roles.office import Office
from tests.support.desk.answers import LAW, TECHNICAL
from tests.support.desk.window import Screen
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.mark.requirement("R44", "R65", "R66", "R67", "R68", "R69")
async def test_the_liaison_accepts_prints_forwards_gives_back_and_answers(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen, letter: Path
) -> None:
    fresh, wrong, done, undisposed = [
        await office.register(subject)
        for subject in ("Loket kosong", "Salah alamat", "Segel terbuka", "Belum diverifikasi")
    ]
    await office.disposed(fresh)
    await office.disposed(wrong)
    await office.followed_up(done)
    async with at_desk(browser, stack, "bayu", screen) as desk:
        await desk.open("/")
        await desk.reads(fresh.agenda, wrong.agenda, done.agenda)
        await desk.look("antrean")
        await desk.sees_nothing_of(undisposed)

        await desk.open_report(fresh)
        await desk.may_not("Disposisikan", "Disposisikan ke bagian/subbagian")
        await desk.look("laporan-baru")
        await desk.take(
            "Terima dan beri respons awal",
            {"Respons awal untuk pelapor": "Laporan Anda sedang kami tangani."},
        )
        told = {"Kendala": "Berkas di kecamatan.", "Yang sudah atau akan dilakukan": "Kami jemput besok."}
        await desk.take("Sampaikan kendala ke pelapor", told)
        await desk.document("Lembar disposisi")
        await desk.open_report(fresh)
        await desk.take("Sampaikan ke pimpinan unit")
        await desk.reads("Telaah pimpinan unit")
        await desk.look("di-pimpinan")

        await desk.open_report(wrong)
        await desk.take("Kembalikan untuk disposisi ulang", {"Alasan": "Bukan tugas subbagian hukum."})

        await desk.open_report(done)
        answer = {"Jawaban untuk pelapor": "Loket kini dijaga dua petugas."}
        await desk.take("Kirim jawaban", answer, {"Lampiran jawaban": letter})
        await desk.reads("Loket kini dijaga dua petugas.", "naskah-dinas.pdf")
        await desk.look("dijawab")
    assert [await office.state(each) for each in (fresh, wrong, done)] == [
        *("with_unit_head", "received", "answered"),
    ]


@pytest.mark.requirement("R38", "R42", "R60", "R65", "R70", "R71")
async def test_the_unit_admin_assists_the_liaison_consults_and_answers_an_aspiration(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen
) -> None:
    complaint = await office.register("Honor belum dibayar")
    wish = await office.register("Mohon jalur kursi roda", kind="aspiration")
    others = await office.register("Urusan subbagian lain")
    await office.disposed(complaint)
    await office.disposed(wish)
    await office.disposed(others, TECHNICAL)
    async with at_desk(browser, stack, "dewi", screen) as desk:
        await desk.open("/")
        await desk.reads(complaint.agenda, wish.agenda)
        await desk.sees_nothing_of(others)

        await desk.open_report(complaint)
        await desk.take(
            "Terima dan beri respons awal", {"Respons awal untuk pelapor": "Kami cek ke bendahara."}
        )
        asked = {"Unit yang dimintai masukan": [TECHNICAL], "Yang ditanyakan": "Siapa petugasnya?"}
        await desk.fill("Konsultasi dengan unit lain", asked)
        await desk.look("konsultasi")
        await desk.send("Konsultasi dengan unit lain")
        await desk.saved()
        await desk.take("Laporkan perkembangan", {"Perkembangan": "Bendahara sudah dipanggil."})
        await desk.reads("Siapa petugasnya?", "Bendahara sudah dipanggil.")
        await desk.look("laporan-diproses")

        await desk.open_report(wish)
        await desk.take(
            "Terima dan beri respons awal", {"Respons awal untuk pelapor": "Terima kasih atas usulnya."}
        )
        await desk.take(
            "Jawab langsung", {"Jawaban untuk pelapor": "Jalur kursi roda dibuat sebelum pemungutan suara."}
        )
        await desk.reads("Dijawab")
        await desk.look("aspirasi-dijawab")
    assert await office.state(wish) == "answered"


@pytest.mark.requirement("R73", "R74", "R75", "R79", "R80", "R81")
async def test_the_unit_head_disposes_within_the_unit_and_hands_over_what_was_done(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen, letter: Path, proof: Path
) -> None:
    report, others = await office.register("Segel terbuka"), await office.register("Urusan unit lain")
    await office.with_head(report)
    await office.disposed(others, TECHNICAL)
    words = {
        "Konteks laporan": "Petugas bertugas ganda.",
        "Akar permasalahan": "Tidak ada pengganti.",
        "Pihak yang relevan": "Petugas loket.",
        "Arahan": "Susun jadwal piket.",
    }
    async with at_desk(browser, stack, "hendra", screen) as desk:
        await desk.open("/")
        await desk.reads(report.agenda)
        await desk.sees_nothing_of(others)

        await desk.open_report(report)
        await desk.may_not("Kirim jawaban", "Disposisikan", "Terima dan beri respons awal")
        await desk.fill("Disposisikan ke bagian/subbagian", words)
        await desk.send("Disposisikan ke bagian/subbagian")
        await desk.refused()
        await desk.look("disposisi-tanpa-bagian")
        await desk.take("Disposisikan ke bagian/subbagian", {"Bagian/subbagian": [LAW]})
        await desk.reads("Tindak lanjut")

        handed = {"Naskah dinas tindak lanjut": letter, "Dokumen pendukung atau bukti penyelesaian": proof}
        direction = {"Arahan jawaban": "Minta maaf, sampaikan jadwal piket."}
        await desk.fill("Serahkan dokumen tindak lanjut", direction, handed)
        await desk.look("serahkan")
        await desk.send("Serahkan dokumen tindak lanjut")
        await desk.saved()
        await desk.reads("Dokumen tindak lanjut diserahkan", "naskah-dinas.pdf", "bukti.png")
        await desk.look("diserahkan")
    assert await office.state(report) == "followup_submitted"


@pytest.mark.requirement("R70", "R71", "R75", "R78")
async def test_the_handler_works_on_what_was_disposed_to_their_section(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen, proof: Path
) -> None:
    mine, not_yet = await office.register("Loket kosong"), await office.register("Masih di pimpinan")
    await office.assigned(mine)
    await office.with_head(not_yet)
    async with at_desk(browser, stack, "rini", screen) as desk:
        await desk.open("/")
        await desk.look("antrean")
        await desk.sees_nothing_of(not_yet)
        await desk.open(f"/antrean/all?q={mine.title.split()[-1]}")
        await desk.page.get_by_role("link", name=mine.agenda, exact=True).click()

        await desk.reads(mine.substance)
        await desk.may_not("Kirim pesan ke pelapor", "Kirim jawaban", "Serahkan dokumen tindak lanjut")
        done = {"Perkembangan": "Jadwal piket sudah disusun."}
        await desk.take("Laporkan perkembangan", done, {"Berkas": proof})
        await desk.take("Tulis catatan internal", {"Catatan internal": "Mohon dicek @hendra"})
        await desk.reads("Jadwal piket sudah disusun.", "bukti.png", "Mohon dicek")
        await desk.look("laporan")
