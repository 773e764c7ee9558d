"""Refusals as pages: plain words, what to do now, and the way to sign in again."""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from backoffice.contexts.problem import ProblemContext
from backoffice.contexts.shell import Link
from backoffice.pages.account.sign_in import password_page, sign_in_address
from backoffice.pages.frame.visiting import see
from backoffice.problems import Change, Problem, SignInNeededError, UnreadableError, correlation_of
from backoffice.rendering import Renderer, theme_of
from backoffice.requests.bodies import opened_form
from backoffice.security import csrf, kept_forms
from backoffice.security.limits import TooLargeError
from backoffice.wiring import backoffice_of
from core.language import joined, tr

_ADVICE: Final[Mapping[int, tuple[str, ...]]] = {
    400: (tr("Kembali, muat ulang halamannya, lalu kirim lagi."),),
    403: (
        tr("Kembali dan muat ulang halamannya."),
        tr("Bila Anda yakin berwenang, hubungi administrator sistem."),
    ),
    404: (
        tr("Periksa alamatnya."),
        tr("Laporan yang tidak ada dan yang bukan kewenangan Anda tampak sama di sini."),
    ),
    405: (tr("Buka halamannya dari menu."),),
    409: (tr("Muat ulang, periksa yang berubah, lalu putuskan lagi."),),
    413: (tr("Kecilkan berkasnya, atau kirim beberapa kali."),),
    422: (tr("Kembali, perbaiki isiannya, lalu kirim lagi."),),
    429: (tr("Tunggu sebentar, lalu coba lagi."),),
    500: (
        tr("Coba lagi."),
        tr("Bila berulang, hubungi administrator sistem dan sebutkan nomor rujukan di bawah."),
    ),
    503: (tr("Tunggu sebentar, lalu muat ulang. Tulisan di formulir masih ada bila Anda menekan Kembali."),),
}
_ICONS: Final[Mapping[int, str]] = {403: "lock", 404: "search", 429: "hourglass", 503: "refresh"}
_KEPT: Final = tr("Tulisan Anda di formulir tersimpan dan terisi kembali setelah masuk.")
_FILES_NOTE: Final = tr("Berkas tidak dapat disimpan; pilih ulang nanti.")


async def refusal_page(
    request: Request, error: Exception, problem: Problem, headers: Mapping[str, str]
) -> Response:
    """Answer a refusal with a page; whoever is not signed in is asked to."""
    if isinstance(error, SignInNeededError):
        return await _sign_in(request, error)
    response = _problem_page(request, problem)
    response.headers.update(headers)
    return response


def _problem_page(request: Request, problem: Problem) -> Response:
    context = ProblemContext(
        status=problem.status,
        title=problem.title,
        body=problem.detail,
        advice=_ADVICE.get(problem.status, _ADVICE[400]),
        problem_icon=_ICONS.get(problem.status, "alert-triangle"),
        changes=tuple(_in_words(each) for each in problem.changed),
        links=(Link(label=tr("Ke meja saya"), href="/", icon="inbox"),),
        reference=correlation_of(request),
        theme=theme_of(request),
    )
    renderer: Renderer = request.app.state.renderer
    return renderer.respond(request, "pages/problem.html", context, status_code=problem.status)


def _in_words(change: Change) -> str:
    who = change.who or tr("Petugas lain")
    return tr("{who}: {what}. Sekarang: {state}.", who=who, what=change.what, state=change.state)


async def _sign_in(request: Request, error: SignInNeededError) -> Response:
    if request.method in {"GET", "HEAD"}:
        if request.headers.get("hx-request") == "true":
            return Response(status_code=401, headers={"HX-Redirect": sign_in_address("/")})
        query = f"?{request.url.query}" if request.url.query else ""
        return see(sign_in_address(f"{request.url.path}{query}"))
    sealed, note = await _kept(request, error)
    return await password_page(
        request,
        expired=error.cookie_id is not None,
        carried=(("kept", sealed),) if sealed else (),
        kept_note=note,
        status=401,
    )


async def _kept(request: Request, error: SignInNeededError) -> tuple[str, str]:
    """Seal what was typed, if the form proves to come from our own page."""
    parts = backoffice_of(request)
    try:
        async with opened_form(request) as form:
            kept = kept_forms.from_form(request.url.path, form, officer_id=error.officer_id)
            token = form.get(csrf.FIELD)
    except (UnreadableError, TooLargeError):
        return "", ""
    if not error.cookie_id or not isinstance(token, str):
        return "", ""
    if not csrf.is_valid(parts.keys.csrf, error.cookie_id, token):
        return "", ""
    note = joined(" ", (_KEPT, _FILES_NOTE)) if kept.had_files else _KEPT
    return kept_forms.seal(parts.keys.kept_forms, kept), note
