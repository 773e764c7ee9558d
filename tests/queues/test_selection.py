"""A selection stays while one pages, leaves a form, or comes back from what was done, however large it is."""

import re
from html import unescape
from uuid import UUID

import pytest

from backoffice.pages.queue.selection import selected_of
from tests.support.desk.client import DeskClient, field_of
from tests.support.desk.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
FILTER = "/antrean/all?jenis=information_request&urut=number"
MANY = 64


@pytest.fixture(scope="session")
async def _many(world: World) -> None:
    for _ in range(MANY):
        await world.registered(kind="information_request")


def on_page(page: str) -> list[str]:
    return re.findall(r'name="report" value="([0-9a-f-]{36})"', page)


def ticked(page: str) -> set[str]:
    return set(re.findall(r'name="report" value="([0-9a-f-]{36})"[^>]* checked', page))


def beyond(page: str) -> tuple[str, int]:
    found = re.search(r'name="report" value="(k[0-9a-f]{16})" checked data-many="(\d+)"', page)
    return (found[1], int(found[2])) if found else ("", 0)


def link(page: str, rel: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*{rel}', page)
    assert found is not None
    return unescape(found[1])


def way_back(page: str) -> str:
    found = re.search(r'href="(/antrean/all[^"]+)"><svg[^>]*>.*?Kembali ke antrean', page)
    assert found is not None
    return unescape(found[1])


async def all_of_them(desk: DeskClient) -> str:
    form = {"semua": "ya", "saringan": FILTER.removeprefix("/antrean/"), "dari": FILTER}
    return (await desk.post_form("/antrean-massal", form)).text


@pytest.mark.slow
@pytest.mark.usefixtures("_many")
async def test_a_ticked_row_stays_ticked_on_the_next_page_and_back(world: World) -> None:
    async with await world.visit("sari") as desk:
        first = (await desk.get(FILTER)).text
        one = on_page(first)[0]
        first = (await desk.get(f"{FILTER}&pilih={one}")).text
        second = (await desk.get(link(first, 'rel="next"'))).text
        assert ticked(second) == set()
        assert beyond(second)[1] == 1
        other = on_page(second)[0]
        form = {"report": [beyond(second)[0], other], "dari": FILTER}
        chosen = (await desk.post_form("/antrean-massal", form)).text
        assert "2 laporan dipilih" in chosen
        again = (await desk.get(way_back(chosen))).text
        assert ticked(again) == {one}
        assert beyond(again)[1] == 1


@pytest.mark.slow
@pytest.mark.usefixtures("_many")
async def test_all_that_match_stay_chosen_before_and_after_a_note(world: World) -> None:
    async with await world.visit("sari") as desk:
        chosen = await all_of_them(desk)
        assert f"{MANY} laporan dipilih" in chosen
        picks = field_of(chosen, "pilihan")
        form = {"pilihan": picks, "aksi": "note", "dari": FILTER}
        filling = (await desk.post_form("/antrean-massal/isi", form)).text
        shown = (await desk.post_form("/antrean-massal/pratinjau", form | {"text": "Cek."})).text
        going = {name: field_of(shown, name) for name in ("pilihan", "aksi", "dari", "text", "key")}
        done = (await desk.post_form("/antrean-massal/jalankan", going)).text
        assert "Saringan dan pilihan Anda tetap ada" in done
        for page in (chosen, filling, shown, done):
            assert len(way_back(page)) < 150
            back = (await desk.get(way_back(page))).text
            assert len(ticked(back)) == 50
            assert beyond(back)[1] == MANY - 50
            assert f"{MANY - 50} laporan lain juga terpilih" in back


@pytest.mark.slow
@pytest.mark.usefixtures("_many")
async def test_what_no_longer_matches_the_filter_is_chosen_no_more(world: World) -> None:
    async with await world.visit("sari") as desk:
        chosen = await all_of_them(desk)
        narrower = way_back(chosen).replace("jenis=information_request", "jenis=aspiration")
        assert beyond((await desk.get(narrower)).text) == ("", 0)


@pytest.mark.slow
@pytest.mark.usefixtures("_many")
async def test_anothers_mark_and_a_made_up_one_mean_nothing(world: World) -> None:
    async with await world.visit("sari") as desk, await world.visit("tono") as other:
        address = way_back(await all_of_them(desk))
        mark = re.search(r"pilih=(k[0-9a-f]{16})", address)
        assert mark is not None
        page = (await other.get(address)).text
        assert (ticked(page), beyond(page)) == (set(), ("", 0))
        refused = await other.post_form("/antrean-massal", {"report": [mark[1]], "dari": FILTER})
        assert (refused.status_code, refused.headers["location"]) == (303, FILTER)
        refused = await other.post_form("/antrean-massal", {"report": ["x"], "dari": FILTER})
        assert refused.status_code == 303


async def test_only_ids_and_marks_are_read() -> None:
    one = UUID(int=7)
    assert selected_of(["", "<script>", "k" * 17, "k0123456789abcdef", one.hex, str(one)]) == (
        "k0123456789abcdef",
        str(one),
    )
