"""Removing files of drafts that never became a report, and nothing else.

A database that is not the store's own (a copy, one restored from a month ago, an empty one) knows too little
to say what nobody needs. So only what was noted as stowed (`core.evidence.ledger`) and then as abandoned is
taken; nothing is taken where the database has moved or is older than the store, nor when it would be a large
share, until a person confirms (`kentongan evidence confirm`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.db.database import Database
from core.errors import NotFoundError
from core.evidence.store import EvidenceStore

DRAFTS_KEPT: Final = timedelta(days=15)
"""A stowed file no report took up is swept after this; drafts expire a day sooner."""
SECOND_THOUGHTS: Final = timedelta(minutes=10)
"""What was thrown away is left for so long: whatever was under way with it has ended by then."""
FEW: Final = 50
"""So many are never a large share."""
LARGE_SHARE: Final = 0.2
_BATCH: Final = 200
_MARK: Final = "swept"

log = structlog.get_logger()

_STAND: Final = sa.text(
    "SELECT replace(installation_id::text, '-', '') AS folder, made_at, swept_at, sweep_place, sweep_held,"
    " sweep_large_once, (SELECT system_identifier FROM pg_control_system()) || '/' || (SELECT oid FROM"
    " pg_database WHERE datname = current_database()) AS place FROM installations"
)
"""Reads how sweeping stands, and which cluster and database this is; waits for nobody."""
_STAND_HELD_FAST: Final = sa.text(f"{_STAND.text} FOR UPDATE")
"""The same for whoever goes on to sweep or to confirm: one at a time."""
_HOLD: Final = sa.text("UPDATE installations SET sweep_held = :why")
"""Stops sweeping until somebody confirms."""
_GO_ON: Final = sa.text("UPDATE installations SET swept_at = :at, sweep_large_once = false")
"""Notes a sweep."""
_CONFIRM: Final = sa.text(
    "UPDATE installations SET sweep_held = NULL, sweep_place = :place, swept_at = :at,"
    " sweep_large_once = :large"
)
"""Notes that a person says this database and the store are each other's."""
_TAKEN_UP: Final = sa.text(
    "DELETE FROM stowed_objects USING evidence"
    " WHERE evidence.object_key = stowed_objects.object_key AND stowed_at < :before"
)
"""Forgets the notes of old files that belong to a report."""
_ABANDON: Final = sa.text(
    "UPDATE stowed_objects SET abandoned_at = :at WHERE abandoned_at IS NULL AND stowed_at < :before"
    " AND NOT EXISTS (SELECT FROM evidence WHERE evidence.object_key = stowed_objects.object_key)"
)
"""Notes as abandoned what no report took up for longer than a draft lives."""
_SHARE: Final = sa.text(
    "SELECT (SELECT count(*) FROM stowed_objects WHERE abandoned_at IS NOT NULL) AS abandoned,"
    " (SELECT count(*) FROM stowed_objects) + (SELECT count(*) FROM evidence) AS known"
)
"""Counts what a sweep would take, and everything that is known."""
_ANY_DISCARDED: Final = sa.text(
    "SELECT EXISTS (SELECT FROM stowed_objects WHERE discarded_at < :before) AS any_discarded"
)
"""Tells whether anything waits that its sender threw away."""
_NEXT_DISCARDED: Final = sa.text(
    "SELECT object_key FROM stowed_objects WHERE discarded_at < :before"
    " AND NOT EXISTS (SELECT FROM evidence WHERE evidence.object_key = stowed_objects.object_key)"
    " ORDER BY object_key LIMIT :most FOR UPDATE SKIP LOCKED"
)
"""Takes the next objects that their sender threw away; one that a report has after all is left."""
_NEXT: Final = sa.text(
    "SELECT object_key FROM stowed_objects WHERE abandoned_at IS NOT NULL"
    " AND NOT EXISTS (SELECT FROM evidence WHERE evidence.object_key = stowed_objects.object_key)"
    " ORDER BY object_key LIMIT :most FOR UPDATE SKIP LOCKED"
)
"""Takes the next abandoned objects; one that a report has after all is left."""
_FORGET: Final = sa.text("DELETE FROM stowed_objects WHERE object_key = ANY(:keys)")
"""Forgets objects that were removed."""


class Held(StrEnum):
    """Why nothing is swept until somebody confirms."""

    MOVED = "moved"
    """The database is in another cluster, or under another name: a copy, or restored."""
    OLDER = "older"
    """The store was swept after this database last swept it: it was restored from before."""
    OTHER_STORE = "other_store"
    """The store does not know the last sweep: it is another one, or was emptied."""
    LARGE_SHARE = "large_share"


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepStand:
    """How sweeping stands."""

    held: Held | None
    abandoned: int
    """How many objects are noted as abandoned."""
    known: int
    """How many objects are known at all."""
    swept_at: datetime | None


