"""The chat keeps nothing back: cleared is closed, the number goes, and what must be done by hand is said."""

import asyncio

import httpx
import pytest

from bot.conversation.marks import mark_of
from core.chain.states import IdentityMode
from core.privacy.tracking import TrackingId
from tests.bot.following import sent, status
from tests.bot.world import Json, RunningBot, World, begin, labels, press, say, to_step
from tests.support.telegram import Person
from tests.support.thief import everything_in_valkey

CLEAR = "Bersihkan percakapan"


async def unkept(running: RunningBot, person: Person) -> TrackingId:
    """Leave a report from here whose reporter has not yet said that its number is kept."""
    tracking = await sent(running, person)
    async with running.application._memory.visit(person.user_id) as visit:
        visit.state.unkept.append(tracking)
    return tracking


async def left(person: Person) -> list[str]:
    return [message["text"] for message in await person.messages()]


async def cleared(person: Person, shown: Json, label: str = CLEAR) -> Json:
    """Press what clears, and wait until it has."""
    await person.press(shown, label)
    return await person.hear("sudah saya hapus")


async def gone(person: Person, *words: str) -> None:
    """Wait until nothing of the chat says these words: the last word comes before the deleting."""
    said = str(await person.messages())
    for _ in range(100):
        if not any(word in said for word in words):
            return
        await asyncio.sleep(0.05)
        said = str(await person.messages())
    raise AssertionError(f"{words} still in the chat: {said}")


