"""Signing in by two steps, signing in again without losing a word, signing out."""

import json
from typing import Annotated, Final
from urllib.parse import urlencode

import anyio
from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.account import DemoChoice, SignInContext
from backoffice.contexts.fields import FieldInput, FieldKind
from backoffice.contexts.shell import Tone
from backoffice.pages.frame.visiting import ProvenForm, Signed, keep_typed, notice, see
from backoffice.problems import ForgeryError, status_of
from backoffice.rendering import theme_of
from backoffice.requests.bodies import opened_form
from backoffice.requests.signing_in import begin_session, throttled_sign_in
from backoffice.requests.visits import working
from backoffice.security import csrf, kept_forms
from backoffice.security.kept_forms import KeptForm
from backoffice.security.sessions import ABSOLUTE, OpenSession
from backoffice.security.sign_in import MAX_CODE_TRIES, PendingSignIn, new_cookie_id
from backoffice.wiring import Backoffice, address_of, backoffice_of
from core.accounts.accounts import REFUSED, Accounts
from core.chain.states import Role
from core.errors import DomainError, ErrorKind, ForbiddenError
from core.language import tr
from core.settings import Environment

router = APIRouter()

_LONGEST: Final = 200
_START_AGAIN: Final = tr("Waktunya habis atau terlalu banyak percobaan. Mulai lagi dari nama pengguna.")


@router.get("/masuk")
async def ask_password(
    request: Request, next_path: Annotated[str, Query(alias="lanjut", max_length=500)] = "/"
) -> Response:
    """Ask for user name and password."""
    parts = backoffice_of(request)
    if await parts.sessions.find(request.cookies.get(parts.cookies.session)) is not None:
        return see(safe_path(next_path))
    return await password_page(request, carried=(("lanjut", safe_path(next_path)),))


@router.post("/masuk")
async def take_password(request: Request) -> Response:
    """Check user name and password; the code comes next. Whatever is wrong, the words are the same."""
    parts = backoffice_of(request)
    form, cookie_id = await _proven(request)
    username, password = _text(form, "username"), _text(form, "password")
    carried = tuple((name, value) for name in ("lanjut", "kept") if (value := _text(form, name)))
    address = address_of(request)
    try:
        await parts.throttle.admit(username, address)
        async with working(request) as session:
            right = await Accounts(parts.core, session).check_password(username, password)
        if not right:
            await parts.throttle.failed(username, address)
            raise ForbiddenError(REFUSED, code="sign_in.refused")
    except DomainError as error:
        return await _refused(request, error, carried, username=username)
    pending = PendingSignIn(
        username=username,
        password=password,
        next_path=safe_path(_text(form, "lanjut")),
        kept=_text(form, "kept"),
    )
    await parts.pending.keep(cookie_id, pending)
    return see("/masuk/kode")


@router.get("/masuk/kode")
async def ask_code(request: Request) -> Response:
    """Ask for the one-time code."""
    parts = backoffice_of(request)
    if await parts.pending.find(request.cookies.get(parts.cookies.sign_in)) is None:
        return see("/masuk")
    return _code_page(request)


@router.post("/masuk/kode")
async def take_code(request: Request) -> Response:
    """Check the code, begin the session, and bring back a form that was being sent."""
    parts = backoffice_of(request)
    form, cookie_id = await _proven(request)
    pending = await parts.pending.find(cookie_id)
    if pending is None or pending.tries >= MAX_CODE_TRIES:
        await parts.pending.forget(cookie_id)
        carried = (("kept", pending.kept),) if pending and pending.kept else ()
        return await password_page(request, error=_START_AGAIN, carried=carried, status=401)
    try:
        actor = await throttled_sign_in(request, pending.username, pending.password, _text(form, "code"))
    except DomainError as error:
        if error.kind not in {ErrorKind.FORBIDDEN, ErrorKind.THROTTLED}:
            raise
        await parts.pending.keep(cookie_id, pending.model_copy(update={"tries": pending.tries + 1}))
        return _code_page(request, error=error.message, status=status_of(error))
    await parts.pending.forget(cookie_id)
    kept = kept_forms.unseal(parts.keys.kept_forms, pending.kept)
    mine = kept is not None and kept.officer_id in {None, actor.officer_id}
    response = see(page_of(kept.path) if kept is not None and mine else pending.next_path)
    web = await begin_session(request, response, actor)
    parts.cookies.drop(response, parts.cookies.sign_in)
    if kept is not None:
        await _bring_back(parts, web, kept, mine=mine)
    return response