async def sweep(store: EvidenceStore, database: Database) -> int:
    """Remove what is noted as abandoned; return how many objects; 0 while sweeping is held.

    Raises:
        UnavailableError: Database or store cannot be reached; the rest is taken next time.
    """
    async with database.transaction() as session:
        stand = await _row(session, _STAND_HELD_FAST)
        at = now()
        held = stand.sweep_held or await _why_not(store, stand)
        if held is None:
            await _run(session, _TAKEN_UP, before=at - DRAFTS_KEPT)
            await _run(session, _ABANDON, at=at, before=at - DRAFTS_KEPT)
            share = await _row(session, _SHARE)
            large = share.abandoned > FEW and share.abandoned > LARGE_SHARE * share.known
            held = Held.LARGE_SHARE if large and not stand.sweep_large_once else None
        if held is not None:
            await _hold(session, held)
            return 0
        await _run(session, _GO_ON, at=at)
    await store.put(f"{stand.folder}/{_MARK}", at.isoformat().encode())
    swept = 0
    while taken := await _take_some(store, database, _NEXT, most=_BATCH):
        swept += taken
    return swept


async def clear_discarded(store: EvidenceStore, database: Database) -> int:
    """Remove what its senders threw away some minutes ago; return how many objects.

    Nothing is guessed here, so a large share is no reason to hold; a database that is not the store's own
    is one, and is looked for here too: the night's sweep may not have run since it was restored.

    Raises:
        UnavailableError: Database or store cannot be reached; the rest is taken next time.
    """
    before = now() - SECOND_THOUGHTS
    async with database.transaction() as session:
        if not (await _row(session, _ANY_DISCARDED, before=before)).any_discarded:
            return 0
        stand = await _row(session, _STAND_HELD_FAST)
        held = stand.sweep_held if stand.sweep_held != Held.LARGE_SHARE else None
        if held is None and (held := await _why_not(store, stand)) is not None:
            await _hold(session, held)
        if held is not None:
            return 0
    cleared = 0
    while taken := await _take_some(store, database, _NEXT_DISCARDED, most=_BATCH, before=before):
        cleared += taken
    return cleared


async def sweep_stand(session: AsyncSession) -> SweepStand:
    """Say how sweeping stands, for the health page, `doctor` and whoever is about to confirm."""
    stand = await _row(session, _STAND)
    share = await _row(session, _SHARE)
    held = Held(stand.sweep_held) if stand.sweep_held else None
    if held is None and stand.place != stand.sweep_place:
        held = Held.MOVED
    return SweepStand(held=held, abandoned=share.abandoned, known=share.known, swept_at=stand.swept_at)


async def confirm_sweep(store: EvidenceStore, session: AsyncSession, *, large: bool) -> None:
    """Let sweeping go on: this database is the store's own. `large` lets the next sweep take a large share.

    Raises:
        UnavailableError: The store cannot be written.
    """
    stand = await _row(session, _STAND_HELD_FAST)
    at = now()
    await store.put(f"{stand.folder}/{_MARK}", at.isoformat().encode())
    await _run(session, _CONFIRM, place=stand.place, at=at, large=large)


async def _hold(session: AsyncSession, why: str) -> None:
    log.warning("evidence.sweep_held", why=str(why))
    await _run(session, _HOLD, why=str(why))


async def _why_not(store: EvidenceStore, stand: Any) -> Held | None:
    if stand.place != stand.sweep_place:
        return Held.MOVED
    marked = await _marked(store, stand.folder)
    if marked is None and stand.swept_at is None:
        # The first sweep of all. Marked before it is noted: whoever dies in between is not held for it.
        await store.put(f"{stand.folder}/{_MARK}", stand.made_at.isoformat().encode())
        return None
    if marked is None:
        return Held.OTHER_STORE
    return Held.OLDER if marked > (stand.swept_at or stand.made_at) else None


async def _marked(store: EvidenceStore, folder: str) -> datetime | None:
    """Read when the store was last swept by its own word."""
    try:
        said = await store.get(f"{folder}/{_MARK}")
    except NotFoundError:
        return None
    try:
        return datetime.fromisoformat(said.decode()).astimezone(UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)  # not ours: whoever wrote it knows better


async def _take_some(
    store: EvidenceStore, database: Database, statement: sa.TextClause, **values: object
) -> int:
    async with database.transaction() as session:
        connection = await session.connection()
        keys: Sequence[str] = (await connection.execute(statement, values)).scalars().all()
        if keys:
            await store.drop(list(keys))
            await _run(session, _FORGET, keys=list(keys))
    return len(keys)


async def _row(session: AsyncSession, statement: sa.TextClause, **values: object) -> Any:
    return (await (await session.connection()).execute(statement, values)).one()


async def _run(session: AsyncSession, statement: sa.TextClause, **values: object) -> None:
    await (await session.connection()).execute(statement, values)
