"""Who asks, and in which transaction: the dependencies every route stands on.

`signed_in` looks at Valkey only (or, for a machine's token, at one row in a transaction of its own), so
files can be taken in before the request's one transaction touches the database. `visit` adds the actor.
The transaction's scope is the function: it commits before the answer leaves.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from fastapi import Depends, Request

from backoffice.problems import ForgeryError, SignInNeededError
from backoffice.security import csrf
from backoffice.security.sessions import OpenSession
from backoffice.security.turns import OverloadedError
from backoffice.wiring import Backoffice, backoffice_of
from core.accounts.accounts import Accounts
from core.actor import OfficerActor
from core.db.database import Session
from core.desk import OfficerDesk
from core.errors import ForbiddenError, NotFoundError
from core.handling.handling import Handling
from core.ids import OfficerId
from core.offices.directory import OfficeDirectory
from core.offices.zones import WIB

REASON_HEADER = "x-reason"
_LONGEST_REASON = 500
BY_ITSELF = "x-live"
"""A page that refreshes itself says so: it does not keep its session alive."""
_BEARER = "bearer "
_READING = frozenset({"GET", "HEAD"})
_WORTH_ASKING = 1.0
"""Seconds in line after which somebody may have clicked again, and left this request behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """An officer whose session or token is in force; what they may do is not yet asked."""

    officer_id: OfficerId
    web: OpenSession | None
    """None where a machine acts by a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request of a signed-in officer, in its transaction."""

    request: Request
    parts: Backoffice
    session: Session
    actor: OfficerActor
    web: OpenSession | None

    @property
    def desk(self) -> OfficerDesk:
        """What this officer may read."""
        return OfficerDesk(self.parts.core, self.session, self.actor)

    @property
    def handling(self) -> Handling:
        """What this officer may do."""
        return Handling(self.parts.core, self.session, self.actor)

    async def reason(self, report_id: UUID) -> str | None:
        """Give the reason recorded for opening this report, of this session or this request."""
        given = unquote(self.request.headers.get(REASON_HEADER, "")).strip()[:_LONGEST_REASON]
        if self.web is None:
            return given or None
        if given:
            await self.remember_reason(report_id, given)
            return given
        return await self.parts.sessions.kept(self.web, reason_name(report_id))

    async def remember_reason(self, report_id: UUID, reason: str) -> None:
        """Keep the reason for the rest of this session."""
        if self.web is not None:
            await self.parts.sessions.keep(self.web, reason_name(report_id), reason)


def reason_name(report_id: UUID) -> str:
    """Name the place of the reason recorded for opening a report."""
    return f"reason:{report_id}"


@asynccontextmanager
async def working(request: Request) -> AsyncIterator[Session]:
    """Open a transaction once it is the request's turn.

    Raises:
        OverloadedError: Too many requests wait, or nobody waits for this one's answer any more.
    """
    parts = backoffice_of(request)
    came = time.monotonic()
    async with parts.turns.turn(by_itself=BY_ITSELF in request.headers):
        waited = time.monotonic() - came
        if waited > _WORTH_ASKING and request.method in _READING and await request.is_disconnected():
            raise OverloadedError
        async with parts.core.database.transaction() as session:
            yield session


async def transaction(request: Request) -> AsyncIterator[Session]:
    """Open the request's one transaction."""
    async with working(request) as session:
        yield session


Transaction = Annotated[Session, Depends(transaction, scope="function")]


async def signed_in(request: Request) -> SignedIn:
    """Find out who is signed in.

    Raises:
        SignInNeededError: Nobody, or no longer.
    """
    parts = backoffice_of(request)
    authorization = request.headers.get("authorization", "")
    if authorization.lower().startswith(_BEARER) and request.url.path.startswith("/api/"):
        return await _by_token(request, parts, authorization[len(_BEARER) :].strip())
    cookie = request.cookies.get(parts.cookies.session)
    by_itself = BY_ITSELF in request.headers
    web = await (parts.sessions.peek(cookie) if by_itself else parts.sessions.find(cookie))
    if web is None:
        former = await parts.sessions.recall(cookie)
        raise SignInNeededError(officer_id=former.officer_id if former else None, cookie_id=cookie)
    structlog.contextvars.bind_contextvars(actor_id=str(web.officer_id))
    return SignedIn(officer_id=web.officer_id, web=web)


async def _by_token(request: Request, parts: Backoffice, token: str) -> SignedIn:
    try:
        async with working(request) as session:
            actor = await Accounts(parts.core, session).actor_for_token(token)
    except (NotFoundError, ForbiddenError):
        raise SignInNeededError from None
    structlog.contextvars.bind_contextvars(actor_id=str(actor.officer_id))
    return SignedIn(officer_id=actor.officer_id, web=None)


async def watching(request: Request) -> SignedIn:
    """Find out who is signed in, without counting the look as activity.

    Raises:
        SignInNeededError: Nobody, or no longer.
    """
    parts = backoffice_of(request)
    web = await parts.sessions.peek(request.cookies.get(parts.cookies.session))
    if web is None:
        raise SignInNeededError
    structlog.contextvars.bind_contextvars(actor_id=str(web.officer_id))
    return SignedIn(officer_id=web.officer_id, web=web)


async def proven(request: Request, who: Annotated[SignedIn, Depends(signed_in)]) -> SignedIn:
    """Let a change pass only if it proves that it comes from our own page, or from a machine's token.

    Raises:
        ForgeryError: The CSRF token is missing or another one.
    """
    if who.web is None:
        return who
    token = request.headers.get(csrf.HEADER, "")
    if not csrf.is_valid(backoffice_of(request).keys.csrf, who.web.id, token):
        raise ForgeryError
    return who


async def visit(
    request: Request, who: Annotated[SignedIn, Depends(signed_in)], session: Transaction
) -> Visit:
    """Give the signed-in officer with the appointments in force today."""
    parts = backoffice_of(request)
    try:
        actor = await Accounts(parts.core, session).actor(who.officer_id)
    except NotFoundError:
        if who.web is not None:
            await parts.sessions.end(who.web)
        raise SignInNeededError from None
    return Visit(request=request, parts=parts, session=session, actor=actor, web=who.web)


CurrentVisit = Annotated[Visit, Depends(visit)]
Watching = Annotated[SignedIn, Depends(watching)]
Proven = Annotated[SignedIn, Depends(proven)]


async def zone_of(visit: Visit) -> ZoneInfo:
    """Give the time zone of the office the officer works in."""
    directory = await OfficeDirectory.load(visit.session)
    office_id = visit.actor.appointments[0].office_id if visit.actor.appointments else None
    return ZoneInfo(directory.get(office_id).zone if office_id is not None else WIB)
