"""The day of the system administrator: accounts and settings, and not a word of any report."""

import re
import secrets

import pytest
from playwright.async_api import Browser, expect

from core.clock import now
from tests.roles.day import at_desk, at_door
from tests.roles.office import Office
from tests.support.desk.signing_in import Credentials
from tests.support.desk.window import DeskWindow, Screen
from tests.support.shared_stack import SharedStack

OFFICE = "KPU Kab. Lombok Timur"

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.mark.requirement("R86")
async def test_the_system_admin_opens_an_account_and_sees_no_report(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen
) -> None:
    report = await office.register("Isi yang bukan urusannya")
    await office.disposed(report)
    username = f"uji{secrets.token_hex(3)}"
    async with at_desk(browser, stack, "ratna", screen) as desk:
        await desk.open("/")
        await desk.reads("Kantor dan unit")
        await expect(desk.page.get_by_role("link", name="Menunggu saya", include_hidden=True)).to_have_count(
            0
        )
        await desk.look("meja")
        await desk.open("/antrean/all")
        await desk.reads("0 laporan")
        await desk.look("tanpa-laporan")
        await desk.sees_nothing_of(report)
        await desk.look("tanpa-hasil")
        password, secret = await _new_account(desk, username)
        await _appointed(desk, username)
        await desk.open("/pengaturan/kesehatan")
        await desk.look("kesehatan")
    async with at_door(browser, stack, screen, who=username) as desk:
        await _signs_in(desk, username, password, secret)
        await desk.open_report(report)


async def _new_account(desk: DeskWindow, username: str) -> tuple[str, str]:
    """Open an account; return the first password and the key of the one-time codes, shown once."""
    await desk.open("/pengaturan/petugas/baru")
    await desk.fill("Buat akun", {"Nama pengguna": "sari", "Nama lengkap": "Nama Rekaan"})
    await desk.send("Buat akun")
    await desk.refused()
    await desk.reads("sudah dipakai")
    await expect(desk.page.get_by_label("Nama pengguna")).to_have_value("sari")
    await desk.look("nama-terpakai")
    await desk.fill("Buat akun", {"Nama pengguna": username})
    await desk.send("Buat akun")
    await desk.reads("Hanya ditampilkan sekali ini.")
    await desk.look("akun-baru")
    shown = await desk.page.locator("#sekali dd code").all_inner_texts()
    assert shown[0] == username
    await desk.page.get_by_role("link", name="Lanjut ke petugas ini").click()
    await desk.reads("Belum ada penunjukan", username)
    return shown[1], shown[2]


async def _appointed(desk: DeskWindow, username: str) -> None:
    """Appoint by decree: until then the account is of no use (BAB V A.1.b)."""
    decree = {
        "Peran": "Admin Instansi/Organisasi", "Kantor": OFFICE, "Nomor Keputusan": f"KPT-{username}",
        "Tanggal Keputusan": "2026-01-05", "Berlaku sejak": "2026-01-06",
    }  # fmt: skip
    await desk.fill("Catat penunjukan", {**decree, "Nomor Keputusan": ""})
    await desk.page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true; })")
    await desk.send("Catat penunjukan")
    await desk.refused()
    await desk.look("tanpa-keputusan")
    await desk.fill("Catat penunjukan", decree)
    await desk.send("Catat penunjukan")
    await desk.reads(f"KPT-{username}", "Berlaku")
    await desk.look("ditunjuk")


async def _signs_in(desk: DeskWindow, username: str, password: str, secret: str) -> None:
    """Come in through the door: a wrong password first, then password and code."""
    await desk.open("/")
    await expect(desk.page).to_have_url(re.compile("/masuk"))
    await desk.look("pintu")
    for given in ("bukan ini sandinya", password):
        await desk.page.get_by_label("Nama pengguna").fill(username)
        await desk.page.get_by_label("Kata sandi").fill(given)
        await desk.page.get_by_role("button", name="Lanjut").click()
        if given != password:
            await desk.refused()
            await desk.look("sandi-salah")
    code = Credentials(username, password, secret).code_at(now())
    await desk.page.get_by_label("Kode enam angka").fill(code)
    await desk.look("kode")
    await desk.page.get_by_role("button", name="Masuk").click()
    await expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    await desk.reads("laporan")
    await desk.look("meja-pertama")
