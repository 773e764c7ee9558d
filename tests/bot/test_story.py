"""Story first: whatever somebody sends outside a question is heard, and one press makes it a report."""

import pytest
from redis.asyncio import Redis
from sqlmodel import col, select

from bot.memory.sealed import STORY_SECONDS
from bot.presses import StoryPress
from bot.texts.common import CONSENT_VERSION
from core.audit.models import AuditEntry
from core.chain.states import IdentityMode, Kind, Track
from tests.bot.following import read, rows
from tests.bot.world import RunningBot, World, agree, begin, labels, press, say, tracking_in
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
    await person.press(page, "Kirim sebagai laporan")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert len(view.evidence) == 1
    assert "pesan suara" in view.body.substance


async def test_before_the_press_it_is_held_sealed_for_an_hour_and_no_file_is_fetched(
    person: Person, shared_bot: RunningBot, chat_world: World
) -> None:
    stowed = "SELECT count(*) FROM stowed_objects"
    before = await rows(shared_bot, stowed)
    await told(person, STORY)
    await person.send_files("document", ("a.txt", b"catatan saya", "text/plain"))
    await person.hear("1 berkas")
    assert await rows(shared_bot, stowed) == before
    name = shared_bot.application._memory.name(person.user_id)
    async with Redis.from_url(chat_world.redis_url) as redis:
        assert 0 < await redis.ttl(f"kb:story:{name}") <= STORY_SECONDS
        held = await redis.get(f"kb:story:{name}")
        assert isinstance(held, bytes)
        assert b"materai" not in held
        await say(person, "batal")
        await person.say("ya")
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


# --- nothing that was told is lost ---------------------------------------------------------------


async def test_one_word_forgets_nothing_until_it_is_confirmed(person: Person) -> None:
    await told(person, STORY)
    for word in ("tidak", "batal", "/batal"):
        assert "Buang cerita ini?" in (await say(person, word))["text"]
        assert "50rb" in (await told(person, "tidak, lanjutkan"))["text"]
    asked = await say(person, "batal")
    page = await told(person, "tadi lupa: ada juga pak lurah di situ")
    assert "50rb" in page["text"]
    asked = await say(person, "batal")
    assert "tidak ada yang disimpan" in (await press(person, asked, "Ya, buang"))["text"]


async def test_a_draft_that_was_being_written_waits_while_a_story_is_sent(
    person: Person, shared_bot: RunningBot
) -> None:
    first = await begin(person)
    await person.press(first, "1. Pengaduan")
    await person.hear("Tujuan")
    await say(person, "/menu")
    tracking = await anonymously(person, await told(person, STORY))
    assert (await read(shared_bot, tracking)).body.substance == STORY
    await person.say("/menu")
    menu = await person.hear("Apa yang ingin Anda lakukan")
    assert "Lanjutkan laporan" in labels(menu)
    assert "Tujuan" in (await press(person, menu, "Lanjutkan laporan"))["text"]


async def test_words_are_never_taken_for_a_tracking_id(person: Person) -> None:
    for text in (
        "dia minta 50rb per kepala lalu sisanya 100rb dibagi sama kades",
        "tanggal 12 jam 8 saya di tps 4 kata nya habis 3 lembar",
    ):
        assert text[:30] in (await told(person, text))["text"]
        await say(person, "batal")
        await say(person, "ya, buang")


async def test_after_a_cry_for_help_the_story_goes_on(person: Person) -> None:
    await person.say("petugas pps di desa jantuk lombok timur minta uang, saya diancam mau dibunuh")
    asked = await person.hear("Dalam bahaya")
    page = await press(person, asked, "Tidak, lanjutkan cerita saya")
    assert "diancam mau dibunuh" in page["text"]
    assert "Kirim sebagai laporan" in labels(page)


async def test_an_edit_after_the_press_changes_the_story_and_not_its_people(
    person: Person, shared_bot: RunningBot
) -> None:
    text = "ketua kpps bernama Slamet di desa jantuk lombok timur minta uang 50rb kemarin malam"
    [message] = await person.say(text)
    page = await person.hear("Ini yang saya tangkap")
    mode = await press(person, page, "Kirim sebagai laporan")
    await person.edit(message, text.replace("50rb", "75rb"))
    await person.hear("Apa")
    await person.press(mode, "3. Anonim")
    tracking = tracking_in(await person.hear("Nomor pelacakan Anda"))
    await person.edit(message, text.replace("50rb", "95rb"))
    await person.hear("Perubahan Anda sudah masuk")
    view = await read(shared_bot, tracking)
    assert "95rb" in view.body.substance
    assert [party.name for party in view.body.parties] == ["Slamet"]


async def test_whoever_gives_a_name_is_asked_for_the_name_alone(
    person: Person, shared_bot: RunningBot
) -> None:
    mode = await press(person, await told(person, STORY), "Kirim sebagai laporan")
    name = await press(person, mode, "1. Terbuka")
    assert "nama" in name["text"].lower()
    await person.say("Maya Anjani")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert view.identity_mode is IdentityMode.OPEN


async def test_what_is_told_before_the_number_is_kept_is_heard_too(person: Person) -> None:
    await anonymously(person, await told(person, STORY))
    page = await told(person, "ada lagi pak, tadi siang petugas itu datang lagi ke rumah")
    assert "Tambahkan ke laporan ini" in labels(page)


async def test_buat_laporan_in_the_middle_of_a_story_offers_it(
    person: Person, shared_bot: RunningBot
) -> None:
    await told(person, STORY)
    page = await told(person, "/lapor")
    assert "Tadi Anda sudah bercerita" in page["text"]
    menu = await say(person, "/menu")
    page = await press(person, menu, "Lanjutkan cerita")
    review = await press(person, page, "Tuntun saya")
    assert "Periksa laporan Anda" in review["text"]
    assert "desa jantuk" in review["text"]


async def test_a_second_press_leads_nobody_out_of_what_is_asked(
    person: Person, shared_bot: RunningBot
) -> None:
    page = await told(person, STORY)
    await press(person, page, "Kirim sebagai laporan")
    await shared_bot.press_forged(person, StoryPress(do="send").pack())
    assert "Cara melapor" in (await person.hear())["text"]
    await person.say("3")
    await person.hear("Nomor pelacakan Anda")
    await shared_bot.press_forged(person, StoryPress(do="send").pack())
    assert "sudah terkirim" in (await person.hear("Cerita itu"))["text"]
