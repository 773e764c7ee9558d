"""A second language is wording only: in a made-up one, no page says anything that is not marked.

In that language every marked sentence stands between ⟦ and ⟧. What stands outside must be somebody's own
words or name, which an element with `translate="no"` holds.
"""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
import pytest_asyncio

from backoffice import rendering
from backoffice.languages import LANGUAGE_COOKIE
from core.chain.states import OFFICER_ROLES, Role, State, Track
from tests.core.test_decree_product import SEES
from tests.support.desk.client import DeskClient
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.house import LOCAL
from tests.support.scene import ROADS, Filed
from tests.support.second_language import MARKED, unsaid
from tests.support.servers import Servers

SEE_OTHER = 303
PAGES = (
    "/",
    "/antrean/all",
    "/antrean/all?q=segel",
    "/antrean/late?q=zzzz",
    "/catat",
    "/kabar",
    "/profil",
    "/statistik",
)
SETTINGS = ("kantor", "petugas", "tenggat", "hari", "templat", "kategori", "kesehatan")
TALES = [(track, state) for track in Track for state in ROADS[track]]


@asynccontextmanager
async def reading(desk: FurnishedDesk, who: str) -> AsyncIterator[DeskClient]:
    """Visit as an officer who reads the made-up language."""
    async with desk.visit(who) as officer:
        officer.client.cookies.set(LANGUAGE_COOKIE, MARKED.code)
        yield officer


@contextmanager
def spoken() -> Iterator[None]:
    """Let a desk that is made meanwhile speak the made-up language beside Indonesian."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "languages", lambda: (MARKED,))
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[FurnishedDesk]:
    with spoken():
        async with furnished_desk(servers, worker_id, tmp_path_factory.mktemp("languages")) as desk:
            yield desk


def test_the_reader_of_pages_knows_what_is_said_and_what_is_nobodys_to_say() -> None:
    assert unsaid("<p>⟦Laporan ⟦baru⟧ dari⟧ <b translate='no'>Sari Rahmania</b>, 12</p>") == []
    assert unsaid("<p>Laporan baru</p>") == ["Laporan baru"]
    assert unsaid("<p>⟦Laporan⟧ baru</p>") == ["baru"]
    assert unsaid("<a aria-label='Tutup'></a>") == ["Tutup"]
    assert unsaid("<script>Tutup</script>") == []


async def unsaid_on(desk: FurnishedDesk, who: str, *addresses: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async with reading(desk, who) as officer:
        for address in addresses:
            page = await officer.get(address)
            if page.status_code == SEE_OTHER:
                continue
            assert "text/html" in page.headers["content-type"], address
            assert '<html lang="en"' in page.text, address
            if left := unsaid(page.text):
                found[address] = left
    return found


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(OFFICER_ROLES))
async def test_the_pages_of_a_role_are_said(desk: FurnishedDesk, role: Role) -> None:
    for track in Track:
        await desk.scene.file(track)
    settings = [f"/pengaturan/{part}" for part in SETTINGS]
    assert await unsaid_on(desk, LOCAL[role], *PAGES, *settings, "/tidak-ada") == {}


@pytest.mark.slow
@pytest.mark.parametrize(("track", "state"), TALES)
async def test_a_report_is_said_whatever_its_state(desk: FurnishedDesk, track: Track, state: State) -> None:
    filed = await desk.scene.drive(await desk.scene.file(track), state)
    for role in sorted(OFFICER_ROLES):
        if state.value in SEES.get((track, role), "").split():
            assert await unsaid_on(desk, LOCAL[role], *addresses_of(filed)) == {}, role
            await opened(desk, LOCAL[role], filed, track)
            assert await unsaid_on(desk, LOCAL[role], *addresses_of(filed)) == {}, role


def addresses_of(filed: Filed) -> list[str]:
    return [f"/laporan/{filed.report_id}", f"/laporan/{filed.report_id}/pembaca"]


async def opened(desk: FurnishedDesk, who: str, filed: Filed, track: Track) -> None:
    """Give the reason a whistleblowing report opens with."""
    if track is Track.WHISTLEBLOWING:
        async with reading(desk, who) as officer:
            await officer.post_form(
                f"/laporan/{filed.report_id}/buka", {"reason": "Telaah laporan hari ini."}
            )


async def test_a_refused_form_is_said(desk: FurnishedDesk) -> None:
    async with reading(desk, "tono") as officer:
        refused = await officer.post_form("/catat", {"key": "x", "track": "public_service"})
    assert refused.status_code >= 400
    assert unsaid(refused.text) == []


async def test_the_sign_in_is_said(desk: FurnishedDesk) -> None:
    async with DeskClient.inside(desk.app) as visitor:
        visitor.client.cookies.set(LANGUAGE_COOKIE, MARKED.code)
        assert unsaid((await visitor.get("/masuk")).text) == []


@pytest.mark.slow
async def test_a_language_is_chosen_on_the_profile_page_and_stays_on_the_device(desk: FurnishedDesk) -> None:
    async with reading(desk, "sari") as officer:
        officer.client.cookies.delete(LANGUAGE_COOKIE)
        page = (await officer.get("/profil")).text
        assert '<html lang="id"' in page
        assert re.search(r'<option value="en"[^>]*>English</option>', page)
        chosen = await officer.post_form("/profil/bahasa", {"language": "en"})
        assert chosen.status_code == 303
        assert '<html lang="en"' in (await officer.get("/profil")).text
        refused = await officer.post_form("/profil/bahasa", {"language": "xx"})
        assert refused.status_code == 422
    async with reading(desk, "sari") as officer:
        officer.client.cookies.set(LANGUAGE_COOKIE, "xx")
        assert '<html lang="id"' in (await officer.get("/")).text
