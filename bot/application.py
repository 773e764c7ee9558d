"""The bot put together: inbox in front, memory and core behind, answers last."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, Message, Update
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.handlers.heard import heard_in
from bot.handlers.routing import make_dispatcher
from bot.handlers.updates import where
from bot.inbox.journal import Journal, Parcel
from bot.inbox.lanes import Lanes
from bot.inbox.notices import ChatNotices
from bot.inbox.poller import Finisher, Poller, forget_regularly, recover, take_up_put_back
from bot.inbox.pulse import Pulse
from bot.memory.living import Life
from bot.memory.said import SaidMessages
from bot.memory.sealed import ChatMemory
from bot.memory.state import Attachment, kept_files
from bot.memory.throttle import Throttle
from bot.page import Page, Words, render
from bot.scribe import Scribe
from bot.services import Services
from bot.speech.messenger import Messenger
from bot.speech.replies import Say
from bot.speech.splitting import escape
from bot.telegram import chat_of, name_of, read_update
from bot.texts import common
from bot.turn import Turn
from core.answers.desk import AnswerDesk
from core.deadlines.standards import Standard, service_standards
from core.errors import DomainError, ErrorKind, UnavailableError
from core.evidence.intake import arriving
from core.evidence.ledger import discard
from core.evidence.original import Spooled
from core.evidence.quota import FileQuota
from core.intake.letterbox import Letterbox
from core.language import INDONESIAN
from core.languages import NAMES, language_of, say, speak, speaking, spoken
from core.notifications.botname import keep_bot_name
from core.notifications.officer_chats import ask_unlink, bind
from core.offices.directory import OfficeDirectory
from core.privacy.spool import Spool
from core.reporter.reporter import ReporterDesk
from core.reporter.transcribing import TranscribingDesk
from core.stories.reader import prepare
from core.voice.recogniser import CannotHearError, Recogniser
from core.wiring import Core

DRAIN_SECONDS: Final = 10.0
START_PAUSE: Final = 1.0
SHORT_SECONDS: Final = 4
"""A voice note of at most so many seconds may be a word that stands for a button."""
WORD_SECONDS: Final = 20.0
"""So long its sender waits at most; what is not heard by then is one more voice note."""

log = structlog.get_logger()


class BotApplication:
    """One running bot."""

    def __init__(self, core: Core, bot: Bot, *, redis_url: str, recogniser: Recogniser | None = None) -> None:
        keys = core.keys
        self._core = core
        self.bot = bot
        self._redis: Redis = Redis.from_url(redis_url, socket_timeout=5, socket_connect_timeout=3)
        self._life = Life(self._redis)
        self._memory = ChatMemory(
            self._redis,
            self._life,
            secret_key=keys.held("bot_secret_key"),
            index_key=keys.held("chat_index_key"),
        )
        self._throttle = Throttle(redis_url)
        said = SaidMessages(self._redis, self._memory.name, secret_key=keys.held("bot_secret_key"))
        self._messenger = Messenger(bot, said)
        self._dispatcher = make_dispatcher()
        self._recogniser = recogniser
        self._services = self._make_services()
        self._journal = Journal(core.database, keys.held("bot_secret_key"))
        self._finisher = Finisher(self._journal)
        notices = ChatNotices(bot)
        self._lanes = Lanes(
            journal=self._journal, handle=self.handle, notices=notices, finished=self._finisher.add
        )
        self._pulse = Pulse(core.database)
        self._poller = Poller(
            bot, journal=self._journal, lanes=self._lanes, notices=notices, pulse=self._pulse
        )

    async def run(self) -> None:
        """Serve until cancelled; what is under way is finished first, the rest stays in the inbox."""
        finishing = asyncio.create_task(self._finisher.run())
        forgetting = asyncio.create_task(forget_regularly(self._journal))
        introducing = asyncio.create_task(self._introduce())
        telling = asyncio.create_task(self._pulse.run())
        living = asyncio.create_task(self._life.run())
        writing = asyncio.create_task(self._scribe.run())
        preparing = asyncio.create_task(asyncio.to_thread(prepare))
        taking_up: asyncio.Task[None] | None = None
        try:
            await self._recover()
            taking_up = asyncio.create_task(take_up_put_back(self._journal, self._lanes))
            log.info("bot.started")
            await self._poller.run()
        finally:
            if taking_up is not None:
                taking_up.cancel()
            self._scribe.stop()
            beside = (finishing, forgetting, introducing, telling, preparing, writing)
            for task in beside:
                task.cancel()
            await self._lanes.drain(DRAIN_SECONDS)
            with suppress(UnavailableError):
                await self._finisher.flush()
            self._life.stop()
            living.cancel()
            await asyncio.gather(*beside, living, return_exceptions=True)
            await self._life.end()
            await self._redis.aclose()
            await self._throttle.close()
            await self._journal.close()
            await self.bot.session.close()

    async def handle(self, group: list[Parcel]) -> None:
        """Handle one update, or the updates of one album, as one turn."""
        chat_id = chat_of(group[0].update)
        if chat_id is None:
            return
        updates = [read_update(each.update, self.bot) for each in group]
        person = self._memory.name(chat_id)
        if not await self._throttle.may_write(person):
            if await self._throttle.may_be_told(person):
                await self._messenger.deliver(chat_id, [Say(common.TOO_FAST)])
            return
        async with self._memory.visit(chat_id) as visit:
            before = kept_files(visit.state, visit.opened)
            speak(language_of(visit.state.language))
            turn = Turn(chat_id, visit, self._services, own_name=name_of(updates[0]))
            if visit.state.saw([each.update_id for each in group]):
                # It was handled before a crash, but its answer may not have arrived.
                await render(turn, await where(turn, common.AGAIN))
            else:
                await self._turn(turn, updates)
        await self._throw_away(before - kept_files(visit.state, visit.opened))
        await self._messenger.deliver(chat_id, turn.outs, heard_in(updates))

    async def _throw_away(self, gone: frozenset[str]) -> None:
        """Let files go that the chat no longer remembers; those that were sent belong to their report."""
        if not gone:
            return
        try:
            async with self._core.database.transaction() as session:
                await discard(session, gone)
        except UnavailableError:
            log.warning("bot.files_left_to_the_sweep", files=len(gone))

    async def _turn(self, turn: Turn, updates: list[Update]) -> None:
        """Let the handlers decide, then put the page they return into words; a refusal is a page too."""
        album = tuple(each.message for each in updates if isinstance(each.message, Message))
        try:
            page = await self._dispatcher.feed_update(self.bot, updates[0], turn=turn, album=album)
            if isinstance(page, Page):
                await render(turn, page)
        except DomainError as refusal:
            if refusal.kind is ErrorKind.UNAVAILABLE:
                raise
            log.info("bot.refused", error_code=refusal.code)
            await render(turn, Words(escape(" ".join(map(say, [refusal.message, *refusal.fields.values()])))))

    async def _recover(self) -> None:
        while True:
            try:
                if found := await recover(self._journal, self._lanes):
                    log.info("bot.recovered", updates=found)
            except UnavailableError:
                log.warning("bot.waiting_for_database")
                await asyncio.sleep(START_PAUSE)
            else:
                return

    async def _introduce(self) -> None:
        """Register commands and descriptions with Telegram; retried until it is reachable."""
        while True:
            try:
                for code in NAMES:
                    await self._introduced_in(code)
                await keep_bot_name(self._redis, (await self.bot.me()).username or "")
            except (TelegramAPIError, RedisError) as error:
                log.warning("bot.not_introduced", error=type(error).__name__)
                await asyncio.sleep(60)
            else:
                return

    async def _introduced_in(self, code: str) -> None:
        """Register them in one language; the Indonesian ones stand wherever no other does."""
        with speaking(language_of(code)):
            commands = [
                BotCommand(command=name, description=words) for name, words in common.COMMANDS.items()
            ]
            own = None if spoken() is INDONESIAN else code
            private = BotCommandScopeAllPrivateChats()
            await self.bot.set_my_commands(commands, scope=private, language_code=own)
            await self.bot.set_my_commands(commands, language_code=own)
            await self.bot.set_my_short_description(common.SHORT_ABOUT, language_code=own)

    def _make_services(self) -> Services:
        core = self._core

        @asynccontextmanager
        async def transcribing() -> AsyncIterator[TranscribingDesk]:
            async with core.database.transaction() as session:
                yield TranscribingDesk(core, session)

        @asynccontextmanager
        async def desk() -> AsyncIterator[ReporterDesk]:
            async with core.database.transaction() as session:
                yield ReporterDesk(core, session)

        async def directory() -> OfficeDirectory:
            async with core.database.transaction() as session:
                return await OfficeDirectory.load(session)

        async def standards() -> tuple[Standard, ...]:
            async with core.database.transaction() as session:
                return await service_standards(session)

        async def may_guess(chat_id: int) -> bool:
            return await self._throttle.may_guess(self._memory.name(chat_id))

        async def guessed_wrong(chat_id: int) -> None:
            await self._throttle.guessed_wrong(self._memory.name(chat_id))

        async def link_officer(code: str, chat_id: int) -> bool:
            async with core.database.transaction() as session:
                return await bind(core, session, code, chat_id)

        async def unlink_officer(chat_id: int) -> None:
            async with core.database.transaction() as session:
                await ask_unlink(core, session, chat_id)

        self._scribe = Scribe(
            self._recogniser, desk=transcribing, directory=directory, say=self._messenger.deliver
        )
        return Services(
            transcribing=transcribing,
            write_down_later=self._scribe.later,
            spoken_word=self._spoken_word,
            letterbox=Letterbox(core),
            desk=desk,
            directory=directory,
            standards=standards,
            answers=AnswerDesk(core.database),
            store=core.store,
            fetch=self._fetch,
            max_files=core.settings.evidence_max_files,
            quota=FileQuota(
                self._redis.connection_pool,
                files=core.settings.evidence_files_per_day,
                megabytes=core.settings.evidence_megabytes_per_day,
            ),
            name_of=self._memory.name,
            source_key=self._memory.source_key,
            may_guess=may_guess,
            guessed_wrong=guessed_wrong,
            link_officer=link_officer,
            unlink_officer=unlink_officer,
        )

    async def _spoken_word(self, files: tuple[Attachment, ...]) -> str:
        """Hear one short word: its sound is held only as long as that takes, and kept nowhere."""
        if self._recogniser is None or len(files) != 1 or not 0 < files[0].seconds <= SHORT_SECONDS:
            return ""
        try:
            with arriving() as sound:
                async with asyncio.timeout(WORD_SECONDS):
                    await self._fetch(files[0].file_id, sound)
                    said = await self._recogniser.write_down(await Spooled(sound).whole())
        except (TimeoutError, CannotHearError, UnavailableError, TelegramAPIError):
            return ""
        return said.casefold().replace(",", "").strip(" .!?")

    async def _fetch(self, file_id: str, into: Spool) -> None:
        file = await self.bot.get_file(file_id)
        target: Any = into  # a raw file where aiogram's annotation wants `BinaryIO`
        await self.bot.download_file(file.file_path or "", destination=target, timeout=120, seek=False)
