"""The words people really use: yes and no, a number said, an ID as it was pasted, nothing at all."""

import pytest

from bot.spoken import NO, YES, number_said, shows_something
from core.privacy.tracking import new_tracking_id, tracking_id_in
from tests.bot.world import RunningBot, agree, begin, labels, say
from tests.support.telegram import Json, Person


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


async def forged(running: RunningBot, person: Person, content: Json) -> None:
    """Hand in a message of a kind that the simulator does not make."""
    sender = {"id": person.user_id, "is_bot": False, "first_name": "X"}
    chat = {"id": person.user_id, "type": "private"}
    message = {"message_id": 7_000_001, "date": 1_790_000_000, "chat": chat, "from": sender}
    await running.receive({"message": message | content})


async def test_a_notice_of_telegrams_own_gets_no_answer_and_a_sticker_one_sentence(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    pinned = {"message_id": 1, "date": 0, "chat": {"id": person.user_id, "type": "private"}}
    await forged(shared_bot, person, {"pinned_message": pinned})
    sticker = {
        "file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    }  # fmt: skip
    await forged(shared_bot, person, {"sticker": sticker})
    assert "tidak bisa saya baca" in (await person.hear())["text"]
    await forged(
        shared_bot, person, {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}}
    )
    assert "terhapus sendiri" in (await person.hear())["text"]
