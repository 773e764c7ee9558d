"""A voice note is any answer: it is kept with the question it answers, and nothing must be typed for it."""

import pytest

from core.chain.states import IdentityMode, State, Track
from core.privacy.tracking import lookup_hash
from core.reports.voiced import ANSWERED_BY_VOICE, TOLD_BY_VOICE
from tests.bot.following import change, read, sent, stands, status
from tests.bot.test_answering_a_push import pushed
from tests.bot.world import (
    Json,
    RunningBot,
    agree,
    begin,
    say,
    send,
    title_of,
    to_review,
    to_step,
    tracking_in,
)
from tests.support.telegram import Person

pytestmark = pytest.mark.slow

OGG = ("suara.ogg", b"OggS\x00\x02" + bytes(22) + b"\x01\x1eOpusHead" + bytes(300), "audio/ogg")


async def speak(person: Person, wanted: str = "") -> Json:
    await person.send_files("voice", OGG)
    return await person.hear(wanted)


@pytest.mark.slow
async def test_every_question_of_the_matter_is_answered_by_voice(
    person: Person, shared_bot: RunningBot
) -> None:
    question = await to_step(person, await begin(person), "Apa")
    for title in ("Apa", "Siapa", "Kapan", "Di mana", "Bagaimana"):
        assert title_of(question) == title
        question = await speak(person, "saya simpan sebagai jawaban")
    review = await to_review(person, question)
    assert "Siapa: (dijawab dengan pesan suara)" in review["text"]
    view = await read(shared_bot, await send(person, review))
    body = view.body
    told = (body.substance, body.happened_at, body.place.text, body.chronology)
    assert told == (ANSWERED_BY_VOICE,) * len(told)
    assert body.parties == ()
    assert [file.answers for file in view.evidence] == ["what", "who", "when", "where", "how"]


async def test_what_was_written_stays_when_something_is_added_by_voice(
    person: Person, shared_bot: RunningBot
) -> None:
    review = await to_review(person, await begin(person))
    number = next(line[0] for line in review["text"].split("\n") if "Apa:" in line)
    await say(person, number)
    review = await speak(person, "Periksa laporan Anda")
    view = await read(shared_bot, await send(person, review))
    assert view.body.substance.endswith(ANSWERED_BY_VOICE)
    assert "segel kotak suara" in view.body.substance


async def test_who_reports_is_spoken_openly_and_not_where_it_is_sealed_apart(
    person: Person, shared_bot: RunningBot
) -> None:
    question = await to_step(person, await begin(person), "Identitas", {"Cara melapor": "2"})
    refused = await speak(person, "tidak saya simpan")
    assert title_of(refused) == title_of(question)
    assert "pilih Anonim" in refused["text"]
    assert "Bukti: 1 berkas" not in (await to_review(person, refused))["text"]


async def test_a_name_that_was_spoken_goes_when_it_is_to_be_sealed_apart(person: Person) -> None:
    await to_step(person, await begin(person), "Identitas", {"Cara melapor": "1"})
    review = await to_review(person, await speak(person, "saya simpan sebagai jawaban"))
    assert "Bukti: 1 berkas" in review["text"]
    assert f"Nama: {ANSWERED_BY_VOICE}" in review["text"]
    number = next(line[0] for line in review["text"].split("\n") if "Cara melapor:" in line)
    await say(person, number)
    asked = await say(person, "2")
    assert title_of(asked).startswith("Identitas")
    assert "Bukti: 1 berkas" not in (await to_review(person, asked))["text"]


async def test_what_must_be_chosen_or_looked_up_says_what_to_do(person: Person) -> None:
    await to_step(person, await begin(person), "Tujuan")
    said = await speak(person, "saya simpan sebagai bukti")
    assert "Tulis nama daerahnya, atau pilih lewat provinsi" in said["text"]
    assert "singkat saja" not in said["text"]


async def test_a_recording_taken_out_again_leaves_its_question_open(person: Person) -> None:
    await to_step(person, await begin(person), "Bagaimana")
    asked = await speak(person, "Bukti")
    await person.press(asked, "Hapus yang terakhir")
    await person.hear("Berkas terakhir dihapus")
    assert title_of(await say(person, "lewati")) == "Bagaimana"


async def test_a_line_of_a_story_is_corrected_by_voice(person: Person, shared_bot: RunningBot) -> None:
    await person.say("petugas pps minta uang 50rb kemarin malam di desa jantuk lombok timur, pelakunya Budi")
    page = await person.hear("Ini yang saya tangkap")
    for label in ("Kapan", "Siapa"):
        await say(person, next(line[0] for line in page["text"].split("\n") if f"{label}:" in line))
        page = await speak(person, f"{label}: lewat pesan suara")
    await person.press(page, "Kirim sebagai laporan")
    await person.press(await person.hear("Cara melapor"), "3. Anonim")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert view.body.happened_at == ANSWERED_BY_VOICE
    assert view.body.parties == ()
    assert [file.answers for file in view.evidence] == ["when", "who"]


async def test_an_office_named_by_voice_is_asked_in_words(person: Person) -> None:
    await person.say("petugas pps minta uang 50rb kemarin malam di desa jantuk lombok timur")
    page = await person.hear("Ini yang saya tangkap")
    await say(person, next(line[0] for line in page["text"].split("\n") if "Kantor:" in line))
    await speak(person, "Nama kantor harus ditulis")
    assert "Kantor: KPU Kabupaten Pacitan" in (await say(person, "Pacitan"))["text"]


