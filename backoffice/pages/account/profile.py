"""Who I am, under which decree I act, where I am signed in; my password."""

from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.account import ProfileContext, SessionLine
from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind
from backoffice.contexts.parts import Fact
from backoffice.pages.account.language import language_form
from backoffice.pages.account.own_chat import own_chat_panel
from backoffice.pages.account.tokens import ACTION, tokens_panel
from backoffice.pages.frame.forms import Refusal, typed_of
from backoffice.pages.frame.shell import shell_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, Typed, notice, see, session_of, visiting
from backoffice.pages.frame.words import local
from backoffice.problems import status_of
from backoffice.requests.visits import CurrentVisit, Visit, zone_of
from backoffice.wiring import address_of
from core.accounts.accounts import Accounts
from core.accounts.schemas import IssuedToken
from core.accounts.tokens import revoke, tokens_of
from core.actor import Acting
from core.chain.telling.wording import date_in_words
from core.errors import DomainError, ErrorKind, InvalidError
from core.language import joined, tr, trn

router = APIRouter()

_EXPECTED: Final = frozenset(
    {ErrorKind.INVALID, ErrorKind.FORBIDDEN, ErrorKind.CONFLICT, ErrorKind.THROTTLED}
)


@dataclass(frozen=True, slots=True)
class TriedToken:
    """A new token's form that was not taken."""

    typed: Typed
    refusal: Refusal


@router.get("/profil")
async def profile(visit: CurrentVisit) -> Response:
    """Show my account."""
    return await _show(visit)


@router.post("/profil/sandi")
async def change_password(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Change my password; every other place I am signed in at ends."""
    try:
        async with visiting(request, who) as visit:
            await visit.parts.throttle.admit(visit.actor.username, address_of(request))
            ended = await _change(visit, form)
    except DomainError as error:
        if error.kind not in _EXPECTED:
            raise
        async with visiting(request, who) as visit:
            return await _show(visit, Refusal(message=error.message, fields=error.fields), status_of(error))
    elsewhere = trn("{n} tempat lain dikeluarkan.", ended) if ended else ""
    await notice(visit.parts, session_of(visit), tr("Kata sandi diganti"), elsewhere)
    return see("/profil")


@router.post("/profil/keluar-semua")
async def sign_out_everywhere(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Sign out wherever I am signed in, here too."""
    del form
    async with visiting(request, who) as visit:
        await visit.parts.sessions.end_all(who.officer_id)
    response = see("/masuk")
    visit.parts.cookies.drop(response, visit.parts.cookies.session)
    return response


@router.post(ACTION)
async def issue_token(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Make a token for a machine and show it on the answer itself: nowhere else is it kept."""
    days = str(form.get("days") or "")
    try:
        async with visiting(request, who) as visit:
            issued = await Accounts(visit.parts.core, visit.session).issue_token(
                visit.actor, str(form.get("label") or ""), int(days) if days.isdecimal() else 0
            )
    except DomainError as error:
        if error.kind not in _EXPECTED:
            raise
        refusal = Refusal(message=error.message, fields=error.fields)
        async with visiting(request, who) as visit:
            return await _show(visit, status=status_of(error), tried=TriedToken(typed_of(form), refusal))
    async with visiting(request, who) as visit:
        return await _show(visit, issued=issued)


@router.post(ACTION + "/{token_id:uuid}/cabut")
async def revoke_token(request: Request, token_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Take one of my tokens back; the machine is refused from now on."""
    del form
    async with visiting(request, who) as visit:
        mine = visit.actor.officer_id
        line = await revoke(visit.session, mine, token_id, by=mine)
    told = tr("“{name}” tidak berlaku lagi.", name=line.label)
    await notice(visit.parts, session_of(visit), tr("Token dicabut"), told)
    return see("/profil#token")


async def _change(visit: Visit, form: FormData) -> int:
    """Change my password and say how many other places were signed out."""
    old, new, again = (str(form.get(name) or "") for name in ("old", "new", "again"))
    if new != again:
        words = tr("Ulangan kata sandi tidak sama.")
        raise InvalidError(words, fields={"again": words})
    others = partial(visit.parts.sessions.end_all, but=session_of(visit))
    accounts = Accounts(visit.parts.core, visit.session)
    return await accounts.change_password(visit.actor.officer_id, old, new, end_sessions=others)


async def _show(
    visit: Visit,
    refusal: Refusal | None = None,
    status: int = 200,
    *,
    issued: IssuedToken | None = None,
    tried: TriedToken | None = None,
) -> Response:
    zone = await zone_of(visit)
    places = await visit.parts.sessions.places(session_of(visit))
    actor = visit.actor
    context = ProfileContext(
        shell=await shell_of(visit, current="/profil"),
        facts=(
            Fact(term=tr("Nama"), text=actor.full_name),
            Fact(term=tr("Nama pengguna"), text=actor.username),
        ),
        appointments=tuple(_appointment(each) for each in actor.appointments),
        password=_password_form(refusal),
        reading=language_form(visit),
        own_chat=await own_chat_panel(visit),
        tokens=tokens_panel(
            await tokens_of(visit.session, actor.officer_id),
            zone,
            issued=issued,
            typed=tried.typed if tried else None,
            refusal=tried.refusal if tried else None,
        ),
        sessions=tuple(
            SessionLine(device=each.device, since=local(each.since, zone), current=each.current)
            for each in places
        ),
        sign_out_everywhere=ActionForm(
            key="keluar-semua",
            label=tr("Keluar dari semua tempat"),
            action="/profil/keluar-semua",
            icon="logout",
        ),
    )
    return visit.parts.renderer.respond(visit.request, "pages/profile.html", context, status_code=status)


def _appointment(acting: Acting) -> tuple[str, str]:
    place = f"{acting.unit_name}, {acting.office_name}" if acting.unit_name else acting.office_name
    number, start = acting.decree_number, date_in_words(acting.valid_from)
    if acting.valid_to:
        end = date_in_words(acting.valid_to)
        decree = tr(
            "Keputusan {number}, berlaku sejak {start} sampai {end}", number=number, start=start, end=end
        )
    else:
        decree = tr("Keputusan {number}, berlaku sejak {start}", number=number, start=start)
    return joined(" · ", (acting.role.label, place)), decree


def _password_form(refusal: Refusal | None) -> ActionForm:
    errors = refusal.fields if refusal else {}
    wanted = (
        ("old", tr("Kata sandi sekarang"), "current-password", ""),
        (
            "new",
            tr("Kata sandi baru"),
            "new-password",
            tr("Paling sedikit 12 huruf. Kalimat pendek lebih mudah diingat."),
        ),
        ("again", tr("Ulangi kata sandi baru"), "new-password", ""),
    )
    return ActionForm(
        key="sandi",
        label=tr("Ganti kata sandi"),
        action="/profil/sandi",
        fields=tuple(
            FieldInput(
                name=name,
                label=label,
                kind=FieldKind.PASSWORD,
                required=True,
                autocomplete=autocomplete,
                hint=hint,
                error=errors.get(name, ""),
                keep=False,
            )
            for name, label, autocomplete, hint in wanted
        ),
        icon="key",
        submit_label=tr("Ganti kata sandi"),
        error=refusal.message if refusal else "",
    )
