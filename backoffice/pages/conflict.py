"""Somebody was faster: what changed, by whom, when; and what was typed stays."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from starlette.responses import Response

from backoffice.contexts.problem import ProblemContext
from backoffice.contexts.shell import Link
from backoffice.pages.shell import shell_of
from backoffice.pages.visiting import keep_typed, session_of, zone_of
from backoffice.problems import Change, changes_of, correlation_of
from backoffice.rendering import theme_of
from backoffice.security.kept_forms import KeptForm
from backoffice.visits import Visit
from backoffice.wording import long_datetime
from core.errors import ConflictError


async def conflict_page(
    visit: Visit, error: ConflictError, *, typed: Mapping[str, Sequence[str]], back: str
) -> Response:
    """Say what changed meanwhile, and keep what was typed for the form on the page one goes back to."""
    request, zone = visit.request, await zone_of(visit)
    values = {name: list(texts) for name, texts in typed.items()}
    form = KeptForm(path=request.url.path, values=values, officer_id=visit.actor.officer_id)
    await keep_typed(visit.parts, session_of(visit), form)
    context = ProblemContext(
        status=409,
        title="Sudah berubah",
        body=error.message,
        advice=(
            "Periksa yang berubah, lalu putuskan lagi.",
            "Tulisan Anda tersimpan dan terisi kembali di formulirnya, selama langkah itu masih tersedia.",
        ),
        shell=await shell_of(visit),
        problem_icon="refresh",
        changes=tuple(change_in_words(change, zone) for change in changes_of(error)),
        kept=kept_lines(values),
        links=(Link(label="Buka laporan terbaru", href=back, icon="file-text"),),
        reference=correlation_of(request),
        theme=theme_of(request),
    )
    return visit.parts.renderer.respond(request, "pages/problem.html", context, status_code=409)


def change_in_words(change: Change, zone: ZoneInfo) -> str:
    """Say what somebody did meanwhile, and when."""
    at = long_datetime(change.at.astimezone(zone))
    return f"{change.who or 'Petugas lain'}: {change.what}, {at}. Sekarang: {change.state}."


def kept_lines(values: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Give what was typed as lines to read or copy."""
    return tuple((name, ", ".join(texts)) for name, texts in values.items() if any(texts))
