"""A long text that Telegram cut in several messages: an edit of one changes that piece only."""

import pytest

from core.chain.states import State
from tests.bot.following import read, sent, stands, status
from tests.bot.test_evidence import PDF
from tests.bot.world import Json, RunningBot, begin, press, send, to_review, to_step
from tests.support.telegram import Person

LONG = "Petugas datang lalu pergi lagi. " * 200
"""Two messages."""


async def in_two(person: Person) -> tuple[Json, Json]:
    first, second = await person.say(LONG)
    return first, second


@pytest.mark.slow
async def test_in_a_draft(person: Person, shared_bot: RunningBot) -> None:
    await to_step(person, await begin(person), "Apa")
    _, second = await in_two(person)
    question = await person.hear("Langkah")
    await person.edit(second, "Ujungnya lain.")
    await person.hear("Jawaban «Apa» sudah saya ubah")
    tracking = await send(person, await to_review(person, question))
    body = (await read(shared_bot, tracking)).body
    assert body.substance.startswith("Petugas datang")
    assert body.substance.endswith("pergi lagi. Ujungnya lain.")
    assert 4000 < len(body.substance) < 4200


@pytest.mark.slow
async def test_in_a_sent_report_even_after_the_chat_forgot_it(person: Person, shared_bot: RunningBot) -> None:
    await to_step(person, await begin(person), "Apa")
    first, second = await in_two(person)
    tracking = await send(person, await to_review(person, await person.hear("Langkah")))
    await person.edit(second, "Ujungnya lain.")
    await person.hear("isi laporan")
    substance = (await read(shared_bot, tracking)).body.substance
    assert substance.endswith("pergi lagi. Ujungnya lain.")

    await person.say("status")
    await press(person, await person.hear("Perjalanan"), "Tutup")
    await status(person, tracking)
    await person.edit(first, "Awalnya lain.")
    await person.hear("isi laporan")
    assert (await read(shared_bot, tracking)).body.substance == "Awalnya lain. Ujungnya lain."


async def test_in_an_action_before_and_after_it_is_sent(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "how")
    await press(person, await status(person, tracking), "Lengkapi laporan")
    first, second = await in_two(person)
    last = await person.hear("Kirim sekarang")
    await person.edit(second, "Ujungnya lain.")
    last = await person.hear("sudah saya ubah")
    await press(person, last, "Kirim")
    await person.edit(first, "Awalnya lain.")
    await person.hear("isi laporan")
    assert (await read(shared_bot, tracking)).body.chronology == "Awalnya lain. Ujungnya lain."


@pytest.mark.slow
async def test_a_piece_that_makes_the_answer_too_long_is_refused_and_the_rest_stays(
    person: Person, shared_bot: RunningBot
) -> None:
    await to_step(person, await begin(person), "Apa")
    pieces = await person.say("Petugas datang lalu pergi lagi. " * 620)
    question = await person.hear("Langkah")
    await person.edit(pieces[-1], "a" * 4000)
    await person.hear("terlalu panjang")
    tracking = await send(person, await to_review(person, question))
    assert (await read(shared_bot, tracking)).body.substance.endswith("pergi lagi.")


@pytest.mark.slow
async def test_the_only_caption_of_an_album_is_edited_wherever_it_stands(
    person: Person, shared_bot: RunningBot
) -> None:
    await to_step(person, await begin(person), "Apa")
    files = [(f"lembar-{number}.pdf", PDF, "application/pdf") for number in range(2)]
    album = await person.send_files("document", *files, caption="segel putus")
    question = await person.hear("Langkah")
    told = next(each for each in album if each.get("caption"))
    await person.edit(told, "segel utuh")
    await person.hear("Jawaban «Apa» sudah saya ubah")
    tracking = await send(person, await to_review(person, question))
    view = await read(shared_bot, tracking)
    assert view.body.substance == "segel utuh"
    assert sorted(file.caption for file in view.evidence) == ["", "segel utuh"]
