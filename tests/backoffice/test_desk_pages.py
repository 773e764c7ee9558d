"""Registering, documents, queues and numbers, as a person at the desk meets them."""

import io
import re

import pypdf
import pytest

from backoffice.assets import ICONS
from backoffice.documents.typesetting import typeset
from backoffice.pages.frame.forms import _KINDS
from backoffice.requests.follow_links import follow_link
from core.chain.fields import FieldType
from core.chain.table.transitions import TRANSITIONS
from core.notifications.botname import TRACK_PAYLOAD, keep_bot_name
from tests.support.desk.world import PNG, World

API = "/api/v1/reports"


def _words(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def _form(world: World, **changes: str) -> dict[str, str]:
    return {
        "channel": "letter",
        "office_id": str(world.office_id),
        "track": "public_service",
        "kind": "complaint",
        "letter_number": "17/B/2026",
        "letter_date": "2026-11-16",
        "letter_subject": "Honor belum dibayar",
        "title": "Honor KPPS belum dibayarkan",
        "substance": "Honor tujuh orang belum dibayarkan.",
        "identity_mode": "open",
        "reporter-name": "Warga Contoh",
        "reporter-source": "warga",
        "party-0-name": "Bendahara",
        "party-0-role": "reported",
        "party-0-nip": "199001012020121001",
        "key": "formulir-1",
        **changes,
    }


@pytest.mark.requirement("R116", "R128", "R130", "R131", "R132", "R91")
async def test_a_letter_is_registered_and_the_tracking_id_is_shown_once(world: World) -> None:
    async with await world.visit("rina") as desk:
        files = [("evidence", ("pindaian.png", PNG, "image/png"))]
        form = _form(world, key="surat-1")
        done = await desk.post_form("/catat", form, files)
        assert done.status_code == 303, done.text
        slip = done.headers["location"]
        shown = await desk.get(slip)
        match = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}", shown.text)
        assert match is not None
        assert (await desk.get(slip)).status_code == 404
        pdf = await desk.get(f"{slip}.pdf")
        assert match[0] in _words(pdf.content)[0]
        assert "RAHASIA" not in _words(pdf.content)[0]
        assert (await desk.get(f"{slip}.pdf")).status_code == 404
        report = await desk.get(slip.replace("/catat/", "/laporan/").removesuffix("/tanda-terima"))
    assert match[0] not in report.text
    assert "17/B/2026" in report.text
    assert "199001012020121001" in report.text
    assert "pindaian.png" in report.text


async def test_a_number_copied_from_the_slip_is_the_number() -> None:
    """Two letters that stand close or far by themselves are read as they are: T beside T had a gap."""
    numbers = ("57RXYQ-04TTXD-ZBBJVQ", "FF1TTY-AVATTT-F111FF")
    stamp = dict.fromkeys(("printed_by", "printed_role", "printed_at", "office", "agenda_number"), "x")
    rest = {
        "secret": False,
        "title": "x",
        "facts": [],
        "steps": [],
        "qr": "",
        "next": "",
        "place_and_date": "",
    }
    for number in numbers:
        pdf = await typeset("receipt", {**stamp, **rest, "tracking_id": number})
        assert number in _words(pdf)[0]


@pytest.mark.requirement("R91")
async def test_the_receipt_carries_a_code_that_opens_tracking_once_the_bots_name_is_known(
    world: World,
) -> None:
    assert await follow_link(world.parts) is None
    await keep_bot_name(world.parts.redis, "kpu_contoh_bot")
    try:
        follow = await follow_link(world.parts)
        async with await world.visit("rina") as desk:
            done = await desk.post_form("/catat", _form(world, key="dengan-kode"))
            slip = done.headers["location"]
            shown = (await desk.get(slip)).text
            pdf = _words((await desk.get(f"{slip}.pdf")).content)[0]
    finally:
        await keep_bot_name(world.parts.redis, "")
    assert follow is not None
    assert follow.href == f"https://t.me/kpu_contoh_bot?start={TRACK_PAYLOAD}"  # the number is not in it
    assert follow.picture in shown
    assert "@kpu_contoh_bot" in shown
    assert "@kpu_contoh_bot" in pdf


