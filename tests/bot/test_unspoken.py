"""What a message says beside its words is kept with them: hidden addresses, and where it came from."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Message, MessageEntity
from hypothesis import given
from hypothesis import strategies as st

from bot.unspoken import forwarded_from, spoken
from tests.bot.following import read, sent, status
from tests.bot.world import Json, RunningBot, begin, press, send, to_review, to_step
from tests.support import files
from tests.support.telegram import Person

ADDRESS = "https://video.example/bukti?id=7"
SAID = "😀 Bukti pertemuan ketua dengan tim sukses: lihat videonya di sini, dua orang"
AT = 1_764_331_800
"""28 November 2025, 19.10 WIB."""
FORWARDED = "ditulis Jumat 28 November 2025, 19.10 WIB)"
CHANNEL = {
    "type": "channel",
    "date": AT,
    "chat": {"id": -1001234567890, "type": "channel", "title": "Info TPS", "username": "infotps"},
    "message_id": 12,
    "author_signature": "Rina",
}
PHOTO = ("foto.jpg", files.picture("JPEG"), "image/jpeg")


def link(text: str, words: str, url: str = ADDRESS) -> Json:
    """Mark words of a text as a link, counted as Telegram counts."""
    before = text[: text.index(words)]
    return {
        "type": "text_link",
        "offset": len(before.encode("utf-16-le")) // 2,
        "length": len(words.encode("utf-16-le")) // 2,
        "url": url,
    }


def entity(text: str, words: str, url: str) -> MessageEntity:
    return MessageEntity(**link(text, words, url))


@pytest.mark.parametrize(
    ("text", "words", "url", "told"),
    [
        ("lihat di sini.", "di sini", ADDRESS, f"lihat di sini ({ADDRESS})."),
        ("😀👍🏽 di sini 😀", "di sini", ADDRESS, f"😀👍🏽 di sini ({ADDRESS}) 😀"),
        ("😀", "😀", ADDRESS, f"😀 ({ADDRESS})"),
        ("di sini \nlalu", "di sini \n", ADDRESS, f"di sini ({ADDRESS}) \nlalu"),
        ("kpu.go.id", "kpu.go.id", "http://kpu.go.id/", "kpu.go.id"),
        ("kpu.go.id", "kpu.go.id", "http://kpu-go.id/", "kpu.go.id (http://kpu-go.id/)"),
        ("Pak Hendra", "Hendra", "tg://user?id=77", "Pak Hendra (tg://user?id=77)"),
    ],
)
def test_an_address_stands_behind_the_words_that_hid_it(text: str, words: str, url: str, told: str) -> None:
    assert spoken(text, [entity(text, words, url)]) == told


def test_two_links_keep_their_order_and_other_marks_change_nothing() -> None:
    text = "ini dan itu"
    marks = [entity(text, "itu", "https://b.example/"), entity(text, "ini", "https://a.example/")]
    bold = MessageEntity(type="bold", offset=0, length=3)
    assert spoken(text, [bold, *marks]) == "ini (https://a.example/) dan itu (https://b.example/)"
    assert spoken(text, None) == text


@given(
    before=st.text(max_size=12), words=st.text("ab😀é ", min_size=1, max_size=6), after=st.text(max_size=12)
)
def test_no_letter_is_lost_wherever_a_link_stands(before: str, words: str, after: str) -> None:
    text = before + words + after
    start, length = (len(part.encode("utf-16-le", "surrogatepass")) // 2 for part in (before, words))
    mark = MessageEntity(type="text_link", offset=start, length=length, url=ADDRESS)
    told = spoken(text, [mark]).replace(f"({ADDRESS})", "", 1)
    assert f"({ADDRESS})" in spoken(text, [mark])
    assert "".join(told.split()) == "".join(spoken(text, None).split())


def message(origin: Json, **sender: Any) -> Message:
    me = {"id": 5, "is_bot": False, "first_name": "Siti", "last_name": "Rahmawati", **sender}
    body = {"message_id": 1, "date": AT, "chat": {"id": 5, "type": "private"}, "from": me, "text": "x"}
    return Message.model_validate({**body, "forward_origin": {"date": AT, **origin}})


BUDI = {"id": 9, "is_bot": False, "first_name": "Budi", "last_name": "S\nantoso", "username": "budis"}
ME = {"id": 5, "is_bot": False, "first_name": "Siti", "username": "sitir"}
GROUP = {"id": -7, "type": "supergroup", "title": "Warga RW 4"}


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ({"type": "user", "sender_user": BUDI}, "(Diteruskan dari Budi S antoso (@budis); "),
        ({"type": "hidden_user", "sender_user_name": "Pak RT"}, "(Diteruskan dari Pak RT; "),
        ({"type": "chat", "sender_chat": GROUP}, "(Diteruskan dari grup Warga RW 4; "),
        (CHANNEL, "(Diteruskan dari kanal Info TPS (@infotps), oleh Rina, https://t.me/infotps/12; "),
    ],
)
def test_whence_it_was_forwarded_is_told_as_telegram_shows_it(origin: Json, told: str) -> None:
    assert forwarded_from(message(origin)) == told + FORWARDED


@pytest.mark.requirement("R95")
@pytest.mark.parametrize(
    "origin",
    [
        {"type": "user", "sender_user": ME},
        {"type": "hidden_user", "sender_user_name": "siti  Rahmawati"},
        CHANNEL | {"author_signature": "Siti Rahmawati"},
        {"type": "chat", "sender_chat": GROUP, "author_signature": "Siti Rahmawati"},
    ],
)
def test_the_reporters_own_name_is_never_told_by_what_they_forward(origin: Json) -> None:
    told = forwarded_from(message(origin))
    assert told.endswith(FORWARDED)
    for own in ("siti", "rahmawati", "sitir"):
        assert own not in told.casefold()


def test_what_was_not_forwarded_has_no_origin() -> None:
    body = {"message_id": 1, "date": datetime.now(UTC), "chat": {"id": 5, "type": "private"}, "text": "x"}
    assert forwarded_from(Message.model_validate(body)) == ""


@pytest.mark.slow
async def test_a_forwarded_post_keeps_address_and_origin_from_chat_to_officer(
    person: Person, shared_bot: RunningBot
) -> None:
    await to_step(person, await begin(person), "Apa")
    await person.say(SAID, entities=[link(SAID, "di sini")], origin=CHANNEL)
    await to_step(person, await person.hear("Langkah"), "Bukti")
    under = "fotonya di sini"
    await person.send_files("photo", PHOTO, caption=under, entities=[link(under, "di sini")], origin=CHANNEL)
    review = await to_review(person, await person.hear("Tersimpan"))
    assert review["text"].count(f"di sini ({ADDRESS})") == 2
    assert review["text"].count("Diteruskan dari kanal Info TPS") == 2

    view = await read(shared_bot, await send(person, review))

    told = f"(Diteruskan dari kanal Info TPS (@infotps), oleh Rina, https://t.me/infotps/12; {FORWARDED}"
    assert view.body.substance == SAID.replace("di sini", f"di sini ({ADDRESS})") + f"\n{told}"
    assert view.evidence[0].caption == f"fotonya di sini ({ADDRESS})\n{told}"


async def test_information_added_by_forwarding_keeps_both_and_a_bare_photo_its_origin(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    await person.say(SAID, entities=[link(SAID, "di sini")], origin=CHANNEL)
    await person.hear("Kirim")
    await person.send_files(
        "photo", PHOTO, origin={"type": "hidden_user", "date": AT, "sender_user_name": "Budi"}
    )
    await press(person, await person.hear("Tersimpan"), "Kirim")

    (line,) = [line for line in (await read(shared_bot, tracking)).lines if line.files]
    assert f"di sini ({ADDRESS})" in line.text
    assert "Diteruskan dari kanal Info TPS" in line.text
    assert line.files[0].caption == f"(Diteruskan dari Budi; {FORWARDED}"


@pytest.mark.slow
async def test_an_origin_never_becomes_one_of_the_accused_and_is_kept_as_a_remark(person: Person) -> None:
    await to_step(person, await begin(person), "Siapa")
    await person.say("Hendra Wibisana, sekretaris", origin=CHANNEL)
    noted = await person.hear("Saya catat")
    assert "Asal pesan" in noted["text"]
    assert "Info TPS" not in noted["text"]
    assert "Keterangan tambahan" in (review := await to_review(person, noted))["text"]
    assert "Diteruskan dari kanal Info TPS" in review["text"]


async def test_an_edit_that_hides_an_address_keeps_it_too(person: Person) -> None:
    await to_step(person, await begin(person), "Apa")
    (first,) = await person.say("lihat videonya di sini ya bapak")
    await person.hear("Langkah")
    text = "lihat videonya di sini ya pak"
    await person.edit(first, text, entities=[link(text, "di sini")])
    question = await person.hear("Langkah")
    assert f"di sini ({ADDRESS})" in (await to_review(person, question))["text"]
