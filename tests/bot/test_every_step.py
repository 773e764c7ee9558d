"""Every step, met with everything a person may do there."""

import pytest

from tests.bot.world import Json, RunningBot, answer, begin, labels, press, say, title_of, to_review
from tests.support.telegram import Person

PUBLIC = ["Jenis", "Tujuan", "Cara melapor", "Apa", "Siapa", "Kapan", "Di mana", "Bagaimana", "Bukti"]
IDENTIFIED = ["Identitas", "Identitas", "Identitas", "Identitas", "Simpan nomor"]
OPTIONAL = {"Siapa", "Kapan", "Di mana", "Bagaimana", "Bukti"}


async def question_again(person: Person, before: Json) -> Json:
    """Wait for the same step, asked again."""
    return await person.hear(lambda message: message["text"].split("\n")[0] == before["text"].split("\n")[0])


async def disturb(running: RunningBot, person: Person, question: Json) -> Json:
    """Do what the step does not expect; each time the same question must come back."""
    title = title_of(question)
    await person.send_files("document", ("virus.exe", b"MZ\x90\x00" + bytes(200), "application/x-msdownload"))
    again = await question_again(person, question)
    assert "Jenis berkas ini tidak dapat diterima" in again["text"]
    if title != "Di mana":
        await person.send_location(-8.19, 111.1)
        assert await question_again(person, question)
    await running.press_forged(person, "d:ffffffff:what:opt:1")
    assert "Tombol itu" in (await question_again(person, question))["text"]
    if title not in {"Apa", "Siapa", "Kapan", "Di mana", "Bagaimana", "Identitas"}:
        await person.say("😀" * 40)
        again = await question_again(person, question)
        assert len(again["text"].split("\n")) > 1
    await person.say("kata " * 4500)
    again = await question_again(person, question)
    if title in {"Apa", "Siapa", "Kapan", "Di mana", "Bagaimana", "Identitas"}:
        assert "Paling banyak" in again["text"]
    return again


@pytest.mark.slow
@pytest.mark.requirement("R18", "R152")
async def test_unexpected_input_on_any_step_is_answered_and_the_question_put_again(
    person: Person, shared_bot: RunningBot
) -> None:
    question = await begin(person)
    met: list[str] = []
    while not question["text"].startswith("Periksa laporan"):
        if question["text"].startswith("Langkah"):
            heading = question["text"].split("\n")[0]
            if heading not in met:
                met.append(heading)
                question = await disturb(shared_bot, person, question)
        question = await answer(person, question, {"Cara melapor": "2"})
        if not question["text"].startswith(("Langkah", "Periksa")):
            question = await person.hear("Langkah")
    titles = [heading.partition(" · ")[2].partition(" (")[0] for heading in met]
    assert titles == PUBLIC + IDENTIFIED
    numbers = [heading.split(" · ")[0] for heading in met]
    assert numbers == [f"Langkah {number} dari 11" for number in (*range(1, 11), 10, 10, 10, 11)]


@pytest.mark.slow
async def test_every_step_can_be_left_kept_skipped_or_cancelled(person: Person) -> None:
    question = await begin(person)
    before = ""
    for title in PUBLIC:
        assert title_of(question) == title
        assert labels(question)[-4:] == ["Kembali", "Batal", "Simpan & lanjut nanti", "Saya terancam"]
        assert ("Lewati" in labels(question) or "Tidak tahu" in labels(question)) == (title in OPTIONAL)
        question = await _leave_and_return(person, question, title)
        if before:
            earlier = await press(person, question, "Kembali")
            assert title_of(earlier) == before
            question = await press(person, earlier, "Lanjut") if "Lanjut" in labels(earlier) else earlier
            assert title_of(question) == title
        before = title
        question = await _answered(person, question)
    assert question["text"].startswith("Periksa laporan")


async def _leave_and_return(person: Person, question: Json, title: str) -> Json:
    kept = await press(person, question, "Simpan & lanjut nanti")
    assert "tersimpan 14 hari" in kept["text"]
    question = await press(person, kept, "Lanjutkan laporan")
    assert title_of(question) == title
    sure = await press(person, question, "Batal")
    assert "Buang laporan ini?" in sure["text"]
    question = await press(person, sure, "Tidak, lanjutkan")
    assert title_of(question) == title
    return question


async def _answered(person: Person, question: Json) -> Json:
    title = title_of(question)
    following = await answer(person, question)
    while following["text"].startswith("Langkah") and title_of(following) == title:
        following = await answer(person, following)
    return following


