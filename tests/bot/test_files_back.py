"""What was kept can be had back in the chat, whatever Telegram thinks of it."""

from collections.abc import Sequence
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.methods import SendDocument, TelegramMethod

from bot.speech.messenger import Messenger
from bot.speech.noted import Noted
from bot.speech.replies import SendFile
from core.privacy.spool import Spool
from tests.bot.following import sent, status
from tests.bot.world import Json, RunningBot, labels, press, say
from tests.simulator.pictures import png
from tests.support import files
from tests.support.telegram import Person

HEIC = files.iso_media(b"heic", b"mif1", b"heic")
METHOD: TelegramMethod[Any] = SendDocument(chat_id=1, document="x")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


async def added(running: RunningBot, person: Person, file: tuple[str, bytes, str], caption: str = "") -> Json:
    """Add a file to a report of this chat and open its conversation."""
    shown = await status(person, await sent(running, person))
    await press(person, shown, "Tambah keterangan")
    await person.send_files("document", file, caption=caption)
    last = await person.hear(lambda message: bool({"Kirim", "Lanjut"} & set(labels(message))))
    if "Lanjut" in labels(last):
        last = await press(person, last, "Lanjut")
    return await press(person, await press(person, last, "Kirim"), "Percakapan")


async def handed(person: Person, thread: Json, name: str) -> Json:
    await person.press(thread, f"Ambil: {name}")
    return await person.hear(lambda message: bool(message["files"]))


@pytest.mark.parametrize(
    ("file", "caption"),
    [
        (("IMG_1.HEIC", HEIC, "image/heif"), ""),
        (("layar.png", png(1080, 30_000), "image/png"), ""),
        (("garis.png", png(4000, 10), "image/png"), ""),
        (("pindaian.tif", files.picture("TIFF"), "image/tiff"), ""),
        (("foto.png", png(), "image/png"), "suara partai X <3 kali lipat>"),
        (("foto.png", png(), "image/png"), "harga <5 ribu & naik"),
        pytest.param(("besar.png", png() + bytes(15 * 1024 * 1024), "image/png"), "", marks=pytest.mark.slow),
    ],
    ids=["heic", "tall", "strip", "tiff", "heart", "less", "15 MB"],
)
@pytest.mark.requirement("R125")
async def test_what_was_kept_is_handed_back_as_it_came(
    person: Person, shared_bot: RunningBot, file: tuple[str, bytes, str], caption: str
) -> None:
    name = file[0].replace("HEIC", "heic")
    back = await handed(person, await added(shared_bot, person, file, caption), name)

    assert await person.download(back["files"][0]) == file[1]
    assert back["caption"] == caption


@pytest.mark.slow
async def test_each_of_twenty_files_has_its_button(person: Person, shared_bot: RunningBot) -> None:
    shown = await status(person, await sent(shared_bot, person))
    await press(person, shown, "Tambah keterangan")
    for start in (0, 10):
        album = [(f"lembar-{at}.pdf", PDF, "application/pdf") for at in range(start, start + 10)]
        await person.send_files("document", *album)
        last = await person.hear(f"{start + 10} dari paling banyak 20")
    last = await press(person, last, "Lanjut")
    thread = await press(person, await press(person, last, "Kirim"), "Percakapan")

    assert {f"Ambil: lembar-{at}.pdf" for at in range(20)} <= set(labels(thread))


class Refusing:
    """Telegram, where it takes no file."""

    def __init__(self, error: type[TelegramBadRequest] | type[TelegramEntityTooLarge]) -> None:
        self.error = error
        self.tried: list[str] = []
        self.said: list[str] = []

    async def send_photo(self, *_: object, **__: object) -> None:
        self.tried.append("photo")
        raise self.error(METHOD, "refused")

    async def send_document(self, *_: object, **__: object) -> None:
        self.tried.append("document")
        raise self.error(METHOD, "refused")

    async def __call__(self, call: object) -> None:
        self.said.append(getattr(call, "text", ""))


class _Forgetful:
    """Notes no message: what was said here is not taken back."""

    async def note(self, chat_id: int, noted: Sequence[Noted]) -> list[int]:
        del chat_id, noted
        return []

    async def known(self, chat_id: int) -> list[Noted]:
        del chat_id
        return []

    async def forget(self, chat_id: int) -> None:
        del chat_id


@pytest.mark.parametrize("error", [TelegramBadRequest, TelegramEntityTooLarge])
async def test_what_telegram_takes_in_no_way_is_told_and_not_as_a_line_that_was_cut(
    error: type[TelegramBadRequest] | type[TelegramEntityTooLarge],
) -> None:
    telegram = Refusing(error)
    file = SendFile(
        "foto.png", Spool.of(b"x"), medium="photo", refused="Telegram menolak berkas <b>foto.png</b>"
    )

    messenger = Messenger(telegram, _Forgetful())  # type: ignore[arg-type]  # as much of Bot as is called
    await messenger.deliver(1, [file])

    assert telegram.tried == ["photo", "document"]
    assert telegram.said == ["Telegram menolak berkas <b>foto.png</b>"]


async def test_a_caption_that_is_too_long_for_telegram_follows_its_file(
    person: Person, shared_bot: RunningBot
) -> None:
    await say(person, "/start")
    messenger = Messenger(shared_bot.application.bot, _Forgetful())
    await messenger.deliver(
        person.user_id, [SendFile("a.txt", Spool.of(b"x"), caption="panjang &lt;3 " * 120)]
    )

    file = await person.hear(lambda message: bool(message["files"]))
    assert file["caption"] == ""
    assert (await person.hear("panjang"))["text"] == ("panjang <3 " * 120).strip()
