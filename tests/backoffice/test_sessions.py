"""A session's drawer: asked for once by a page, sealed, given once where it is to be given once."""

import pytest

from backoffice.security.sessions import OpenSession, hash_of
from tests.support.desk.world import World
from tests.support.thief import everything_in_valkey, shows


async def opened(world: World) -> OpenSession:
    return await world.parts.sessions.open(world.accounts["sari"].id, device="Uji")


async def again(world: World, session: OpenSession) -> OpenSession:
    """The same session in the next request."""
    found = await world.parts.sessions.find(session.id)
    assert found is not None
    return found


async def test_what_a_page_looked_for_is_not_asked_for_again(world: World) -> None:
    store, session = world.parts.sessions, await opened(world)
    await store.keep(session, "reason:1", "Telaah.")
    reading = await again(world, session)
    await store.look(reading, ["reason:1", "flash"])
    await world.parts.redis.delete(f"web:drawer:{session.hash}")
    assert await store.kept(reading, "reason:1") == "Telaah."
    assert await store.take(reading, "flash") is None


async def test_what_is_given_once_is_given_to_one_request_only(world: World) -> None:
    store, session = world.parts.sessions, await opened(world)
    await store.keep(session, "flash", "Tersimpan")
    first, second = await again(world, session), await again(world, session)
    await store.look(first, ["flash"])
    await store.look(second, ["flash"])
    assert await store.take(first, "flash") == "Tersimpan"
    assert await store.take(first, "flash") is None
    assert await store.take(second, "flash") is None


async def test_what_was_kept_after_the_look_is_found(world: World) -> None:
    store, session = world.parts.sessions, await opened(world)
    await store.look(session, ["flash"])
    await store.keep(session, "flash", "Baru")
    assert await store.kept(session, "flash") == "Baru"
    assert await store.take(session, "flash") == "Baru"
    assert await store.kept(await again(world, session), "flash") is None


async def test_a_session_that_ran_out_is_not_found_but_known(world: World) -> None:
    store, session = world.parts.sessions, await opened(world)
    await world.parts.redis.delete(f"web:active:{session.hash}")
    assert await store.find(session.id) is None
    former = await store.recall(session.id)
    assert former is not None
    assert former.officer_id == session.officer_id
    await store.end(session)
    assert await store.recall(session.id) is None


@pytest.mark.requirement("R85", "R95", "R96")
async def test_valkey_holds_no_word_of_a_report_that_was_read_nor_of_a_form_that_came_back(
    world: World,
) -> None:
    told, typed = "qxbukozipelapor", "qxwaretypetugas"
    body = {"title": told, "substance": told, "parties": [{"name": told}], "chronology": told}
    report = await world.registered(body=body, identity_mode="confidential", identity={"name": told})
    path = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as officer:
        read = await officer.get(path)
        refused = await officer.post_form(f"{path}/aksi/note", {"text": f"{typed} @tidakada"})
    assert told in read.text
    assert (refused.status_code, typed in refused.text) == (422, True)
    async with await world.visit("sari") as officer:  # whose session runs out while they write
        session_id = officer.client.cookies[world.parts.cookies.session]
        await world.parts.redis.delete(f"web:active:{hash_of(session_id)}")
        ran_out = await officer.post_form(f"{path}/aksi/message", {"text": typed})
    assert (ran_out.status_code, typed in ran_out.text) == (401, False)
    stolen = await everything_in_valkey(world.parts.settings.require_redis_url())
    assert stolen
    assert [secret for secret in (told, typed, report["tracking_id"]) if shows(stolen, secret)] == []


async def test_a_page_that_refreshes_itself_takes_no_notice_from_the_page_it_was_left_for(
    world: World,
) -> None:
    report = await world.registered()
    path = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as officer:
        done = await officer.post_form(f"{path}/aksi/note", {"text": "Sudah saya periksa."})
        assert done.status_code == 303
        by_itself = await officer.get(path, x_live="1")
        mine = await officer.get(path)
    assert ("Tersimpan" in by_itself.text, "Tersimpan" in mine.text) == (False, True)
