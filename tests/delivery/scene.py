"""An office, reports with chats, officers who tell reporters something, and a worker that sends."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

import core.db.tables  # noqa: F401 - every table is known, as in the worker
from bot.courier.chat import Chats
from bot.courier.courier import Courier
from bot.courier.flood import FloodGate
from core.chain.states import Channel, IdentityMode, Kind, Role, State, Track
from core.db.database import Database
from core.evidence.intake import stow
from core.evidence.store import EvidenceStore
from core.jobs import make_jobs
from core.notifications.courier import Patience
from core.notifications.models import Delivery
from core.notifications.outbox import PushFile, seal_chat, tell_reporter
from core.offices.models import Office, OfficeLevel
from core.privacy.keys import Keyring
from core.privacy.seals import encrypt_file, new_key
from core.reports.models import PushMode, Report, ReporterLink
from core.settings import load_settings
from core.wiring import Core
from deploy.worker_service import Duty, Pace, WorkerService

QUICK = Pace(
    poll=0.05, heartbeat=0.3, stalled_after=1.0, recovery=0.2, presence=0.2, reconnect=0.1, graceful=2.0
)
BRIEF = Patience(first=timedelta(milliseconds=100), longest=timedelta(milliseconds=400))


@dataclass(slots=True)
class Told:
    """A report and the way to its reporter."""

    report: Report
    link: ReporterLink


@dataclass(slots=True)
class Scene:
    """One database and the processes around it."""

    url: str
    rings: dict[str, Keyring]
    api_base: str
    token: str
    chats: Chats
    database: Database
    store: EvidenceStore
    concurrency: int = 8
    _office: int | None = None
    _seq: int = 0

    def core(self, ring: str) -> Core:
        """What a process of this ring holds."""
        return Core(
            settings=load_settings(environ={}, env_file=None),
            database=self.database,
            keys=self.rings[ring],
            store=self.store,
            jobs=make_jobs(self.url),
        )

    async def report(
        self,
        chat_id: int,
        *,
        mode: IdentityMode = IdentityMode.OPEN,
        track: Track = Track.PUBLIC_SERVICE,
        push: PushMode = PushMode.AT_ONCE,
    ) -> Told:
        """Make a report that is linked to a chat."""
        async with self.database.transaction() as session:
            office_id = await self._office_id(session)
            self._seq += 1
            report = Report(
                tracking_hash=secrets.token_bytes(32),
                track=track,
                kind=Kind.COMPLAINT,
                identity_mode=mode,
                channel=Channel.TELEGRAM,
                state=State.IN_PROCESS,
                addressed_office_id=office_id,
                office_id=office_id,
                holder_role=Role.LIAISON,
                agenda_number=f"{self._seq}/T/{uuid4().hex[:8]}",
                agenda_office_id=office_id,
                agenda_year=2026,
                agenda_seq=secrets.randbelow(2**31),
            )
            session.add(report)
            await session.flush()
            link = ReporterLink(
                report_id=report.id, chat_sealed=seal_chat(self.rings["bot"], chat_id), push=push
            )
            session.add(link)
        return Told(report, link)

    async def _office_id(self, session: AsyncSession) -> int:
        if self._office is None:
            office = (await session.exec(select(Office).where(col(Office.code) == "T1"))).first()
            if office is None:
                office = Office(
                    code="T1", level=OfficeLevel.NATIONAL, name="KPU Uji", short_name="Uji",
                    path="T1", zone="Asia/Jakarta",
                )  # fmt: skip
                session.add(office)
                await session.flush()
            self._office = office.id
        assert self._office is not None
        return self._office

    async def tell(
        self,
        told: Told,
        text: str,
        *,
        key: str | None = None,
        files: tuple[PushFile, ...] = (),
        title: str = "Kabar",
    ) -> bool:
        """Let an officer's action tell the reporter something."""
        async with self.database.transaction() as session:
            return await self.tell_within(session, told, text, key=key, files=files, title=title)

    async def tell_within(
        self,
        session: AsyncSession,
        told: Told,
        text: str,
        *,
        key: str | None = None,
        files: tuple[PushFile, ...] = (),
        title: str = "Kabar",
    ) -> bool:
        """Do so inside a transaction of the caller."""
        return await tell_reporter(
            self.core("backoffice"),
            session,
            report=told.report,
            link=told.link,
            about="answer",
            notice_title=title,
            notice_text=text,
            next_text=None,
            files=files,
            key=key or f"{told.report.id}:{uuid4()}",
        )

    async def deliveries(self, told: Told) -> list[Delivery]:
        """Read a report's deliveries, oldest first."""
        async with self.database.transaction() as session:
            rows = await session.exec(
                select(Delivery)
                .where(col(Delivery.report_id) == told.report.id)
                .order_by(col(Delivery.ordinal))
            )
            return list(rows.all())

    async def link(self, told: Told) -> ReporterLink:
        """Read a report's link afresh."""
        async with self.database.transaction() as session:
            return (
                await session.exec(select(ReporterLink).where(col(ReporterLink.id) == told.link.id))
            ).one()

    async def change_link(self, told: Told, **values: object) -> None:
        """Let the reporter choose otherwise."""
        async with self.database.transaction() as session:
            await session.exec(
                sa.update(ReporterLink).where(col(ReporterLink.id) == told.link.id).values(**values)
            )

    async def scalar(self, statement: str, **values: object) -> Any:
        """Ask the database one thing."""
        async with self.database.transaction() as session:
            connection = await session.connection()
            return (await connection.execute(sa.text(statement), values)).scalar()

    async def until(
        self, statement: str, expected: object, *, seconds: float = 20.0, **values: object
    ) -> None:
        """Wait until the database answers so."""
        deadline = time.monotonic() + seconds
        while (answer := await self.scalar(statement, **values)) != expected:
            if time.monotonic() > deadline:
                raise AssertionError(f"{statement} answers {answer!r}, not {expected!r}")
            await asyncio.sleep(0.03)

    async def until_settled(self, *, seconds: float = 20.0) -> None:
        """Wait until no push is open and no job is left."""
        await self.until(
            "SELECT (SELECT count(*) FROM deliveries WHERE status IN ('pending', 'retrying'))"
            " + (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing'))",
            0,
            seconds=seconds,
        )

    async def file(self, name: str, mime: str, content: bytes) -> PushFile:
        """Store a file an officer attaches."""
        stowed = await stow(self.store, content, name=name, mime=mime)
        return PushFile(object_key=stowed.object_key, file_key=stowed.file_key, name=name, mime=mime)

    async def sealed_file(self, name: str, mime: str, content: bytes) -> PushFile:
        """Store a file whatever it is, past the checks at the door."""
        key, object_key = new_key(), uuid4().hex
        await self.store.put(object_key, encrypt_file(key, content))
        return PushFile(object_key=object_key, file_key=key, name=name, mime=mime)

    @asynccontextmanager
    async def courier(
        self,
        *,
        patience: Patience = BRIEF,
        wrap: Callable[[Core], Core] = lambda core: core,
        gate: FloodGate | None = None,
    ) -> AsyncIterator[Courier]:
        """Give a courier without a worker around it."""
        yield Courier(wrap(self.core("worker")), self.chats, patience=patience, gate=gate)

    @asynccontextmanager
    async def working(
        self, *, patience: Patience = BRIEF, pace: Pace = QUICK, duties: Sequence[Duty] = ()
    ) -> AsyncIterator[WorkerService]:
        """Run a worker in this process."""
        async with self.courier(patience=patience) as courier:
            core = self.core("worker")
            service = WorkerService(core, courier, duties, concurrency=self.concurrency, pace=pace)
            task = asyncio.create_task(service.run())
            try:
                await self._until_listening(task)
                yield service
            finally:
                task.cancel()
                await asyncio.wait([task])
                if not task.cancelled() and (error := task.exception()):
                    raise error

    async def _until_listening(self, task: asyncio.Task[None]) -> None:
        deadline = time.monotonic() + 10
        listening = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE query ILIKE 'LISTEN%' AND datname = current_database()"
        )
        while not await self.scalar(listening):
            if task.done():
                task.result()
            if time.monotonic() > deadline:
                raise AssertionError("the worker does not listen")
            await asyncio.sleep(0.02)
