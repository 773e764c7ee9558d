"""Voice notes are written down behind the report: a draft, and with consent where a voice gives away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.application import BotApplication
from bot.telegram import make_bot
from core.chain.states import IdentityMode, State
from core.reports.voiced import TOLD_BY_VOICE
from core.voice.recogniser import CannotHearError
from core.wiring import connect_core
from tests.bot.following import read, rows, sent, stands, status
from tests.bot.test_voice import OGG
from tests.bot.world import Json, RunningBot, World, agree, begin, say, send, to_review, to_step, tracking_in
from tests.support.telegram import Person

WORDS = "Sari Rahmania minta setoran lima juta"
ASKED = "Boleh pesan suara Anda ditulis otomatis"
DRAFT = "Tulisan otomatis dari suara, bisa keliru"


class Heard:
    """A recogniser that hears what a test says; it notes how often it was asked."""

    def __init__(self, words: str | None = WORDS) -> None:
        self.words = words
        self.asked = 0

    async def write_down(self, sound: bytes) -> str:
        assert sound.startswith(b"OggS")
        self.asked += 1
        if self.words is None:
            raise CannotHearError
        return self.words


@asynccontextmanager
async def hearing(world: World, recogniser: Heard) -> AsyncIterator[RunningBot]:
    settings = world.settings()
    core = await connect_core(settings, ring="bot")
    bot = make_bot(world.simulator.token, api_base=world.simulator.base_url)
    redis_url = settings.require_redis_url()
    application = BotApplication(core, bot, redis_url=redis_url, recogniser=recogniser)
    running = RunningBot(core, application, asyncio.create_task(application.run()))
    try:
        yield running
    finally:
        await running.stop()
        await core.close()


async def speak(person: Person, wanted: str) -> Json:
    await person.send_files("voice", OGG)
    return await person.hear(wanted)


async def reported(person: Person, mode: str) -> str:
    """Report with one voice note, at *Bagaimana*; return the tracking ID."""
    await to_step(person, await begin(person), "Bagaimana", {"Cara melapor": mode})
    review = await to_review(person, await speak(person, "saya simpan sebagai jawaban"))
    return await send(person, review)


pytestmark = pytest.mark.slow


async def test_an_open_reporters_voice_is_written_down_and_shown_as_a_draft(lone_world: World) -> None:
    recogniser = Heard()
    async with (
        hearing(lone_world, recogniser) as running,
        lone_world.simulator.person(7_700_910_001) as person,
    ):
        tracking = await reported(person, "1")
        draft = await person.hear(DRAFT)
        assert WORDS in draft["text"]
        [file] = (await read(running, tracking)).evidence
        assert (file.transcript, file.transcript_by_reporter) == (WORDS, False)
        await person.press(draft, "Betulkan")
        await person.hear("Tulis isi pesan suara Anda yang benar")
        await say(person, "Bukan Sari, Sri Rahayu yang minta setoran")
        await say(person, "kirim")
        [file] = (await read(running, tracking)).evidence
        assert (file.transcript, file.transcript_by_reporter) == (
            "Bukan Sari, Sri Rahayu yang minta setoran", True,
        )  # fmt: skip
        [[kept, sealed]] = await rows(
            running,
            "SELECT count(*), bool_or(position('Rahayu'::bytea in sealed) > 0) FROM transcripts"
            " WHERE evidence_id = :file",
            file=file.id,
        )
        assert (kept, sealed) == (2, False)


@pytest.mark.parametrize("answer", ["Ya, tulis", "Jangan"])
async def test_a_protected_reporter_is_asked_first_and_the_answer_is_recorded(
    lone_world: World, answer: str
) -> None:
    recogniser = Heard()
    async with (
        hearing(lone_world, recogniser) as running,
        lone_world.simulator.person(700_910_020 + len(answer)) as person,
    ):
        tracking = await reported(person, "3")
        asked = await person.hear(ASKED)
        assert recogniser.asked == 0
        await person.press(asked, answer)
        if answer == "Jangan":
            await person.hear("suara Anda tidak ditulis")
            assert recogniser.asked == 0
        else:
            await person.hear(DRAFT)
            assert recogniser.asked == 1
        verb = "voice.allowed" if answer == "Ya, tulis" else "voice.refused"
        report = (await read(running, tracking)).report_id
        [[noted]] = await rows(
            running,
            "SELECT count(*) FROM audit_entries WHERE verb = :verb AND stream = :stream",
            verb=verb, stream=f"report:{report}",
        )  # fmt: skip
        assert noted == 1


async def test_what_is_not_heard_costs_nothing_but_the_words(lone_world: World) -> None:
    async with (
        hearing(lone_world, Heard(None)) as running,
        lone_world.simulator.person(7_700_910_003) as person,
    ):
        tracking = await reported(person, "1")
        await person.hear("tidak dapat ditulis otomatis")
        [file] = (await read(running, tracking)).evidence
        assert file.transcript == ""


async def test_danger_in_a_voice_is_answered_by_the_numbers(lone_world: World) -> None:
    async with (
        hearing(lone_world, Heard("tolong saya diancam mau dibunuh")),
        lone_world.simulator.person(7_700_910_004) as person,
    ):
        await reported(person, "1")
        await person.hear("Telepon sekarang")
        await person.hear(DRAFT)


async def test_a_spoken_yes_sends_a_story(lone_world: World) -> None:
    recogniser = Heard("Ya, kirim.")
    async with (
        hearing(lone_world, recogniser) as running,
        lone_world.simulator.person(7_700_910_005) as person,
    ):
        await speak(person, "Ini yang saya tangkap")
        await person.send_files("voice", OGG, duration=1)
        view = await read(running, tracking_in(await person.hear("Nomor pelacakan Anda")))
        assert view.body.substance == TOLD_BY_VOICE
        assert len(view.evidence) == 1


async def test_without_a_recogniser_nothing_is_asked_or_written(lone_world: World) -> None:
    async with lone_world.bot() as running, lone_world.simulator.person(7_700_910_006) as person:
        tracking = await reported(person, "1")
        await asyncio.sleep(3.5)
        said = [message["text"] for message in await person.messages()]
        assert not [text for text in said if DRAFT in text or ASKED in text]
        assert (await read(running, tracking)).evidence[0].transcript == ""


async def test_the_words_of_an_action_are_written_down_too(lone_world: World) -> None:
    async with hearing(lone_world, Heard()) as running, lone_world.simulator.person(7_700_910_007) as person:
        await agree(person)
        tracking = await sent(running, person, IdentityMode.OPEN)
        await stands(running, tracking, State.RECEIVED)
        await person.press(await status(person, tracking), "Tambah keterangan")
        await person.hear("Apa yang ingin Anda tambahkan")
        await person.press(await speak(person, "Kirim sekarang?"), "Kirim")
        assert WORDS in (await person.hear(DRAFT))["text"]
