"""Reports on the real database: filed, handled and driven to any state through the real services."""

import itertools
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from core.accounts.accounts import Accounts
from core.actor import OfficerActor
from core.chain.actions import Action
from core.chain.states import Channel, IdentityMode, Kind, State, Track, ViolationType
from core.clock import held_at
from core.db.database import Database
from core.db.keeping import Reference
from core.db.transaction import Carried, carry
from core.desk import OfficerDesk
from core.evidence.intake import stow
from core.evidence.ledger import Ledger
from core.evidence.schemas import StowedFile
from core.evidence.store import EvidenceStore
from core.handling.clockwork import run_clock
from core.handling.handling import Handling
from core.handling.schemas import ActOutcome
from core.intake.filing import from_chat
from core.intake.schemas import RegisterReport, SubmitReport
from core.jobs import make_jobs
from core.privacy.tracking import TrackingId, new_tracking_id, parse_tracking_id
from core.reporter.reporter import ReporterDesk
from core.reporter.schemas import ThreadView
from core.reports.models import Report
from core.reports.schemas import Identity, Party, Place, ReportBody
from core.settings import load_settings
from core.wiring import Core
from tests.support.answers import answers_to
from tests.support.house import KABUPATEN, LAW, TECHNICAL, House

PUBLIC, WBS = Track.PUBLIC_SERVICE, Track.WHISTLEBLOWING
MONDAY: Final = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Monday 2 March 2026, 10.00 WITA: an ordinary working week begins."""
PNG: Final = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)
_chats = itertools.count(8_800_100_001)

BODY: Final = ReportBody(
    title="Segel kotak suara terbuka",
    substance="Segel dua kotak suara sudah terbuka waktu diturunkan.",
    parties=(Party(name="Petugas Gudang", position="Penjaga gudang"),),
    happened_at="Selasa, 21.00",
    place=Place(text="Gudang kecamatan"),
    chronology="Kotak datang memakai truk terbuka.",
)
IDENTITY: Final = Identity(name="Maya Anjani", address="Jalan Mawar 4", occupation="Guru", phone="0812000")

Deed = tuple[str, Action] | tuple[str, Action, dict[str, Any]]
NOT_SUPERVISORY: Final = {"classification": "non_supervisory", "with_apip": False}

_TO_DISPOSED: Final[tuple[Deed, ...]] = (("sari", Action.DISPOSE),)
_TO_PROCESS: Final = (*_TO_DISPOSED, ("dewi", Action.ACCEPT))
_TO_HEAD: Final = (*_TO_PROCESS, ("dewi", Action.FORWARD_TO_HEAD))
_TO_FOLLOWUP: Final = (*_TO_HEAD, ("hendra", Action.DISPOSE_INTERNALLY))
_TO_SUBMITTED: Final = (*_TO_FOLLOWUP, ("hendra", Action.SUBMIT_FOLLOWUP))
_TO_ANSWERED: Final = (*_TO_SUBMITTED, ("dewi", Action.ANSWER))
_TO_REVIEW: Final[tuple[Deed, ...]] = (("agus", Action.BEGIN_REVIEW), ("agus", Action.CONCLUDE_REVIEW))
_TO_DEEPENING: Final = (*_TO_REVIEW, ("agus", Action.DEEPEN))
_TO_LEADER: Final = (*_TO_DEEPENING, ("agus", Action.SUBMIT_TO_LEADER))

ROADS: Final[dict[Track, dict[State, tuple[Deed, ...]]]] = {
    PUBLIC: {
        State.RECEIVED: (),
        State.AWAITING_COMPLETION: (("sari", Action.REQUEST_COMPLETION),),
        State.ARCHIVED_INCOMPLETE: (("sari", Action.REQUEST_COMPLETION), ("system", Action.LAPSE)),
        State.DISPOSED: _TO_DISPOSED,
        State.IN_PROCESS: _TO_PROCESS,
        State.WITH_UNIT_HEAD: _TO_HEAD,
        State.IN_FOLLOWUP: _TO_FOLLOWUP,
        State.FOLLOWUP_SUBMITTED: _TO_SUBMITTED,
        State.ANSWERED: _TO_ANSWERED,
        State.CLOSED: (*_TO_ANSWERED, ("reporter", Action.ACCEPT_ANSWER)),
        State.RETURNED_NATIONAL: (("sari", Action.RETURN_NATIONAL),),
        State.WITHDRAWN: (("reporter", Action.WITHDRAW),),
        State.NOT_PROCESSABLE: (
            ("sari", Action.PROPOSE_NOT_PROCESSABLE),
            ("sita", Action.CONFIRM_NOT_PROCESSABLE),
        ),
    },
    WBS: {
        State.RECEIVED: (),
        State.AWAITING_COMPLETION: (("agus", Action.REQUEST_COMPLETION),),
        State.ARCHIVED_INCOMPLETE: (("agus", Action.REQUEST_COMPLETION), ("system", Action.LAPSE)),
        State.WITHDRAWN: (("reporter", Action.WITHDRAW),),
        State.NOT_PROCESSABLE: (
            ("agus", Action.PROPOSE_NOT_PROCESSABLE),
            ("wulan", Action.CONFIRM_NOT_PROCESSABLE),
        ),
        State.REVIEW: _TO_REVIEW,
        State.DEEPENING: _TO_DEEPENING,
        State.WITH_LEADER: _TO_LEADER,
        State.INVESTIGATION: (*_TO_LEADER, ("lestari", Action.ORDER_INVESTIGATION)),
        State.CONCLUDED: (*_TO_LEADER, ("lestari", Action.CONCLUDE)),
    },
}
"""For each track the shortest way of a new report into each state."""

FILES_ASKED: Final[dict[Action, tuple[str, ...]]] = {
    Action.SUBMIT_FOLLOWUP: ("official_letter", "proof"),
    Action.REHABILITATE: ("letter",),
}


class AskedEachTime(Reference):
    """Keeps what was read as a process does, but asks for the version anew in every transaction."""

    def __init__(self) -> None:
        super().__init__(60)

    def ask_anew(self) -> None:
        """Rely on no version that was asked for before."""
        self._ask_from = 0.0

    @contextmanager
    def for_a_test(self) -> Iterator[None]:
        """Hand on what is kept, but for a test that changed some of it: its versions are counted again."""
        before = self._version
        yield
        if self._version != before:
            self.forget()
            self._version = None


class HeldDatabase(Database):
    """The database as services see it, inside one connection whose work is rolled back."""

    def __init__(self, connection: AsyncConnection, kept: AskedEachTime | None = None) -> None:
        super().__init__(connection.engine)
        self.connection = connection
        self.kept = kept or AskedEachTime()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        async with (
            AsyncSession(
                bind=self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            ) as session,
            session.begin(),
        ):
            self.kept.ask_anew()
            carry(session, Carried(reference=self.kept))
            yield session


@dataclass(frozen=True, slots=True)
class Filed:
    """A report, and the number only its reporter knows."""

    report_id: UUID
    tracking_id: TrackingId
    track: Track
    chat_id: int | None


@dataclass(slots=True)
class Scene:
    """The three processes on one database, and a clock the test moves."""

    house: House
    bot: Core
    backoffice: Core
    worker: Core
    at: datetime = MONDAY
    _actors: dict[tuple[str, datetime], OfficerActor] = field(default_factory=dict)

    @classmethod
    def on(cls, house: House, database: Database, data_dir: Path, url: str) -> "Scene":
        """Set the scene; evidence lies in memory."""
        settings = load_settings(environ={}, env_file=None, data_dir=data_dir, database_url=url)
        bot = Core(
            settings=settings,
            database=database,
            keys=house.keys["bot"],
            store=EvidenceStore.at("memory:///", ledger=Ledger(database)),
            jobs=make_jobs(url),
        )
        return cls(
            house,
            bot,
            replace(bot, keys=house.keys["backoffice"]),
            replace(bot, keys=house.keys["worker"]),
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction at the scene's moment."""
        with held_at(self.at):
            async with self.bot.database.transaction() as session:
                yield session

    @asynccontextmanager
    async def rolled_back(self) -> AsyncIterator[None]:
        """Undo whatever happens inside; only for a scene on a `HeldDatabase`."""
        database, at = self.bot.database, self.at
        assert isinstance(database, HeldDatabase)
        savepoint = await database.connection.begin_nested()
        try:
            yield
        finally:
            await savepoint.rollback()
            database.kept.forget()
            self.at = at

    def pass_time(self, **elapsed: float) -> None:
        """Move the clock on."""
        self.at += timedelta(**elapsed)

    async def wish(self, track: Track = PUBLIC, **changed: Any) -> SubmitReport:
        """Compose what a reporter hands in."""
        mode = changed.get("identity_mode", IdentityMode.OPEN)
        usual: dict[str, Any] = {
            "track": track,
            "office_id": self.house.offices[changed.pop("office", KABUPATEN)],
            "identity_mode": mode,
            "violation_type": ViolationType.CORRUPTION if track is WBS else None,
            "body": BODY,
            "identity": None if mode is IdentityMode.ANONYMOUS else IDENTITY,
        }
        return SubmitReport(**(usual | changed))

    async def file(
        self, track: Track = PUBLIC, *, chat: bool = True, keep: bool = True, **changed: Any
    ) -> Filed:
        """Let somebody file a report by chat."""
        tracking_id = new_tracking_id()
        chat_id = next(_chats) if chat else None
        wish = await self.wish(track, **changed)
        async with self.transaction() as session:
            receipt = await ReporterDesk(self.bot, session).submit(
                wish, tracking_id=tracking_id, origin=from_chat(chat_id, keep_tracking=keep)
            )
        return Filed(receipt.report_id, tracking_id, track, chat_id)

    async def register(self, track: Track = PUBLIC, *, who: str = "tono", **changed: Any) -> Filed:
        """Let a desk officer register a letter."""
        wish = await self.wish(track, **changed)
        given = {
            name: getattr(wish, name)
            for name in SubmitReport.model_fields.keys() & RegisterReport.model_fields
        }
        command = RegisterReport(**given, channel=Channel.LETTER)
        async with self.desk(who) as desk:
            receipt = await desk.register(command, key=uuid4().hex)
        return Filed(receipt.report_id, parse_tracking_id(receipt.tracking_id), track, None)

    async def actor(self, who: str) -> OfficerActor:
        """The officer with the appointments in force at the scene's moment."""
        if (who, self.at) not in self._actors:
            async with self.transaction() as session:
                accounts = Accounts(self.backoffice, session)
                self._actors[who, self.at] = await accounts.actor(self.house.officers[who])
        return self._actors[who, self.at]

    @asynccontextmanager
    async def desk(self, who: str) -> AsyncIterator[OfficerDesk]:
        """An officer's desk for one transaction."""
        actor = await self.actor(who)
        async with self.transaction() as session:
            yield OfficerDesk(self.backoffice, session, actor)

    @asynccontextmanager
    async def reporter(self) -> AsyncIterator[ReporterDesk]:
        """The reporter's side for one transaction."""
        async with self.transaction() as session:
            yield ReporterDesk(self.bot, session)

    async def stowed(self, data: bytes = PNG, name: str = "foto.png", mime: str = "image/png") -> StowedFile:
        """Put a file into the store."""
        return await stow(self.bot.store, data, name=name, mime=mime)

    async def form(self, action: Action, track: Track) -> tuple[dict[str, Any], tuple[StowedFile, ...]]:
        """A right answer to every field of an action, with the files it asks for."""
        values: dict[str, Any] = answers_to(action, track)
        if action is Action.DISPOSE:
            values |= {
                "lead_unit": self.house.unit(LAW),
                "supporting_units": [self.house.unit(TECHNICAL)],
            }
        if action is Action.DISPOSE_INTERNALLY:
            values["sections"] = [self.house.unit(LAW)]
        if action is Action.CONSULT:
            values["units"] = [self.house.unit(TECHNICAL)]
        files = []
        for name in FILES_ASKED.get(action, ()):
            files.append(await self.stowed(name=f"{name}.png"))
            values[name] = [files[-1].object_key]
        return values, tuple(files)

    async def act(
        self, who: str, filed: Filed, action: Action, changed: Mapping[str, Any] | None = None, **options: Any
    ) -> ActOutcome | ThreadView | None:
        """Take one action as somebody (`reporter`, `system` or an officer's key), rightly filled in."""
        if who == "system":
            await self.wait_for_clock()
            return None
        values, files = await self.form(action, filed.track)
        values |= changed or {}
        options.setdefault("files", files)
        if who == "reporter":
            async with self.reporter() as desk:
                return await desk.act(filed.tracking_id, action.value, values, **options)
        actor = await self.actor(who)
        async with self.transaction() as session:
            handling = Handling(self.backoffice, session, actor)
            if action is Action.FORWARD_TO_HEAD:
                await handling.sheet_printed(filed.report_id)
            return await handling.act(filed.report_id, action.value, values, **options)

    async def drive(self, filed: Filed, state: State, *, supervisory: bool = True) -> Filed:
        """Bring a new report into a state by the shortest way."""
        for who, action, *rest in ROADS[filed.track][state]:
            changed: dict[str, Any] = dict(rest[0]) if rest else {}
            if action is Action.DISPOSE and not supervisory:
                changed |= NOT_SUPERVISORY
            await self.act(who, filed, action, changed)
            self.pass_time(minutes=1)
        return filed

    async def tick(self) -> int:
        """Let the worker's clock run once, now."""
        with held_at(self.at):
            return await run_clock(self.worker)

    async def wait_for_clock(self, days: int = 10) -> None:
        """Let time pass, the clock ticking every few hours, as in life."""
        for _ in range(days * 2):
            self.pass_time(hours=12)
            await self.tick()

    async def row(self, filed: Filed) -> Report:
        """The report's row as it stands."""
        async with self.transaction() as session:
            return await session.get_one(Report, filed.report_id)

    async def scalar(self, statement: str, **values: object) -> Any:
        """Ask the database one thing."""
        async with self.transaction() as session:
            return (await (await session.connection()).execute(text(statement), values)).scalar()

    async def rows(self, statement: str, **values: object) -> list[Any]:
        """Ask the database for rows."""
        async with self.transaction() as session:
            return list((await (await session.connection()).execute(text(statement), values)).all())


KINDS: Final = tuple(Kind)