@router.post("/keluar")
async def sign_out(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Sign out here."""
    del form
    parts = backoffice_of(request)
    if who.web is not None:
        await parts.sessions.end(who.web)
    response = see("/masuk")
    parts.cookies.drop(response, parts.cookies.session)
    return response


async def password_page(
    request: Request,
    *,
    error: str = "",
    username: str = "",
    carried: tuple[tuple[str, str], ...] = (),
    expired: bool = False,
    kept_note: str = "",
    status: int = 200,
) -> Response:
    """Render the first step, with whatever has to be carried through it."""
    parts = backoffice_of(request)
    cookie_id = request.cookies.get(parts.cookies.sign_in) or new_cookie_id()
    context = SignInContext(
        csrf_token=csrf.token_for(parts.keys.csrf, cookie_id),
        action="/masuk",
        fields=(
            FieldInput(
                name="username", label=tr("Nama pengguna"), required=True, value=username,
                autocomplete="username", autofocus=True,
            ),
            FieldInput(
                name="password", label=tr("Kata sandi"), kind=FieldKind.PASSWORD, required=True,
                autocomplete="current-password", keep=False,
            ),
        ),
        expired=expired,
        error=error,
        carried=carried,
        kept_note=kept_note,
        demo_accounts=await _demo_accounts(parts),
        theme=theme_of(request),
    )  # fmt: skip
    response = parts.renderer.respond(request, "pages/sign_in.html", context, status_code=status)
    parts.cookies.put(response, parts.cookies.sign_in, cookie_id, max_age=int(ABSOLUTE.total_seconds()))
    return response


def safe_path(path: str) -> str:
    """Give the path if it is one of our own pages, else the desk."""
    own = path.startswith("/") and not path.startswith(("//", "/\\", "/api/", "/masuk"))
    return path if own and path.isprintable() else "/"


def page_of(path: str) -> str:
    """Give the page whose form is posted to this address."""
    return path.partition("/aksi/")[0] if path.startswith("/laporan/") else path if path == "/catat" else "/"


def sign_in_address(next_path: str) -> str:
    """Give the sign-in page that comes back here afterwards."""
    return f"/masuk?{urlencode({'lanjut': next_path})}" if next_path != "/" else "/masuk"


async def _refused(
    request: Request, error: DomainError, carried: tuple[tuple[str, str], ...], *, username: str
) -> Response:
    if error.kind not in {ErrorKind.FORBIDDEN, ErrorKind.THROTTLED}:
        raise error
    return await password_page(
        request, error=error.message, username=username, carried=carried, status=status_of(error)
    )


def _code_page(request: Request, *, error: str = "", status: int = 200) -> Response:
    parts = backoffice_of(request)
    cookie_id = request.cookies.get(parts.cookies.sign_in, "")
    context = SignInContext(
        csrf_token=csrf.token_for(parts.keys.csrf, cookie_id),
        action="/masuk/kode",
        fields=(
            FieldInput(
                name="code", label=tr("Kode enam angka"), kind=FieldKind.CODE, required=True,
                autocomplete="one-time-code", autofocus=True, keep=False,
            ),
        ),
        asks_code=True,
        error=error,
        restart_href="/masuk",
        theme=theme_of(request),
    )  # fmt: skip
    return parts.renderer.respond(request, "pages/sign_in.html", context, status_code=status)


async def _proven(request: Request) -> tuple[FormData, str]:
    """Read the form and the cookie it must belong to."""
    parts = backoffice_of(request)
    cookie_id = request.cookies.get(parts.cookies.sign_in, "")
    async with opened_form(request) as form:
        if not cookie_id or not csrf.is_valid(parts.keys.csrf, cookie_id, _text(form, csrf.FIELD)):
            raise ForgeryError
        return form, cookie_id


async def _bring_back(parts: Backoffice, web: OpenSession, kept: KeptForm, *, mine: bool) -> None:
    if not mine:
        words = tr("Formulir yang tadi diketik milik akun lain, jadi tidak ditampilkan.")
        await notice(parts, web, tr("Anda masuk dengan akun lain"), words, tone=Tone.SOON)
        return
    await keep_typed(parts, web, kept)
    words = tr("Periksa formulirnya, lalu kirim.")
    if kept.had_files:
        words = tr("Periksa formulirnya, lalu kirim. Pilih ulang berkasnya.")
    await notice(parts, web, tr("Tulisan Anda kembali"), words, tone=Tone.INFO)


async def _demo_accounts(parts: Backoffice) -> tuple[DemoChoice, ...]:
    if parts.settings.environment is not Environment.demo:
        return ()
    path = anyio.Path(parts.settings.data_dir / "demo-accounts.json")
    if not await path.is_file():
        return ()
    return tuple(
        DemoChoice(
            username=str(each["username"]),
            role=Role(each["role"]).label,
            office=str(each.get("unit") or each["office"]),
        )
        for each in json.loads(await path.read_text())
    )


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    limit = None if name == "kept" else _LONGEST
    return value[:limit] if isinstance(value, str) else ""