async def test_files_chosen_for_a_registration_survive_a_refusal_and_an_added_row(world: World) -> None:
    def kept(page: str) -> str:
        (mark,) = re.findall(r'name="tersimpan-evidence" value="([^"]+)" checked', page)
        return str(mark)

    async with await world.visit("rina") as desk:
        files = [("evidence", ("pindaian.png", PNG, "image/png"))]
        more = await desk.post_form("/catat", _form(world, key="berkas") | {"add_party": "1"}, files)
        again = {"tersimpan-evidence": kept(more.text)}
        refused = await desk.post_form("/catat", _form(world, substance="", key="berkas") | again)
        assert refused.status_code == 422
        again = {"tersimpan-evidence": kept(refused.text)}
        done = await desk.post_form("/catat", _form(world, key="berkas") | again)
        assert done.status_code == 303
        report = done.headers["location"].replace("/catat/", "/laporan/").removesuffix("/tanda-terima")
        assert "pindaian.png" in (await desk.get(report)).text
        assert "tersimpan-evidence" not in (await desk.get("/catat")).text


async def test_sending_the_register_form_twice_registers_once(world: World) -> None:
    async with await world.visit("rina") as desk:
        answers = [await desk.post_form("/catat", _form(world, key="dua-kali")) for _ in range(2)]
    assert answers[0].headers["location"] == answers[1].headers["location"]


async def test_a_wrong_registration_comes_back_with_its_errors_and_everything_typed(world: World) -> None:
    async with await world.visit("rina") as desk:
        answer = await desk.post_form("/catat", _form(world, substance="", channel="", letter_date="kemarin"))
        anonymous = await desk.post_form("/catat", _form(world, identity_mode="anonymous", key="anonim"))
    assert answer.status_code == 422
    assert "3 isian perlu diperbaiki" in answer.text
    assert "<title>Perlu diperbaiki: Catat laporan" in answer.text
    assert 'href="#catat-substance">Apa yang terjadi: wajib diisi.<' in answer.text
    assert 'href="#catat-channel">Cara laporan masuk: ' in answer.text
    assert re.findall(r'<\w+ class="([^"]+)"[^>]* autofocus', answer.text) == ["k-errors"]
    assert "Honor KPPS belum dibayarkan" in answer.text
    assert 'value="199001012020121001"' in answer.text
    assert anonymous.status_code == 422
    assert "Kosongkan untuk laporan anonim" in anonymous.text
    assert 'href="#bagian-pelapor">Pelapor: kosongkan' in anonymous.text


@pytest.mark.requirement("R97", "R128")
async def test_who_does_not_register_is_told_before_they_type(world: World) -> None:
    async with await world.visit("sistem") as officer:
        shown = await officer.get("/catat")
        sent = await officer.post_form("/catat", _form(world, key="bukan-tugasnya"))
    for answer in (shown, sent):
        assert answer.status_code == 403
        assert "Laporan dicatat oleh petugas pencatatan (PPID) atau Admin Instansi." in answer.text


async def test_parties_are_added_and_removed_without_javascript(world: World) -> None:
    async with await world.visit("rina") as desk:
        more = await desk.post_form("/catat", _form(world) | {"add_party": "1"})
        assert 'name="party-1-name"' in more.text
        assert 'value="Bendahara"' in more.text
        fewer = await desk.post_form(
            "/catat",
            _form(world, **{"party-1-name": "Saksi", "party-1-role": "witness"}) | {"remove_party": "0"},
        )
    assert 'name="party-1-name"' in fewer.text
    assert 'name="party-0-name"' not in fewer.text


@pytest.mark.requirement("R68", "R73")
async def test_the_disposition_sheet_is_marked_secret_and_says_who_printed_it_on_every_page(
    world: World,
) -> None:
    words = "Baris panjang. " * 900
    report = await world.registered(
        body={"title": "Judul #panic(1)", "substance": f"*tebal* $x$ \\ #eval(2) {words}"}
    )
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as browser:
        sheet = await browser.get(f"{base}/dokumen/lembar-disposisi.pdf")
        api = await browser.get(f"{API}/{report['report_id']}/documents/lembar-disposisi.pdf")
        unknown = await browser.get(f"{base}/dokumen/rahasia-lain.pdf")
        listed = (await browser.get(f"{API}/{report['report_id']}/documents")).json()["documents"]
        readers = (await browser.get(f"{API}/{report['report_id']}/readers")).json()["entries"]
    pages = _words(sheet.content)
    assert sheet.headers["content-type"] == "application/pdf"
    assert len(pages) >= 3
    for page in pages:
        assert "RAHASIA" in page
        assert "Dicetak oleh Sari Rahmania" in page
        assert report["agenda_number"] in page
    assert "#eval(2)" in "".join(pages)
    assert "Subbagian Hukum dan Sumber Daya Manusia" in pages[0]
    assert "Warga Contoh" not in "".join(pages)
    assert (api.status_code, unknown.status_code) == (200, 404)
    assert [each["name"] for each in listed] == ["lembar-disposisi", "laporan"]
    assert [entry["verb"] for entry in readers].count("document.printed") == 2


