"""The queue's tools over HTTP: views, filters, columns, bulk, downloads; all without JavaScript."""

import csv
import io
import re
from html import unescape
from zipfile import ZipFile

import pytest
from sqlmodel import col, select

from backoffice.documents.spreadsheet import COLUMNS
from backoffice.requests.queues import BY_NAME, QUEUES, queue_href
from core.audit.models import AuditEntry
from core.queues.schemas import QueueName
from tests.support.desk.client import DeskClient, field_of
from tests.support.desk.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
EVIL = '=HYPERLINK("http://x","gembok kotak")'


async def picked(desk: DeskClient, count: int = 2) -> tuple[str, list[str]]:
    page = (await desk.get("/antrean/all?urut=newest")).text
    ids = re.findall(r'name="report" value="([0-9a-f-]{36})"', page)[:count]
    assert len(ids) == count
    return page, ids


def ticked(page: str) -> set[str]:
    return set(re.findall(r'name="report" value="([0-9a-f-]{36})"[^>]* checked', page))


@pytest.fixture(scope="session", autouse=True)
async def _reports(world: World) -> None:
    for _ in range(3):
        await world.registered()
    await world.registered(body={"title": EVIL, "substance": "Gembok kotak suara rusak di gudang."})


async def test_a_filter_is_shown_as_chips_that_each_go_away_with_one_press(world: World) -> None:
    async with await world.visit("sari") as desk:
        page = (await desk.get("/antrean/all?asal=direct&jenis=complaint&q=gembko&urut=newest")).text
    assert "Tidak ada “gembko”. Menampilkan “gembok”." in page
    chips = re.search(r'class="k-active".*?</ul>', page, re.DOTALL)
    assert chips is not None
    links = [unescape(one) for one in re.findall(r'href="([^"]+)"', chips[0])]
    assert "/antrean/all?jenis=complaint&asal=direct&urut=newest" in links
    assert "/antrean/all?q=gembko&jenis=complaint&urut=newest" in links
    assert 'value="newest" selected' in page


async def test_a_search_without_a_hit_says_what_was_searched(world: World) -> None:
    async with await world.visit("sari") as desk:
        page = (await desk.get("/antrean/all?q=qqqzzzxxx")).text
    assert "Dicari pada nomor agenda" in page


@pytest.mark.slow
async def test_a_view_is_saved_counted_renamed_and_dropped(world: World) -> None:
    async with await world.visit("tono") as desk:
        back = "/antrean/all?asal=direct"
        form = {"nama": "Lewat meja", "saringan": "all?asal=direct", "dari": back}
        saved = await desk.post_form("/tampilan", form)
        assert saved.status_code == 303
        assert saved.headers["location"] == back
        page = (await desk.get(back)).text
        chip = re.search(r'<a class="k-chip is-on" href="/antrean/all\?asal=direct".*?</a>', page, re.DOTALL)
        assert chip is not None
        assert re.search(r"<b>[1-9]\d*<", chip[0])
        address = re.search(r'action="(/tampilan/[0-9a-f-]{36})"', page)
        assert address is not None
        renamed = {"nama": "Meja depan", "langkah": "nama", "dari": "https://example.org/"}
        assert (await desk.post_form(address[1], renamed)).headers["location"] == "/"
        assert "Meja depan" in (await desk.get("/")).text
        async with await world.visit("sari") as other:
            assert "Meja depan" not in (await other.get("/")).text
            refused = await other.post_form(address[1], {"langkah": "hapus", "dari": "/"})
            assert refused.status_code == 303
            assert "tidak ada" in (await other.get("/")).text
        await desk.post_form(address[1], {"langkah": "hapus", "dari": "/"})
        assert "Tampilan dihapus" in (await desk.get("/")).text
        assert (await desk.post_form("/tampilan", {"nama": " ", "saringan": "all?"})).status_code == 303
        assert "Beri nama" in (await desk.get("/")).text


