"""What every page needs of a visit: the proven form, notices shown once, typed text that is kept."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from backoffice.contexts.shell import Flash, Tone
from backoffice.problems import ForgeryError, SignInNeededError
from backoffice.requests.bodies import opened_form
from backoffice.requests.visits import BY_ITSELF, SignedIn, Visit, signed_in, working
from backoffice.requests.visits import visit as visit_of
from backoffice.security import csrf
from backoffice.security.kept_forms import KeptForm
from backoffice.security.sessions import OpenSession
from backoffice.wiring import Backoffice, backoffice_of
from core.language import packed, unpacked

SEE_OTHER = 303
FLASH = "flash"
Typed = Mapping[str, Sequence[str]]


async def proven_form(
    request: Request, who: Annotated[SignedIn, Depends(signed_in)]
) -> AsyncIterator[FormData]:
    """Read a form of a signed-in officer that proves to come from our own page.

    Raises:
        ForgeryError: The CSRF token is missing or another one.
    """
    if who.web is None:
        raise SignInNeededError
    async with opened_form(request) as form:
        token = form.get(csrf.FIELD) or request.headers.get(csrf.HEADER, "")
        key = backoffice_of(request).keys.csrf
        if not isinstance(token, str) or not csrf.is_valid(key, who.web.id, token):
            raise ForgeryError
        yield form


ProvenForm = Annotated[FormData, Depends(proven_form)]


Signed = Annotated[SignedIn, Depends(signed_in)]


@asynccontextmanager
async def visiting(request: Request, who: SignedIn) -> AsyncIterator[Visit]:
    """Open a visit in a transaction of its own: what fails in one must not be shown out of the same."""
    async with working(request) as session:
        yield await visit_of(request, who, session)


def session_of(visit: Visit) -> OpenSession:
    """Give the browser's session; pages are never visited by machines' tokens."""
    if visit.web is None:
        raise SignInNeededError
    return visit.web


def see(path: str) -> RedirectResponse:
    """Send the browser on with a GET."""
    return RedirectResponse(path, status_code=SEE_OTHER)


async def notice(
    parts: Backoffice, web: OpenSession, title: str, body: str = "", *, tone: Tone = Tone.DONE
) -> None:
    """Leave a notice that the next page shows once."""
    await parts.sessions.keep(web, FLASH, json.dumps([tone.value, packed(title), packed(body)]))


async def take_notices(visit: Visit) -> tuple[Flash, ...]:
    """Give the notice left for this page; one that refreshes itself leaves it to whom it was left for."""
    if BY_ITSELF in visit.request.headers:
        return ()
    kept = await visit.parts.sessions.take(session_of(visit), FLASH)
    if kept is None:
        return ()
    tone, title, body = json.loads(kept)
    return (Flash(tone=Tone(tone), title=unpacked(title), body=unpacked(body)),)


async def keep_typed(parts: Backoffice, web: OpenSession, form: KeptForm) -> None:
    """Keep a typed form in the session until it is sent or given up."""
    await parts.sessions.keep(web, typed_name(form.path), form.model_dump_json())


def typed_name(path: str) -> str:
    """Name the place of what was typed for an address."""
    return f"typed:{path}"


async def typed_for(visit: Visit, path: str) -> KeptForm | None:
    """Give what was typed for this address and not yet sent."""
    kept = await visit.parts.sessions.kept(session_of(visit), typed_name(path))
    return KeptForm.model_validate_json(kept) if kept is not None else None


async def drop_typed(visit: Visit, path: str) -> None:
    """Forget what was typed: it has been sent."""
    await visit.parts.sessions.take(session_of(visit), typed_name(path))
