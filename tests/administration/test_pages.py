"""The administration's pages over HTTP: who reaches them, and what a form does."""

import re
from typing import Any
from uuid import uuid4

import pyotp
import pytest
import sqlalchemy as sa

from core.accounts.accounts import Accounts
from core.chain.states import Role
from core.notifications.outbox import NEUTRAL_TEXT
from core.offices.models import Office
from tests.support.desk.client import field_of
from tests.support.desk.world import PNG, World, appoint, make_account
from tests.support.files import windows_program

pytestmark = pytest.mark.slow

ADMIN_PAGES = (
    "/pengaturan/kantor",
    "/pengaturan/petugas",
    "/pengaturan/petugas/baru",
    "/pengaturan/kesehatan",
)
AGENCY_PAGES = ("/pengaturan/tenggat", "/pengaturan/tenggat/verification", "/pengaturan/templat")
BOTH = ("/pengaturan/hari",)


async def national_admin(world: World) -> str:
    """Make an Admin Instansi of KPU RI."""
    name = f"pusat{uuid4().hex[:6]}"
    async with world.parts.core.database.transaction() as session:
        account = await make_account(world.parts, session, name, "Pusat Contoh")
        office = await session.get(Office, await national_office(world))
        assert office is not None
        await appoint(world.parts, session, account, Role.AGENCY_ADMIN, office.id or 0, None)
    world.accounts[name] = account
    return name


async def national_office(world: World) -> int:
    async with await world.visit("sistem") as browser:
        return int((await browser.get("/api/v1/offices?q=RI")).json()["offices"][0]["id"])


@pytest.mark.parametrize(
    ("who", "open_to", "closed"),
    [
        ("sistem", (*ADMIN_PAGES, *BOTH), (*AGENCY_PAGES, "/pengaturan/kategori")),
        ("sari", (*AGENCY_PAGES, *BOTH), (*ADMIN_PAGES, "/pengaturan/kategori")),
        ("dewi", (), (*ADMIN_PAGES, *AGENCY_PAGES, *BOTH, "/pengaturan/kategori", "/pengaturan")),
    ],
)
async def test_each_role_reaches_its_pages_and_no_others(
    world: World, who: str, open_to: tuple[str, ...], closed: tuple[str, ...]
) -> None:
    async with await world.visit(who) as browser:
        for path in open_to:
            response = await browser.get(path)
            assert response.status_code == 200, (path, response.text[:500])
            assert "Pengaturan" in response.text
        for path in closed:
            assert (await browser.get(path)).status_code == 403, path
        assert ("/pengaturan" in (await browser.get("/profil")).text) == bool(open_to)


async def test_what_is_not_there_is_not_found(world: World) -> None:
    nobody = uuid4()
    async with await world.visit("sistem") as browser:
        for path in (
            "/pengaturan/kantor/999999",
            f"/pengaturan/petugas/{nobody}",
            "/pengaturan/hari/99/hapus",
        ):
            assert (await browser.get(path)).status_code == 404, path
    async with await world.visit("sari") as browser:
        for path in ("/pengaturan/tenggat/lain", "/pengaturan/templat/9999"):
            assert (await browser.get(path)).status_code == 404, path
        response = await browser.get("/pengaturan/templat?kantor=1")
        assert response.status_code in {403, 404}


