"""Story first: whatever somebody sends outside a question is heard, and one press makes it a report."""

import pytest
from redis.asyncio import Redis
from sqlmodel import col, select

from bot.memory.sealed import STORY_SECONDS
from bot.texts.common import CONSENT_VERSION
from core.audit.models import AuditEntry
from core.chain.states import IdentityMode, Kind, Track
from tests.bot.following import read
from tests.bot.world import RunningBot, World, agree, labels, press, say, tracking_in
from tests.support.telegram import Json, Person

STORY = "petugas pps di desa jantuk kec sukamulia minta uang 50rb buat materai, kemarin malam jam 8"
INSIDE = "atasan saya di kantor kpu lombok timur bikin perjalanan dinas fiktif, nota hotelnya palsu semua"
OGG = ("suara.ogg", b"OggS\x00\x02" + bytes(22) + b"\x01\x1eOpusHead" + bytes(300), "audio/ogg")


async def told(person: Person, text: str) -> Json:
    """Say something, and hear what was understood of it."""
    await person.say(text)
    return await person.hear("Ini yang saya tangkap")


async def anonymously(person: Person, page: Json, button: str = "Kirim sebagai laporan") -> str:
    """Send it without a name; return the tracking ID."""
    mode = await press(person, page, button)
    await person.press(mode, "3. Anonim")
    return tracking_in(await person.hear("Nomor pelacakan Anda"))


async def test_one_message_and_two_presses_are_a_report(person: Person, shared_bot: RunningBot) -> None:
    page = await told(person, STORY)
    assert "1. Apa: petugas pps di desa jantuk" in page["text"]
    assert "Kapan: kemarin malam jam 8 (" in page["text"]
    assert "Kantor: KPU Kabupaten Lombok Timur" in page["text"]
    view = await read(shared_bot, await anonymously(person, page))
    assert (view.track, view.kind, view.identity_mode) == (
        Track.PUBLIC_SERVICE,
        Kind.COMPLAINT,
        IdentityMode.ANONYMOUS,
    )
    assert view.body.substance == STORY
    assert "menurut tulisan" in view.body.happened_at
    assert view.body.place.text == "desa jantuk, kec sukamulia"


async def test_what_comes_in_pieces_is_one_story_and_accuses_nobody(
    person: Person, shared_bot: RunningBot
) -> None:
    pieces = (
        "mau lapor min, soal uang materai kpps",
        "petugas pps minta uang 50rb",
        "kejadiannya tadi pagi jam 8",
        "di desa jantuk lombok timur",
        "tolong ditindak ya min",
    )
    pages = [await told(person, piece) for piece in pieces]
    page = pages[-1]
    shown = [one for one in await person.messages() if one["from"] == "bot" and not one.get("deleted")]
    assert len([one for one in shown if "Ini yang saya tangkap" in one["text"]]) == 1
    assert all(piece in page["text"] for piece in pieces[:3])
    view = await read(shared_bot, await anonymously(person, page))
    assert view.body.substance == "\n".join(pieces)
    assert {party.name for party in view.body.parties} <= {""}


async def test_a_voice_note_alone_is_a_story(person: Person, shared_bot: RunningBot) -> None:
    await person.send_files("voice", OGG)
    page = await person.hear("Ini yang saya tangkap")
    assert "1 pesan suara" in page["text"]
    await press(person, page, "Kirim sebagai laporan")
    await person.say("lombok timur")
    mode = await person.hear("Cara melapor")
    await person.press(mode, "3. Anonim")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert len(view.evidence) == 1
    assert "pesan suara" in view.body.substance


async def test_before_the_press_it_is_held_sealed_for_an_hour_and_no_file_is_fetched(
    person: Person, shared_bot: RunningBot, chat_world: World
) -> None:
    await told(person, STORY)
    await person.send_files("document", ("a.txt", b"catatan saya", "text/plain"))
    await person.hear("1 berkas")
    name = shared_bot.application._memory.name(person.user_id)
    async with Redis.from_url(chat_world.redis_url) as redis:
        assert 0 < await redis.ttl(f"kb:story:{name}") <= STORY_SECONDS
        held = await redis.get(f"kb:story:{name}")
        assert isinstance(held, bytes)
        assert b"materai" not in held
        await person.say("batal")
        await person.hear("tidak ada yang disimpan")
        assert not await redis.exists(f"kb:story:{name}")


