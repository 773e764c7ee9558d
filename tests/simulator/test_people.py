"""The person's side, for scripts."""

import asyncio
import struct
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import telegram
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from deploy.simulator.mediainfo import audio_seconds
from deploy.simulator.oggopus import webm_to_ogg
from tests.simulator.pictures import png
from tests.support.telegram import Person, SimulatorHandle


async def last_message(bot: telegram.Bot) -> telegram.Message:
    message = (await bot.get_updates(offset=-1))[-1].effective_message
    assert message is not None
    return message


async def test_a_text_is_answered_with_the_sent_message_and_reaches_the_bot(
    bot: telegram.Bot, person: Person
) -> None:
    (sent,) = await person.say("/lacak ABC")
    assert sent | {"date": 0} == {
        "id": 2,
        "from": "person",
        "text": "/lacak ABC",
        "caption": "",
        "entities": [{"offset": 0, "length": 6, "type": "bot_command"}],
        "files": [],
        "buttons": [],
        "keyboard": [],
        "date": 0,
        "edited": False,
        "revision": 2,
        "silent": False,
    }
    message = await last_message(bot)
    assert (message.text, message.chat_id) == ("/lacak ABC", 1001)
    assert message.from_user is not None
    assert message.from_user.language_code == "id"


async def test_a_text_too_long_for_one_message_is_sent_in_several(bot: telegram.Bot, person: Person) -> None:
    text = "kata 😀 " * 2000
    sent = await person.say(text)
    assert len(sent) == 4
    assert "".join(message["text"] for message in sent).replace(" ", "") == text.replace(" ", "")


async def test_several_photos_make_an_album_with_the_caption_on_the_first(
    bot: telegram.Bot, person: Person
) -> None:
    photo = ("foto.png", png(), "image/png")
    sent = await person.send_files("photo", photo, photo, photo, caption="Segel")
    updates = [update.message for update in (await bot.get_updates())[1:]]
    assert len({message.media_group_id for message in updates if message}) == 1
    assert [message["caption"] for message in sent] == ["Segel", "", ""]


async def test_eleven_files_make_two_albums(bot: telegram.Bot, person: Person) -> None:
    sent = await person.send_files("document", *[(f"{n}.txt", b"x", "text/plain") for n in range(12)])
    groups = [message["media_group_id"] for message in sent]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [10, 2]


@pytest.mark.parametrize(
    ("kind", "name", "mime"),
    [
        ("voice", "a.ogg", "audio/ogg"),
        ("audio", "a.mp3", "audio/mpeg"),
        ("video", "a.mp4", "video/mp4"),
        ("document", "a.txt", "text/plain"),
    ],
)
async def test_each_kind_of_file_reaches_the_bot_unchanged(
    bot: telegram.Bot, person: Person, kind: str, name: str, mime: str
) -> None:
    await person.send_files(kind, (name, b"isi berkas", mime), caption="ini")
    message = await last_message(bot)
    media = getattr(message, kind)
    assert (media.mime_type, media.file_size, message.caption) == (mime, 10, "ini")
    file = await bot.get_file(media.file_id)
    assert bytes(await file.download_as_bytearray()) == b"isi berkas"


async def test_places_and_contacts_reach_the_bot(bot: telegram.Bot, person: Person) -> None:
    await person.send_location(-6.2, 106.8)
    place = (await last_message(bot)).location
    assert place is not None
    assert place.latitude == -6.2
    await person.send_contact(phone_number="+62800", first_name="Sari")
    contact = (await last_message(bot)).contact
    assert contact is not None
    assert contact.first_name == "Sari"


async def test_what_is_wrong_is_said_in_indonesian(http: httpx.AsyncClient, person: Person) -> None:
    async def refused(path: str, body: object) -> tuple[int, str]:
        response = await http.post(f"/people/1001/{path}", json=body)
        return response.status_code, response.json()["error"]

    assert await refused("messages", {"text": " "}) == (400, "Pesan kosong.")
    assert await refused("messages", {"location": {"latitude": 95, "longitude": 0}}) == (
        400,
        "Lokasi di luar bola dunia.",
    )
    assert (await refused("messages", [1]))[0] == 400
    assert await refused("edit", {"message_id": 77, "text": "x"}) == (404, "Pesan tidak ditemukan.")
    assert await refused("press", {"message_id": 77, "button": "x"}) == (404, "Pesan tidak ditemukan.")
    await person.block()
    assert (await refused("messages", {"text": "halo"}))[0] == 409


async def test_an_edit_raises_the_revision_and_shows_as_new(bot: telegram.Bot, person: Person) -> None:
    (sent,) = await person.say("lama")
    edited = await person.edit(sent, "baru")
    assert edited["revision"] > sent["revision"]
    assert [message["text"] for message in await person.messages(after=sent["revision"])] == ["baru"]
    assert [message["text"] for message in await person.messages()] == ["/start", "baru"]


