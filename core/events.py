"""Saying that a report changed, to whoever has a page open. After the commit, and only then.

Through Valkey, so it may be lost: a page that misses one is stale until its next look, never
wrong in the database. An event says which report and who may see it, nothing of its content.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import structlog
from pydantic import TypeAdapter
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Subject
from core.db.transaction import carried_by

log = structlog.get_logger(__name__)

CHANNEL: Final = "report-events"
_SUBJECT: Final = TypeAdapter(Subject)
"""Writes and reads whatever fields the policy needs, so that none can be left out on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent:
    """A report changed: its new version, and what the access policy needs to pass it on."""

    report_id: UUID
    version: int
    subject: Subject

    def to_json(self) -> str:
        """Write it for the wire."""
        subject = _SUBJECT.dump_python(self.subject, mode="json")
        return json.dumps({"report": str(self.report_id), "version": self.version, "subject": subject})

    @classmethod
    def from_json(cls, text: str | bytes) -> "ReportEvent":
        """Read what `to_json` wrote."""
        found: dict[str, Any] = json.loads(text)
        return cls(
            report_id=UUID(found["report"]),
            version=found["version"],
            subject=_SUBJECT.validate_python(found["subject"]),
        )


def announce(session: AsyncSession, event: ReportEvent) -> None:
    """Keep an event until the session's transaction has committed."""
    carried_by(session).announced[event.report_id] = event.to_json()


def take_announced(session: AsyncSession) -> list[str]:
    """Take the events of a committed transaction, the newest of each report, as they are published."""
    carried = carried_by(session)
    waiting, carried.announced = carried.announced, {}
    return list(waiting.values())


class Announcer:
    """Publishes events; a Valkey that is away costs nothing but freshness."""

    def __init__(self, redis_url: str | None) -> None:
        self._redis = (
            Redis.from_url(redis_url, socket_timeout=1, socket_connect_timeout=1) if redis_url else None
        )

    async def publish(self, events: Sequence[str]) -> None:
        """Publish each event that `take_announced` gave, best effort."""
        if self._redis is None:
            return
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for event in events:
                    pipe.publish(CHANNEL, event)
                await pipe.execute()
        except (RedisError, OSError) as error:
            log.info("events.not_published", error=type(error).__name__, events=len(events))

    async def close(self) -> None:
        """Give the connection back."""
        if self._redis is not None:
            await self._redis.aclose()
