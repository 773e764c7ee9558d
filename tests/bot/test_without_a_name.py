"""Who reports may leave out who they are; who only asks a question is not asked (G1)."""

import pytest

from core.chain.states import IdentityMode, Kind
from tests.bot.following import read
from tests.bot.test_story import STORY, told
from tests.bot.world import RunningBot, begin, labels, press, say, tracking_in
from tests.support.telegram import Json, Person

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R53", "R89")]
QUESTION = "min mau tanya, syarat jadi saksi partai di tps lombok timur itu apa aja ya?"


async def answered(person: Person, page: Json, *answers: str) -> Json:
    for answer in answers:
        page = await say(person, answer)
    return page


async def test_a_question_told_as_a_story_asks_neither_how_nor_who(
    person: Person, shared_bot: RunningBot
) -> None:
    page = await told(person, QUESTION)
    await person.press(page, "Kirim sebagai pertanyaan")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert (view.kind, view.identity_mode) == (Kind.INFORMATION_REQUEST, IdentityMode.OPEN)


async def test_nor_does_the_guided_conversation(person: Person, shared_bot: RunningBot) -> None:
    page = await answered(person, await begin(person), "3", "pacitan", "1")
    assert "Cara melapor" not in page["text"]
    page = await answered(person, page, "Kapan rekapitulasi kecamatan dimulai?")
    while "Periksa laporan" not in page["text"]:
        assert "nama" not in page["text"].split("Bisa juga")[0].casefold()
        page = await press(person, page, "Lewati")
    await person.press(page, "Kirim laporan")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert view.identity_mode is IdentityMode.OPEN


async def test_changed_into_a_complaint_it_asks_how_and_who(person: Person) -> None:
    page = await answered(person, await begin(person), "3", "pacitan", "1", "Kapan rekapitulasi dimulai?")
    while "Periksa laporan" not in page["text"]:
        page = await press(person, page, "Lewati")
    await press(person, page, "Ubah 1")
    page = await say(person, "1")
    assert "Cara melapor" in page["text"] or "Cara melapor" in (await press(person, page, "Lanjut"))["text"]


async def test_an_open_report_may_go_without_a_name(person: Person, shared_bot: RunningBot) -> None:
    mode = await press(person, await told(person, STORY), "Kirim sebagai laporan")
    page = await press(person, mode, "1. Terbuka")
    assert "Boleh dilewati" in page["text"]
    assert "Lewati" in labels(page)
    await person.press(page, "Lewati")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert view.identity_mode is IdentityMode.OPEN