@pytest.mark.requirement("R86")
async def test_a_new_officer_is_opened_appointed_and_signs_in_with_what_the_page_showed(world: World) -> None:
    name = f"baru{uuid4().hex[:6]}"
    async with await world.visit("sistem") as browser:
        refused = await browser.post_form("/pengaturan/petugas/baru", {"username": "x", "full_name": ""})
        assert refused.status_code == 422
        assert "Wajib diisi" in refused.text
        shown = await browser.post_form(
            "/pengaturan/petugas/baru", {"username": name, "full_name": "Baru Contoh", "nip": ""}
        )
        assert shown.status_code == 200
        assert "<svg" in shown.text
        assert 'class="segno"' in shown.text
        assert shown.headers["cache-control"] == "no-store"
        password, secret = re.findall(r'data-copy="([^"]+)"', shown.text)[1:3]
        base = re.search(r"/pengaturan/petugas/[0-9a-f-]{36}", shown.text)
        assert base is not None
        wish = {
            "role": "desk_officer", "office_id": str(world.office_id), "decree_number": "7/2026",
            "decree_date": "2026-01-02", "valid_from": "2026-01-05",
        }  # fmt: skip
        assert (await browser.post_form(f"{base[0]}/penunjukan", wish)).status_code == 303
        page = (await browser.get(base[0])).text
        assert "Keputusan 7/2026" in page
        assert secret not in page
    async with world.parts.core.database.transaction() as session:
        accounts = Accounts(world.parts.core, session)
        actor = await accounts.sign_in(name, password, pyotp.TOTP(secret).now())
        assert actor.roles == {Role.DESK_OFFICER}


async def test_closing_an_account_needs_the_tick_and_ends_its_sessions(world: World) -> None:
    account = await world.new_account()
    async with await world.visit(account.username) as theirs, await world.visit("sistem") as browser:
        assert (await theirs.get("/profil")).status_code == 200
        base = f"/pengaturan/petugas/{account.id}"
        for path in (f"{base}/sandi", f"{base}/kode"):
            assert "data-copy" in (await browser.post_form(path, {})).text
        assert (await browser.post_form(f"{base}/status", {"active": "tidak"})).status_code == 303
        assert (await theirs.get("/profil")).status_code in {303, 401}
        me = world.accounts["sistem"].id
        mine = await browser.post_form(f"/pengaturan/petugas/{me}/sandi", {})
        assert mine.status_code == 403
        assert "Akun sendiri" in mine.text


async def test_an_office_gets_units_by_its_page(world: World) -> None:
    async with await world.visit("sistem") as browser:
        found = (await browser.get("/pengaturan/kantor?q=ponorogo")).text
        match = re.search(r"/pengaturan/kantor/\d+", found)
        assert match is not None
        base = match[0]
        assert "Pakai susunan baku kabupaten" in (await browser.get(base)).text
        assert (await browser.post_form(f"{base}/susunan", {})).status_code == 303
        again = await browser.post_form(f"{base}/susunan", {})
        assert (again.status_code, "sudah punya unit" in again.text) == (409, True)
        wish = {"name": "Urusan Contoh", "short_name": "Contoh", "kind": "subdivision"}
        assert (await browser.post_form(f"{base}/unit", wish)).status_code == 303
        page = (await browser.get(base)).text
        unit = re.findall(r'href="(/pengaturan/kantor/\d+/unit/\d+)"[^>]*>Urusan Contoh', page)[0]
        assert (await browser.get(unit)).status_code == 200
        assert (await browser.post_form(f"{unit}/tutup", {"confirm": "ya"})).status_code == 303
        assert (await browser.post_form(f"{unit}/entah", {})).status_code == 404


async def test_a_limit_is_previewed_then_saved_exactly_so(world: World) -> None:
    await world.registered()
    path = "/pengaturan/tenggat/verification"
    async with await world.visit("tono") as browser:
        wish = {"kantor": str(world.office_id), "working_days": "6", "legal_source": "", "also_running": "ya"}
        refused = await browser.post_form(f"{path}/pratinjau", wish)
        assert (refused.status_code, "dasar hukumnya" in refused.text) == (422, True)
        wish["legal_source"] = "Keputusan Contoh 5/2026"
        shown = await browser.post_form(f"{path}/pratinjau", wish)
        assert "Dampaknya" in shown.text
        moved = re.search(r"(\d+) tenggat pada", shown.text)
        assert moved is not None
        names = ("kantor", "working_days", "legal_source", "also_running")
        carried = {name: field_of(shown.text, name, form=f"{path}/simpan") for name in names}
        assert (await browser.post_form(f"{path}/simpan", carried)).status_code == 303
        page = (await browser.get("/pengaturan/tenggat")).text
        assert f"{moved[1]} tenggat berjalan bergeser." in page
        assert "6 hari kerja" in page
        back = await browser.post_form(f"{path}/simpan", {"kantor": wish["kantor"], "kembali": "ya"})
        assert back.status_code == 303


