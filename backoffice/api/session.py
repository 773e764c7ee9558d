"""Signing in and out, and tokens for machines."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from backoffice.api.models import (
    AppointmentView,
    Credentials,
    Me,
    SessionView,
    TokenRequest,
    TokenView,
)
from backoffice.problems import ForgeryError
from backoffice.requests.signing_in import begin_session, throttled_sign_in
from backoffice.requests.visits import CurrentVisit, Proven, Visit
from backoffice.security import csrf
from backoffice.security.sessions import ABSOLUTE, OpenSession
from backoffice.wiring import Backoffice, backoffice_of
from core.accounts.accounts import Accounts
from core.accounts.schemas import TokenLine
from core.accounts.tokens import revoke, tokens_of
from core.actor import OfficerActor
from core.errors import ForbiddenError

router = APIRouter(tags=["session"])


@router.post("/session", status_code=201)
async def sign_in(credentials: Credentials, request: Request, response: Response) -> SessionView:
    """Sign in with password and one-time code; answers a cookie and the CSRF token."""
    if csrf.comes_from_elsewhere(request.headers.get("sec-fetch-site")):
        raise ForgeryError
    parts = backoffice_of(request)
    actor = await throttled_sign_in(request, credentials.username, credentials.password, credentials.code)
    web = await begin_session(request, response, actor)
    return session_view(parts, actor, web)


@router.get("/session")
async def current_session(visit: CurrentVisit) -> SessionView:
    """Tell who is signed in, with the CSRF token."""
    return session_view(visit.parts, visit.actor, visit.web)


@router.delete("/session", status_code=204)
async def sign_out(
    who: Proven,
    request: Request,
    response: Response,
    everywhere: Annotated[bool, Query()] = False,  # noqa: FBT002 (a query parameter)
) -> None:
    """Sign out here, or everywhere this officer is signed in."""
    parts = backoffice_of(request)
    if everywhere:
        await parts.sessions.end_all(who.officer_id)
    elif who.web is not None:
        await parts.sessions.end(who.web)
    parts.cookies.drop(response, parts.cookies.session)


@router.post("/session/tokens", status_code=201)
async def issue_token(wish: TokenRequest, who: Proven, visit: CurrentVisit) -> TokenView:
    """Issue a token by which a machine acts as you. A token cannot issue tokens."""
    del who
    _refuse_machine(visit)
    issued = await Accounts(visit.parts.core, visit.session).issue_token(visit.actor, wish.label, wish.days)
    return TokenView(token=issued.token, label=issued.label, expires_on=issued.expires_on)


@router.get("/session/tokens")
async def list_tokens(visit: CurrentVisit) -> list[TokenLine]:
    """List my machines' tokens: name, last use, whether in force; never the tokens."""
    _refuse_machine(visit)
    return list(await tokens_of(visit.session, visit.actor.officer_id))


@router.delete("/session/tokens/{token_id}", status_code=204)
async def revoke_token(token_id: UUID, who: Proven, visit: CurrentVisit) -> None:
    """Take one of my tokens back. A token cannot take another back."""
    del who
    _refuse_machine(visit)
    mine = visit.actor.officer_id
    await revoke(visit.session, mine, token_id, by=mine)


def _refuse_machine(visit: Visit) -> None:
    if visit.web is None:
        raise ForbiddenError("Token hanya diurus dari sesi masuk biasa.", code="token.from_token")


@router.get("/me")
async def me(visit: CurrentVisit) -> Me:
    """Tell who I am and under which appointments I act."""
    return me_view(visit.actor)


def session_view(parts: Backoffice, actor: OfficerActor, web: OpenSession | None) -> SessionView:
    """Show a session to its owner."""
    return SessionView(
        officer=me_view(actor),
        csrf_token=csrf.token_for(parts.keys.csrf, web.id) if web else None,
        idle_minutes=parts.settings.session_idle_minutes,
        expires_at=web.record.started_at + ABSOLUTE if web else None,
    )


def me_view(actor: OfficerActor) -> Me:
    """Show an officer to themselves."""
    return Me(
        officer_id=actor.officer_id,
        username=actor.username,
        full_name=actor.full_name,
        appointments=[
            AppointmentView(
                role=each.role,
                role_label=each.role.label,
                office_id=each.office_id,
                office=each.office_name,
                unit_id=each.unit_id,
                unit=each.unit_name,
                decree_number=each.decree_number,
                valid_from=each.valid_from,
                valid_to=each.valid_to,
            )
            for each in actor.appointments
        ],
    )