async def test_a_story_told_by_voice_answers_what_happened(person: Person, shared_bot: RunningBot) -> None:
    await speak(person, "Ini yang saya tangkap")
    await person.say("kirim")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert (view.body.title, view.body.substance) == ("Pesan suara", TOLD_BY_VOICE)
    assert [file.answers for file in view.evidence] == ["what"]


@pytest.mark.parametrize("start", ["", "wbs"])
async def test_a_story_by_voice_alone_is_sent_by_one_press(
    person: Person, shared_bot: RunningBot, start: str
) -> None:
    if start:
        await person.say(f"/start {start}")
        await person.hear("Setuju data Anda")
    page = await speak(person, "Ini yang saya tangkap")
    assert "Kantor: KPU RI" in page["text"].replace("Komisi Pemilihan Umum", "KPU RI")
    assert "Dikirim tanpa nama" in page["text"]
    await person.press(page, "Kirim sebagai laporan")
    if start:  # of whistleblowing the decree wants the kind of violation
        await person.hear("Jenis pelanggaran")
        await person.say("2")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert view.identity_mode is IdentityMode.ANONYMOUS
    assert view.track is (Track.WHISTLEBLOWING if start else Track.PUBLIC_SERVICE)


async def test_a_story_by_voice_alone_may_still_name_its_office(person: Person) -> None:
    page = await speak(person, "Ini yang saya tangkap")
    await say(person, next(line[0] for line in page["text"].split("\n") if "Kantor:" in line))
    assert "Kantor: KPU Kabupaten Pacitan" in (await say(person, "Pacitan"))["text"]


@pytest.mark.parametrize(
    ("state", "label", "asked"),
    [
        (State.ANSWERED, "Tanggapi jawaban", "Apa tanggapan Anda"),
        (State.RECEIVED, "Tambah keterangan", "Apa yang ingin Anda tambahkan"),
        (State.NOT_PROCESSABLE, "Ajukan keberatan", "Mengapa Anda tidak setuju"),
    ],
)
async def test_an_action_is_answered_by_voice_and_sent_by_one_press(
    person: Person, shared_bot: RunningBot, state: State, label: str, asked: str
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await stands(shared_bot, tracking, state)
    classified = "UPDATE reports SET classification = 'non_supervisory' WHERE tracking_hash = :hash"
    await change(shared_bot, classified, hash=lookup_hash(tracking))
    await person.press(await status(person, tracking), label)
    await person.hear(asked)
    await person.press(await speak(person, "Kirim sekarang?"), "Kirim")
    await person.hear("Tercatat")
    line = (await read(shared_bot, tracking)).lines[-1]
    assert ANSWERED_BY_VOICE in line.text
    assert len(line.files) == 1


async def test_what_is_missing_is_completed_by_voice(person: Person, shared_bot: RunningBot) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "who", "when")
    await person.press(await status(person, tracking), "Lengkapi laporan")
    await person.hear("Siapa yang terlibat")
    await speak(person, "Kapan terjadinya")
    await person.press(await speak(person, "Kirim sekarang?"), "Kirim")
    await person.hear("Tercatat")
    line = (await read(shared_bot, tracking)).lines[-1]
    assert line.text.count(ANSWERED_BY_VOICE) == len(line.files) == 2


async def test_a_push_is_answered_by_voice(person: Person, shared_bot: RunningBot) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "who", "when")
    push = await pushed(shared_bot, person, tracking)
    await person.send_files("voice", OGG, reply_to=push["id"])
    look = await person.hear("Kirim sekarang?")
    assert look["text"].count(ANSWERED_BY_VOICE) == 2
    await person.press(look, "Kirim")
    await person.hear("Tercatat")


async def test_a_threat_is_told_by_voice_before_danger_is_answered(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await status(person, tracking)
    await person.say("saya terancam")
    page = await person.hear("Apakah Anda dalam bahaya sekarang")
    await person.press(page, "Belum, tetapi saya diancam")
    await person.hear("Apa yang Anda alami")
    await person.press(await speak(person, "Kirim sekarang?"), "Kirim")
    await person.hear("Tercatat")
    line = (await read(shared_bot, tracking)).lines[-1]
    assert ANSWERED_BY_VOICE in line.text
    assert len(line.files) == 1


async def test_a_cry_by_voice_goes_along_with_the_press(person: Person, shared_bot: RunningBot) -> None:
    await agree(person)
    await person.say("saya terancam")
    await person.hear("Apakah Anda dalam bahaya sekarang")
    await person.send_files("voice", OGG)
    page = await person.hear("suara itu ikut terkirim")
    await person.press(page, "Ya, saya dalam bahaya sekarang")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert [file.answers for file in view.evidence] == ["what"]
    assert view.body.substance == TOLD_BY_VOICE


async def test_where_no_file_is_taken_it_says_what_to_do(person: Person, shared_bot: RunningBot) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await person.press(await status(person, tracking), "Cabut laporan")
    await person.hear("Mengapa Anda mencabut")
    said = await speak(person, "pesan suara tidak bisa disimpan")
    assert "tekan tombol di bawah" in said["text"]
