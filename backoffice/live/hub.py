"""One Valkey subscription a process, handed on to every open page that may hear it.

An event says which report changed and to which version; each connection passes it through the access
policy with its own officer's appointments. A page that cannot keep up is told to look for itself.
"""

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from backoffice.live.presence import CHANNEL as PRESENCE_CHANNEL
from core.access.policy import Allowed, may_see
from core.actor import OfficerActor
from core.events import CHANNEL as REPORT_CHANNEL
from core.events import ReportEvent
from core.ids import OfficerId

log = structlog.get_logger(__name__)

MOST_CONNECTIONS: Final = 1000
MOST_PER_OFFICER: Final = 12
_WAITING: Final = 64
_LISTEN_SECONDS: Final = 15.0
_LONGEST_PAUSE: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page is told: a report changed, somebody came or went, or it should look for itself."""

    about: Literal["report", "presence", "look"]
    report_id: UUID | None = None
    version: int | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class Connection:
    """One open page. `report_id` is the report it shows, if it shows one."""

    actor: OfficerActor
    report_id: UUID | None = None
    waiting: asyncio.Queue[Told] = field(default_factory=lambda: asyncio.Queue(_WAITING))

    def tell(self, told: Told) -> None:
        """Queue an event; where the page has fallen behind, one "look for yourself" says it all."""
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            told = Told(about="look")
        self.waiting.put_nowait(told)


class Hub:
    """Keeps the connections and the one subscription; it listens only while somebody is connected."""

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._connections: set[Connection] = set()
        self._by_officer: Counter[OfficerId] = Counter()
        self._listening: asyncio.Task[None] | None = None
        self.subscribed = asyncio.Event()
        """Set while the subscription stands."""

    def has_room(self, officer_id: OfficerId) -> bool:
        """Tell whether another page may connect."""
        return len(self._connections) < MOST_CONNECTIONS and self._by_officer[officer_id] < MOST_PER_OFFICER

    def join(self, connection: Connection) -> None:
        """Take a page in."""
        self._connections.add(connection)
        self._by_officer[connection.actor.officer_id] += 1
        if self._listening is None or self._listening.done():
            self._listening = asyncio.create_task(self._listen(), name="live-events")

    def leave(self, connection: Connection) -> None:
        """Let a page go."""
        if connection in self._connections:
            self._connections.remove(connection)
            self._by_officer[connection.actor.officer_id] -= 1

    def still_there(self, report_id: UUID, officer_id: UUID) -> bool:
        """Tell whether an officer has the report open on another page of this process."""
        return any(
            one.report_id == report_id and one.actor.officer_id == officer_id for one in self._connections
        )

    async def close(self) -> None:
        """Stop listening."""
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening

    async def _listen(self) -> None:
        pause = 1.0
        while True:
            try:
                await self._follow()
            except (RedisError, OSError) as error:
                log.info("live.subscription_lost", error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                pause = 1.0

    async def _follow(self) -> None:
        redis = Redis.from_url(self._url, socket_connect_timeout=3, socket_timeout=_LISTEN_SECONDS + 5)
        try:
            async with redis.pubsub(ignore_subscribe_messages=True) as pubsub:
                await pubsub.subscribe(REPORT_CHANNEL, PRESENCE_CHANNEL)
                self.subscribed.set()
                self._tell_all(Told(about="look"))  # what happened while nobody listened
                while True:
                    message = await pubsub.get_message(timeout=_LISTEN_SECONDS)
                    if message is not None:
                        self._pass_on(message["channel"], message["data"])
        finally:
            self.subscribed.clear()
            await redis.aclose()

    def _pass_on(self, channel: bytes, data: bytes) -> None:
        if channel.decode() == PRESENCE_CHANNEL:
            report_id = UUID(data.decode())
            told = Told(about="presence", report_id=report_id)
            for connection in self._connections:
                if connection.report_id == report_id:
                    connection.tell(told)
            return
        event = ReportEvent.from_json(data)
        told = Told(about="report", report_id=event.report_id, version=event.version)
        for connection in self._connections:
            if isinstance(may_see(connection.actor, event.subject), Allowed):
                connection.tell(told)

    def _tell_all(self, told: Told) -> None:
        for connection in self._connections:
            connection.tell(told)
