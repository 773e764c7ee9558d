"""Editing what stands under a file: it reaches the draft, the action or the report, and never who reports."""

import pytest
from aiogram.types import BufferedInputFile

from tests.bot.following import read, sent, status
from tests.bot.test_captions import EXE, asked_to_complete
from tests.bot.test_evidence import PDF, at_evidence
from tests.bot.world import ANSWERS, Json, RunningBot, begin, press, say, send, to_review, to_step
from tests.support.telegram import Person

LETTER = ("surat.pdf", PDF, "application/pdf")


async def replaced(running: RunningBot, person: Person, message: Json, caption: str) -> None:
    """Put another file into an old message, as Telegram's apps let a person do."""
    upload = BufferedInputFile(PDF + b"%", "surat baru.pdf")
    other = (await running.application.bot.send_document(person.user_id, upload)).document
    assert other is not None
    body = {
        "message_id": message["id"],
        "date": 1,
        "edit_date": 2,
        "chat": {"id": person.user_id, "type": "private"},
        "from": {"id": person.user_id, "is_bot": False, "first_name": "X"},
        "caption": caption,
        "document": other.model_dump(exclude_none=True),
    }
    await running.receive({"edited_message": body})


@pytest.mark.slow
@pytest.mark.requirement("R54")
async def test_a_caption_edited_before_sending_is_sent_as_edited(
    person: Person, shared_bot: RunningBot
) -> None:
    await at_evidence(person)
    (file,) = await person.send_files("document", LETTER, caption="gudang utara")
    await person.hear("Tersimpan: surat.pdf")
    await person.edit(file, "gudang selatan")
    changed = await person.hear("Keterangan berkas surat.pdf sudah saya ubah")
    tracking = await send(person, await to_review(person, await press(person, changed, "Lanjut")))
    view = await read(shared_bot, tracking)
    assert [each.caption for each in view.evidence] == ["gudang selatan"]


@pytest.mark.slow
@pytest.mark.requirement("R54")
async def test_a_caption_edited_after_sending_is_a_version_of_it(
    person: Person, shared_bot: RunningBot
) -> None:
    await at_evidence(person)
    (file,) = await person.send_files("document", LETTER, caption="gudang utara")
    kept = await person.hear("Tersimpan: surat.pdf")
    tracking = await send(person, await to_review(person, await press(person, kept, "Lanjut")))
    await person.edit(file, "gudang selatan")
    await person.hear("Keterangan semula tetap tersimpan")
    (evidence,) = (await read(shared_bot, tracking)).evidence
    assert (evidence.caption, evidence.first_caption) == ("gudang selatan", "gudang utara")