async def test_a_day_is_previewed_saved_and_taken_back(world: World) -> None:
    async with await world.visit("tono") as browser:
        wish = {
            "day": "2026-12-09", "kantor": str(world.office_id), "sifat": "libur",
            "name": "Pemungutan suara", "legal_source": "Keputusan 8/2026",
        }  # fmt: skip
        assert "Dampaknya" in (await browser.post_form("/pengaturan/hari/pratinjau", wish)).text
        assert (await browser.post_form("/pengaturan/hari/simpan", wish)).status_code == 303
        page = (await browser.get("/pengaturan/hari?tahun=2026")).text
        drop = re.findall(r"/pengaturan/hari/\d+/hapus", page)[0]
        assert "Hapus hari ini" in (await browser.get(drop)).text
        assert (await browser.post_form(drop, {})).status_code == 303
        wish["kantor"] = "semua"
        assert (await browser.post_form("/pengaturan/hari/simpan", wish)).status_code == 403


async def test_a_template_is_previewed_as_the_chat_shows_it_and_saved(world: World) -> None:
    async with await world.visit("tono") as browser:
        new = (await browser.get("/pengaturan/templat/baru?langkah=accept")).text
        assert "{nomor_agenda}" in new
        wish = {
            "kantor": str(world.office_id), "name": f"Awal {uuid4().hex[:4]}", "action": "accept",
            "body": "Kepada {nama}: diterima.", "is_active": "ya",
        }  # fmt: skip
        for deed in ("pratinjau", "simpan"):
            refused = await browser.post_form(f"/pengaturan/templat/baru/{deed}", wish)
            assert (refused.status_code, "{nama} tidak dikenal" in refused.text) == (422, True)
        wish["body"] = "Laporan {nomor_agenda} kami tangani."
        shown = (await browser.post_form("/pengaturan/templat/baru/pratinjau", wish)).text
        assert "Laporan sedang ditangani" in shown  # the title of the chain's notice
        assert "Laporan 017/52.03/XI/2026 kami tangani." in shown
        openly, sealed = shown.split("Pelapor rahasia atau anonim")
        assert "Pelapor terbuka" in openly
        assert NEUTRAL_TEXT not in openly
        assert sealed.index(NEUTRAL_TEXT) < sealed.index("kami tangani.")
        assert (await browser.post_form("/pengaturan/templat/baru/simpan", wish)).status_code == 303
        listed = (await browser.get("/pengaturan/templat")).text
        assert wish["name"] in listed
        one = re.findall(r'href="(/pengaturan/templat/\d+)\?', listed)[0]
        assert (await browser.get(f"{one}?kantor={world.office_id}")).status_code == 200
        wish["is_active"] = ""
        assert (await browser.post_form(f"{one}/simpan", wish)).status_code == 303


async def test_the_national_office_keeps_the_categories(world: World) -> None:
    async with await world.visit(await national_admin(world)) as browser:
        assert (await browser.get("/pengaturan")).status_code == 303
        page = (await browser.get("/pengaturan/kategori")).text
        assert "Segel dan kotak suara" in page
        name = f"Uji {uuid4().hex[:5]}"
        wish = {"name": name, "position": "500", "is_active": "ya"}
        assert (await browser.post_form("/pengaturan/kategori", wish)).status_code == 303
        assert (await browser.post_form("/pengaturan/kategori", wish)).status_code == 422
        one = re.findall(r'action="(/pengaturan/kategori/\d+)"', page)[0]
        changed = await browser.post_form(one, {"name": f"Ganti {name}", "position": "10"})
        assert changed.status_code == 303