async def test_waiting_ends_when_the_bot_speaks_or_the_time_is_up(bot: telegram.Bot, person: Person) -> None:
    assert await person.messages(after=person.seen, wait=0.2) == []
    waiting = asyncio.create_task(person.messages(after=person.seen, wait=10))
    await asyncio.sleep(0.1)
    await bot.send_message(1001, "kabar")
    assert [message["text"] for message in await waiting] == ["kabar"]


async def test_a_press_the_bot_never_answers_ends_unanswered(
    bot: telegram.Bot, person: Person, http: httpx.AsyncClient
) -> None:
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("A", callback_data="a")]])
    sent = await bot.send_message(1001, "x", reply_markup=keyboard)
    body = {"message_id": sent.message_id, "button": "a", "wait": 0.2}
    assert (await http.post("/people/1001/press", json=body)).json()["answered"] is False
    missing = {**body, "button": "tidak ada"}
    assert (await http.post("/people/1001/press", json=missing)).status_code == 404


async def test_people_are_listed_once_they_wrote(http: httpx.AsyncClient, person: Person) -> None:
    assert (await http.get("/people/2002/messages")).json() == []
    assert [(one["id"], one["name"]) for one in (await http.get("/people")).json()] == [(1001, "Warga 1001")]


async def test_the_live_stream_begins_with_the_whole_chat_and_goes_on(
    bot: telegram.Bot, person: Person, http: httpx.AsyncClient
) -> None:
    names: list[str] = []
    async with asyncio.timeout(10), http.stream("GET", "/feed?user=1001") as stream:
        async for line in stream.aiter_lines():
            if line.startswith("event: "):
                names.append(line.removeprefix("event: "))
            if names == ["snapshot"] and not line:
                await bot.send_chat_action(1001, "typing")
                await bot.send_message(1001, "kabar")
            if names[-1:] == ["message"]:
                break
    assert names == ["snapshot", "action", "message"]


async def test_aiogram_polls_answers_and_edits(simulator: SimulatorHandle) -> None:
    bot = Bot(simulator.token, session=AiohttpSession(api=TelegramAPIServer.from_base(simulator.base_url)))
    dispatcher = Dispatcher()
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Lanjut", callback_data="go")]]
    )

    @dispatcher.message()
    async def greet(message: Message) -> None:
        await message.answer("<b>Halo</b>", parse_mode="HTML", reply_markup=keyboard)

    @dispatcher.callback_query()
    async def go(query: CallbackQuery) -> None:
        await query.answer("Baik")
        assert isinstance(query.message, Message)
        await query.message.edit_text("Selesai")

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5))
    async with simulator.person(1001) as person:
        await person.say("/start")
        assert (await person.press(await person.hear("Halo"), "Lanjut"))["text"] == "Baik"
        assert (await person.hear("Selesai"))["edited"]
    await dispatcher.stop_polling()
    await polling


def test_a_browser_recording_becomes_ogg_opus_with_its_length(tmp_path: Path) -> None:
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 312, 48000, 0, 0)

    def element(kind: int, body: bytes) -> bytes:
        return (
            kind.to_bytes((kind.bit_length() + 7) // 8, "big")
            + bytes([0x40 | len(body) >> 8, len(body) & 255])
            + body
        )

    twenty_ms = bytes([0x78]) + b"\x11" * 30
    blocks = b"".join(element(0xA3, b"\x81\0\0\x80" + twenty_ms) for _n in range(150))
    tracks = element(0x1654AE6B, element(0xAE, element(0x63A2, head)))
    unknown = b"\x01" + b"\xff" * 7
    webm = (
        element(0x1A45DFA3, b"\x42\x86\x81\x01")
        + b"\x18\x53\x80\x67"
        + unknown
        + tracks
        + b"\x1f\x43\xb6\x75"
        + unknown
        + blocks
    )
    ogg = webm_to_ogg(webm)
    assert ogg is not None
    assert ogg.startswith(b"OggS")
    assert ogg.count(b"OggS") == 5
    assert webm_to_ogg(webm[:40]) is None
    recording = tmp_path / "suara.ogg"
    recording.write_bytes(ogg)
    assert audio_seconds(recording) == 3


async def test_the_bot_is_told_how_long_a_voice_message_is(bot: telegram.Bot, person: Person) -> None:
    page = b"OggS" + struct.pack("<BBqIIIB", 0, 4, 48000 * 7, 1, 1, 0, 1) + b"\x01x"
    await person.send_files("voice", ("a.ogg", page, "audio/ogg"))
    voice = (await last_message(bot)).voice
    assert voice is not None
    assert voice.duration == timedelta(seconds=7)
