"""Files as evidence: kept before they are acknowledged, refused at once where they cannot be."""

import pytest

from core.evidence.store import MAX_FILE_BYTES
from core.privacy.tracking import TrackingId
from core.reporter.reporter import ReporterDesk
from core.reports.schemas import ReportBody
from core.sizes import megabytes
from tests.bot.world import (
    ANSWERS,
    Json,
    RunningBot,
    World,
    begin,
    press,
    say,
    send,
    title_of,
    to_review,
    to_step,
)
from tests.support import files
from tests.support.telegram import Person

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    + bytes(60)
)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
OGG = b"OggS\x00\x02" + bytes(22) + b"OpusHead\x01\x01" + bytes(60)


async def at_evidence(person: Person) -> Json:
    return await to_step(person, await begin(person), "Bukti")


@pytest.mark.slow
@pytest.mark.requirement("R54", "R125")
async def test_photo_document_and_voice_are_kept_and_sent_with_the_report(person: Person) -> None:
    await at_evidence(person)
    await person.send_files("document", ("surat.pdf", PDF, "application/pdf"))
    first = await person.hear("Tersimpan: surat.pdf")
    assert title_of(first) == "Bukti"
    await person.send_files("voice", ("suara.ogg", OGG, "audio/ogg"))
    await person.hear("2 dari paling banyak 20")
    await person.send_files("document", ("gambar.png", PNG, "image/png"))
    third = await person.hear("3 dari paling banyak 20")
    review = await press(person, third, "Lanjut")
    assert "Bukti: 3 berkas" in review["text"]
    await send(person, review)


@pytest.mark.slow
async def test_an_album_is_acknowledged_once(person: Person) -> None:
    await at_evidence(person)
    sheets = [(f"lembar-{number}.pdf", PDF, "application/pdf") for number in range(4)]
    await person.send_files("document", *sheets)
    said = await person.hear("4 berkas tersimpan")
    assert "lembar-3.pdf" in said["text"]
    later = await person.messages(after=person.seen, wait=1.5)
    assert not [m for m in later if m["from"] == "bot" and m["id"] > said["id"]]


async def test_a_file_under_another_name_is_kept_under_its_own(person: Person) -> None:
    await at_evidence(person)
    await person.send_files("document", ("foto.jpg", PDF, "image/jpeg"))
    await person.hear("Tersimpan: foto.pdf")
    await person.send_files("document", ("rekaman.opus", OGG, "audio/opus"))
    await person.hear("2 dari paling banyak 20")


async def test_a_file_that_is_refused_says_why_and_the_words_stay(person: Person) -> None:
    await at_evidence(person)
    await person.send_files("document", ("foto.jpg", files.windows_program(), "image/jpeg"))
    refused = await person.hear("isinya program")
    assert "Tulisan Anda tetap tersimpan" in refused["text"]
    review = await press(person, refused, "Lewati")
    assert ANSWERS["Apa"] in review["text"]


async def test_a_file_that_is_too_large_is_refused_unseen_with_the_limit(
    person: Person, shared_bot: RunningBot
) -> None:
    await at_evidence(person)
    sender = {"id": person.user_id, "is_bot": False, "first_name": "X"}
    video = {
        "file_id": "never-fetched", "file_unique_id": "u", "width": 1, "height": 1, "duration": 9,
        "mime_type": "video/mp4", "file_size": MAX_FILE_BYTES + 1,
    }  # fmt: skip
    chat = {"id": person.user_id, "type": "private"}
    await shared_bot.receive(
        {"message": {"message_id": 9_000_000, "date": 1, "chat": chat, "from": sender, "video": video}}
    )
    assert "Batasnya 20 MB" in (await person.hear("terlalu besar"))["text"]


@pytest.mark.slow
@pytest.mark.requirement("R125")
async def test_the_limits_of_the_settings_are_the_chats_too(lone_world: World) -> None:
    async with (
        lone_world.bot(upload_max_megabytes=1, evidence_max_files=2),
        lone_world.simulator.person(7_700_900_125) as person,
    ):
        asked = await to_step(person, await begin(person), "Bukti")
        assert "Paling besar 1 MB tiap berkas" in asked["text"]
        await person.send_files("document", ("besar.pdf", PDF + bytes(megabytes(1)), "application/pdf"))
        assert "(1,1 MB). Batasnya 1 MB" in (await person.hear("terlalu besar"))["text"]
        for number in (1, 2):
            await person.send_files("document", (f"{number}.pdf", PDF, "application/pdf"))
            await person.hear(f"{number} dari paling banyak 2.")
        await person.send_files("document", ("3.pdf", PDF, "application/pdf"))
        await person.hear("Sudah 2 berkas")


async def test_the_caption_of_a_photo_answers_the_question(person: Person) -> None:
    await to_step(person, await begin(person), "Apa")
    await person.send_files("document", ("segel.png", PNG, "image/png"), caption="segel sobek, ini fotonya")
    question = await person.hear("Langkah 5")
    assert "saya simpan sebagai bukti" in question["text"]
    review = await to_review(person, question)
    assert "4. Apa: segel sobek, ini fotonya" in review["text"]


async def test_the_last_file_can_be_taken_out_again(person: Person) -> None:
    await at_evidence(person)
    await person.send_files("document", ("satu.pdf", PDF, "application/pdf"))
    kept = await person.hear("satu.pdf")
    empty = await press(person, kept, "Hapus yang terakhir")
    assert "dihapus" in empty["text"]
    assert "satu.pdf" not in empty["text"]


async def test_a_shared_place_answers_where(person: Person) -> None:
    await to_step(person, await begin(person), "Di mana")
    await person.send_location(-8.2046, 111.0877)
    question = await person.hear("Langkah 8")
    review = await to_review(person, question)
    assert "Di mana: Lokasi yang dibagikan" in review["text"]