async def test_a_form_from_elsewhere_changes_nothing(world: World) -> None:
    async with await world.visit("sistem") as browser:
        browser.token = "palsu"
        response = await browser.post_form(
            "/pengaturan/petugas/baru", {"username": "abc", "full_name": "Abc"}
        )
        assert response.status_code == 403


@pytest.mark.slow
async def test_the_report_page_offers_ready_words_and_shows_them_as_the_chat_will(world: World) -> None:
    receipt = await world.registered()
    path = f"/laporan/{receipt['report_id']}"
    async with await world.visit("sari") as browser:
        wish = {
            "kantor": str(world.office_id), "name": f"Pesan {uuid4().hex[:4]}", "action": "message",
            "body": "Nomor Anda {nomor_agenda}, dari {petugas}.", "is_active": "ya",
        }  # fmt: skip
        assert (await browser.post_form("/pengaturan/templat/baru/simpan", wish)).status_code == 303
        page = (await browser.get(path)).text
        number = re.search(rf'<option value="(\d+)"[^>]*>{wish["name"]}', page)
        assert number is not None
        pick = {"templat": number[1], "pakai": "ya"}
        words = f"Nomor Anda {receipt['agenda_number']}, dari Sari Rahmania."
        for typed, expected in (("", words), ("Halo, Bu.", f"Halo, Bu.\n\n{words}")):
            picked = (await browser.post_form(f"{path}/aksi/message/pratinjau", pick | {"text": typed})).text
            assert f">\n{expected}</textarea>" in picked
            assert "Yang dibaca pelapor di percakapan" in picked
            assert '<title translate="no">Templat ditambahkan: ' in picked
            assert re.findall(r'id="([^"]+)"[^>]* autofocus', picked) == ["aksi-message-text"]
        nothing = await browser.post_form(f"{path}/aksi/message/pratinjau", {"text": "Halo.", "pakai": "ya"})
        assert (nothing.status_code, "Pilih templatnya dahulu." in nothing.text) == (422, True)
        assert ">\nHalo.</textarea>" in nothing.text
        shown = await browser.post_form(f"{path}/aksi/message/pratinjau", {"text": "Halo, kami periksa."})
        assert shown.text.count("Halo, kami periksa.") == 2  # in the form and in the bubble
        categories = dict(
            re.findall(r'<option value="(\d+)"[^>]*>(Layanan kantor|Pengadaan[^<]*)</option>', page)
        )
        given = await browser.post_form(f"{path}/kategori", {"category": next(iter(categories))})
        assert given.status_code == 303
        assert "memberi kategori" in (await browser.get(path)).text
        assert "Menurut kategori" in (await browser.get("/statistik")).text


@pytest.mark.parametrize("mode", ["open", "confidential", "anonymous"])
async def test_a_preview_shows_what_this_reporter_will_read(world: World, mode: str) -> None:
    changes: dict[str, Any] = {"identity": None} if mode == "anonymous" else {}
    receipt = await world.registered(identity_mode=mode, **changes)
    path = f"/laporan/{receipt['report_id']}/aksi/message/pratinjau"
    async with await world.visit("sari") as browser:
        shown = (await browser.post_form(path, {"text": "Halo, kami periksa."})).text
    preview = shown[shown.index('class="k-chat-preview"') :]
    first = preview[: preview.index('class="k-chat-button"')]  # the message that comes by itself
    assert ("Halo, kami periksa." in first) == (mode == "open")
    assert (NEUTRAL_TEXT in first) == (mode != "open")
    assert "Halo, kami periksa." in preview


def kept(page: str) -> dict[str, str]:
    """Give the marks of the files a form keeps, by the files' names."""
    marks = re.findall(r'name="tersimpan-files" value="([^"]+)" checked[^>]*><span><bdi[^>]*>([^<]+)<', page)
    return {name.strip(): mark for mark, name in marks}


