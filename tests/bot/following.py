"""What tests of following share: a report left here before, opened, and standing where it is needed."""

import asyncio
from typing import Any

import sqlalchemy as sa

from core.chain.states import IdentityMode, State, Track
from core.intake.filing import from_chat
from core.intake.schemas import SubmitReport
from core.notifications.payload import open_chat
from core.offices.directory import OfficeDirectory
from core.privacy.keys import load_ring
from core.privacy.tracking import TrackingId, lookup_hash, new_tracking_id
from core.reporter.reporter import ReporterDesk
from core.reporter.schemas import ThreadView
from core.reports.schemas import Identity, ReportBody
from tests.bot.world import Json, RunningBot, World
from tests.support.telegram import Person


async def sent(
    running: RunningBot, person: Person, mode: IdentityMode = IdentityMode.ANONYMOUS
) -> TrackingId:
    """Leave a report from this chat, as if it were sent here before; return its tracking ID."""
    tracking = new_tracking_id()
    anonymous = mode is IdentityMode.ANONYMOUS
    async with running.core.database.transaction() as session:
        directory = await OfficeDirectory.load(session)
        wish = SubmitReport(
            track=Track.PUBLIC_SERVICE,
            office_id=directory.search("Pacitan")[0].id,
            identity_mode=mode,
            body=ReportBody(title="Segel kotak suara terbuka", substance="segel kotak suara terbuka"),
            identity=None if anonymous else Identity(name="Siti Rahmawati"),
        )
        await ReporterDesk(running.core, session).submit(
            wish, tracking_id=tracking, origin=from_chat(person.user_id, keep_tracking=not anonymous)
        )
    return tracking


async def stands(running: RunningBot, tracking: TrackingId, state: State, *missing: str) -> None:
    """Put a report where its handling would have brought it; no officer lives in this world."""
    await change(
        running,
        "UPDATE reports SET state = :state, missing_elements = :missing WHERE tracking_hash = :hash",
        state=state.value,
        missing=list(missing),
        hash=lookup_hash(tracking),
    )


async def change(running: RunningBot, statement: str, **values: Any) -> None:
    async with running.core.database.transaction() as session:
        await (await session.connection()).execute(sa.text(statement), values)


async def read(running: RunningBot, tracking: str) -> ThreadView:
    """Read the report as its reporter does."""
    async with running.core.database.transaction() as session:
        return await ReporterDesk(running.core, session).thread(TrackingId(tracking))


async def delivered_to(world: World, running: RunningBot, tracking: TrackingId) -> int:
    """Return the chat that news of a report go to, opened with the courier's key."""
    async with running.core.database.transaction() as session:
        row = await (await session.connection()).execute(
            sa.text(
                "SELECT chat_sealed FROM reporter_links l JOIN reports r ON r.id = l.report_id"
                " WHERE tracking_hash = :hash"
            ),
            {"hash": lookup_hash(tracking)},
        )
        sealed = row.scalar_one()
    return open_chat(load_ring(world.settings().keys_of("worker")), sealed)


async def status(person: Person, tracking: str) -> Json:
    """Open a report by its tracking ID."""
    await person.say("/lacak")
    await person.hear("Ketik nomor pelacakan")
    await person.say(tracking)
    return await person.hear("Perjalanan laporan")


async def rows(running: RunningBot, query: str, **values: Any) -> list[Any]:
    async with running.core.database.transaction() as session:
        found = await (await session.connection()).execute(sa.text(query), values)
        return list(found.all())


async def eventually(running: RunningBot, query: str, expected: Any, **values: Any) -> None:
    found: list[Any] = []
    for _ in range(100):
        found = await rows(running, query, **values)
        if found and found[0][0] == expected:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"never {expected}: {found}")
