"""Who has a report open now, and which form they are filling in.

Kept in Valkey for seconds only, under a keyed name. Whoever reads it has been let in to the report by
the access policy first; so has everybody in it.
"""

import json
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, cast
from uuid import UUID

from redis.asyncio import Redis

from backoffice.security.keys import WebKeys, keyed_name
from core.clock import now

CHANNEL: Final = "report-presence"
STAYS: Final = timedelta(seconds=45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Somebody who is there; `form` is the action whose form has their focus."""

    officer_id: UUID
    form: str


class Presence:
    """Notes who comes, what they write in, and who goes."""

    def __init__(self, redis: Redis, keys: WebKeys) -> None:
        self._redis = redis
        self._keys = keys

    async def note(self, report_id: UUID, officer_id: UUID, form: str | None = None) -> None:
        """Say that an officer is (still) there; without `form`, what they were writing in stays."""
        name, field = self._name(report_id), str(officer_id)
        before = _read(await cast("Awaitable[bytes | None]", self._redis.hget(name, field)))
        was_there = before is not None and before[0] > now().timestamp()
        kept = before[1] if before is not None and was_there else ""
        wanted = kept if form is None else form
        value = json.dumps([(now() + STAYS).timestamp(), wanted])
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(name, field, value)
            pipe.expire(name, STAYS)
            if not was_there or wanted != kept:
                pipe.publish(CHANNEL, str(report_id))
            await pipe.execute()

    async def leave(self, report_id: UUID, officer_id: UUID) -> None:
        """Say that an officer has closed the report."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.hdel(self._name(report_id), str(officer_id))
            pipe.publish(CHANNEL, str(report_id))
            await pipe.execute()

    async def others(self, report_id: UUID, officer_id: UUID) -> tuple[Present, ...]:
        """Give everybody else who is there."""
        found = await cast("Awaitable[Mapping[bytes, bytes]]", self._redis.hgetall(self._name(report_id)))
        here = [(UUID(field.decode()), _read(value)) for field, value in found.items()]
        return tuple(
            Present(officer_id=one, form=seen[1])
            for one, seen in sorted(here, key=lambda each: each[0])
            if seen is not None and seen[0] > now().timestamp() and one != officer_id
        )

    def _name(self, report_id: UUID) -> str:
        return f"web:present:{keyed_name(self._keys.names, 'report', str(report_id))}"


def _read(value: bytes | None) -> tuple[float, str] | None:
    if value is None:
        return None
    until, form = json.loads(value)
    return float(until), str(form)
