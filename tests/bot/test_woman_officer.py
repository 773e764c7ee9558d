"""Whoever tells of harassment may ask for an officer who is a woman; the officer reads it first of all."""

import pytest

from core.chain.report_fields import READ, WISH
from tests.bot.following import read
from tests.bot.test_story import STORY, anonymously, told
from tests.bot.world import RunningBot, labels, press
from tests.support.telegram import Person

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R88")]
HARASSED = "ketua ppk di kantor kpu lombok timur meraba saya waktu lembur kemarin malam, saya takut"


async def test_it_is_offered_kept_and_read_first(person: Person, shared_bot: RunningBot) -> None:
    page = await told(person, HARASSED)
    asked = await press(person, page, "Minta petugas perempuan")
    assert "Anda minta dilayani petugas perempuan" in asked["text"]
    mode = await press(person, asked, "Kirim sebagai laporan")
    while "Nomor pelacakan" not in mode["text"]:
        labelled = labels(mode)
        choice = next((each for each in labelled if "Anonim" in each), labelled[0])
        mode = await press(person, mode, choice)
    view = await read(shared_bot, mode["text"].split("\n\n")[1])
    assert view.body.wish == "Petugas perempuan"
    assert READ[0] is WISH


async def test_it_can_be_taken_back_and_is_asked_for_by_nobody_else(
    person: Person, shared_bot: RunningBot
) -> None:
    asked = await press(person, await told(person, HARASSED), "Minta petugas perempuan")
    again = await press(person, asked, "Petugas siapa saja")
    assert (
        "petugas perempuan"
        not in again["text"].replace("Minta petugas perempuan", "").casefold().split("bisa juga")[0]
    )
    assert "Minta petugas perempuan" in labels(again)
    del shared_bot


async def test_elsewhere_it_is_not_offered(person: Person, shared_bot: RunningBot) -> None:
    page = await told(person, STORY)
    assert "Minta petugas perempuan" not in labels(page)
    assert (await read(shared_bot, await anonymously(person, page))).body.wish == ""


async def test_it_can_be_typed(person: Person) -> None:
    await told(person, HARASSED)
    await person.say("minta petugas perempuan")
    assert "Anda minta dilayani" in (await person.hear("Anda minta dilayani"))["text"]
