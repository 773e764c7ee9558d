"""Somebody was faster: what changed, by whom, when; and what was typed stays."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

from starlette.responses import Response

from backoffice.contexts.problem import ProblemContext
from backoffice.contexts.shell import Link
from backoffice.pages.frame.shell import shell_of
from backoffice.pages.frame.visiting import keep_typed, session_of
from backoffice.problems import Change, changes_of, correlation_of
from backoffice.rendering import theme_of
from backoffice.requests.queue_filter import picked_of
from backoffice.requests.visits import Visit, zone_of
from backoffice.security.kept_forms import KeptForm
from backoffice.words.wording import long_datetime
from core.chain.fields import Field, FieldType
from core.chain.states import Element
from core.chain.table.transitions import TRANSITIONS
from core.chain.telling.wording import date_in_words, list_in_words
from core.db.database import Session
from core.errors import ConflictError
from core.handling.assigning import name_units
from core.handling.mentions import name_officers
from core.language import tr


async def conflict_page(
    visit: Visit, error: ConflictError, *, typed: Mapping[str, Sequence[str]], back: str
) -> Response:
    """Say what changed meanwhile, and keep what was typed for the form on the page one goes back to."""
    request, zone = visit.request, await zone_of(visit)
    values = {name: list(texts) for name, texts in typed.items()}
    action = request.path_params.get("action", "")
    form = KeptForm(path=request.url.path, values=values, officer_id=visit.actor.officer_id)
    await keep_typed(visit.parts, session_of(visit), form)
    context = ProblemContext(
        status=409,
        title=tr("Sudah berubah"),
        body=error.message,
        advice=(
            tr("Periksa yang berubah, lalu putuskan lagi."),
            tr(
                "Tulisan Anda tersimpan dan terisi kembali di formulirnya, selama langkah itu masih tersedia."
            ),
        ),
        shell=await shell_of(visit),
        problem_icon="refresh",
        changes=tuple(change_in_words(change, zone) for change in changes_of(error)),
        kept=await kept_lines(visit.session, action, values),
        links=(Link(label=tr("Buka laporan terbaru"), href=back, icon="file-text"),),
        reference=correlation_of(request),
        theme=theme_of(request),
    )
    return visit.parts.renderer.respond(request, "pages/problem.html", context, status_code=409)


def change_in_words(change: Change, zone: ZoneInfo) -> str:
    """Say what somebody did meanwhile, and when."""
    at = long_datetime(change.at.astimezone(zone))
    who = change.who or tr("Petugas lain")
    return tr("{who}: {what}, {at}. Sekarang: {state}.", who=who, what=change.what, at=at, state=change.state)


async def kept_lines(
    session: Session, action: str, values: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    """Give what was typed as lines to read or copy, labelled and worded as the form and the timeline do.

    The report may have moved on, so every row of the action is asked, in whatever state.
    """
    fields = {one.name: one for row in TRANSITIONS if row.action.value == action for one in row.fields}
    typed = {name: [text for text in texts if text.strip()] for name, texts in values.items()}
    asked = tuple(one for name, one in fields.items() if typed.get(name) and one.type is not FieldType.FILES)
    words = {one.name: _in_words(one, typed[one.name]) for one in asked}
    known = {one.name: _ids(one, typed[one.name]) for one in asked}
    words = await name_units(session, asked, known, words)
    words = await name_officers(session, asked, known, words)
    return tuple((one.label, words[one.name]) for one in asked)


def _in_words(field: Field, texts: Sequence[str]) -> str:
    if field.type is FieldType.FLAG:
        return tr("Ya")
    if field.type is FieldType.DATE:
        with suppress(ValueError):
            return date_in_words(date.fromisoformat(texts[0]))
    labels = {one.value: one.label for one in field.choices}
    if field.type is FieldType.ELEMENTS:
        labels = {one.value: one.label for one in Element}
    return list_in_words(tuple(labels.get(text, text) for text in texts))


def _ids(field: Field, texts: Sequence[str]) -> list[str]:
    """Keep what can be an id at all: anything may have been sent."""
    if field.type is FieldType.OFFICERS:
        return [str(one) for text in texts for one in picked_of(text)]
    return [text for text in texts if text.isascii() and text.isdigit() and len(text) < 10]  # noqa: PLR2004 (fits the column)
