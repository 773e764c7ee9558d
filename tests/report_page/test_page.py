"""The report page over HTTP: timeline, place, evidence, consultations, related reports, and for whom."""

import re
from typing import Any

import pytest

from tests.support.desk.world import PNG, World, disposition

PLACE = {"text": "Gudang kecamatan", "latitude": -8.65, "longitude": 116.53}
SEAL = {
    "title": "Segel kotak suara terbuka",
    "substance": "Segel dua kotak suara terbuka ketika diturunkan di gudang kecamatan.",
    "parties": [{"name": "Penjaga Gudang Sembalun", "role": "reported"}],
    "happened_at": "Selasa",
    "place": PLACE,
    "chronology": "Kotak diangkut truk terbuka tanpa pengawalan petugas.",
}


async def sealed_report(world: World, **changed: Any) -> dict[str, Any]:
    return await world.registered(body=SEAL | changed)


async def at_the_unit(world: World) -> str:
    report = await sealed_report(world)
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin:
        values = disposition(world) | {"within_authority": "ya"}
        assert (await admin.post_form(f"{base}/aksi/dispose", values)).status_code == 303
    async with await world.visit("dewi") as liaison:
        accepted = await liaison.post_form(f"{base}/aksi/accept", {"initial_response": "Kami tangani."})
        assert accepted.status_code == 303, accepted.text
    return base


async def test_a_place_with_coordinates_is_sketched_by_us_and_warns_before_the_map_site(world: World) -> None:
    report = await sealed_report(world)
    async with await world.visit("sari") as browser:
        page = (await browser.get(f"/laporan/{report['report_id']}")).text
    assert 'aria-label="Sketsa letak: 8,65000° LS, 116,53000° BT."' in page
    link = re.search(r'<a href="(https://www\.openstreetmap\.org/[^"]+)" rel="([^"]+)"', page)
    assert link is not None
    assert "mlat=-8.65000&amp;mlon=116.53000" in link[1]
    assert "noreferrer" in link[2]
    assert "memberi tahu situs itu tempat yang Anda lihat" in page
    assert 'href="geo:-8.65000,116.53000' in page


async def test_a_place_without_coordinates_has_no_sketch(world: World) -> None:
    report = await world.registered()
    async with await world.visit("sari") as browser:
        assert "k-sketch" not in (await browser.get(f"/laporan/{report['report_id']}")).text


async def test_the_timeline_has_anchors_and_each_filter_keeps_its_own(world: World) -> None:
    base = await at_the_unit(world)
    async with await world.visit("dewi") as liaison:
        await liaison.post_form(f"{base}/aksi/note", {"text": "Gudang dicek besok pagi."})
        await liaison.post_form(f"{base}/aksi/message", {"text": "Kami cek gudangnya besok."})
        shown = {
            name: (await liaison.get(f"{base}?perjalanan={name}")).text
            for name in ("", "pesan", "catatan", "langkah", "kabar")
        }

    def entries(name: str) -> list[str]:
        page = shown[name]
        part = page[page.index('<ol class="k-timeline">') : page.index("</ol>", page.index("k-timeline"))]
        return re.findall(r'id="langkah-\d+".*?<p><strong[^>]*>[^<]*</strong> ([^<]+)</p>', part, re.DOTALL)

    assert "menulis catatan internal" in entries("catatan")
    assert "mengirim pesan ke pelapor" not in entries("catatan")
    assert entries("pesan") == ["mengirim pesan ke pelapor"]
    assert "mendisposisikan laporan" in entries("langkah")
    assert "menulis catatan internal" not in entries("langkah")
    assert len(entries("")) > len(entries("langkah"))
    assert shown[""].count("Gudang dicek besok pagi.") == 1


async def test_a_file_has_a_page_of_its_own_with_neighbours_its_hash_and_who_sent_it(world: World) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as browser:
        for name in ("satu.png", "dua.png"):
            files = [("files", (name, PNG, "image/png"))]
            sent = await browser.post_form(f"{base}/aksi/add_information", {"text": f"Foto {name}"}, files)
            assert sent.status_code == 303, sent.text
        page = (await browser.get(base)).text
        pages = list(dict.fromkeys(re.findall(rf'"({base}/bukti/[0-9a-f-]+/lihat)"', page)))
        first, second = [(await browser.get(each)).text for each in pages]
    assert "Bukti 1 dari 2" in first
    assert f'href="{pages[1]}" rel="next"' in first
    assert 'rel="prev"' not in first
    assert f'href="{pages[0]}" rel="prev"' in second
    assert "Sari Rahmania" in first
    assert re.search(r'<dd class="k-hash" translate="no">[0-9a-f]{64}</dd>', first)
    async with await world.visit("jauh") as stranger:
        assert (await stranger.get(pages[0])).status_code == 404


