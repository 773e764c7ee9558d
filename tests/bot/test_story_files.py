"""A story with files that cannot be kept: each is named with its reason; nothing is lost without a word."""

import pytest

from tests.bot.following import read
from tests.bot.test_story import STORY, told
from tests.bot.world import RunningBot, agree, press
from tests.support import files
from tests.support.telegram import Person

pytestmark = pytest.mark.slow

EXE = ("daftar.exe", b"MZ\x90\x00" + bytes(200), "application/x-msdownload")
PAGE = ("bukti.pdf", b"<html><script>alert(1)</script></html>", "application/pdf")
PHOTO = ("foto.jpg", files.picture("JPEG"), "image/jpeg")
KINDS = "Yang dapat: foto, video"


async def test_each_refused_file_is_named_and_what_can_be_sent_is_said_once(
    person: Person, shared_bot: RunningBot
) -> None:
    await told(person, STORY)
    page = None
    for file in (EXE, PAGE, PHOTO):
        await person.send_files("document", file)
        page = await person.hear("Bukti")
    assert page is not None
    mode = await press(person, page, "Kirim sebagai laporan")
    for name in ("daftar.exe: ", "bukti.pdf: "):
        assert name in mode["text"]
    assert "foto.jpg" not in mode["text"]
    assert mode["text"].count(KINDS) == 1
    await person.press(mode, "3. Anonim")
    assert "sudah kami terima" in (await person.hear())["text"]


async def test_with_guidance_too_it_is_said_which_file_is_not_kept(person: Person) -> None:
    await told(person, STORY)
    await person.send_files("document", EXE)
    await person.press(await person.hear("Bukti"), "Tuntun saya")
    assert "daftar.exe: " in (await person.hear("tidak bisa saya simpan"))["text"]


async def test_a_story_of_nothing_but_a_refused_file_is_asked_for_and_not_sent_empty(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    await person.send_files("document", EXE)
    await person.press(await person.hear("Bukti: 1 berkas"), "Kirim sebagai laporan")
    question = await person.hear("daftar.exe: ")
    assert "Langkah" not in question["text"]
    await person.say("Pacitan")
    await person.hear("Cara melapor")
    await person.say("anonim")
    await person.hear("Apa yang terjadi?")
    await person.say("petugas minta uang di kantor")
    tracking = (await person.hear("Nomor pelacakan Anda"))["text"].split("\n")[2]
    assert (await read(shared_bot, tracking)).body.substance == "petugas minta uang di kantor"