async def test_optional_steps_are_skipped_by_button_or_by_word(person: Person) -> None:
    question = await begin(person)
    for _ in range(4):
        question = await _answered(person, question)
    question = await press(person, question, "Tidak tahu")
    assert title_of(question) == "Kapan"
    for title in ("Di mana", "Bagaimana", "Bukti"):
        question = await say(person, "lewati")
        assert title_of(question) == title
    review = await press(person, question, "Lewati")
    assert review["text"].count("(tidak diisi)") == 5


async def test_batal_confirmed_forgets_the_draft(person: Person) -> None:
    question = await begin(person)
    await person.press(question, "Batal")
    sure = await person.hear("Buang laporan ini?")
    gone = await say(person, "1")
    assert "Tidak ada yang dikirim" in gone["text"]
    assert "Lanjutkan laporan" not in labels(await say(person, "/menu"))
    assert "sudah lewat" in (await press(person, sure, "Ya, buang"))["text"]


async def test_typed_numbers_and_words_choose_like_buttons(person: Person) -> None:
    question = await begin(person)
    question = await say(person, "pengaduan")
    assert title_of(question) == "Tujuan"
    question = await say(person, "kab pacitn")
    assert "KPU Kabupaten Pacitan" in question["text"]
    question = await say(person, "1")
    assert title_of(question) == "Cara melapor"
    assert "Tekan salah satu tombol" in (await say(person, "9"))["text"]
    assert title_of(await say(person, "3")) == "Apa"


async def test_an_office_is_found_through_its_province(person: Person) -> None:
    await begin(person)
    question = await say(person, "1")
    provinces = await press(person, question, "Pilih lewat provinsi")
    assert "Aceh" in provinces["text"]
    offices = await say(person, "1")
    assert "KIP" in offices["text"]
    more = await press(person, offices, "Berikutnya")
    assert more["text"] != offices["text"]
    assert "KIP" in more["text"]
    chosen = await say(person, "2")
    assert title_of(chosen) == "Cara melapor"
    back = await press(person, chosen, "Kembali")
    assert "Jawaban Anda sekarang: KIP" in back["text"]


async def test_an_old_button_shows_the_current_step(person: Person) -> None:
    first = await begin(person)
    second = await say(person, "1")
    again = await press(person, first, "2. Saran")
    assert "sudah lewat" in again["text"]
    assert title_of(again) == title_of(second) == "Tujuan"


@pytest.mark.slow
async def test_each_answer_can_be_changed_from_the_review(person: Person) -> None:
    review = await to_review(person, await begin(person))
    question = await press(person, review, "Ubah 4")
    assert "Jawaban Anda sekarang: segel kotak" in question["text"]
    review = await say(person, "surat suara tertukar")
    assert "4. Apa: surat suara tertukar" in review["text"]
    question = await say(person, "6")
    assert title_of(question) == "Kapan"
    review = await press(person, question, "Lewati")
    assert "6. Kapan: (tidak diisi)" in review["text"]


@pytest.mark.slow
async def test_changing_from_anonymous_to_confidential_asks_the_identity_and_back_forgets_it(
    person: Person,
) -> None:
    review = await to_review(person, await begin(person))
    await press(person, review, "Ubah 3")
    question = await say(person, "2")
    assert title_of(question) == "Identitas"
    review = await to_review(person, question)
    assert "Siti Rahmawati" in review["text"]
    await press(person, review, "Ubah 3")
    review = await say(person, "3")
    assert review["text"].startswith("Periksa laporan")
    assert "Siti Rahmawati" not in review["text"]


@pytest.mark.slow
async def test_parties_are_added_changed_and_removed(person: Person) -> None:
    question = await begin(person)
    for _ in range(4):
        question = await _answered(person, question)
    noted = await say(person, "Andi, ketua KPPS\nBudi")
    assert "dua orang" in noted["text"]
    question = await press(person, noted, "Ubah 2")
    noted = await press(person, question, "Korban")
    assert "2. Budi – korban" in noted["text"]
    await press(person, noted, "Tambah")
    noted = await say(person, "Cici, bendahara, saksi")
    assert "3. Cici, bendahara – saksi" in noted["text"]
    question = await press(person, noted, "Ubah 1")
    noted = await press(person, question, "Hapus")
    assert "dua orang" in noted["text"]
    assert "Andi" not in noted["text"]