async def test_columns_are_chosen_by_each_officer(world: World) -> None:
    async with await world.visit("tono") as desk:
        chosen = {"kolom": ["due", "unit", "received"], "dari": "/antrean/all"}
        assert (await desk.post_form("/antrean-kolom", chosen)).headers["location"] == "/antrean/all"
        page = (await desk.get("/antrean/all")).text
        assert '<th scope="col" class="k-col-extra">Unit</th>' in page
        assert ">Pemegang</th>" not in page
        await desk.post_form("/antrean-kolom", {"biasa": "ya"})
        assert ">Pemegang</th>" in (await desk.get("/antrean/all")).text


@pytest.mark.slow
async def test_several_reports_are_handled_together_and_the_way_back_keeps_the_filter(world: World) -> None:
    async with await world.visit("sari") as desk:
        _, ids = await picked(desk)
        back = "/antrean/all?urut=newest"
        chosen = await desk.post_form("/antrean-massal", {"report": ids, "dari": back})
        assert chosen.status_code == 200, chosen.text
        assert "2 laporan dipilih" in chosen.text
        picks = field_of(chosen.text, "pilihan")
        form = {"pilihan": picks, "aksi": "message", "dari": back}
        filling = await desk.post_form("/antrean-massal/isi", form)
        assert "Belum ada yang terjadi" in filling.text
        empty = await desk.post_form("/antrean-massal/pratinjau", form | {"text": ""})
        assert empty.status_code == 422
        shown = await desk.post_form("/antrean-massal/pratinjau", form | {"text": "Kami periksa."})
        assert 'Dibaca pelapor: <bdi translate="no">Pesan dari petugas. Kami periksa.</bdi>' in shown.text
        going = {name: field_of(shown.text, name) for name in ("pilihan", "aksi", "dari", "text", "key")}
        done = await desk.post_form("/antrean-massal/jalankan", going)
        assert "2 laporan selesai diproses, 0 tidak." in done.text
        way_back = re.search(r'href="(/antrean/all[^"]+)"><svg[^>]*>.*?Kembali ke antrean', done.text)
        assert way_back is not None
        assert ticked((await desk.get(unescape(way_back[1]))).text) == set(ids)
        assert unescape(way_back[1]).startswith("/antrean/all?urut=newest&")
        again = await desk.post_form("/antrean-massal/jalankan", going)
        assert "2 laporan selesai diproses" in again.text
        report = (await desk.get(f"/api/v1/reports/{ids[0]}")).json()
        assert sum("Kami periksa." in line["text"] for line in report["lines"]) == 1
        stale = await desk.post_form("/antrean-massal/jalankan", going | {"key": "lain"})
        assert "Berubah sejak pratinjau" in stale.text
        assert "pilih=" in stale.text


async def test_all_that_match_are_taken_by_their_filter(world: World) -> None:
    async with await world.visit("sari") as desk:
        form = {"semua": "ya", "saringan": "all?q=gembok", "dari": "/antrean/all?q=gembok"}
        page = (await desk.post_form("/antrean-massal", form)).text
        assert "1 laporan dipilih" in page
        nothing = await desk.post_form("/antrean-massal", {"dari": "/antrean/all"})
        assert nothing.headers["location"] == "/antrean/all"
        assert "Pilih paling sedikit satu laporan" in (await desk.get("/antrean/all")).text
        broken = await desk.post_form("/antrean-massal/isi", {"pilihan": "x.y", "aksi": "note"})
        assert broken.status_code in {303, 422}


@pytest.mark.slow
async def test_a_selection_is_kept_when_a_report_is_opened_and_one_comes_back(world: World) -> None:
    async with await world.visit("sari") as desk:
        _, ids = await picked(desk)
        kept = await desk.post_form(
            "/antrean-massal", {"report": ids, "dari": "/antrean/all?urut=newest", "ingat": "ya"}
        )
        assert kept.status_code == 303
        page = (await desk.get(kept.headers["location"])).text
        assert ticked(page) == set(ids)
        into = re.search(rf'href="(/laporan/{ids[0]}[^"]*)"', page)
        assert into is not None
        report = (await desk.get(unescape(into[1]))).text
        back = re.search(r'href="(/antrean/all[^"]*pilih=[^"]*)"', report)
        assert back is not None
        assert ticked((await desk.get(unescape(back[1]))).text) == set(ids)
        broken = await desk.get("/antrean/all?pilih=<script>,1,,")
        assert broken.status_code == 200
        assert ticked(broken.text) == set()


