"""The words people really use: yes and no, a number said, an ID as it was pasted, nothing at all."""

import pytest

from bot.spoken import NO, YES, number_said, shows_something
from core.privacy.tracking import new_tracking_id, tracking_id_in
from tests.bot.following import read
from tests.bot.world import RunningBot, agree, begin, labels, say, send, to_review, to_step
from tests.support import files
from tests.support.telegram import Person


@pytest.mark.parametrize(
    ("said", "number"),
    [("1", 1), ("no 1", 1), ("nomor 2", 2), ("satu", 1), ("yang kedua", 2), ("dua", 2), ("3.", 3),
     ("no. 4", 4), ("halo", None), ("saya", None), ("", None), ("21 november", None)],
)  # fmt: skip
def test_a_number_is_read_as_people_say_it(said: str, number: int | None) -> None:
    assert number_said(said) == number


def test_nobody_says_yes_and_no_with_one_word() -> None:
    assert not YES & NO


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u3164", "\u2800", "\u00ad", "\u200d", "\u034f", "\u180e", "\uffa0", "\u0301", ".", "😡😡😡"],
)
def test_what_shows_nothing_is_no_answer(text: str) -> None:
    assert not shows_something(text)


@pytest.mark.parametrize("text", ["a", "7", "ꦲ", "陈", "né", "👍 ya"])
def test_any_script_shows_something(text: str) -> None:
    assert shows_something(text)


@pytest.mark.parametrize(
    "around",
    [
        "{}.",
        "“{}”",
        "#{}",
        "Nomor saya {}",
        "ID: {} ya min",
        "Nomor pelacakan Anda\n\n{}\n\nHanya Anda yang punya nomor ini.",
    ],
)
def test_the_tracking_id_is_found_in_whatever_is_pasted(around: str) -> None:
    number = new_tracking_id()
    assert tracking_id_in(around.format(number)) == number
    assert tracking_id_in(around.format(number.replace("-", " ").lower())) == number


def test_a_full_width_number_is_read_and_of_two_none_is_taken() -> None:
    number = new_tracking_id()
    wide = "".join(chr(ord(each) + 0xFEE0) if each != "-" else each for each in number)
    assert tracking_id_in(wide) == number
    assert tracking_id_in(f"{number} {new_tracking_id()}") is None
    assert tracking_id_in("saya mau lapor soal surat suara") is None


def test_words_that_happen_to_add_up_are_no_number() -> None:
    """Any words of eighteen letters in all were taken for one: one story in twenty was."""
    symbols = new_tracking_id().replace("-", "")
    assert tracking_id_in(f"kata {symbols[:5]} {symbols[5:12]} {symbols[12:]} lagi") is None


@pytest.mark.parametrize("word", ["iya", "ok", "oke", "lanjut", "boleh", "ya setuju", "siap", "no 1"])
async def test_consent_is_given_in_everyday_words(person: Person, word: str) -> None:
    await person.say("/start")
    await person.hear("Setuju data Anda")
    await person.say(word)
    assert "Buat laporan" in labels(await person.hear("dicatat"))


@pytest.mark.parametrize("word", ["satu", "no 1", "1 pengaduan"])
async def test_a_choice_is_made_in_everyday_words(person: Person, word: str) -> None:
    await begin(person)
    assert "Tujuan" in (await say(person, word))["text"]


async def test_the_contact_of_whom_it_is_about_is_noted(person: Person) -> None:
    question = await begin(person)
    for answer in ("1", "lombok timur", "1", "3", "petugas minta uang"):
        question = await say(person, answer)
    assert "Siapa" in question["text"]
    await person.send_contact(phone_number="+6281234567890", first_name="Budi", last_name="Gudang")
    assert "Budi Gudang" in (await person.hear("Saya catat"))["text"]


async def test_a_notice_of_telegrams_own_gets_no_answer_and_a_sticker_one_sentence(person: Person) -> None:
    menu = await agree(person)
    await person.call("pin", menu)
    await person.send_files("sticker", ("s.webp", files.picture("WEBP"), "image/webp"))
    assert "tidak bisa saya baca" in (await person.hear())["text"]
    await person.call("timer", seconds=86_400)
    assert "terhapus sendiri" in (await person.hear())["text"]


async def test_who_switches_auto_delete_off_is_not_told_that_messages_vanish(person: Person) -> None:
    await agree(person)
    await person.call("timer", seconds=0)
    await person.send(poll={"question": "Setuju?", "options": ["Ya"]})
    assert "tidak bisa saya baca" in (await person.hear())["text"]
    assert not [one for one in await person.messages() if "terhapus sendiri" in one["text"]]


async def test_a_live_location_is_kept_as_where_it_began_and_its_moves_are_silent(
    person: Person, shared_bot: RunningBot
) -> None:
    await to_step(person, await begin(person), "Di mana")
    (point,) = await person.send_location(-8.2046, 111.0877, live_period=900)
    following = await person.hear("Langkah")
    before = len(await person.messages())
    await person.call("move", point, location={"latitude": -8.3, "longitude": 111.2})
    await person.call("move", point)
    review = await to_review(person, following)
    said = [one["text"] for one in (await person.messages())[before:] if one["from"] == "bot"]
    assert not [text for text in said if "belum saya pahami" in text or "tidak bisa" in text]
    place = (await read(shared_bot, await send(person, review))).body.place
    assert place is not None
    assert (place.latitude, place.longitude) == (-8.2046, 111.0877)


async def test_a_live_location_outside_a_question_is_heard_once(person: Person) -> None:
    await agree(person)
    (point,) = await person.send_location(-8.2046, 111.0877, live_period=900)
    await person.hear("lokasi yang Anda kirim")
    for shift in (0.001, 0.002):
        await person.call("move", point, location={"latitude": -8.2046, "longitude": 111.0877 + shift})
    await person.call("move", point)
    await person.send_files("sticker", ("s.webp", files.picture("WEBP"), "image/webp"))
    await person.hear("tidak bisa saya baca")
    said = [one["text"] for one in await person.messages() if one["from"] == "bot"]
    assert sum("lokasi yang Anda kirim" in text for text in said) == 1
