"""The bell, its page, its API, and linking Telegram from the profile, over HTTP."""

import re
from html import unescape
from typing import Any

import pytest

from core.notifications.officer_chats import OfficerChats, bind
from tests.support.desk.world import World

BELL = re.compile(r'class="k-bell" href="/kabar" aria-label="([^"]+)"')


async def fresh(world: World, username: str = "sari") -> None:
    """Begin with a quiet bell."""
    async with await world.visit(username) as desk:
        await desk.post_json("/api/v1/notices/read", {})


async def unread(world: World, username: str) -> int:
    async with await world.visit(username) as desk:
        return int((await desk.get("/api/v1/notices")).json()["unread"])


@pytest.mark.slow
async def test_the_bell_counts_and_its_page_leads_to_the_report(world: World) -> None:
    await fresh(world)
    receipt = await world.registered()
    async with await world.visit("sari") as desk:
        home = await desk.get("/")
        assert BELL.search(home.text).group(1) == "Pemberitahuan: 1 baru"  # type: ignore[union-attr]  # it is there
        page = await desk.get("/kabar")
        assert receipt["agenda_number"] in page.text
        assert f'href="/laporan/{receipt["report_id"]}"' in page.text
        assert "Laporan ini sekarang menunggu Anda" in page.text
        assert (await desk.get(f"/laporan/{receipt['report_id']}")).status_code == 200
        after = await desk.get("/kabar?hanya=belum-dibaca")
    assert receipt["agenda_number"] not in after.text
    assert "Tidak ada yang baru" in after.text
    assert BELL.search(after.text).group(1) == "Pemberitahuan"  # type: ignore[union-attr]  # it is there


async def test_all_are_marked_as_read_by_a_form_that_proves_itself(world: World) -> None:
    await fresh(world)
    await world.registered()
    async with await world.visit("sari") as desk:
        refused = await desk.client.post("/kabar/dibaca", data={})
        assert refused.status_code == 403
        assert await unread(world, "sari") == 1
        done = await desk.post_form("/kabar/dibaca", {})
        assert (done.status_code, done.headers["location"]) == (303, "/kabar")
        assert "Semua sudah dibaca" in (await desk.get("/kabar")).text
    assert await unread(world, "sari") == 0


async def test_the_api_pages_marks_single_ones_and_never_somebody_elses(world: World) -> None:
    await fresh(world)
    for _ in range(3):
        await world.registered()
    async with await world.visit("sari") as desk:
        first = (await desk.get("/api/v1/notices?unread=true&limit=2")).json()
        rest = (await desk.get(f"/api/v1/notices?unread=true&limit=2&after={first['next_after']}")).json()
        ids = [one["id"] for one in [*first["notices"], *rest["notices"]]]
        assert len(set(ids)) == 3
        async with await world.visit("lukman") as other:
            assert (await other.post_json("/api/v1/notices/read", {"ids": ids})).json() == {"read": 0}
        assert (await desk.post_json("/api/v1/notices/read", {"ids": ids[:1]})).json() == {"read": 1}
        assert (await desk.get("/api/v1/notices")).json()["unread"] == 2
        assert (await desk.get("/api/v1/notices?after=bukan-milik-kami")).status_code == 422
        assert (await desk.client.post("/api/v1/notices/read", json={})).status_code == 403


@pytest.mark.requirement("R89")
async def test_of_a_whistleblowing_report_the_page_tells_the_number_only(world: World) -> None:
    receipt = await world.registered(**_whistleblowing())
    async with await world.visit("inez") as desk:
        page = await desk.get("/kabar")
        listed = (await desk.get("/api/v1/notices")).json()["notices"][0]
    assert receipt["agenda_number"] in page.text
    assert "isi dirahasiakan" in page.text
    assert (listed["agenda_number"], listed["office"], listed["state"]) == (
        receipt["agenda_number"],
        "",
        None,
    )
    async with await world.visit("sari") as desk:
        assert receipt["agenda_number"] not in (await desk.get("/kabar")).text


def _whistleblowing() -> dict[str, Any]:
    return {"track": "whistleblowing", "violation_type": "corruption"}


async def test_a_stranger_sees_no_notices(world: World) -> None:
    async with world.visitor() as nobody:
        assert (await nobody.get("/kabar")).status_code in {303, 401}
        assert (await nobody.get("/api/v1/notices")).status_code == 401


@pytest.mark.slow
async def test_telegram_is_linked_chosen_and_unlinked_from_the_profile(world: World) -> None:
    account = await world.new_account()
    async with await world.visit(account.username) as desk:
        assert "Tautkan Telegram" in (await desk.get("/profil")).text
        assert (await desk.post_form("/profil/telegram/kode", {})).headers["location"] == "/profil#telegram"
        shown = unescape((await desk.get("/profil")).text)
        code = re.search(r"/start petugas_([0-9A-Z]{12})", shown)
        assert code is not None
        assert code.group(1) not in (await desk.get("/profil")).text  # shown once
        async with world.parts.core.database.transaction() as session:
            assert await bind(world.parts.core, session, code.group(1), 9_600_100_001)
        assert "Tertaut sejak" in (await desk.get("/profil")).text
        await desk.post_form("/profil/telegram/pilihan", {"digest": "ya"})
        async with world.parts.core.database.transaction() as session:
            chosen = await OfficerChats(session, account.id).mine()
        assert (chosen.digest, chosen.warnings) == (True, False)
        await desk.post_form("/profil/telegram/putus", {})
        assert "Tertaut sejak" not in (await desk.get("/profil")).text


async def test_the_profile_says_that_a_chat_cannot_be_reached(world: World) -> None:
    account = await world.new_account()
    async with world.parts.core.database.transaction() as session:
        code = await OfficerChats(session, account.id).new_code()
    async with world.parts.core.database.transaction() as session:
        await bind(world.parts.core, session, code, 9_600_100_002)
    async with world.parts.core.database.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "UPDATE officer_chats SET unreachable_since = now() WHERE officer_id = %s", (account.id,)
        )
    async with await world.visit(account.username) as desk:
        assert "Tidak terkirim sejak" in (await desk.get("/profil")).text


@pytest.mark.parametrize("path", ["kode", "pilihan", "putus"])
async def test_no_other_site_can_link_choose_or_unlink(world: World, path: str) -> None:
    async with await world.visit("sari") as desk:
        assert (await desk.client.post(f"/profil/telegram/{path}", data={})).status_code == 403