async def test_a_saved_view_stands_in_the_side_bar_of_every_page_with_its_number(world: World) -> None:
    async with await world.visit("tono") as desk:
        for name, wish in (("Lewat meja saja", "all?asal=direct"), ("Cari gembok", "all?q=gembok")):
            await desk.post_form("/tampilan", {"nama": name, "saringan": wish, "dari": "/"})
        page = (await desk.get("/profil")).text
        assert "Tampilan tersimpan" in page
        entry = re.search(r'<a class="k-nav" href="/antrean/all\?asal=direct".*?</a>', page, re.DOTALL)
        assert entry is not None
        assert re.search(r"<b>[1-9]\d*<", entry[0])
        search = re.search(r'<a class="k-nav" href="/antrean/all\?q=gembok".*?</a>', page, re.DOTALL)
        assert search is not None
        assert "<b>" not in search[0]
        opened = (await desk.get("/antrean/all?asal=direct")).text
        current = re.findall(r'<a class="k-nav is-on" href="([^"]+)"', opened)
        assert current == ["/antrean/all?asal=direct"]
        for address in set(re.findall(r'action="(/tampilan/[0-9a-f-]{36})"', opened)):
            await desk.post_form(address, {"langkah": "hapus", "dari": "/"})
        assert "Tampilan tersimpan" not in (await desk.get("/profil")).text


@pytest.mark.parametrize("name", [queue.name for queue in QUEUES])
async def test_every_empty_queue_says_what_to_do_and_where(world: World, name: QueueName) -> None:
    async with await world.visit("jauh") as desk:  # an office without a single report
        page = (await desk.get(queue_href(name))).text
    empty = re.search(r'<div class="k-empty">.*?</div>', page, re.DOTALL)
    assert empty is not None
    assert unescape(empty[0]).count(BY_NAME[name].hint) == 1
    assert re.search(r'href="(/catat|/antrean/\w+|/)"', empty[0])


async def test_the_cards_count_what_their_lists_hold(world: World) -> None:
    async with await world.visit("sari") as desk:
        page = (await desk.get("/")).text
        cards = re.findall(r'<a class="k-kpi[^"]*" href="([^"]+)"><span>([^<]+)</span><strong>(\d+)<', page)
        assert [label for _, label, _ in cards] == [
            "Lewat tenggat", "Jatuh tempo hari ini", "Menunggu pelapor", "Masuk sejak kemarin",
        ]  # fmt: skip
        for href, label, count in cards:
            shown = (await desk.get(unescape(href))).text
            assert f"data-told>{count} laporan" in shown, label
        assert int(cards[-1][2]) >= 4  # all of this world came in today


async def test_a_queue_is_narrowed_to_a_category_and_shows_it_as_a_column(world: World) -> None:
    async with await world.visit("tono") as desk:
        page, ids = await picked(desk, 1)
        offered = re.search(r'<select name="kategori".*?</select>', page, re.DOTALL)
        assert offered is not None
        number, name = re.findall(r'<option value="(\d+)"[^>]*>([^<]+)<', offered[0])[0]
        given = await desk.post_form(f"/laporan/{ids[0]}/kategori", {"category": number})
        assert given.status_code == 303
        await desk.post_form("/antrean-kolom", {"kolom": ["due", "category"], "dari": "/antrean/all"})
        found = (await desk.get(f"/antrean/all?kategori={number}")).text
        assert re.findall(r'name="report" value="([0-9a-f-]{36})"', found) == ids
        assert f'</span><bdi translate="no">{name}</bdi></td>' in found
        assert f"Kategori: {name}" in found
        await desk.post_form("/antrean-kolom", {"biasa": "ya"})


