"""Editing a Telegram message changes the one answer it gave, wherever that went, or is told why not."""

import pytest

from core.chain.states import State
from tests.bot.following import read, sent, stands, status
from tests.bot.world import Json, RunningBot, begin, press, say, send, to_review, to_step
from tests.support.telegram import Person


async def spoken(person: Person, text: str) -> Json:
    """Find a message of the person again."""
    return next(each for each in await person.messages() if each["text"].startswith(text))


@pytest.mark.requirement("R52")
async def test_of_two_completed_answers_only_the_edited_one_changes(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "when", "where")
    await press(person, await status(person, tracking), "Lengkapi laporan")
    (when,) = await person.say("Senin pagi")
    await person.hear("Di mana terjadinya?")
    (where,) = await person.say("Balai desa Selong")
    await press(person, await person.hear("Kirim sekarang"), "Kirim")

    await person.edit(when, "Selasa pagi")
    assert "isi laporan" in (await person.hear())["text"]
    await person.edit(where, "Balai desa Pancor")
    assert "isi laporan" in (await person.hear())["text"]

    view = await read(shared_bot, tracking)
    assert view.lines[-1].text == "Kapan terjadi: Selasa pagi\n\nDi mana terjadi: Balai desa Pancor"
    assert (view.body.happened_at, view.body.place.text) == ("Selasa pagi", "Balai desa Pancor")


async def test_an_answer_edited_before_sending_is_sent_as_edited(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "when", "where")
    await press(person, await status(person, tracking), "Lengkapi laporan")
    (when,) = await person.say("Senin pagi")
    await person.hear("Di mana terjadinya?")
    await person.edit(when, "Selasa pagi")
    changed = await person.hear("Jawaban «Kapan terjadi» sudah saya ubah")
    assert "Di mana terjadinya?" in changed["text"]
    (where,) = await person.say("Balai desa Selong")
    await person.hear("Kirim sekarang")
    await person.edit(where, "Balai desa Pancor")
    last = await person.hear("sudah saya ubah")
    assert "1. Kapan terjadi: Selasa pagi\n2. Di mana terjadi: Balai desa Pancor" in last["text"]
    await press(person, last, "Kirim")

    view = await read(shared_bot, tracking)
    assert (view.body.happened_at, view.body.place.text) == ("Selasa pagi", "Balai desa Pancor")


async def test_an_edited_addition_becomes_a_new_version(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    said = await person.say("mobilnya putih")
    await press(person, await person.hear("Kirim sekarang"), "Kirim")
    await person.edit(said[0], "mobilnya abu-abu")
    await person.hear("Perubahan pesan Anda sudah masuk")
    (line,) = (await read(shared_bot, tracking)).lines
    assert (line.text, line.edited) == ("mobilnya abu-abu", True)


@pytest.mark.slow
async def test_an_edit_still_arrives_after_the_report_was_closed_and_opened_again(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    said = await person.say("mobilnya putih")
    shown = await press(person, await person.hear("Kirim sekarang"), "Kirim")
    await press(person, shown, "Tutup")
    await person.edit(said[0], "mobilnya abu-abu")
    assert "tidak bisa diubah lagi" in (await person.hear())["text"]
    await status(person, tracking)
    await person.edit(said[0], "mobilnya hitam")
    await person.hear("Perubahan pesan Anda sudah masuk")
    assert (await read(shared_bot, tracking)).lines[-1].text == "mobilnya hitam"


@pytest.mark.slow
async def test_an_answer_of_the_report_edited_after_sending_changes_its_text_every_time(
    person: Person,
) -> None:
    review = await to_review(person, await begin(person))
    words = await spoken(person, "segel kotak")
    await send(person, review)
    for text in ("segel kotak suara utuh", "kuncinya yang hilang"):
        await person.edit(words, text)
        told = await person.hear("Perubahan Anda sudah masuk")
        assert "Tulisan awal tetap tersimpan" in told["text"]
    await person.say("status")
    shown = await person.hear("Perjalanan")
    body = await press(person, shown, "Isi laporan")
    assert "Apa\nkuncinya yang hilang" in body["text"]
    thread = await press(person, await press(person, body, "Lihat status"), "Percakapan")
    assert "Perbaikan jawaban «Apa»\nkuncinya yang hilang" in thread["text"]


@pytest.mark.slow
@pytest.mark.requirement("R23", "R89")
async def test_an_edited_name_never_gets_into_the_words_of_the_report(person: Person) -> None:
    review = await to_review(person, await begin(person), {"Cara melapor": "2"})
    name = await spoken(person, "Siti Rahmawati")
    await send(person, review)
    await person.edit(name, "Siti Aminah")
    assert "tidak masuk ke laporan" in (await person.hear())["text"]
    await person.say("status")
    thread = await press(person, await person.hear("Perjalanan"), "Percakapan")
    assert "Aminah" not in thread["text"]


async def test_an_edit_that_can_go_nowhere_is_answered(person: Person, shared_bot: RunningBot) -> None:
    first, second = await sent(shared_bot, person), await sent(shared_bot, person)
    await press(person, await status(person, first), "Tambah keterangan")
    said = await person.say("mobilnya putih")
    await press(person, await person.hear("Kirim sekarang"), "Kirim")
    await status(person, second)

    await person.edit(said[0], "mobilnya abu-abu")

    told = await person.hear()
    assert told["text"] == (
        "Pesan itu tidak bisa diubah lagi. Ada yang salah? Buka laporannya, lalu tekan Tambah keterangan."
    )
    assert (await read(shared_bot, first)).lines[-1].text == "mobilnya putih"
    assert (await read(shared_bot, second)).lines == ()


async def test_commands_and_the_chatter_of_a_draft_are_edited_in_silence(person: Person) -> None:
    question = await to_step(person, await begin(person), "Apa")
    command = await spoken(person, "/start")
    (office,) = [each for each in await person.messages() if each["text"] == "Pacitan"]
    await person.edit(command, "/lapor")
    await person.edit(office, "Pacitan Jawa Timur")
    assert question
    assert "Langkah" in (await say(person, "segel putus"))["text"]


async def test_a_mistyped_tracking_id_may_be_edited(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    await say(person, "/lacak")
    wrong = await person.say(tracking[:-3])
    await person.hear("18 huruf dan angka")
    await person.edit(wrong[0], tracking)
    await person.hear("Perjalanan laporan")
