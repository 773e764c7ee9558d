"""A shared location says which office is nearest: a proposal that its sender confirms."""

import pytest

from tests.bot.following import read
from tests.bot.world import RunningBot, World, begin, labels, press, to_step, tracking_in
from tests.support.telegram import Json, Person

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R18")]
SELONG = (-8.65, 116.6)
CENTRE = "1. Komisi Pemilihan Umum Republik Indonesia"
BORDER = (-8.58, 116.15)


async def test_a_location_in_a_story_says_the_office_where_its_words_do_not(
    person: Person, shared_bot: RunningBot
) -> None:
    await person.say("petugas tps minta uang 50rb buat materai, kemarin malam")
    await person.hear("Ini yang saya tangkap")
    await person.send_location(*SELONG)
    page = await person.hear("Kantor: KPU Kabupaten Lombok Timur (terdekat dari lokasi yang Anda kirim)")
    mode = await press(person, page, "Kirim sebagai laporan")
    await person.press(mode, "3. Anonim")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert view.body.place.latitude == pytest.approx(SELONG[0], abs=0.01)


async def test_the_words_of_a_story_say_it_rather_than_the_place_it_was_sent_from(
    person: Person, shared_bot: RunningBot
) -> None:
    await person.say("petugas tps di kabupaten pacitan minta uang 50rb buat materai, kemarin malam")
    await person.hear("Ini yang saya tangkap")
    await person.send_location(*SELONG)
    await person.hear("Kantor: KPU Kabupaten Pacitan")


async def test_near_a_border_it_is_asked_and_a_number_chooses(person: Person, shared_bot: RunningBot) -> None:
    await person.send_location(*BORDER)
    page = await person.hear("kantor di dekat lokasi itu; nanti saya tanyakan")
    question = await press(person, await _told(person, page), "Kirim sebagai laporan")
    assert "KPU Kota Mataram" in question["text"]
    assert "KPU Kabupaten Lombok Barat" in question["text"]
    await person.say("2")
    await person.hear("Cara melapor")


async def _told(person: Person, _page: object) -> dict[str, object]:
    await person.say("petugas tps minta uang 50rb buat materai, kemarin malam")
    return await person.hear("petugas tps minta uang")


async def test_at_the_question_of_the_office_a_location_is_confirmed_by_a_word(
    person: Person, shared_bot: RunningBot
) -> None:
    question = await to_office(person)
    assert "kirim lokasi" in question["text"]
    await person.send_location(*SELONG)
    offered = await person.hear("Kantor terdekat dari lokasi itu yang ini?")
    assert "1. KPU Kabupaten Lombok Timur" in offered["text"]
    await person.say("ya")
    assert "Tujuan" not in (await person.hear("Cara melapor"))["text"]


async def test_abroad_a_location_leads_to_the_centre(person: Person, shared_bot: RunningBot) -> None:
    await to_office(person)
    await person.send_location(22.32, 114.17)
    offered = await person.hear("Kantor terdekat dari lokasi itu yang ini?")
    assert labels(offered)[0] == CENTRE


@pytest.mark.parametrize("said", ["tidak tahu", "TPSLN Hongkong", "luar negeri"])
async def test_whoever_does_not_know_or_is_abroad_is_offered_the_centre(
    person: Person, shared_bot: RunningBot, said: str
) -> None:
    await to_office(person)
    await person.say(said)
    assert labels(await person.hear("Saya temukan kantor ini"))[0] == CENTRE


async def test_a_live_location_counts_where_it_began(person: Person, chat_world: World) -> None:
    async with chat_world.bot() as bot:
        await person.say("petugas tps minta uang 50rb buat materai, kemarin malam")
        await person.hear("Ini yang saya tangkap")
        (sent,) = await person.send_location(*SELONG)
        await person.hear("KPU Kabupaten Lombok Timur (terdekat")
        moved = {
            "message_id": sent["id"], "date": 1, "edit_date": 2,
            "chat": {"id": person.user_id, "type": "private"},
            "from": {"id": person.user_id, "is_bot": False, "first_name": "A"},
            "location": {"latitude": -7.0, "longitude": 110.4, "live_period": 900},
        }  # fmt: skip
        before = len(await person.messages())
        await bot.receive({"update_id": 99_001, "edited_message": moved})
        assert len(await person.messages()) == before
        await person.say("ada saksinya juga")
        await person.hear("KPU Kabupaten Lombok Timur (terdekat")


async def to_office(person: Person) -> Json:
    """Go to the question of the office, step by step."""
    return await to_step(person, await begin(person), "Tujuan")