@pytest.mark.requirement("R85", "R91")
async def test_cleared_is_closed(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    shown = await status(person, tracking)
    await cleared(person, await press(person, shown, "Isi laporan") and shown)
    await gone(person, "segel", tracking)
    for attempt in ("halo", "1", "isi laporan", "/menu", "tambahan"):
        answer = await say(person, attempt)
        for word in ("segel", "Segel", "Status:", "Perjalanan", tracking):
            assert word not in answer["text"]
    assert "Perjalanan" in (await status(person, tracking))["text"]  # with the number it opens as ever


async def test_a_button_saved_from_before_opens_nothing_after_clearing(
    person: Person, shared_bot: RunningBot
) -> None:
    shown = await status(person, await sent(shared_bot, person))
    data = next(each["data"] for row in shown["buttons"] for each in row if each["label"] == "Isi laporan")
    await cleared(person, shown)
    await shared_bot.press_forged(person, data)
    assert "tertutup" in (await person.hear("nomor pelacakan"))["text"]


@pytest.mark.requirement("R85")
async def test_everything_up_to_the_newest_message_goes_not_only_up_to_the_pressed_one(
    chat_world: World, person: Person, shared_bot: RunningBot
) -> None:
    shown = await status(person, await sent(shared_bot, person))
    for text in ("/bantuan", "/standar", "/menu"):
        await say(person, text)
    url = f"{chat_world.simulator.base_url}/bot{chat_world.simulator.token}/sendMessage"
    async with httpx.AsyncClient(trust_env=False) as client:  # as the courier does, unknown to the bot
        await client.post(url, json={"chat_id": person.user_id, "text": "Ada kabar untuk laporan Anda."})
    await person.hear("Ada kabar")
    await cleared(person, shown)
    await gone(person, "Ada kabar", "SAPA 129", "hari kerja")
    (last,) = await left(person)
    for told in ("48 jam", "Hapus sendiri", "Hapus riwayat", "nomor pelacakan"):
        assert told in last


@pytest.mark.requirement("R85", "R91")
async def test_a_number_not_kept_is_asked_about_and_goes_with_the_rest(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await unkept(shared_bot, person)
    asked = await press(person, await status_past(person, tracking), CLEAR)
    assert tracking in asked["text"]
    assert labels(asked) == ["Salin nomor", "Hapus, nomor juga", "Hapus, sisakan nomor", "Batal"]
    await cleared(person, asked, "Hapus, nomor juga")
    await gone(person, tracking)
    assert len(await left(person)) == 1
    assert tracking not in str(await say(person, "/menu"))
    assert tracking not in str(await left(person))


async def status_past(person: Person, tracking: TrackingId) -> Json:
    """Open a report whose number is shown again with every page."""
    await person.say("/lacak")
    await person.hear("Ketik nomor pelacakan")
    await person.say(tracking)
    return await person.hear("Perjalanan laporan")


async def test_a_number_stays_only_by_wish_alone_and_last(person: Person, shared_bot: RunningBot) -> None:
    tracking = await unkept(shared_bot, person)
    await press(person, await status_past(person, tracking), CLEAR)
    await person.say("2")
    await person.hear("sudah saya hapus")
    number = await person.hear("belum Anda simpan")
    await gone(person, "Perjalanan")
    last = await person.messages()
    assert [message["id"] for message in last][-1] == number["id"]
    assert len(last) == 2
    await person.press(number, "Sudah saya simpan")
    await person.hear("tidak saya tampilkan lagi")
    assert tracking not in str(await left(person))


async def test_clearing_may_be_called_off(person: Person, shared_bot: RunningBot) -> None:
    tracking = await unkept(shared_bot, person)
    asked = await press(person, await status_past(person, tracking), CLEAR)
    await person.press(asked, "Batal")
    await person.hear("Menu")
    assert tracking in str(await left(person))


@pytest.mark.requirement("R90", "R91")
async def test_clearing_takes_the_report_out_of_laporan_saya_unless_it_is_to_stay(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person, IdentityMode.CONFIDENTIAL)
    asked = await say(person, "/bersihkan")
    assert tracking in asked["text"]
    kept = await cleared(person, asked, "Hapus, sisakan nomor")
    assert "Laporan saya" in kept["text"]
    assert "1. Laporan rahasia" in (await say(person, "/laporan"))["text"]
    asked = await say(person, "bersihkan percakapan")
    closed = await cleared(person, asked, "Hapus, nomor juga")
    assert "hanya dengan nomor pelacakan" in closed["text"]
    assert "Belum ada laporan yang disimpan" in (await say(person, "/laporan"))["text"]
    assert "Perjalanan" in (await status(person, tracking))["text"]


async def test_an_old_answer_deletes_no_number_it_was_not_about(
    person: Person, shared_bot: RunningBot
) -> None:
    first = await unkept(shared_bot, person)
    asked = await say(person, "/bersihkan")
    second = await unkept(shared_bot, person)
    again = await press(person, asked, "Hapus, nomor juga")
    assert first in again["text"]
    assert second in again["text"]


async def test_a_draft_goes_too_but_not_unasked(person: Person) -> None:
    question = await to_step(person, await begin(person), "Apa")
    assert question
    await say(person, "segel kotak suara putus")
    asked = await say(person, "/bersihkan")
    assert "Laporan yang belum dikirim ikut hilang" in asked["text"]
    await cleared(person, asked, "Hapus semua")
    assert "Lanjutkan laporan" not in labels(await say(person, "/menu"))


async def test_answers_not_yet_sent_are_asked_about_first(person: Person, shared_bot: RunningBot) -> None:
    shown = await status(person, await sent(shared_bot, person))
    await press(person, shown, "Tambah keterangan")
    await say(person, "mobilnya putih")
    asked = await press(person, shown, CLEAR)
    assert "belum dikirim" in asked["text"]
    await cleared(person, asked, "Buang")
    await gone(person, "mobilnya putih")


@pytest.mark.parametrize(
    "typed",
    ["sudah saya simpan", "Sudah saya simpan.", "SDH SY SIMPAN", "udah disimpan ya min", "ok, sudah dicatat"],
)
async def test_kept_may_be_typed_as_people_write_and_the_number_goes(
    person: Person, shared_bot: RunningBot, typed: str
) -> None:
    tracking = await unkept(shared_bot, person)
    for _ in range(2):
        await person.say("/menu")
        await person.hear("belum Anda simpan")
        await person.hear("Menu")
    await person.say(typed)
    await person.hear("tidak saya tampilkan lagi")
    assert tracking not in str(await left(person))
    assert tracking not in str(await say(person, "/menu"))


@pytest.mark.parametrize("typed", ["belum saya simpan", "sudah", "sudah, terima kasih", "simpan", "ya"])
async def test_what_does_not_say_kept_deletes_no_number(
    person: Person, shared_bot: RunningBot, typed: str
) -> None:
    tracking = await unkept(shared_bot, person)
    await person.say(typed)
    assert tracking in (await person.hear("belum Anda simpan"))["text"]


async def test_of_several_numbers_the_typed_word_asks_which(person: Person, shared_bot: RunningBot) -> None:
    first, second = await unkept(shared_bot, person), await unkept(shared_bot, person)
    asked = await say(person, "sudah saya simpan")
    assert asked["text"].index(second) < asked["text"].index(first)
    await person.say("2")
    await person.hear("tidak saya tampilkan lagi")
    await person.say("/menu")
    assert second in (await person.hear("belum Anda simpan"))["text"]
    await person.hear("Menu")
    assert first not in str(await left(person))


async def test_what_is_noted_of_messages_is_sealed(
    chat_world: World, person: Person, shared_bot: RunningBot
) -> None:
    tracking = await unkept(shared_bot, person)
    await person.say("/menu")
    await person.hear("Menu")
    key = f"kb:said:{shared_bot.application._memory.name(person.user_id)}".encode()
    seen = await everything_in_valkey(chat_world.redis_url)
    for _ in range(100):
        if key in seen:
            break
        await asyncio.sleep(0.05)
        seen = await everything_in_valkey(chat_world.redis_url)
    assert key in seen
    assert b'"said"' not in seen
    assert mark_of(tracking).encode() not in seen