async def test_a_caption_that_is_taken_away_after_sending_is_not_silent(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    (file,) = await person.send_files("document", LETTER)
    await press(person, await press(person, await person.hear("Tersimpan"), "Lanjut"), "Kirim")
    await person.edit(file, "ini surat gudang")
    await person.hear("Keterangan berkas itu sudah diubah")
    await person.edit(file, "")
    await person.hear("Keterangan berkas itu sudah diubah")
    (evidence,) = (await read(shared_bot, tracking)).evidence
    assert evidence.caption == ""


@pytest.mark.slow
async def test_a_caption_that_answered_a_question_changes_answer_and_file(
    person: Person, shared_bot: RunningBot
) -> None:
    await to_step(person, await begin(person), "Apa")
    (file,) = await person.send_files("document", LETTER, caption="segel putus")
    question = await person.hear("Langkah")
    await person.edit(file, "segel dan gembok putus")
    await person.hear("Jawaban «Apa» sudah saya ubah")
    tracking = await send(person, await to_review(person, question))
    view = await read(shared_bot, tracking)
    assert view.body.substance == view.evidence[0].caption == "segel dan gembok putus"


@pytest.mark.slow
async def test_the_words_of_a_refused_file_may_be_edited_before_and_after_sending(
    person: Person, shared_bot: RunningBot
) -> None:
    await at_evidence(person)
    (first,) = await person.send_files("document", EXE, caption="gudang utara")
    await person.hear("tetap saya masukkan ke laporan")
    (second,) = await person.send_files("document", EXE, caption="dekat pasar")
    question = await person.hear("tetap saya masukkan ke laporan")
    await person.edit(first, "gudang selatan")
    await person.hear("Jawaban «Keterangan tambahan» sudah saya ubah")
    tracking = await send(person, await to_review(person, await press(person, question, "Lewati")))
    assert (await read(shared_bot, tracking)).body.chronology.endswith("gudang selatan\n\ndekat pasar")

    await person.edit(second, "dekat sekolah")
    await person.hear("sudah masuk ke isi laporan")
    chronology = f"{ANSWERS['Bagaimana']}\n\ngudang selatan\n\ndekat sekolah"
    assert (await read(shared_bot, tracking)).body.chronology == chronology


async def test_the_words_of_a_refused_file_of_a_completion_may_be_edited(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking, _ = await asked_to_complete(shared_bot, person, ["evidence"])
    (file,) = await person.send_files("document", EXE, caption="fotonya di kantor desa")
    again = await person.hear("tidak dapat diterima")
    await person.edit(file, "fotonya di kantor camat")
    await person.hear("Jawaban «Keterangan» sudah saya ubah")
    await press(person, await press(person, again, "Tidak ada"), "Kirim")
    assert any("kantor camat" in line.text for line in (await read(shared_bot, tracking)).lines)


@pytest.mark.slow
@pytest.mark.requirement("R23", "R89")
async def test_what_stands_under_a_file_sent_for_the_name_is_no_evidence(
    person: Person, shared_bot: RunningBot
) -> None:
    await to_step(person, await begin(person), "Identitas", {"Cara melapor": "2"})
    (file,) = await person.send_files("document", LETTER, caption="Siti Rahmawati")
    question = await person.hear("(2 dari")
    tracking = await send(person, await to_review(person, question))
    await person.edit(file, "Siti Aminah")
    assert "tidak masuk ke laporan" in (await person.hear())["text"]
    view = await read(shared_bot, tracking)
    assert [each.caption for each in view.evidence] == [""]
    assert "Siti" not in view.model_dump_json()


@pytest.mark.slow
async def test_another_file_in_the_message_takes_the_place_of_the_first_while_it_is_a_draft(
    person: Person, shared_bot: RunningBot
) -> None:
    await at_evidence(person)
    (file,) = await person.send_files("document", LETTER, caption="gudang")
    await person.hear("1 dari paling banyak 20")
    await replaced(shared_bot, person, file, "gudang lain")
    changed = await person.hear("Berkas diganti: surat baru.pdf")
    assert "\n1. surat baru.pdf\n" in changed["text"]
    tracking = await send(person, await to_review(person, await press(person, changed, "Lanjut")))
    (evidence,) = (await read(shared_bot, tracking)).evidence
    assert (evidence.name, evidence.caption) == ("surat baru.pdf", "gudang lain")


@pytest.mark.slow
async def test_another_file_in_a_sent_message_is_not_taken_and_said_so(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    (file,) = await person.send_files("document", LETTER, caption="gudang")
    await press(person, await person.hear("Kirim sekarang?"), "Kirim")
    await replaced(shared_bot, person, file, "gudang")
    await person.hear("Yang tersimpan tetap berkas semula")
    assert [each.name for each in (await read(shared_bot, tracking)).evidence] == ["surat.pdf"]


@pytest.mark.slow
async def test_a_party_that_was_rewritten_does_not_come_back_with_its_old_message(person: Person) -> None:
    await to_step(person, await begin(person), "Siapa")
    (names,) = await person.say("Amir, petugas\nBudi, sopir")
    noted = await person.hear("dua orang")
    await press(person, noted, "Ubah 1")
    await say(person, "Amir Hamzah, petugas gudang")
    await person.edit(names, "Amir, petugas\nBudiman, sopir")
    changed = await person.hear("sudah saya ubah")
    assert "Saya catat dua orang" in changed["text"]
    assert "Amir Hamzah" in changed["text"]
    assert "Budiman" in changed["text"]
