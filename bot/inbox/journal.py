"""The table of received updates: kept sealed before Telegram is told, emptied when handled."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from pydantic_core import from_json, to_json

from core.clock import now
from core.db.database import Database
from core.db.direct import DirectLine
from core.privacy.seals import SealBrokenError, decrypt, encrypt

MAX_ATTEMPTS: Final = 3
"""So often an update may be under way when the process dies."""
REMEMBERED_FOR: Final = timedelta(hours=48)
"""Telegram offers an update for 24 hours; after twice that its number is forgotten."""

_KEEP: Final = (
    "INSERT INTO inbox_updates (update_id, sealed, status, attempts, received_at)"
    " SELECT id, sealed, 'pending', 0, %(at)s"
    " FROM unnest(%(ids)s::bigint[], %(boxes)s::bytea[]) AS given (id, sealed)"
    " ON CONFLICT (update_id) DO NOTHING RETURNING update_id"
)
"""Keeps updates that were fetched; names those that were not known yet."""
_KEPT: Final = (
    "SELECT update_id FROM inbox_updates WHERE update_id = ANY(%(ids)s::bigint[]) AND status = 'pending'"
)
"""Says which of some updates still wait to be handled."""
_FINISH: Final = (
    "UPDATE inbox_updates SET status = 'done', sealed = NULL, finished_at = %(at)s"
    " WHERE update_id = ANY(%(ids)s::bigint[]) AND status = 'pending'"
)
"""Marks updates as handled and drops what they said."""
_PENDING: Final = (
    "SELECT update_id, sealed, attempts FROM inbox_updates WHERE status = 'pending' ORDER BY update_id"
)
"""Reads what waits, in the order it came."""
_ATTEMPT: Final = (
    "UPDATE inbox_updates SET attempts = GREATEST(attempts + %(change)s, 0), error = %(error)s"
    " WHERE update_id = %(id)s RETURNING attempts"
)
"""Counts an attempt at an update, or takes it back; answers how many there were."""
_POISON: Final = (
    "UPDATE inbox_updates SET status = 'poison', error = %(error)s, finished_at = %(at)s"
    " WHERE update_id = %(id)s"
)
"""Sets an update aside; what it said is kept until somebody decides."""
_PUT_BACK: Final = (
    "UPDATE inbox_updates SET finished_at = NULL WHERE status = 'pending' AND finished_at IS NOT NULL"
    " RETURNING update_id, sealed, attempts"
)
"""Takes what was set aside and has been put back by somebody (`core.notifications.set_aside`)."""
_FORGET: Final = "DELETE FROM inbox_updates WHERE status = 'done' AND finished_at < %(before)s"
"""Deletes the numbers of updates that Telegram no longer offers."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One update on its way to being handled."""

    update_id: int
    update: dict[str, Any]
    attempts: int = 0
    recovered: bool = False
    """It was already kept when this process started: it may have been half handled."""


class Journal:
    """Remembers every update from its arrival; each is handled once."""

    def __init__(self, database: Database, key: bytes) -> None:
        # Arrivals have a line of their own: nobody's answer waits for bookkeeping.
        self._arrivals = DirectLine(database.engine, name="kentongan-bot-arrivals")
        self._rest = DirectLine(database.engine, name="kentongan-bot-inbox")
        self._key = key
        self._unsure: set[int] = set()
        """Given to a statement that failed: they may have been kept all the same."""

    async def keep(self, updates: list[dict[str, Any]]) -> list[Parcel]:
        """Store a batch in one statement; return those never seen before, oldest first."""
        by_id = {int(update["update_id"]): update for update in updates}
        boxes = [self._seal(number, update) for number, update in by_id.items()]
        doubtful = self._unsure & by_id.keys()
        self._unsure |= by_id.keys()
        rows = await self._arrivals.run(_KEEP, {"ids": list(by_id), "boxes": boxes, "at": now()})
        if doubtful:
            rows += await self._arrivals.run(_KEPT, {"ids": list(doubtful)})
        self._unsure -= by_id.keys()
        fresh = sorted({int(row[0]) for row in rows})
        return [Parcel(number, by_id[number]) for number in fresh]

    async def pending(self) -> tuple[list[Parcel], list[int]]:
        """Return what a former process left unhandled, and the ids whose seal is broken."""
        parcels: list[Parcel] = []
        broken: list[int] = []
        await self._rest.run(_PUT_BACK, {})  # they are among what waits
        for number, sealed, attempts in await self._rest.run(_PENDING, {}):
            try:
                update = self._open(number, sealed)
            except SealBrokenError:
                broken.append(number)
                continue
            parcels.append(Parcel(number, update, attempts, recovered=True))
        return parcels, broken

    async def put_back(self) -> list[Parcel]:
        """Return what was set aside and somebody wants tried again."""
        rows = await self._rest.run(_PUT_BACK, {})
        return [
            Parcel(number, self._open(number, sealed), attempts, recovered=True)
            for number, sealed, attempts in sorted(rows)
        ]

    async def finish(self, ids: list[int]) -> None:
        """Mark handled and empty the payloads."""
        await self._rest.run(_FINISH, {"ids": ids, "at": now()})

    async def attempt(self, update_id: int, *, change: int = 1, error: str | None = None) -> int:
        """Count (or uncount) one try; return how many there have been."""
        counted = await self._rest.run(_ATTEMPT, {"id": update_id, "change": change, "error": error})
        return int(counted[0][0]) if counted else 0

    async def poison(self, update_id: int, error: str) -> None:
        """Set an update aside; its payload stays, sealed, until somebody decides what becomes of it."""
        await self._rest.run(_POISON, {"id": update_id, "error": error, "at": now()})

    async def forget_old(self) -> None:
        """Drop the numbers of updates handled long ago."""
        await self._rest.run(_FORGET, {"before": now() - REMEMBERED_FOR})

    async def close(self) -> None:
        """Give the connections back."""
        await self._arrivals.close()
        await self._rest.close()

    def _seal(self, number: int, update: dict[str, Any]) -> bytes:
        return encrypt(self._key, to_json(update), context=_context(number))

    def _open(self, number: int, sealed: bytes) -> dict[str, Any]:
        opened = from_json(decrypt(self._key, sealed, context=_context(number)))
        return dict(opened)


def _context(number: int) -> bytes:
    return b"inbox:%d" % number
