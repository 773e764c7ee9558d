"""`/peristiwa`: the stream of events an open page listens to, and who else has a report open."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

import structlog
from fastapi import APIRouter, Query, Request
from redis.exceptions import RedisError
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from backoffice.contexts.presence import PresenceContext, presence_lines
from backoffice.live.hub import Connection, Told
from backoffice.requests.visits import CurrentVisit, Watching
from backoffice.security.sessions import OpenSession
from backoffice.security.turns import OverloadedError
from backoffice.wiring import Backoffice, backoffice_of
from core.access.repository import get_report_for
from core.accounts.accounts import Accounts
from core.actor import OfficerActor
from core.db.database import Session
from core.errors import NotFoundError, UnavailableError
from core.ids import OfficerId
from core.people.repository import names_of

log = structlog.get_logger(__name__)
router = APIRouter()

BEAT_SECONDS: Final = 10.0
REREAD_SECONDS: Final = 60.0
RETRY_MILLISECONDS: Final = 4000


@router.get("/peristiwa")
async def events(
    request: Request, who: Watching, report_id: Annotated[UUID | None, Query(alias="laporan")] = None
) -> Response:
    """Open the stream; `laporan` is the report the page shows."""
    parts = backoffice_of(request)
    if who.web is None or not parts.live.has_room(who.officer_id):
        return Response(status_code=503, headers={"Retry-After": "60"})
    actor, _ = await _look_in(parts, who.officer_id, report_id)
    connection = Connection(actor=actor, report_id=report_id)
    stream = Stream(parts=parts, web=who.web, connection=connection)
    return EventSourceResponse(stream.run(), ping=int(BEAT_SECONDS), send_timeout=20)


@router.get("/laporan/{report_id}/hadir")
async def present(
    visit: CurrentVisit,
    report_id: UUID,
    form: Annotated[str | None, Query(alias="formulir", pattern="^[a-z_0-9]{0,40}$")] = None,
) -> Response:
    """Say who else has the report open, and note which form I am filling in."""
    await get_report_for(visit.session, visit.actor, report_id)
    if form is not None:
        await visit.parts.presence.note(report_id, visit.actor.officer_id, form)
    context = PresenceContext(lines=await who_else(visit.parts, visit.session, visit.actor, report_id))
    return visit.parts.renderer.respond(visit.request, "pages/presence.html", context)


async def who_else(
    parts: Backoffice, session: Session, actor: OfficerActor, report_id: UUID
) -> tuple[str, ...]:
    """Word who else has the report open; an unreachable Valkey means nobody is known."""
    try:
        others = await parts.presence.others(report_id, actor.officer_id)
    except RedisError:
        return ()
    if not others:
        return ()
    names = await names_of(session, [one.officer_id for one in others])
    return presence_lines(others, names)


async def _look_in(
    parts: Backoffice, officer_id: OfficerId, report_id: UUID | None
) -> tuple[OfficerActor, int | None]:
    """Give the officer as appointed now and the version of the report they look at."""
    async with parts.turns.turn(by_itself=True), parts.core.database.transaction() as session:
        actor = await Accounts(parts.core, session).actor(officer_id)
        if report_id is None:
            return actor, None
        report, _ = await get_report_for(session, actor, report_id)
        return actor, report.version


@dataclass(slots=True, kw_only=True)
class Stream:
    """One connection's life: events as they come, a look at the session with each, and at each beat."""

    parts: Backoffice
    web: OpenSession
    connection: Connection
    read_at: float = 0.0

    async def run(self) -> AsyncIterator[ServerSentEvent]:
        """Yield events until the session ends, the access ends, or the page goes away.

        The version is read once we listen: a change in between is in one or the other.
        """
        self.read_at = time.monotonic()
        self.parts.live.join(self.connection)
        try:
            _, version = await _look_in(self.parts, self.web.officer_id, self.connection.report_id)
            yield _event("hello", self.connection.report_id, version, retry=RETRY_MILLISECONDS)
            await self._note_presence()
            while True:
                told = await self._next()
                if not await self._still_in_force():
                    yield _event("end", None, None)
                    return
                if told is not None:
                    yield _event(told.about, told.report_id, told.version)
        finally:
            self.parts.live.leave(self.connection)
            await asyncio.shield(self._note_leaving())

    async def _next(self) -> Told | None:
        try:
            return await asyncio.wait_for(self.connection.waiting.get(), BEAT_SECONDS)
        except TimeoutError:
            await self._note_presence()
            return None

    async def _still_in_force(self) -> bool:
        """Tell whether the session lives; once a minute read the officer's appointments anew."""
        try:
            if not await self.parts.sessions.is_open(self.web):
                return False
            if time.monotonic() - self.read_at > REREAD_SECONDS:
                await self._reread()
        except OverloadedError:
            return True  # the session lives; the appointments are read at the next look
        except (RedisError, UnavailableError) as error:
            log.info("live.not_checked", error=type(error).__name__)
            return False
        except NotFoundError:
            return False
        return True

    async def _reread(self) -> None:
        self.connection.actor, _ = await _look_in(self.parts, self.web.officer_id, self.connection.report_id)
        self.read_at = time.monotonic()

    async def _note_presence(self) -> None:
        report_id = self.connection.report_id
        if report_id is not None:
            try:
                await self.parts.presence.note(report_id, self.connection.actor.officer_id)
            except RedisError as error:
                log.info("presence.not_noted", error=type(error).__name__)

    async def _note_leaving(self) -> None:
        report_id, me = self.connection.report_id, self.connection.actor.officer_id
        if report_id is None or self.parts.live.still_there(report_id, me):
            return
        try:
            await self.parts.presence.leave(report_id, me)
        except RedisError as error:
            log.info("presence.not_noted", error=type(error).__name__)


def _event(
    name: str, report_id: UUID | None, version: int | None, *, retry: int | None = None
) -> ServerSentEvent:
    """Word an event: which report, which version, what to look at again; nothing of its content."""
    refresh = {"report": ["report", "list", "counts"], "presence": ["presence"], "look": ["report", "list"]}
    data = {
        "report": str(report_id) if report_id else None,
        "version": version,
        "refresh": refresh.get(name, []),
    }
    return ServerSentEvent(json.dumps(data), event=name, retry=retry)