@pytest.mark.slow
@pytest.mark.requirement("R123")
async def test_the_phone_number_can_be_shared_but_not_somebody_elses(person: Person) -> None:
    question = await to_step(person, await begin(person), "Identitas", {"Cara melapor": "1"})
    for words in ("Siti", "Jalan Melati 4", "Guru"):
        await person.say(words)
        question = await person.hear("Langkah")
    assert "Nomor telepon" in question["text"]
    await person.send_contact(phone_number="+62812000111", first_name="Lain", user_id="99")
    assert "kontak orang lain" in (await person.hear("Langkah"))["text"]
    await person.send_contact()
    assert title_of(await person.hear("Langkah")) == "Simpan nomor"


async def test_files_outside_a_report_are_held_and_it_is_said_that_nothing_is_sent(person: Person) -> None:
    await begin(person)
    await say(person, "/menu")
    await person.send_files("document", ("satu.pdf", PDF, "application/pdf"))
    await person.hear("Belum terkirim")


EXE = ("program.exe", b"MZ\x90\x00" + bytes(200), "application/x-msdownload")


async def test_the_caption_of_a_refused_file_goes_into_the_report(
    person: Person, shared_bot: RunningBot
) -> None:
    await at_evidence(person)
    await person.send_files("document", EXE, caption="pelat mobilnya N 1234")
    refused = await person.hear("tidak dapat diterima")
    assert "Keterangan Anda tetap saya masukkan ke laporan" in refused["text"]
    await person.send_files("document", EXE, caption="dua orang di dalamnya")
    review = await press(person, await person.hear("tidak dapat diterima"), "Lewati")
    assert "10. Keterangan tambahan: pelat mobilnya N 1234\n\ndua orang di dalamnya" in review["text"]
    body = await body_of(shared_bot, await send(person, review))
    assert body.chronology == f"{ANSWERS['Bagaimana']}\n\npelat mobilnya N 1234\n\ndua orang di dalamnya"


async def body_of(running: RunningBot, tracking: str) -> ReportBody:
    async with running.core.database.transaction() as session:
        return (await ReporterDesk(running.core, session).thread(TrackingId(tracking))).body


async def test_the_caption_of_a_file_that_is_too_large_is_not_lost_before_it_is_asked_how(
    person: Person, shared_bot: RunningBot
) -> None:
    question = await to_step(person, await begin(person), "Cara melapor")
    sender = {"id": person.user_id, "is_bot": False, "first_name": "X"}
    chat = {"id": person.user_id, "type": "private"}
    document = {
        "file_id": "never-fetched", "file_unique_id": "u", "file_name": "berita-acara.pdf",
        "mime_type": "application/pdf", "file_size": MAX_FILE_BYTES + 1,
    }  # fmt: skip
    message = {"message_id": 9_000_001, "date": 1, "chat": chat, "from": sender, "document": document}
    await shared_bot.receive({"message": {**message, "caption": "KETERANGANPENTING"}})
    again = await person.hear("Batasnya 20 MB")
    assert title_of(again) == title_of(question)
    review = await to_review(person, again)
    assert ANSWERS["Bagaimana"] in review["text"]
    assert "Keterangan tambahan: KETERANGANPENTING" in review["text"]


@pytest.mark.slow
async def test_a_caption_in_the_report_can_be_changed_and_taken_out(person: Person) -> None:
    await at_evidence(person)
    await person.send_files("document", EXE, caption="pelat mobilnya N 1234")
    await press(person, await person.hear("tidak dapat diterima"), "Lewati")
    question = await say(person, "10")
    assert "Jawaban Anda sekarang: pelat mobilnya N 1234" in question["text"]
    review = await say(person, "pelat mobilnya N 4321")
    assert "10. Keterangan tambahan: pelat mobilnya N 4321" in review["text"]
    review = await press(person, await press(person, review, "Ubah 10"), "Hapus")
    assert "Keterangan tambahan" not in review["text"]


async def test_the_caption_of_a_refused_file_still_answers_a_question(person: Person) -> None:
    await to_step(person, await begin(person), "Apa")
    await person.send_files("document", EXE, caption="segel sobek, saya lihat sendiri")
    question = await person.hear("Langkah 5")
    assert "Tulisan Anda tetap tersimpan" in question["text"]
    review = await to_review(person, question)
    assert "4. Apa: segel sobek, saya lihat sendiri" in review["text"]
    assert "Keterangan tambahan" not in review["text"]


@pytest.mark.slow
async def test_a_caption_among_the_questions_of_identity_never_becomes_part_of_the_report(
    person: Person,
) -> None:
    question = await to_step(person, await begin(person), "Identitas", {"Cara melapor": "2"})
    for words in ("Siti", "Jalan Melati 4", "Guru"):
        await person.say(words)
        question = await person.hear("Langkah")
    await person.send_files("document", EXE, caption="ini KTP saya, Siti Rahmawati")
    again = await person.hear("tidak dapat diterima")
    assert "tidak saya simpan, supaya nama Anda tidak masuk" in again["text"]
    review = await to_review(person, question)
    assert "KTP" not in review["text"]


async def test_words_where_a_file_is_awaited_are_said_to_be_in_no_report_and_the_way_on_stands_once(
    person: Person,
) -> None:
    await at_evidence(person)
    await person.send_files("document", ("surat.pdf", PDF, "application/pdf"))
    await person.hear("Tersimpan: surat.pdf")
    again = await say(person, "suratnya asli, ada di rumah")
    assert "Tulisan itu belum masuk ke laporan" in again["text"]
    assert again["text"].count("Kirim berkas lain, atau tekan Lanjut.") == 1
