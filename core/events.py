"""Saying that a report changed, to whoever has a page open. After the commit, and only then.

Through Valkey, so it may be lost: a page that misses one is stale until its next look, never
wrong in the database. An event says which report and who may see it, nothing of its content.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Subject, UnitPart
from core.access.roles import Holding
from core.chain.states import Classification, State, Track
from core.ids import OfficerId

log = structlog.get_logger(__name__)

CHANNEL: Final = "report-events"
_WAITING: Final = "report_events"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent:
    """A report changed: its new version, and what the access policy needs to pass it on."""

    report_id: UUID
    version: int
    subject: Subject

    def to_json(self) -> str:
        """Write it for the wire."""
        subject = asdict(self.subject)
        subject["recused"] = [str(one) for one in self.subject.recused]
        registered = self.subject.registered_by
        subject["registered_by"] = str(registered) if registered else None
        return json.dumps({"report": str(self.report_id), "version": self.version, "subject": subject})

    @classmethod
    def from_json(cls, text: str | bytes) -> "ReportEvent":
        """Read what `to_json` wrote."""
        found: dict[str, Any] = json.loads(text)
        seen = found["subject"]
        parts = [UnitPart(**{**part, "holding": Holding(part["holding"])}) for part in seen["parts"]]
        return cls(
            report_id=UUID(found["report"]),
            version=found["version"],
            subject=Subject(
                track=Track(seen["track"]),
                state=State(seen["state"]),
                classification=Classification(seen["classification"]) if seen["classification"] else None,
                office_path=seen["office_path"],
                parts=tuple(parts),
                registered_by=OfficerId(UUID(seen["registered_by"])) if seen["registered_by"] else None,
                proposal_open=seen["proposal_open"],
                recused=frozenset(OfficerId(UUID(one)) for one in seen["recused"]),
            ),
        )


def announce(session: AsyncSession, event: ReportEvent) -> None:
    """Keep an event until the session's transaction has committed."""
    session.info.setdefault(_WAITING, []).append(event)


def take_announced(session: AsyncSession) -> list[ReportEvent]:
    """Return the events of a committed transaction, the newest of each report."""
    waiting: list[ReportEvent] = session.info.pop(_WAITING, [])
    return list({event.report_id: event for event in waiting}.values())


class Announcer:
    """Publishes events; a Valkey that is away costs nothing but freshness."""

    def __init__(self, redis_url: str | None) -> None:
        self._redis = (
            Redis.from_url(redis_url, socket_timeout=1, socket_connect_timeout=1) if redis_url else None
        )

    async def publish(self, events: Sequence[ReportEvent]) -> None:
        """Publish each event, best effort."""
        if self._redis is None:
            return
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for event in events:
                    pipe.publish(CHANNEL, event.to_json())
                await pipe.execute()
        except (RedisError, OSError) as error:
            log.info("events.not_published", error=type(error).__name__, events=len(events))

    async def close(self) -> None:
        """Give the connection back."""
        if self._redis is not None:
            await self._redis.aclose()
