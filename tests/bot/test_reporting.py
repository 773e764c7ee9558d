"""A person writes a report from the first message to the receipt."""

import pytest

from tests.bot.world import begin, labels, press, say, send, to_review, to_step, tracking_in
from tests.support.telegram import Person


@pytest.mark.requirement("R51", "R89", "R91")
async def test_an_anonymous_complaint_goes_from_start_to_receipt(person: Person) -> None:
    question = await begin(person)
    review = await to_review(person, question)
    assert "segel kotak suara" in review["text"]
    await person.press(review, "Kirim laporan")
    following = await person.hear("sudah kami terima")
    receipt = await person.hear("Nomor pelacakan Anda")
    number = tracking_in(receipt)
    (copy,), (kept,) = receipt["buttons"]
    assert (copy["label"], copy["copy_text"]) == ("Salin nomor", {"text": number})
    assert kept["label"] == "Sudah saya simpan"
    assert number not in following["text"]
    assert (await person.messages())[-1]["id"] == receipt["id"]  # last, so it stays in sight
    assert "paling lambat" in following["text"]
    assert labels(following) == [
        *("Lihat status", "Tambah keterangan", "Mengapa tanggal ini?"),
        *("Atur kabar", "Bersihkan percakapan"),
    ]
    await person.say("1")  # means what can be done, not the number's own buttons
    await person.hear("Status: ")


async def test_the_receipt_says_why_another_office_handles_the_report(person: Person) -> None:
    await person.press(await to_review(person, await begin(person)), "Kirim laporan")
    following = (await person.hear("Selanjutnya"))["text"]
    assert "Kantor: KPU RI." in following
    assert "Ditangani KPU RI, karena di KPU Kabupaten Pacitan belum ada petugas" in following


async def test_the_receipt_of_the_office_that_was_named_explains_nothing(person: Person) -> None:
    await begin(person)
    question = await press(person, await say(person, "1"), "KPU RI (pusat)")
    await person.press(await to_review(person, question), "Kirim laporan")
    following = (await person.hear("Selanjutnya"))["text"]
    assert "Kantor: KPU RI." in following
    assert "Ditangani" not in following


@pytest.mark.requirement("R123", "R131", "R90")
async def test_a_confidential_report_takes_the_identity_and_its_kept_number(person: Person) -> None:
    review = await to_review(person, await begin(person), {"Cara melapor": "2"})
    for words in ("Siti Rahmawati", "Jalan Melati 4", "Guru", "081200000001"):
        assert words in review["text"]
    await send(person, review)


@pytest.mark.requirement("R141", "R143", "R144")
async def test_whistleblowing_asks_for_the_violation_type(person: Person) -> None:
    question = await to_step(person, await begin(person, "Lapor orang dalam KPU"), "Jenis pelanggaran")
    assert "Suap atau minta uang" in question["text"]
    assert "Perilaku tidak pantas" in question["text"]
    review = await to_review(person, question)
    assert "Korupsi" in review["text"]
    await person.press(review, "Kirim laporan")
    following = (await person.hear("sudah kami terima"))["text"]
    for told in ("agenda", "W-", "bertanya ke petugas"):
        assert told not in following
    assert "Kantor: " in following
    assert "Tambah keterangan" in following


@pytest.mark.requirement("R89")
async def test_only_who_gives_a_name_is_offered_a_number_to_ask_officers_with(person: Person) -> None:
    review = await to_review(person, await begin(person), {"Cara melapor": "1"})
    await person.press(review, "Kirim laporan")
    assert "Nomor agenda untuk bertanya ke petugas: " in (await person.hear("sudah kami terima"))["text"]


@pytest.mark.requirement("R158")
async def test_an_aspiration_is_asked_for_less(person: Person) -> None:
    question = await begin(person)
    assert "Langkah 1 dari 11" in question["text"]
    question = await say(person, "2")
    assert "Langkah 2 dari 7" in question["text"]
    review = await to_review(person, question)
    assert "Siapa" not in review["text"]
    await send(person, review)


async def test_an_answer_is_escaped_wherever_it_is_shown(person: Person) -> None:
    review = await to_review(person, await begin(person), {"Apa": "<b>tebal</b> & \u202e<script>"})
    assert "<b>tebal</b> & <script>" in review["text"]
    await send(person, review)


async def test_a_text_telegram_cut_in_pieces_is_one_answer(person: Person) -> None:
    await to_step(person, await begin(person), "Apa")
    await person.say("Kejadiannya panjang sekali. " * 400)
    question = await person.hear("Langkah 5")
    review = await to_review(person, question)
    assert "(11199 huruf)" in review["text"]
    assert "Kapan: Selasa sore" in review["text"]


async def test_an_answer_over_the_limit_is_refused_with_the_limit(person: Person) -> None:
    await to_step(person, await begin(person), "Kapan")
    assert "Paling banyak 300 huruf" in (await say(person, "lama " * 100))["text"]
    assert labels(await press(person, (await person.messages())[-1], "Simpan & lanjut nanti")) == [
        "Lanjutkan laporan", "Menu"
    ]  # fmt: skip