async def test_a_download_has_the_columns_on_show_or_all_and_the_record_names_them(world: World) -> None:
    async def headings(desk: DeskClient, more: str = "") -> list[str]:
        answer = await desk.get(f"/antrean/all/unduhan.csv?q=gembok{more}")
        return next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    async with await world.visit("tono") as desk:
        await desk.post_form("/antrean-kolom", {"kolom": ["unit", "category"], "dari": "/antrean/all"})
        assert await headings(desk) == ["Nomor agenda", "Perihal", "Kategori", "Unit"]
        assert await headings(desk, "&kolom=semua") == [column.heading for column in COLUMNS]
        assert "/antrean/all/unduhan.xlsx" in (await desk.get("/antrean/all")).text
        await desk.post_form("/antrean-kolom", {"biasa": "ya"})
    async with world.parts.core.database.transaction() as session:
        recorded = (
            await session.exec(
                select(AuditEntry.detail)
                .where(AuditEntry.verb == "queue.exported")
                .where(AuditEntry.officer_id == world.accounts["tono"].id)
                .order_by(col(AuditEntry.seq).desc())
            )
        ).all()
    assert recorded[1]["columns"] == ["Nomor agenda", "Perihal", "Kategori", "Unit"]
    assert "gembok" not in str(recorded[1])


@pytest.mark.parametrize("form", ["xlsx", "csv"])
async def test_a_download_follows_the_filter_runs_no_formula_and_is_recorded(world: World, form: str) -> None:
    async with await world.visit("sari") as desk:
        answer = await desk.get(f"/antrean/all/unduhan.{form}?q=gembok")
        assert answer.status_code == 200
        assert "laporan-all-" in answer.headers["content-disposition"]
        if form == "csv":
            text = answer.content.decode("utf-8-sig")
            assert answer.content.startswith(b"\xef\xbb\xbf")
            heading, row = csv.reader(io.StringIO(text))
            assert heading[0] == "Nomor agenda"
            assert row[1] == f"'{EVIL}"
        else:
            with ZipFile(io.BytesIO(answer.content)) as book:
                sheet = book.read("xl/worksheets/sheet1.xml").decode()
            assert "<f>" not in sheet
            assert "HYPERLINK" in sheet
        again = await desk.get("/api/v1/reports/export?queue=waiting&format=csv")
        assert again.status_code == 200


async def test_the_api_filters_previews_and_acts_as_the_pages_do(world: World) -> None:
    async with await world.visit("sari") as desk:
        listed = (await desk.get("/api/v1/reports?queue=all&sort=number&q=gembko")).json()
        assert listed["corrections"] == [["gembko", "gembok"]]
        wish = {"matching": {"queue": "all", "query": "gembok"}, "action": "note", "values": {"text": "Cek."}}
        shown = await desk.post_json("/api/v1/reports/bulk/preview", wish)
        assert shown.status_code == 200, shown.text
        strange = await desk.post_json("/api/v1/reports/bulk/preview", {"matching": {"queue": "rahasia"}})
        assert (strange.status_code, list(strange.json()["fields"])) == (422, ["matching.queue"])
        picks = shown.json()["choice"]["picks"]
        act = {"picks": picks, "action": "note", "values": {"text": "Cek."}}
        done = await desk.post_json("/api/v1/reports/bulk", act, Idempotency_Key="satu")
        assert [line["done"] for line in done.json()["lines"]] == [True]
        again = await desk.post_json("/api/v1/reports/bulk", act, Idempotency_Key="satu")
        assert [line["done"] for line in again.json()["lines"]] == [True]


async def test_a_report_leads_back_to_the_list_it_was_opened_from(world: World) -> None:
    async with await world.visit("sari") as desk:
        page, ids = await picked(desk, 1)
        assert f"/laporan/{ids[0]}?dari=%2Fantrean%2Fall%3Furut%3Dnewest" in page
        await desk.get(f"/laporan/{ids[0]}?dari=%2Fantrean%2Fall%3Furut%3Dnewest")
        later = (await desk.get(f"/laporan/{ids[0]}?dari=https%3A%2F%2Fexample.org")).text
        assert 'href="/antrean/all?urut=newest"' in later
        assert "example.org" not in later
