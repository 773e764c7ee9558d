"""The day of the Admin Instansi: verify, ask, dispose, return, act on many, keep a view, export it."""

import pytest
from playwright.async_api import Browser

from tests.roles.day import at_desk
from tests.roles.office import Office
from tests.support.desk.answers import CHECKED_IN_WORDS, LAW, disposition_in_words
from tests.support.desk.window import DeskWindow, Registered, Screen
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

SUBJECT = CHECKED_IN_WORDS[1]


@pytest.mark.requirement("R52", "R53", "R56", "R57", "R58")
async def test_the_agency_admin_verifies_asks_disposes_and_returns(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen
) -> None:
    vague, clear, foreign = [
        await office.register(subject)
        for subject in ("Honor belum dibayar", "Loket kosong", "Jalan desa rusak")
    ]
    secret = await office.whistleblown("Paket dipecah")
    async with at_desk(browser, stack, "sari", screen) as desk:
        await desk.open("/")
        await desk.reads(vague.agenda, clear.agenda, foreign.agenda)
        await desk.look("antrean")
        await desk.sees_nothing_of(secret)
        await desk.look("kosong")

        await desk.open_report(vague)
        asked = {
            "Yang perlu dilengkapi": ["Bagaimana kejadiannya"],
            "Pesan untuk pelapor": "Kapan honor dijanjikan?",
        }
        await desk.fill("Minta kelengkapan", asked)
        await desk.look("minta-kelengkapan")
        await desk.send("Minta kelengkapan")
        await desk.saved()
        await desk.reads("Menunggu kelengkapan", "Kapan honor dijanjikan?")

        await desk.open_report(clear)
        answers = disposition_in_words(LAW, checked=[SUBJECT])
        await desk.fill("Disposisikan", answers)
        await desk.send("Disposisikan")
        await desk.refused()
        await desk.reads("Unsur wajib belum semua dicentang.", clear.substance)
        await desk.look("disposisi-ditolak")
        await desk.take("Disposisikan", disposition_in_words(LAW))
        await desk.reads("mendisposisikan laporan")
        await desk.unfold("Mengapa tidak bisa …?")
        await desk.look("mengapa-tidak-bisa")

        await desk.open_report(foreign)
        reasons = {
            "Alasan": "Kewenangan pemerintah daerah",
            "Penjelasan untuk pelapor": "Jalan desa diurus pemerintah kabupaten, bukan penyelenggara pemilu.",
        }
        await desk.take("Kembalikan ke Admin Nasional", reasons)
        await desk.reads("Dikembalikan ke Admin Nasional")
        await desk.look("dikembalikan")
    assert [await office.state(each) for each in (vague, clear, foreign)] == [
        *("awaiting_completion", "disposed", "returned_national"),
    ]


@pytest.mark.requirement("R20", "R104")
async def test_the_agency_admin_acts_on_many_keeps_the_view_and_exports_it(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen
) -> None:
    first = await office.register("Daftar pemilih")
    word = first.title.split()[-1]
    second = await office.register(f"Daftar pemilih {word}")
    async with at_desk(browser, stack, "sari", screen) as desk:
        await desk.open(f"/antrean/all?q={word}")
        await desk.reads(first.agenda, second.agenda, "2 laporan")
        await _keep_view(desk, word)
        await _write_to_both(desk, first, second)
        await desk.open(f"/antrean/all?q={word}")
        await desk.unfold("Kolom dan unduhan")
        await desk.look("unduhan")
        href = await desk.page.get_by_role("link", name="CSV").get_attribute("href")
        answer = await desk.page.context.request.get(f"{desk.address}{href}")
        lines = (await answer.body()).decode("utf-8-sig").strip().splitlines()
        assert len(lines) == 3
        assert {first.agenda, second.agenda} <= {
            cell.strip('"') for line in lines for cell in line.split(",")
        }


async def _keep_view(desk: DeskWindow, word: str) -> None:
    await desk.unfold("Simpan tampilan")
    await desk.page.get_by_label("Nama saringan ini").fill(f"Perkara {word}")
    await desk.page.get_by_role("button", name="Simpan", exact=True).click()
    await desk.reads("Tampilan disimpan", f"Perkara {word}")
    await desk.look("tampilan-disimpan")


async def _write_to_both(desk: DeskWindow, *reports: Registered) -> None:
    for report in reports:
        await desk.page.get_by_role("checkbox", name=f"Pilih {report.agenda}", exact=True).check()
    await desk.page.get_by_role("button", name="Tindakan untuk yang dipilih").click()
    await desk.reads("Bisa untuk semuanya", reports[0].agenda)
    await desk.look("massal-pilih")
    await desk.page.get_by_role("button", name="Kirim pesan ke pelapor").click()
    await desk.page.get_by_role("textbox", name="Pesan").fill("Kami periksa laporan Anda.")
    await desk.page.get_by_role("button", name="Lihat akibatnya dahulu").click()
    await desk.reads("Dibaca pelapor")
    await desk.look("massal-pratinjau")
    await desk.page.get_by_role("button", name="jalankan untuk 2 laporan").click()
    await desk.reads("Hasil tindakan")
    await desk.look("massal-hasil")
