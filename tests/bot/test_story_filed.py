"""A story is filed as it was told: message by message, with what came with each and what was read of it."""

import pytest

from core.chain.states import Element
from tests.bot.following import read
from tests.bot.test_story import OGG, STORY, anonymously, told
from tests.bot.world import RunningBot, press, say, tracking_in
from tests.support.telegram import Person

pytestmark = pytest.mark.slow

NOTE = ("catatan.txt", b"catatan saya", "text/plain")


async def test_its_messages_their_times_and_what_came_with_them_are_kept_in_their_order(
    person: Person, shared_bot: RunningBot
) -> None:
    await told(person, "petugas pps minta uang 50rb buat materai")
    await person.send_files("document", NOTE)
    await person.hear("1 berkas")
    page = await told(person, "kejadiannya kemarin malam di desa jantuk lombok timur")
    view = await read(shared_bot, await anonymously(person, page))

    story = view.body.story
    assert story is not None
    said = [view.body.substance[piece.start : piece.end] for piece in story.pieces]
    assert said == [
        "petugas pps minta uang 50rb buat materai",
        "",
        "kejadiannya kemarin malam di desa jantuk lombok timur",
    ]
    assert [piece.files for piece in story.pieces] == [(), (view.evidence[0].sha256,), ()]
    times = [piece.at for piece in story.pieces]
    assert all(times)
    assert times == sorted(times, key=str)


async def test_what_was_read_is_sealed_with_the_place_it_was_read_from(
    person: Person, shared_bot: RunningBot
) -> None:
    view = await read(shared_bot, await anonymously(person, await told(person, STORY)))

    body, story = view.body, view.body.story
    assert story is not None
    when, where = (one for one in story.proposals if one.element is not Element.WHO)
    assert when.value == body.happened_at
    assert [one.words for one in when.quotes] == ["kemarin malam jam 8"]
    assert when.meanings[0].endswith(", 20.00")
    assert where.value == body.place.text
    assert [one.party for one in story.proposals if one.element is Element.WHO] == list(body.parties)
    for proposal in story.proposals:
        assert proposal.settled is None
        for quote in proposal.quotes:
            assert body.substance[quote.start : quote.end] == quote.words
    assert story.hints["kind"] == "complaint"


async def test_what_its_writer_corrected_is_their_own_answer_and_no_proposal(
    person: Person, shared_bot: RunningBot
) -> None:
    page = await told(person, STORY)
    number = next(line[0] for line in page["text"].split("\n") if "Kapan:" in line)
    await say(person, number)
    view = await read(shared_bot, await anonymously(person, await told(person, "Sabtu sore")))

    assert view.body.happened_at == "Sabtu sore"
    assert view.body.story is not None
    assert Element.WHEN not in [one.element for one in view.body.story.proposals]


async def test_of_a_voice_note_the_words_that_stand_for_it_are_nobodys(
    person: Person, shared_bot: RunningBot
) -> None:
    await person.send_files("voice", OGG)
    page = await person.hear("Ini yang saya tangkap")
    await person.press(page, "Kirim sebagai laporan")  # a voice alone is sent by one press, without a name
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))

    assert view.body.story is not None
    [piece] = view.body.story.pieces
    assert (piece.start, piece.end, piece.files) == (0, 0, (view.evidence[0].sha256,))


async def test_an_edit_before_it_is_sent_moves_what_was_read(person: Person, shared_bot: RunningBot) -> None:
    await person.say(STORY)
    page = await person.hear("Ini yang saya tangkap")
    mode = await press(person, page, "Kirim sebagai laporan")
    mine = next(one for one in await person.messages() if one.get("text") == STORY)
    await person.edit(mine, f"pak, {STORY}")
    await person.press(mode, "3. Anonim")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))

    assert view.body.substance == f"pak, {STORY}"
    assert view.body.story is not None
    for proposal in view.body.story.proposals:
        for quote in proposal.quotes:
            assert view.body.substance[quote.start : quote.end] == quote.words