async def test_files_chosen_before_a_preview_are_sent_with_the_form_unless_unticked(world: World) -> None:
    receipt = await world.registered()
    base = f"/laporan/{receipt['report_id']}"
    path = f"{base}/aksi/message"

    async with await world.visit("sari") as browser:
        pictures = [("files", (name, PNG, "image/png")) for name in ("satu.png", "dua.png")]
        first = await browser.post_form(f"{path}/pratinjau", {"text": "Lihat gambar."}, pictures)
        assert set(kept(first.text)) == {"satu.png", "dua.png"}
        only = {"text": "Lihat gambar ini.", "tersimpan-files": kept(first.text)["satu.png"]}
        refused = await browser.post_form(path, only | {"text": ""})
        assert refused.status_code == 422
        assert set(kept(refused.text)) == {"satu.png"}
        async with await world.visit("tono") as other:  # another's mark opens nothing
            assert (await other.post_form(path, only)).status_code == 303
        sent = await browser.post_form(path, only)
        assert sent.status_code == 303, sent.text
        lines = (await browser.get(f"/api/v1/reports/{receipt['report_id']}")).json()["lines"]
    files = [[file["name"] for file in line["files"]] for line in lines if "gambar ini" in line["text"]]
    assert sorted(files) == [[], ["satu.png"]]


async def test_a_file_unticked_in_a_refused_form_is_not_thrown_away_while_it_is_still_shown(
    world: World,
) -> None:
    receipt = await world.registered()
    path = f"/laporan/{receipt['report_id']}/aksi/message"

    async def thrown_away(mark: str) -> bool:
        async with world.parts.core.database.transaction() as session:
            asked = "SELECT discarded_at IS NOT NULL FROM stowed_objects WHERE object_key = :mark"
            connection = await session.connection()
            return bool((await connection.execute(sa.text(asked), {"mark": mark})).scalar_one())

    async with await world.visit("sari") as browser:
        pictures = [("files", (name, PNG, "image/png")) for name in ("satu.png", "dua.png")]
        first = kept((await browser.post_form(f"{path}/pratinjau", {"text": "Lihat."}, pictures)).text)
        only = {"text": "Lihat.", "tersimpan-files": first["satu.png"]}
        program = [("files", ("foto.png", windows_program(), "image/png"))]
        refused = await browser.post_form(f"{path}/pratinjau", only, program)
        assert refused.status_code == 422
        assert kept(refused.text) == first
        assert not await thrown_away(first["dua.png"])
        again = await browser.post_form(f"{path}/pratinjau", only)
        assert set(kept(again.text)) == {"satu.png"}
        assert await thrown_away(first["dua.png"])
        assert not await thrown_away(first["satu.png"])


async def test_the_api_answers_the_same_with_problem_details(world: World) -> None:
    async with await world.visit("sistem") as browser:
        health = (await browser.get("/api/v1/admin/health")).json()
        assert {line["key"] for line in health["lines"]} >= {
            "bot",
            "bot_api",
            "worker",
            "database",
            "valkey",
            "store",
        }
        assert next(line for line in health["lines"] if line["key"] == "bot")["verdict"] == "bad"
        missing = await browser.get("/api/v1/admin/offices/999999")
        assert (missing.status_code, missing.json()["code"]) == (404, "office.not_found")
        assert len((await browser.get("/api/v1/admin/officers?role=desk_officer")).json()["officers"]) >= 1
    async with await world.visit("sari") as browser:
        closed = await browser.get("/api/v1/admin/health")
        assert (closed.status_code, closed.json()["code"]) == (403, "administration.role")
        rules = (await browser.get(f"/api/v1/admin/deadline-rules?office_id={world.office_id}")).json()
        assert len(rules) == 8
        wish = {
            "day": "2026-12-10",
            "office_id": world.office_id,
            "name": "Uji",
            "legal_source": "Uji 1/2026",
        }
        assert (await browser.post_json("/api/v1/admin/days/preview", wish)).status_code == 200
        assert (await browser.get("/api/v1/admin/days?year=2026")).json() == []
