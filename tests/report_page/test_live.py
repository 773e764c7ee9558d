"""The stream of events over a real server and a real Valkey; presence; sessions that end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from backoffice.live.hub import MOST_PER_OFFICER, Connection, Told
from backoffice.pages import live as stream
from backoffice.security.sessions import OpenSession
from core.accounts.accounts import Accounts
from core.actor import OfficerActor
from tests.support.desk.world import World


class Listener:
    """One open stream."""

    def __init__(self, response: httpx.Response, web: OpenSession) -> None:
        self.response = response
        self.web = web
        self._lines = response.aiter_lines()

    async def next(self, wanted: str, seconds: float = 15) -> dict[str, Any]:
        """Give the data of the next event of this name."""
        return await asyncio.wait_for(self._next(wanted), seconds)

    async def about(self, report_id: str) -> dict[str, Any]:
        """Give the next news of this report; others at the same desk may have theirs."""
        while (told := await self.next("report"))["report"] != report_id:
            pass
        return told

    async def _next(self, wanted: str) -> dict[str, Any]:
        name = ""
        async for line in self._lines:
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: ") and name == wanted:
                data: dict[str, Any] = json.loads(line.removeprefix("data: "))
                return data
        raise AssertionError(f"the stream ended before {wanted}")


@asynccontextmanager
async def listening(world: World, address: str, who: str, report: str = "") -> AsyncIterator[Listener]:
    web = await world.parts.sessions.open(world.accounts[who].id, device="Uji")
    cookies = {world.parts.cookies.session: web.id}
    path = f"/peristiwa?laporan={report}" if report else "/peristiwa"
    async with (
        httpx.AsyncClient(base_url=address, cookies=cookies, timeout=60) as client,
        client.stream("GET", path) as response,
    ):
        assert response.status_code == 200, await response.aread()
        assert response.headers["content-type"].startswith("text/event-stream")
        listener = Listener(response, web)
        await listener.next("hello")
        await asyncio.wait_for(world.parts.live.subscribed.wait(), 10)
        yield listener


@pytest.mark.slow
async def test_a_change_reaches_those_who_may_see_it_with_no_word_of_its_content(
    world: World, address: str
) -> None:
    async with listening(world, address, "sari") as admin, listening(world, address, "jauh") as stranger:
        report = await world.registered()
        told = await admin.about(report["report_id"])
        with pytest.raises(TimeoutError):
            await stranger.next("report", seconds=1.0)
    assert told == {
        "report": report["report_id"],
        "version": 1,
        "refresh": ["report", "list", "counts"],
    }


async def test_a_page_that_shows_a_report_hears_its_new_version(world: World, address: str) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with listening(world, address, "tono", report["report_id"]) as page:
        async with await world.visit("sari") as other:
            noted = await other.post_form(f"{base}/aksi/note", {"text": "Sebentar saya cek."})
            assert noted.status_code == 303
        # Its first version may still be on its way when the page begins to listen.
        while (told := await page.about(report["report_id"]))["version"] == 1:
            pass
    assert told["version"] == 2


async def test_a_stranger_cannot_listen_at_a_report(world: World, address: str) -> None:
    report = await world.registered()
    web = await world.parts.sessions.open(world.accounts["jauh"].id, device="Uji")
    cookies = {world.parts.cookies.session: web.id}
    async with httpx.AsyncClient(base_url=address, cookies=cookies) as client:
        refused = await client.get(f"/peristiwa?laporan={report['report_id']}")
        nobody = await client.get(f"/laporan/{report['report_id']}/hadir")
    assert refused.status_code == 404
    assert nobody.status_code == 404


async def test_without_a_session_there_is_no_stream(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        answer = await client.get("/peristiwa", headers={"Accept": "text/event-stream"})
    assert answer.status_code in {303, 401, 403}


@pytest.mark.slow
async def test_who_else_is_there_and_what_they_write_in_is_shown_to_those_with_access(
    world: World, address: str
) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("tono") as second:
        async with listening(world, address, "sari", report["report_id"]):
            await asyncio.sleep(0.2)
            page = (await second.get(base)).text
            assert "Sari Rahmania juga membuka laporan ini." in page
            async with await world.visit("sari") as first:
                await first.get(f"{base}/hadir?formulir=dispose")
            written = (await second.get(f"{base}/hadir")).text
            assert "Sari Rahmania sedang mengisi formulir “Disposisikan”." in written
        await asyncio.sleep(0.5)
        assert "Sari Rahmania" not in (await second.get(f"{base}/hadir")).text


async def test_a_page_hears_that_somebody_came(world: World, address: str) -> None:
    report = await world.registered()
    here = report["report_id"]
    async with listening(world, address, "tono", here) as page, listening(world, address, "sari", here):
        assert (await page.next("presence"))["report"] == here


async def test_signing_out_ends_the_stream(
    world: World, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "BEAT_SECONDS", 0.3)
    async with listening(world, address, "sari") as page:
        await world.parts.sessions.end(page.web)
        await page.next("end")


async def test_a_stream_is_no_activity(world: World) -> None:
    web = await world.parts.sessions.open(world.accounts["sari"].id, device="Uji")
    assert await world.parts.sessions.peek(web.id) is not None
    await world.parts.sessions.end(web)
    assert await world.parts.sessions.peek(web.id) is None


async def test_connections_are_limited_per_officer(world: World) -> None:
    actor = await _actor(world, "sari")
    hub = world.parts.live
    pages = [Connection(actor=actor) for _ in range(MOST_PER_OFFICER)]
    for page in pages:
        hub.join(page)
    try:
        assert not hub.has_room(actor.officer_id)
    finally:
        for page in pages:
            hub.leave(page)
    assert hub.has_room(actor.officer_id)


async def test_a_page_that_falls_behind_is_told_to_look_for_itself(world: World) -> None:
    page = Connection(actor=await _actor(world, "sari"))
    for version in range(200):
        page.tell(Told(about="report", version=version))
    told = [page.waiting.get_nowait() for _ in range(page.waiting.qsize())]
    assert told[0].about == "look"
    assert told[-1].version == 199


async def _actor(world: World, who: str) -> OfficerActor:
    async with world.parts.core.database.transaction() as session:
        return await Accounts(world.parts.core, session).actor(world.accounts[who].id)