async def test_each_line_is_corrected_by_its_number(person: Person, shared_bot: RunningBot) -> None:
    page = await told(person, STORY)
    number = next(line[0] for line in page["text"].split("\n") if "Kapan:" in line)
    assert "Kapan terjadinya" in (await say(person, number))["text"]
    page = await told(person, "Sabtu sore")
    assert "Kapan: Sabtu sore" in page["text"]
    number = next(line[0] for line in page["text"].split("\n") if "Kantor:" in line)
    await say(person, number)
    page = await told(person, "kota mataram")
    assert "Kantor: KPU Kota Mataram" in page["text"]
    view = await read(shared_bot, await anonymously(person, page))
    assert view.body.happened_at == "Sabtu sore"


async def test_of_an_insider_no_name_is_asked_and_who_reads_it_is_said(
    person: Person, shared_bot: RunningBot
) -> None:
    page = await told(person, INSIDE)
    assert "hanya Inspektorat" in page["text"]
    assert "Bukan, laporan biasa" in labels(page)
    readers = await press(person, page, "Kirim sebagai laporan")
    assert "Yang membaca laporan ini" in readers["text"]
    violation = await press(person, readers, "2")
    await person.press(violation, labels(violation)[0])
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert (view.track, view.identity_mode) == (Track.WHISTLEBLOWING, IdentityMode.ANONYMOUS)


async def test_what_is_not_kpus_is_said_before_the_first_question(person: Person) -> None:
    page = await told(person, "jalan di desa kami rusak parah sudah setahun tidak diperbaiki")
    assert page["text"].index("lapor.go.id") < page["text"].index("Ini yang saya tangkap")
    assert "Kirim sebagai laporan" in labels(page)


async def test_an_edited_message_changes_what_was_understood(person: Person) -> None:
    [message] = await person.say(STORY)
    await person.hear("50rb")
    await person.edit(message, STORY.replace("50rb", "75rb"))
    assert "75rb" in (await person.hear("Ini yang saya tangkap"))["text"]


@pytest.mark.parametrize("word", ["kirim", "ya", "ok", "gas"])
async def test_one_typed_word_sends_it_on(person: Person, word: str) -> None:
    await told(person, STORY)
    assert "Cara melapor" in (await say(person, word))["text"]


async def test_the_press_is_the_consent_and_the_whole_words_are_one_press_away(
    person: Person, shared_bot: RunningBot
) -> None:
    page = await told(person, STORY)
    rules = await press(person, page, "Aturannya")
    assert "UU 27/2022" in rules["text"]
    await anonymously(person, rules)
    async with shared_bot.core.database.transaction() as session:
        submitted = select(AuditEntry).where(AuditEntry.verb == "action.submit")
        newest = submitted.order_by(col(AuditEntry.at).desc()).limit(1)
        [entry] = (await session.exec(newest)).all()
    assert entry.detail["consent"] == CONSENT_VERSION


async def test_what_is_told_while_a_report_is_open_may_be_added_to_it(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await anonymously(person, await told(person, STORY))
    await person.say("sudah saya simpan")
    await person.hear("saya hapus")
    page = await told(person, "ada lagi, tadi siang petugas itu datang ke rumah minta uang lagi")
    await person.press(page, "Tambahkan ke laporan ini")
    look = await person.hear("minta uang lagi")
    await person.press(look, "Kirim")
    await person.hear("Tercatat")
    assert any("minta uang lagi" in line.text for line in (await read(shared_bot, tracking)).lines)


async def test_a_greeting_is_answered_as_one(person: Person) -> None:
    await agree(person)
    assert "Menu" in (await say(person, "assalamualaikum min"))["text"]


async def test_a_posters_code_says_the_office_and_whistleblowing(person: Person, neighbour: Person) -> None:
    await person.say("/start kantor_5203")
    await person.hear("Setuju data Anda")
    page = await told(person, "petugas di loket minta uang kepada saya, katanya untuk materai")
    assert "Kantor: KPU Kabupaten Lombok Timur" in page["text"]
    await neighbour.say("/start wbs")
    await neighbour.hear("Setuju data Anda")
    page = await told(neighbour, "dia minta uang kepada rekanan setiap ada kegiatan")
    assert "hanya Inspektorat" in page["text"]


async def test_what_finds_no_room_in_a_story_is_said(person: Person) -> None:
    await told(person, f"{STORY} {'dan lain-lain ' * 280}")
    pages = [await told(person, f"lalu {number} {'begitu terus ' * 300}") for number in range(5)]
    assert "tidak muat lagi" in pages[-1]["text"]
    assert "Kirim sebagai laporan" in labels(pages[-1])