@pytest.mark.requirement("R68")
async def test_the_report_print_holds_its_words_its_evidence_and_its_history(world: World) -> None:
    report = await world.registered()
    async with await world.visit("sari") as browser:
        path = f"{API}/{report['report_id']}/evidence"
        note = [("files", ("catatan.txt", b"isi", "text/plain"))]
        await browser.post_form(path, {}, note, x_csrf_token=browser.token)
        printed = await browser.get(f"/laporan/{report['report_id']}/dokumen/laporan.pdf")
    words = "".join(_words(printed.content))
    for expected in ("RAHASIA", "Loket tutup", "catatan.txt", "Perjalanan laporan", "Rina Wulandari"):
        assert expected in words


@pytest.mark.requirement("R31")
async def test_queues_are_filtered_paged_and_counted(world: World) -> None:
    for _ in range(2):
        await world.registered(kind="aspiration")
    async with await world.visit("sari") as browser:
        page = await browser.get("/antrean/all?jenis=aspiration")
        empty = await browser.get("/antrean/all?q=zzzzqqqq")
        first = (await browser.get(f"{API}?kind=aspiration&limit=1")).json()
        second_answer = await browser.get(f"{API}?kind=aspiration&limit=1&after={first['next_after']}")
        counts = (await browser.get("/api/v1/queues")).json()["queues"]
        stats = (await browser.get("/api/v1/stats")).json()
        numbers = await browser.get("/statistik")
        bad_mark = await browser.get(f"{API}?after=bukan-tanda")
        unknown = await browser.get("/antrean/tidak-ada")
    second = second_answer.json()
    assert "Aspirasi" in page.text
    assert "Tidak ada yang cocok" in empty.text
    assert first["total"] >= 2
    assert first["rows"][0]["id"] != second["rows"][0]["id"]
    assert "waiting" in {each["queue"] for each in counts}
    assert stats["total"] >= 2
    assert "Menurut tahap" in numbers.text
    assert (bad_mark.status_code, unknown.status_code) == (422, 404)


async def test_htmx_gets_a_fragment_and_a_browser_the_whole_page(world: World) -> None:
    async with await world.visit("sari") as browser:
        whole = await browser.get("/antrean/all")
        fragment = await browser.get("/antrean/all", hx_request="true", hx_request_type="partial")
    assert "<!doctype html>" in whole.text
    assert "<!doctype html>" not in fragment.text
    async with world.visitor() as nobody:
        sent_away = await nobody.get("/antrean/all", hx_request="true")
    assert (sent_away.status_code, sent_away.headers["hx-redirect"]) == (401, "/masuk")


async def test_the_chain_offices_and_units_can_be_read_by_machines(world: World) -> None:
    async with await world.visit("sari") as browser:
        chain = (await browser.get("/api/v1/chain")).json()
        offices = (await browser.get("/api/v1/offices?q=lombok%20timur")).json()["offices"]
        units = (await browser.get(f"/api/v1/units?office_id={world.office_id}")).json()["units"]
    row = next(row for row in chain["rows"] if row["action"] == "dispose")
    assert row["clause"].startswith("002 BAB IV")
    assert offices[0]["code"] == "52.03"
    assert "Subbag Hukum dan SDM" in {unit["short_name"] for unit in units}


def test_every_field_type_of_the_chain_has_an_input_and_every_row_a_picture() -> None:
    assert {kind.value for kind in FieldType} <= _KINDS.keys()
    assert {row.icon for row in TRANSITIONS} <= set(ICONS)
