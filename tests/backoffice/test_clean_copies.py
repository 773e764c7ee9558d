"""Officers are handed clean copies of what reporters sent, and the original for a reason that is recorded."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from core.evidence import kinds
from core.evidence.antivirus import Antivirus
from core.evidence.copies import CleanCopies
from core.evidence.original import Original
from core.evidence.shelf import CopyShelf
from tests.support import files, tagged, tagged_office, tagged_sound
from tests.support.clamav import HARM, NAME, clamd
from tests.support.desk.evidence import file_of, filed
from tests.support.desk.world import World

pytestmark = pytest.mark.requirement("R95", "R99")
WHY = "Diminta penyidik untuk pembuktian"


def notes(answer: httpx.Response) -> dict[int, Any]:
    with Image.open(io.BytesIO(answer.content)) as picture:
        return {**picture.getexif(), **picture.getexif().get_ifd(0x8825)}


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["open", "confidential"])
async def test_pages_and_api_hand_out_a_copy_without_place_serial_and_name(world: World, mode: str) -> None:
    photo = tagged.photo("JPEG", side_up=6)
    report = await filed(world, ("siti.jpg", photo, "image/jpeg"), identity_mode=mode)
    async with await world.visit("sari") as desk:
        page = (await desk.get(f"/laporan/{report}")).text
        file = await file_of(desk, report)
        base = f"/laporan/{report}/bukti/{file['id']}"
        large = (await desk.get(f"{base}/lihat")).text
        got = [
            await desk.get(path)
            for path in (
                base,
                f"{base}?galeri=1",
                f"{base}?unduh=1",
                f"/api/v1/reports/{report}/evidence/{file['id']}",
            )
        ]
    assert f"{base}?galeri=1" in page
    assert file["copy_mime"] == "image/jpeg"
    assert {answer.status_code for answer in got} == {200}
    assert [tagged.told(answer.content) for answer in got] == [[], [], [], []]
    assert [notes(answer) for answer in got] == [{0x0112: 6}] * 4
    assert {answer.headers["x-kentongan-copy"] for answer in got} == {"clean"}
    assert "salinan bersih" in large
    assert file["sha256"] in large


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("surat.pdf", tagged.pdf(), kinds.PDF),
        ("surat.docx", tagged_office.docx(), kinds.DOCX),
        ("surat.odt", tagged_office.odt(), kinds.ODT),
        ("suara.mp3", tagged_sound.recording("mp3", "libmp3lame"), "audio/mpeg"),
        ("gudang.mp4", tagged_sound.recording("mp4", "aac", picture="mpeg4"), "video/mp4"),
    ],
)
async def test_documents_and_recordings_come_as_clean_copies_too(
    world: World, name: str, data: bytes, mime: str
) -> None:
    report = await filed(world, (name, data, mime))
    async with await world.visit("sari") as desk:
        file = await file_of(desk, report)
        base = f"/laporan/{report}/bukti/{file['id']}"
        got, part = await desk.get(base), await desk.get(base, range="bytes=0-7")
        given = await desk.post_form(f"{base}/asli", {"reason": WHY})
    assert got.status_code == 200
    assert tagged.told(laid_open(got.content)) == []
    assert got.headers["content-type"].startswith(mime) or got.headers["content-disposition"][:1] == "a"
    assert (part.status_code, part.content) == (206, got.content[:8])
    assert tagged.told(laid_open(given.content))
    assert given.content == data


def laid_open(data: bytes) -> bytes:
    return tagged_office.everything_in(data) if data.startswith(b"PK") else data


async def test_the_original_takes_a_reason_and_is_recorded(world: World) -> None:
    photo = tagged.photo("JPEG")
    report = await filed(world, ("siti.jpg", photo, "image/jpeg"))
    async with await world.visit("sari") as desk:
        file = await file_of(desk, report)
        path = f"/laporan/{report}/bukti/{file['id']}/asli"
        api = f"/api/v1/reports/{report}/evidence/{file['id']}/original"
        short = await desk.post_form(path, {"reason": "perlu"})
        short_api = await desk.post_json(api, {"reason": "perlu"})
        given = await desk.post_form(path, {"reason": WHY})
        given_api = await desk.post_json(api, {"reason": WHY})
        readers = (await desk.get(f"/api/v1/reports/{report}/readers")).json()["entries"]
        told = (await desk.get(f"/laporan/{report}/pembaca")).text
    assert (short.status_code, short_api.status_code) == (422, 422)
    assert "paling sedikit 15 huruf" in short.text
    assert "perlu</textarea>" in short.text
    assert (given.content, given_api.content) == (photo, photo)
    assert given.headers["content-disposition"].startswith("attachment;")
    assert given.headers["x-kentongan-copy"] == "original"
    assert [line["label"] for line in readers if line["verb"] == "evidence.original"] == [
        "mengambil berkas asli"
    ] * 2
    assert told.count("mengambil berkas asli") == 2
    assert WHY not in told


async def test_nobody_who_may_not_see_the_report_gets_its_original(world: World) -> None:
    report = await filed(world, ("siti.jpg", tagged.photo("JPEG"), "image/jpeg"))
    async with await world.visit("sari") as desk:
        file = await file_of(desk, report)
    async with await world.visit("jauh") as stranger:
        asked = await stranger.post_form(f"/laporan/{report}/bukti/{file['id']}/asli", {"reason": WHY})
        page = await stranger.get(f"/laporan/{report}/bukti/{file['id']}/lihat")
    assert (asked.status_code, page.status_code) == (404, 404)


async def test_officers_own_papers_go_out_as_they_are(world: World) -> None:
    report = await filed(world)
    photo = tagged.photo("JPEG")
    async with await world.visit("sari") as desk:
        sent = [("files", ("surat.jpg", photo, "image/jpeg"))]
        assert (
            await desk.post_form(f"/laporan/{report}/aksi/note", {"text": "Surat."}, sent)
        ).status_code == 303
        file = await file_of(desk, report)
        got = await desk.get(f"/laporan/{report}/bukti/{file['id']}")
        large = (await desk.get(f"/laporan/{report}/bukti/{file['id']}/lihat")).text
    assert got.content == photo
    assert "Ambil berkas asli" not in large


async def test_what_the_reporter_brings_to_the_desk_later_is_cleaned_as_well(world: World) -> None:
    report = await filed(world)
    photo = tagged.photo("JPEG")
    async with await world.visit("sari") as desk:
        sent = [("files", ("siti.jpg", photo, "image/jpeg"))]
        path = f"/laporan/{report}/aksi/add_information"
        assert (await desk.post_form(path, {"text": "Pelapor datang lagi."}, sent)).status_code == 303
        file = await file_of(desk, report)
        base = f"/laporan/{report}/bukti/{file['id']}"
        got, large = await desk.get(base), (await desk.get(f"{base}/lihat")).text
        given = await desk.post_form(f"{base}/asli", {"reason": WHY})
    assert file["copy_mime"] == "image/jpeg"
    assert (got.headers["x-kentongan-copy"], tagged.told(got.content)) == ("clean", [])
    assert "Ambil berkas asli" in large
    assert given.content == photo


async def test_originals_are_sent_on_in_pieces(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_original: Original) -> bytes:
        pytest.fail("an original was read whole")

    monkeypatch.setattr(Original, "whole", never)
    words = b"saksi: dua orang\n" * 40_000
    report = await filed(world, ("saksi.txt", words, "text/plain"))
    async with await world.visit("sari") as desk:
        file = await file_of(desk, report)
        base = f"/laporan/{report}/bukti/{file['id']}"
        got, part = await desk.get(base), await desk.get(base, range="bytes=300000-300009")
        given = await desk.post_form(f"{base}/asli", {"reason": WHY})
    assert (got.content, part.content, given.content) == (words, words[300_000:300_010], words)
    assert got.headers["x-kentongan-copy"] == "clean"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data", "mime", "words"),
    [
        ("anggaran.doc", files.old_office("WordDocument"), "application/msword", "Dari jenis berkas ini"),
        ("besar.png", files.huge_png(60_000, 60_000), "image/png", "terlalu besar"),
        ("rab.docm", files.office_xml("word", vbaProject_bin=b"x"), "application/zip", "memuat makro"),
    ],
)
async def test_where_it_cannot_be_cleaned_the_page_says_so_and_the_original_takes_a_reason(
    world: World, name: str, data: bytes, mime: str, words: str
) -> None:
    report = await filed(world, (name, data, mime))
    async with await world.visit("sari") as desk:
        page = (await desk.get(f"/laporan/{report}")).text
        file = await file_of(desk, report)
        base = f"/laporan/{report}/bukti/{file['id']}"
        unasked = await desk.get(base, accept="text/html")
        by_machine = await desk.get(f"/api/v1/reports/{report}/evidence/{file['id']}")
        large = await desk.get(f"{base}/lihat")
        given = await desk.post_form(f"{base}/asli", {"reason": WHY})
    assert f'href="{base}/lihat"' in page
    assert (unasked.status_code, by_machine.status_code) == (403, 403)
    assert by_machine.json()["code"] == "evidence.original_only"
    assert words in unasked.text
    assert large.status_code == 200
    assert words in large.text
    assert "masih memberi tahu asal-usulnya" in large.text
    assert f'action="{base}/asli"' in large.text
    assert f"{base}?unduh=1" not in large.text
    assert given.content == data


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data", "mime", "words"),
    [
        ("surat.pdf", tagged.pdf(), kinds.PDF, "dapat berjalan sendiri"),
        ("foto.gif", files.picture("GIF") + files.zipped({"a.class": b"x"}), "image/gif", "sekaligus berkas"),
        ("rab.xls", files.old_office("Workbook", "_VBA_PROJECT_CUR"), kinds.XLS, "memuat makro"),
    ],
)
async def test_what_the_original_may_do_is_told_before_it_is_taken(
    world: World, name: str, data: bytes, mime: str, words: str
) -> None:
    report = await filed(world, (name, data, mime), ("biasa.jpg", tagged.photo("JPEG"), "image/jpeg"))
    async with await world.visit("sari") as desk:
        listed = (await desk.get(f"/api/v1/reports/{report}/evidence")).json()["evidence"]
        pages = [(await desk.get(f"/laporan/{report}/bukti/{file['id']}/lihat")).text for file in listed]
    assert [words in page for page in pages] == [True, False]
    assert pages[0].index(words) < pages[0].index("Ambil berkas asli")


async def test_what_an_antivirus_finds_is_told_and_not_offered(world: World, tmp_path: Path) -> None:
    report = await filed(world, ("catatan.txt", b"catatan " + HARM, "text/plain"))
    with clamd(tmp_path) as (address, _):
        copies = CleanCopies(CopyShelf(tmp_path / "salinan"), Antivirus(address))
        world.app.state.backoffice = replace(world.parts, copies=copies)
        try:
            async with await world.visit("sari") as desk:
                file = await file_of(desk, report)
                base = f"/laporan/{report}/bukti/{file['id']}"
                large = await desk.get(f"{base}/lihat")
                got = [await desk.get(base), await desk.post_form(f"{base}/asli", {"reason": WHY})]
        finally:
            world.app.state.backoffice = world.parts
    assert large.status_code == 200
    assert f"Antivirus menemukan {NAME}" in large.text
    assert "Ambil berkas asli" not in large.text
    assert [answer.status_code for answer in got] == [403, 403]
    assert not any(HARM in answer.content for answer in got)
