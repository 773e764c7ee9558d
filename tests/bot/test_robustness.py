"""Faults: nothing is acknowledged that is not kept, nothing lands twice, nobody waits for another."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from core.db.addresses import libpq_address
from core.errors import UnavailableError
from deploy.local.valkey import ValkeyServer
from tests.bot.following import eventually, rows
from tests.bot.world import (
    ANSWERS,
    Json,
    RunningBot,
    World,
    agree,
    begin,
    press,
    say,
    send,
    title_of,
    to_review,
    to_step,
    tracking_in,
)
from tests.support.telegram import Person
from tests.support.thief import everything_in_valkey, shows

_people = itertools.count(7_800_100_001)


@asynccontextmanager
async def somebody(world: World) -> AsyncIterator[Person]:
    async with world.simulator.person(next(_people)) as person:
        yield person


def text_update(person: Person, message_id: int, text: str) -> Json:
    sender = {"id": person.user_id, "is_bot": False, "first_name": "X"}
    chat = {"id": person.user_id, "type": "private"}
    return {"message": {"message_id": message_id, "date": 1, "chat": chat, "from": sender, "text": text}}


async def test_an_update_delivered_twice_is_handled_once(person: Person, shared_bot: RunningBot) -> None:
    question = await to_step(person, await begin(person), "Apa")
    update = {"update_id": 6_000_000_001, **text_update(person, 800, "isi sekali saja")}
    for _ in range(3):
        for parcel in await shared_bot.application._journal.keep([update]):
            shared_bot.application._lanes.put(parcel)
    assert title_of(await person.hear("Langkah 5")) == "Siapa"
    assert title_of(question) == "Apa"
    await asyncio.sleep(0.3)
    assert title_of((await person.messages())[-1]) == "Siapa"


@pytest.mark.slow
async def test_duplicated_and_reordered_deliveries_do_not_confuse_the_conversation(
    chat_world: World, shared_bot: RunningBot, person: Person
) -> None:
    question = await begin(person)
    chat_world.simulator.fault(kind="duplicate", times=20)
    try:
        review = await to_review(person, question)
    finally:
        chat_world.simulator.clear_faults()
    assert ANSWERS["Apa"] in review["text"]


@pytest.mark.slow
async def test_a_poison_update_is_set_aside_told_and_blocks_nobody(
    shared_bot: RunningBot, person: Person, neighbour: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await agree(person)
    monkeypatch.setattr(shared_bot.application._lanes, "_patience", 1.0)
    chat = {"id": person.user_id, "type": "private"}
    broken = {"message": {"message_id": 7, "date": "not a date", "chat": chat, "text": "rahasia sekali"}}
    await shared_bot.receive(broken)
    await shared_bot.receive(text_update(person, 801, "/bantuan"))
    assert "Menu" in (await agree(neighbour))["text"]
    await person.hear("tidak bisa kami proses")
    await eventually(
        shared_bot,
        "SELECT error FROM inbox_updates WHERE status = 'poison' ORDER BY update_id DESC LIMIT 1",
        "ValidationError",
    )
    (poison,) = await rows(
        shared_bot,
        "SELECT sealed FROM inbox_updates WHERE status = 'poison' ORDER BY update_id DESC LIMIT 1",
    )
    assert b"rahasia" not in poison[0]


async def test_handled_updates_leave_no_content_behind(person: Person, shared_bot: RunningBot) -> None:
    await agree(person)
    await eventually(shared_bot, "SELECT count(*) FROM inbox_updates WHERE status = 'pending'", 0)
    (kept,) = await rows(
        shared_bot, "SELECT count(*) FROM inbox_updates WHERE status = 'done' AND sealed IS NOT NULL"
    )
    assert kept[0] == 0


@pytest.mark.slow
async def test_a_bot_killed_before_handling_picks_the_update_up_at_its_next_start(lone_world: World) -> None:
    async with lone_world.bot() as first, somebody(lone_world) as person:
        await to_step(person, await begin(person), "Apa")
        await first.stop()
        async with lone_world.bot() as second:
            update = {"update_id": 6_100_000_001, **text_update(person, 802, "tersimpan sebelum mati")}
            await second.application._journal.keep([update])
            await second.stop()
        async with lone_world.bot():
            assert title_of(await person.hear("Langkah 5")) == "Siapa"


@pytest.mark.slow
async def test_a_draft_survives_restarts_and_is_sent_once(lone_world: World) -> None:
    async with somebody(lone_world) as person:
        async with lone_world.bot():
            question = await to_step(person, await begin(person), "Kapan")
        async with lone_world.bot():
            review = await to_review(person, await say(person, "Selasa"), {})
            assert ANSWERS["Apa"] in review["text"]
            assert title_of(question) == "Kapan"
            assert await send(person, review)


@pytest.mark.slow
async def test_sending_again_after_a_crash_is_the_same_report(
    shared_bot: RunningBot, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = await to_review(person, await begin(person))
    before = (await rows(shared_bot, "SELECT count(*) FROM reports"))[0][0]
    memory = shared_bot.application._memory
    write, failures = memory._write, iter([True, False])

    async def fail_once(*given: Any) -> None:
        if next(failures, False):
            raise UnavailableError
        await write(*given)

    monkeypatch.setattr(memory, "_write", fail_once)
    await person.press(review, "Kirim laporan")
    receipt = await person.hear("Nomor pelacakan Anda")
    assert tracking_in(receipt)
    assert (await rows(shared_bot, "SELECT count(*) FROM reports"))[0][0] == before + 1


@pytest.mark.slow
async def test_an_edit_during_the_draft_changes_the_answer(person: Person) -> None:
    question = await to_step(person, await begin(person), "Apa")
    said = await person.say("segel putus")
    await person.hear("Langkah 5")
    await person.edit(said[0], "segel hilang")
    changed = await person.hear("sudah saya ubah")
    assert title_of(question) == "Apa"
    review = await to_review(person, changed)
    assert "4. Apa: segel hilang" in review["text"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        "",
        "d:x",
        "d:::::::",
        "t:00000000:act:withdraw",
        "a:ffffffff:0:send:",
        "open:zz",
        "m:new-x",
        "k:1",
        "💥",
        "m:resume-act",
        "m:act-withdraw",
        "m:act-",
        "m:open-zz",
        "m:close",
        "m:drop-00000000-new-report",
        "m:drop-",
    ],
)
async def test_forged_buttons_change_nothing(person: Person, shared_bot: RunningBot, data: str) -> None:
    question = await begin(person)
    await shared_bot.press_forged(person, data)
    assert (await person.hear())["text"]
    question = await say(person, "/lapor") if data.startswith(("t:", "open:")) else question
    assert "Lanjutkan laporan" in str((await say(person, "/menu"))["buttons"])


@pytest.mark.slow
async def test_two_people_never_share_an_answer(person: Person, neighbour: Person) -> None:
    first, second = await asyncio.gather(begin(person), begin(neighbour))
    reviews = await asyncio.gather(
        to_review(person, first, {"Apa": "milik orang pertama"}),
        to_review(neighbour, second, {"Apa": "milik orang kedua"}),
    )
    assert "milik orang pertama" in reviews[0]["text"]
    assert "milik orang kedua" in reviews[1]["text"]


@pytest.mark.slow
async def test_two_reports_of_one_chat_do_not_mix(person: Person) -> None:
    review = await to_review(person, await begin(person), {"Apa": "laporan pertama"})
    first = await send(person, review)
    old_review = review
    await person.say("/lapor")
    second_review = await to_review(person, await person.hear("Langkah 1"), {"Apa": "laporan kedua"})
    assert "laporan pertama" not in second_review["text"]
    again = await press(person, old_review, "Kirim laporan")
    assert "laporan kedua" in again["text"]
    assert await send(person, second_review) != first


@pytest.mark.slow
async def test_a_flood_is_answered_once_and_locks_nobody_else_out(
    person: Person, neighbour: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    updates = [
        {"update_id": 6_200_000_000 + number, **text_update(person, 900 + number, "x")}
        for number in range(160)
    ]
    for parcel in await shared_bot.application._journal.keep(updates):
        shared_bot.application._lanes.put(parcel)
    assert "Menu" in (await agree(neighbour))["text"]
    await person.hear("terlalu cepat", seconds=30)
    await asyncio.sleep(0.5)
    told = [m for m in await person.messages() if "terlalu cepat" in m["text"]]
    assert len(told) == 1


@contextmanager
def database_gone(world: World) -> Iterator[None]:
    """Take the database away for a while: nobody may connect, whoever is connected is thrown out."""
    url = libpq_address(world.urls.superuser)
    name = sql.Identifier(world.urls.name)
    admin = psycopg.connect(url, dbname="postgres", autocommit=True)
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    try:
        admin.execute(allow.format(name, sql.SQL("false")))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [world.urls.name]
        )
        yield
    finally:
        admin.execute(allow.format(name, sql.SQL("true")))
        admin.close()


@pytest.mark.slow
@pytest.mark.requirement("R153")
async def test_without_the_database_nothing_is_acknowledged_and_service_resumes_by_itself(
    lone_world: World,
) -> None:
    async with lone_world.bot(), somebody(lone_world) as person:
        await agree(person)
        with database_gone(lone_world):
            await person.say("/bantuan")
            assert "belum tersimpan" in (await person.hear("terganggu", seconds=30))["text"]
            await person.say("/bantuan")
            await asyncio.sleep(1)
        await person.hear("SAPA 129", seconds=30)
        assert sum("terganggu" in m["text"] for m in await person.messages()) == 1


@pytest.mark.slow
async def test_without_valkey_the_person_is_told_and_service_resumes_by_itself(
    lone_world: World, tmp_path: Path
) -> None:
    server = ValkeyServer(tmp_path, durable=True)
    process = server.start()
    try:
        async with lone_world.bot(redis_url=server.url()), somebody(lone_world) as person:
            question = await to_step(person, await begin(person), "Apa")
            process.kill()
            process.wait()
            await person.say("segel putus")
            assert "belum tersimpan" in (await person.hear("terganggu", seconds=20))["text"]
            process = server.start()
            assert title_of(await person.hear("Langkah 5", seconds=20)) == "Siapa"
            assert title_of(question) == "Apa"
    finally:
        process.kill()
        process.wait()


@pytest.mark.requirement("R85", "R95", "R96")
async def test_valkey_and_the_inbox_hold_no_chat_id_and_no_word(
    chat_world: World, shared_bot: RunningBot, person: Person
) -> None:
    marker = "penandakataunik"
    await to_step(person, await begin(person), "Apa")
    await say(person, marker)
    dump = await everything_in_valkey(chat_world.redis_url)
    assert dump
    assert not shows(dump, str(person.user_id))
    assert not shows(dump, marker)
    for (text,) in await rows(shared_bot, "SELECT inbox_updates::text FROM inbox_updates"):
        assert str(person.user_id) not in text
        assert marker not in text
