"""Whom a report names: told in several messages, edited, and left out by who does not know."""

import pytest

from core.privacy.tracking import TrackingId
from core.reporter.reporter import ReporterDesk
from tests.bot.world import Json, RunningBot, begin, press, say, send, title_of, to_review, to_step
from tests.support.telegram import Person


async def at_who(person: Person) -> Json:
    return await to_step(person, await begin(person), "Siapa")


async def told(person: Person, text: str) -> tuple[Json, Json]:
    """Say something; return the message and the bot's answer."""
    (message,) = await person.say(text)
    return message, await person.hear("Langkah")


@pytest.mark.slow
@pytest.mark.requirement("R124")
async def test_an_edited_message_changes_the_parties_it_named_and_no_others(person: Person) -> None:
    await at_who(person)
    first, listed = await told(person, "Andi, ketua KPPS\nBudi, bendahara")
    await press(person, listed, "Tambah")
    second, listed = await told(person, "Siti, saksi partai")
    assert "tiga orang" in listed["text"]

    await person.edit(second, "Siti Aminah, saksi partai")
    listed = await person.hear("sudah saya ubah")
    assert "1. Andi, ketua KPPS" in listed["text"]
    assert "2. Budi, bendahara" in listed["text"]
    assert "3. Siti Aminah" in listed["text"]

    await person.edit(first, "Andika, ketua KPPS\nBudi, bendahara\nCici, sekretaris")
    listed = await person.hear("sudah saya ubah")
    for line in ("1. Andika", "2. Budi", "3. Cici", "4. Siti Aminah"):
        assert line in listed["text"]


@pytest.mark.slow
async def test_parties_of_every_message_reach_the_report_and_so_do_later_edits(
    person: Person, shared_bot: RunningBot
) -> None:
    await at_who(person)
    first, _ = await told(person, "Andi, ketua KPPS")
    _, listed = await told(person, "Budi, bendahara")
    tracking = await send(person, await to_review(person, listed))
    async with shared_bot.core.database.transaction() as session:
        view = await ReporterDesk(shared_bot.core, session).thread(TrackingId(tracking))
    assert [party.name for party in view.body.parties] == ["Andi", "Budi"]
    await person.edit(first, "Andi Wijaya, ketua KPPS")
    await person.hear("kami tambahkan sebagai keterangan")


async def test_another_party_is_noted_without_pressing_tambah(person: Person) -> None:
    await at_who(person)
    listed = await say(person, "Andi, ketua KPPS")
    assert "Masih ada yang lain? Tulis saja." in listed["text"]
    listed = await say(person, "Siti, saksi partai")
    assert "dua orang" in listed["text"]
    assert title_of(await say(person, "sudah itu saja")) == "Kapan"


@pytest.mark.slow
@pytest.mark.parametrize("words", ["tidak ada", "Tidak tahu sama sekali.", "belum tahu"])
async def test_who_knows_nobody_goes_on_and_names_nobody(person: Person, words: str) -> None:
    await at_who(person)
    (message,) = await person.say(words)
    question = await person.hear("Langkah")
    assert title_of(question) == "Kapan"
    await person.edit(message, "Budi, bendahara")
    await person.hear("sudah saya ubah")
    review = await to_review(person, question)
    assert "1. Budi, bendahara – yang dilaporkan" in review["text"]


async def test_no_more_parties_is_no_party(person: Person) -> None:
    await at_who(person)
    listed = await say(person, "Andi, ketua KPPS\ntidak ada lagi")
    assert "satu orang" in listed["text"]
    await press(person, listed, "Tambah")
    listed = await say(person, "tidak tahu")
    assert title_of(listed) == "Siapa"
    assert "satu orang" in listed["text"]
    assert title_of(await say(person, "tidak ada lagi")) == "Kapan"


async def test_a_party_being_rewritten_is_not_skipped_but_asked_again_kindly(person: Person) -> None:
    await at_who(person)
    listed = await say(person, "Andi, ketua KPPS")
    await press(person, listed, "Ubah 1")
    again = await say(person, "tidak tahu")
    assert "Tidak apa-apa" in again["text"]
    assert "Andi" in again["text"]
    listed = await say(person, "Andika, bendahara")
    assert "1. Andika, bendahara" in listed["text"]


@pytest.mark.slow
async def test_who_has_no_evidence_and_no_telephone_may_say_so(person: Person) -> None:
    question = await to_step(person, await begin(person), "Bukti", {"Cara melapor": "2"})
    question = await say(person, "tidak ada")
    assert title_of(question) == "Identitas"
    for words in ("Siti", "Jalan Melati 4", "Guru"):
        question = await say(person, words)
        question = question if "Langkah" in question["text"] else await person.hear("Langkah")
    assert "Nomor telepon" in question["text"]
    await person.say("tidak punya")
    assert title_of(await person.hear("Langkah")) == "Simpan nomor"
