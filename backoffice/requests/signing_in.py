"""Signing in: checking, counting the tries, opening the session."""

from fastapi import Request
from starlette.responses import Response

from backoffice.requests.devices import device_of
from backoffice.requests.visits import working
from backoffice.security.sessions import ABSOLUTE, OpenSession
from backoffice.wiring import address_of, backoffice_of
from core.accounts.accounts import Accounts
from core.actor import OfficerActor
from core.errors import ForbiddenError


async def throttled_sign_in(request: Request, username: str, password: str, code: str) -> OfficerActor:
    """Check all three, counting the try against the account and the address.

    Raises:
        ForbiddenError: `sign_in.refused`, whatever was wrong.
        ThrottledError: Too many tries.
    """
    parts, address = backoffice_of(request), address_of(request)
    await parts.throttle.admit(username, address)
    try:
        async with working(request) as session:
            actor = await Accounts(parts.core, session).sign_in(username, password, code)
    except ForbiddenError:
        await parts.throttle.failed(username, address)
        raise
    await parts.throttle.succeeded(username, address)
    return actor


async def begin_session(request: Request, response: Response, actor: OfficerActor) -> OpenSession:
    """Open a session under a fresh id; the browser's former one ends."""
    parts = backoffice_of(request)
    former = await parts.sessions.recall(request.cookies.get(parts.cookies.session))
    if former is not None:
        await parts.sessions.end(former)
    web = await parts.sessions.open(actor.officer_id, device=device_of(request.headers.get("user-agent", "")))
    parts.cookies.put(response, parts.cookies.session, web.id, max_age=int(ABSOLUTE.total_seconds()))
    return web
