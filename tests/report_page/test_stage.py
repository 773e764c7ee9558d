"""Where a report stands, and the class to consider: in words at the head of its page."""

import re

import pytest

from core.chain.states import Classification, Kind
from core.reading.suggesting import suggested_class
from core.reports.schemas import Party, ReportBody
from tests.support.desk.world import World, disposition


def body(substance: str, *parties: Party) -> ReportBody:
    return ReportBody(substance=substance, parties=parties)


@pytest.mark.requirement("R59", "R60")
@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        (Kind.COMPLAINT, "Segelnya putus, ditutup lagi tanpa dicatat.", Classification.SUPERVISORY),
        (Kind.COMPLAINT, "Tanda tangan saya dipalsukan.", Classification.SUPERVISORY),
        (Kind.COMPLAINT, "Loket tutup jam dua siang.", Classification.NON_SUPERVISORY),
        (Kind.ASPIRATION, "Segel kotak sebaiknya bernomor.", Classification.NON_SUPERVISORY),
    ],
)
def test_words_of_a_breach_suggest_the_supervised_class_in_a_complaint_only(
    kind: Kind, words: str, expected: Classification
) -> None:
    assert suggested_class(kind, body(words)).classification is expected


def test_a_suggestion_names_the_words_and_the_accused_it_rests_on() -> None:
    accused, witness = Party(name="Ketua PPK"), Party(name="Sopir", role="witness")
    words = "Segel putus dan kotak rusak."

    assert suggested_class(Kind.COMPLAINT, body(words, accused)).because == (
        "disebut “segel”, “rusak”; ada terlapor"
    )
    assert suggested_class(Kind.COMPLAINT, body(words, witness)).because == "disebut “segel”, “rusak”"


@pytest.mark.requirement("R59", "R60")
async def test_the_class_is_suggested_with_its_reason_but_nothing_is_ticked_and_a_set_class_ends_it(
    world: World,
) -> None:
    told = {"title": "Segel kotak", "substance": "Segel putus lalu ditutup lagi tanpa dicatat."}
    report = await world.registered(body=told)
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin:
        before = (await admin.get(base)).text
        values = disposition(world) | {"within_authority": "ya"}
        assert (await admin.post_form(f"{base}/aksi/dispose", values)).status_code == 303
        after = (await admin.get(base)).text
    assert "Saran: berkadar – disebut " in before
    assert "(saran)" in before
    radios = re.findall(r'<input type="radio" name="classification"[^>]*>', before)
    assert len(radios) == 2
    assert not [one for one in radios if "checked" in one]
    assert "(saran)" not in after


async def test_the_head_says_who_holds_it_since_when_and_until_when_to_the_holder_and_to_others(
    world: World,
) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin, await world.visit("dewi") as unit:
        mine = stage_in((await admin.get(base)).text)
        values = disposition(world) | {"within_authority": "ya"}
        assert (await admin.post_form(f"{base}/aksi/dispose", values)).status_code == 303
        handed_on = stage_in((await admin.get(base)).text)
        theirs = stage_in((await unit.get(base)).text)
    assert ["<strong>Anda</strong>" in line for line in (mine, handed_on, theirs)] == [True, False, True]
    assert '<a href="#tenggat">Sisa 3 HK</a>' in mine
    assert '<a href="#tenggat">Sisa 5 HK</a>' in handed_on
    assert all("hari ke-1" in line for line in (mine, handed_on, theirs))


async def test_a_clause_stands_in_its_short_form_beside_the_button(world: World) -> None:
    report = await world.registered()
    async with await world.visit("sari") as admin:
        page = (await admin.get(f"/laporan/{report['report_id']}")).text
    form = page[page.index('id="aksi-dispose"') :]
    form = form[: form.index("</form>")]
    assert '<span translate="no">Kpt 1089/2025 Bab IV B angka 6–8</span>' in form


def stage_in(page: str) -> str:
    part = page[page.index('<dl class="k-stage-line">') :]
    return part[: part.index("</dl>")]
