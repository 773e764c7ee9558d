"""What the reporter brought and what the office added are two lists, each with its own custody (H11)."""

import re

import pytest

from tests.backoffice.test_desk_pages import _form, _words
from tests.support.desk.world import World
from tests.support.scene import PNG

pytestmark = pytest.mark.requirement("R54", "R83")

PANEL = re.compile(r'<section class="k-card" id="(bukti|berkas-kantor)"(.*?)</section>', re.DOTALL)
PAPER = ("naskah dinas.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "application/pdf")


async def with_both(world: World, key: str) -> str:
    """Register a report with what somebody handed in, and add a paper of the office; return its id."""
    async with await world.visit("rina") as rina:
        handed = [("evidence", ("foto warga.png", PNG, "image/png"))]
        done = await rina.post_form("/catat", _form(world, key=key), handed)
        assert done.status_code == 303, done.text
        report_id = done.headers["location"].split("/")[2]
    async with await world.visit("sari") as sari:
        added = await sari.post_form(
            f"/api/v1/reports/{report_id}/evidence", {}, [("files", PAPER)], x_csrf_token=sari.token
        )
        assert added.status_code == 201, added.text
    return report_id


async def test_the_page_shows_two_panels_and_each_says_where_its_files_come_from(world: World) -> None:
    report_id = await with_both(world, "dua-panel")
    async with await world.visit("sari") as desk:
        page = (await desk.get(f"/laporan/{report_id}")).text
        papers = (await desk.get(f"/api/v1/reports/{report_id}/evidence")).json()["papers"]
        large = (await desk.get(f"/laporan/{report_id}/bukti/{papers[0]['id']}/lihat")).text
    panels = dict(
        re.findall(r'<section class="k-card" id="(bukti|berkas-kantor)"(.*?)</section>', page, re.DOTALL)
    )
    assert "foto warga.png" in panels["bukti"]
    assert "naskah dinas.pdf" not in panels["bukti"]
    assert re.search(r"Diterima dan dicatat .*setiap pembukaan tercatat", panels["bukti"])
    assert "naskah dinas.pdf" in panels["berkas-kantor"]
    assert "foto warga.png" not in panels["berkas-kantor"]
    assert re.search(r"Ditambahkan .*setiap pembukaan tercatat", panels["berkas-kantor"])
    assert "Berkas kantor 1 dari 1" in large
    assert f"/laporan/{report_id}#berkas-kantor" in large


async def test_the_api_gives_two_lists(world: World) -> None:
    report_id = await with_both(world, "dua-api")
    async with await world.visit("sari") as desk:
        listed = (await desk.get(f"/api/v1/reports/{report_id}/evidence")).json()
        report = (await desk.get(f"/api/v1/reports/{report_id}")).json()
    for given in (listed, report):
        assert [(file["name"], file["custody"]) for file in given["evidence"]] == [
            ("foto warga.png", "reporter")
        ]
        assert [(file["name"], file["custody"]) for file in given["papers"]] == [
            ("naskah dinas.pdf", "office")
        ]


async def test_the_print_gives_two_lists_with_a_line_each(world: World) -> None:
    report_id = await with_both(world, "dua-cetak")
    async with await world.visit("sari") as desk:
        printed = await desk.get(f"/laporan/{report_id}/dokumen/laporan.pdf")
    assert printed.status_code == 200
    words = " ".join(" ".join(_words(printed.content)).split())
    assert "1 berkas dari pelapor, 1 dari kantor" in words
    ours, theirs = words.index("Berkas kantor"), words.index("Bukti dari pelapor")
    assert theirs < words.index("foto warga.png") < ours < words.index("naskah dinas.pdf")
    assert "Diterima dan dicatat" in words[theirs:ours]
    assert "Ditambahkan" in words[ours:]


async def test_what_somebody_brings_to_the_desk_later_is_evidence_too(world: World) -> None:
    report_id = (await world.registered())["report_id"]
    async with await world.visit("sari") as desk:
        brought = await desk.post_form(
            f"/laporan/{report_id}/aksi/add_information", {"text": "Pelapor datang lagi."}, [("files", PAPER)]
        )
        assert brought.status_code == 303, brought.text
        listed = (await desk.get(f"/api/v1/reports/{report_id}/evidence")).json()
    assert [file["name"] for file in listed["evidence"]] == [PAPER[0]]
    assert listed["papers"] == []
