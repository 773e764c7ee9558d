"""A whole bot for tests: the real database, Valkey, evidence folder and simulator around it."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.application import BotApplication
from bot.telegram import make_bot
from core.db.database import Database
from core.deadlines.standards import seed_rules
from core.logging import configure_logging
from core.offices.seed import seed_offices
from core.privacy.keys import generate_key_files
from core.settings import Settings, load_settings
from core.wiring import Core, connect_core
from tests.support.postgres import DatabaseUrls, cloned_database
from tests.support.servers import Servers
from tests.support.telegram import Person, SimulatorHandle, start_simulator

Json = dict[str, Any]
_forged = itertools.count(5_000_000_001)


@dataclass(slots=True)
class World:
    """Where a bot runs; a test may start, stop and kill bots in it."""

    simulator: SimulatorHandle
    urls: DatabaseUrls
    redis_url: str
    data_dir: Path

    def settings(self, **overrides: Any) -> Settings:
        values: dict[str, Any] = {
            "data_dir": self.data_dir,
            "database_url": self.urls.app,
            "redis_url": self.redis_url,
            "telegram_token": self.simulator.token,
            "telegram_api_base": self.simulator.base_url,
        }
        return load_settings(environ={}, env_file=None, **{**values, **overrides})

    @asynccontextmanager
    async def bot(self, **overrides: Any) -> AsyncIterator["RunningBot"]:
        """Run a bot; the settings may lead it elsewhere."""
        settings = self.settings(**overrides)
        core = await connect_core(settings, ring="bot")
        bot = make_bot(self.simulator.token, api_base=self.simulator.base_url)
        application = BotApplication(core, bot, redis_url=settings.require_redis_url())
        running = RunningBot(core, application, asyncio.create_task(application.run()))
        try:
            yield running
        finally:
            await running.stop()
            await core.close()


@dataclass(slots=True)
class RunningBot:
    """A bot at work."""

    core: Core
    application: BotApplication
    task: "asyncio.Task[None]"

    async def receive(self, update: Json) -> None:
        """Hand in an update as Telegram would, one the simulator would never make."""
        for parcel in await self.application._journal.keep([{"update_id": next(_forged), **update}]):
            self.application._lanes.put(parcel)

    async def press_forged(self, person: Person, data: str) -> None:
        """Press a button that no message of ours has."""
        sender = {"id": person.user_id, "is_bot": False, "first_name": "X"}
        chat = {"id": person.user_id, "type": "private"}
        message = {"message_id": 1, "date": 1, "chat": chat, "text": "x"}
        query = {"id": "1", "from": sender, "message": message, "chat_instance": "1", "data": data}
        await self.receive({"callback_query": query})

    async def stop(self) -> None:
        """End it as Ctrl-C does."""
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


def _quiet_settings() -> Settings:
    return load_settings(environ={}, env_file=None, log_level="error")


@asynccontextmanager
async def made_world(servers: Servers, redis_number: int, data_dir: Path) -> AsyncIterator[World]:
    """Make a place for bots: simulator, seeded database, numbered Valkey database, keys."""
    configure_logging(_quiet_settings(), process="bot")
    generate_key_files(data_dir / "keys")
    simulator = start_simulator()
    with cloned_database(servers) as urls:
        database = Database.connect(urls.owner)
        async with database.transaction() as session:
            await seed_offices(session)
            await seed_rules(session)
        await database.close()
        yield World(simulator, urls, servers.valkey.url(redis_number), data_dir)
    simulator.stop()


def labels(message: Json) -> list[str]:
    """List the inline buttons of a message."""
    return [button["label"] for row in message["buttons"] for button in row]


async def press(person: Person, message: Json, label: str) -> Json:
    """Press a button and return the bot's next message."""
    await person.press(message, label)
    return await person.hear()


async def say(person: Person, text: str) -> Json:
    """Say something and return the bot's next message."""
    await person.say(text)
    return await person.hear()


async def agree(person: Person) -> Json:
    """Come in for the first time and agree; return the menu."""
    await person.say("/start")
    consent = await person.hear("Setuju data Anda")
    await person.press(consent, "Setuju, lanjut")
    return await person.hear("Menu")


async def begin(person: Person, entry: str = "Buat laporan") -> Json:
    """Agree and begin a report; return its first question."""
    menu = await agree(person)
    await person.press(menu, entry)
    if entry == "Lapor orang dalam KPU":
        intro = await person.hear("Lapor orang dalam KPU")
        await person.press(intro, "Ya, lanjut")
    return await person.hear("Langkah 1")


ANSWERS: dict[str, str] = {
    "Jenis": "1",
    "Jenis pelanggaran": "2",
    "Cara melapor": "3",
    "Apa": "segel kotak suara sudah terbuka waktu kami datang ke gudang",
    "Siapa": "petugas gudang kecamatan, namanya ga tau. sopirnya saya sendiri",
    "Kapan": "Selasa sore",
    "Di mana": "gudang kecamatan",
    "Bagaimana": "kami datang jam lima, segelnya sudah putus",
    "Simpan nomor": "1",
}
IDENTITY = ("Siti Rahmawati", "Jalan Melati 4", "Guru", "081200000001")


def title_of(question: Json) -> str:
    """Read the step's title out of `Langkah 3 dari 8 · Siapa`."""
    return str(question["text"].split("\n")[0].partition(" · ")[2].partition(" (")[0])


async def answer(person: Person, question: Json, answers: dict[str, str] | None = None) -> Json:
    """Answer the step's question as a person would; return what comes next."""
    title = title_of(question)
    given = {**ANSWERS, **(answers or {})}
    match title:
        case "Tujuan" if "1." in question["text"]:
            return await say(person, "1")
        case "Tujuan":
            return await say(person, given.get("Tujuan", "Pacitan"))
        case "Siapa" if "Saya catat" in question["text"]:
            return await press(person, question, "Lanjut")
        case "Bukti":
            return await press(person, question, "Lanjut" if "Lanjut" in labels(question) else "Lewati")
        case "Identitas":
            number = int(question["text"].partition("(")[2][0])
            await person.say(IDENTITY[number - 1])
            return await next_question(person)
        case _:
            return await say(person, given[title])


async def next_question(person: Person) -> Json:
    """Wait for a question, the review, or a receipt; words in between are passed over."""
    return await person.hear(
        lambda message: message["text"].startswith(("Langkah", "Periksa laporan")) and message["buttons"]
    )


async def to_review(person: Person, question: Json, answers: dict[str, str] | None = None) -> Json:
    """Answer every step until the review."""
    for _ in range(30):
        if question["text"].startswith("Periksa laporan"):
            return question
        if not question["text"].startswith("Langkah"):
            question = await next_question(person)
            continue
        question = await answer(person, question, answers)
    raise AssertionError(f"no review after thirty answers: {question['text']}")


async def to_step(person: Person, question: Json, title: str, answers: dict[str, str] | None = None) -> Json:
    """Answer until the step called `title` is asked."""
    for _ in range(30):
        if question["text"].startswith("Langkah") and title_of(question) == title:
            return question
        question = await answer(person, question, answers)
    raise AssertionError(f"step {title} never came")


async def send(person: Person, review: Json) -> str:
    """Send the report; return its tracking ID."""
    await person.press(review, "Kirim laporan")
    await person.hear("sudah kami terima")
    return tracking_in(await person.hear("Nomor pelacakan Anda"))


def tracking_in(message: Json) -> str:
    """Find the tracking ID in a message."""
    words = message["text"].replace("\n", " ").split()
    return str(next(word for word in words if word.count("-") == 2 and len(word) == 20))