async def test_a_note_offers_only_those_with_access_and_refuses_other_names_at_the_field(
    world: World,
) -> None:
    base = await at_the_unit(world)
    async with await world.visit("dewi") as liaison:
        page = (await liaison.get(base)).text
        refused = await liaison.post_form(f"{base}/aksi/note", {"text": "Tolong dilihat @jauh"})
        taken = await liaison.post_form(f"{base}/aksi/note", {"text": "Tolong dilihat @sari"})
    form = page[page.index(f'action="{base}/aksi/note"') :]
    form = form[: form.index("</form>")]
    assert "Sari Rahmania (@sari)" in form
    assert "Bagus Prakoso (@bagus)" in form
    assert "@jauh" not in form
    assert refused.status_code == 422
    assert "@jauh bukan petugas yang berhak melihat laporan ini" in refused.text
    assert "Tolong dilihat @jauh" in refused.text
    assert taken.status_code == 303
    async with await world.visit("sari") as admin:
        assert 'Disebut: <bdi translate="no">Sari Rahmania</bdi>' in (await admin.get(base)).text


@pytest.mark.requirement("R68", "R69")
async def test_who_holds_the_report_reads_at_once_what_their_next_step_waits_for(world: World) -> None:
    base = await at_the_unit(world)
    async with await world.visit("dewi") as liaison:
        before = (await liaison.get(base)).text
        assert (await liaison.get(f"{base}/dokumen/lembar-disposisi.pdf")).status_code == 200
        after = (await liaison.get(base)).text
    hint = "Sebelum “Sampaikan ke pimpinan unit”: Lembar disposisi belum dicetak."
    assert hint in before
    assert hint not in after


@pytest.mark.requirement("R70")
async def test_a_consultation_shows_who_has_not_answered(world: World) -> None:
    base = await at_the_unit(world)
    unit = str(world.units["Subbag Teknis dan Parmas"])
    async with await world.visit("dewi") as liaison:
        values = {"units": unit, "question": "Berapa kotak yang disegel?"}
        assert (await liaison.post_form(f"{base}/aksi/consult", values)).status_code == 303
        page = (await liaison.get(base)).text
    assert "menunggu 1 dari 1 unit" in page
    assert "belum menjawab" in page


@pytest.mark.requirement("R36")
async def test_a_like_report_is_offered_tied_with_one_button_and_untied_with_a_reason(world: World) -> None:
    only_here = [{"name": "Kepala Gudang Pringgasela", "role": "reported"}]
    twin = await sealed_report(world, parties=only_here)
    mine = await sealed_report(world, parties=only_here)
    base = f"/laporan/{mine['report_id']}"
    async with await world.visit("sari") as browser:
        page = (await browser.get(base)).text
        panel = page[page.index('id="terkait"') : page.index("</section>", page.index('id="terkait"'))]
        assert twin["agenda_number"] in panel
        assert "pihak sama" in panel
        values = {"agenda_number": twin["agenda_number"], "relation": "same_event"}
        assert (await browser.post_form(f"{base}/aksi/relate", values)).status_code == 303
        other = (await browser.get(f"/laporan/{twin['report_id']}")).text
        linked = other[other.index('id="terkait"') :]
        assert f'href="{base}"' in linked
        assert "Kejadian yang sama" in linked
        untied = await browser.post_form(
            f"{base}/aksi/unrelate", {"agenda_number": twin["agenda_number"], "reason": "Dua gudang"}
        )
        assert untied.status_code == 303
        after = (await browser.get(base)).text
        assert "Kejadian yang sama · " not in after


async def test_the_page_says_how_often_others_looked_at_it_today_and_does_not_count_oneself(
    world: World,
) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as first, await world.visit("tono") as second:
        alone = (await first.get(base)).text
        alone += (await first.get(base)).text
        page = (await second.get(base)).text
    assert "orang lain hari ini" not in alone
    assert f'<a href="{base}/pembaca">2 kali dilihat orang lain hari ini</a>' in page


async def test_a_note_goes_through_where_a_decision_is_told_what_changed(world: World) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as first, await world.visit("tono") as second:
        asked = {"elements": ["when"], "message": "Mohon sebutkan harinya.", "version": "1"}
        assert (await first.post_form(f"{base}/aksi/request_completion", asked)).status_code == 303
        note = await second.post_form(f"{base}/aksi/note", {"text": "Sudah saya telepon.", "version": "1"})
        decided = await second.post_form(f"{base}/aksi/dispose", disposition(world) | {"version": "1"})
    assert note.status_code == 303
    assert decided.status_code == 409
    assert "Sari Rahmania" in decided.text
