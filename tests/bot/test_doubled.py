"""A bad line sends a message twice: it is heard once, and never answers the next question."""

import pytest

from core.chain.states import IdentityMode
from tests.bot.following import read
from tests.bot.test_story import STORY, told
from tests.bot.world import RunningBot, begin, press, title_of, to_step, tracking_in
from tests.support.telegram import Person

pytestmark = pytest.mark.slow


async def test_the_word_that_chose_how_to_report_never_becomes_the_reporters_name(
    person: Person, shared_bot: RunningBot
) -> None:
    await press(person, await told(person, STORY), "Kirim sebagai laporan")
    for _ in range(2):
        await person.say("rahasia")
    await person.hear("Siapa nama lengkap Anda?")
    for _ in range(2):
        await person.say("Siti Aminah")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert view.identity_mode is IdentityMode.CONFIDENTIAL
    await person.say("apakah sudah masuk?")
    await person.hear("apakah sudah masuk?")
    said = [one["text"] for one in await person.messages() if one["from"] == "bot"]
    assert sum("sudah kami terima" in text for text in said) == 1
    assert not [text for text in said if "Tekan salah satu tombol" in text]


async def test_a_story_sent_twice_is_told_once(person: Person, shared_bot: RunningBot) -> None:
    await told(person, STORY)
    await person.say(STORY)
    page = await told(person, "namanya pak Rudi")
    assert page["text"].count("petugas pps di desa jantuk") == 1


async def test_the_word_of_a_button_said_twice_answers_two_questions(person: Person) -> None:
    first = await to_step(person, await begin(person), "Siapa")
    await person.say("lewati")
    second = await person.hear("Langkah")
    await person.say("lewati")
    third = await person.hear("Langkah")
    assert len({title_of(question) for question in (first, second, third)}) == 3
