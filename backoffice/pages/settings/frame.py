"""What the administration's pages share: tabs, reading forms, showing a refused one again."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm, FieldInput
from backoffice.contexts.settings import Finder, Panel, SettingsContext
from backoffice.contexts.shell import Flash, Link, Tone
from backoffice.pages.frame.forms import Refusal, answers, typed_of
from backoffice.pages.frame.shell import SETTINGS, shell_of
from backoffice.pages.frame.visiting import Typed, notice, see, session_of, visiting
from backoffice.problems import status_of
from backoffice.requests.visits import SignedIn, Visit
from core.access.policy import Allowed, Denied
from core.access.roles import Section, roles_keeping
from core.administration.policy import parts_open_to
from core.errors import DomainError, ErrorKind, InvalidError
from core.language import tr
from core.offices.directory import OfficeDirectory

ROOT: Final = SETTINGS
ADDRESSES: Final[Mapping[Section, tuple[str, str, str]]] = {
    Section.OFFICES: (f"{ROOT}/kantor", tr("Kantor dan unit"), "building"),
    Section.OFFICERS: (f"{ROOT}/petugas", tr("Petugas"), "users"),
    Section.DEADLINES: (f"{ROOT}/tenggat", tr("Tenggat"), "calendar-due"),
    Section.DAYS: (f"{ROOT}/hari", tr("Hari libur"), "calendar-event"),
    Section.TEMPLATES: (f"{ROOT}/templat", tr("Templat jawaban"), "message-2-check"),
    Section.ANSWERS: (f"{ROOT}/jawaban", tr("Jawaban siap"), "message-question"),
    Section.CATEGORIES: (f"{ROOT}/kategori", tr("Kategori"), "list-details"),
    Section.HEALTH: (f"{ROOT}/kesehatan", tr("Kesehatan bot"), "stethoscope"),
}
SHOWN_AGAIN: Final = frozenset({ErrorKind.INVALID, ErrorKind.FORBIDDEN, ErrorKind.CONFLICT})
_WRONG: Final[Mapping[str, str]] = {
    "missing": tr("Wajib diisi."),
    "string_too_short": tr("Terlalu pendek."),
    "string_too_long": tr("Terlalu panjang."),
    "string_pattern_mismatch": tr("Bentuknya tidak sesuai petunjuk."),
    "int_parsing": tr("Isi dengan bilangan."),
    "greater_than_equal": tr("Terlalu kecil."),
    "less_than_equal": tr("Terlalu besar."),
}
Model = TypeVar("Model", bound=BaseModel)
Done = tuple[str, str, str]
"""What a successful change says, in a title and a body, and where it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedForm:
    """A form that was not taken."""

    key: str
    typed: Typed
    refusal: Refusal
    status: int


Show = Callable[[Visit, TriedForm], Awaitable[Response]]


def tried_of(key: str, form: FormData, error: DomainError) -> TriedForm:
    """Note what was typed and why it was not taken."""
    refusal = Refusal(message=error.message, fields=error.fields)
    return TriedForm(key=key, typed=typed_of(form), refusal=refusal, status=status_of(error))


def previewed(key: str, form: FormData) -> TriedForm:
    """Keep what was typed under a preview; nothing is wrong with it."""
    return TriedForm(key=key, typed=typed_of(form), refusal=Refusal(message=""), status=200)


async def settings_page(
    visit: Visit,
    part: Section,
    panels: Sequence[Panel],
    *,
    title: str = "",
    summary: str,
    crumbs: Sequence[tuple[str, str]] = (),
    finder: Finder | None = None,
    links: Sequence[Link] = (),
    next_href: str = "",
    tried: TriedForm | None = None,
) -> Response:
    """Render a page of one part."""
    href, label, _ = ADDRESSES[part]
    tabs = tuple(
        Link(label=ADDRESSES[each][1], href=ADDRESSES[each][0], icon=ADDRESSES[each][2], current=each is part)
        for each in parts_open_to(visit.actor)
    )
    trail = ((label, href), *crumbs) if crumbs else ()
    shell = await shell_of(visit, current=ROOT)
    if tried is not None and tried.key not in _keys(panels):
        shell = replace(shell, flashes=(Flash(tone=Tone.LATE, title=tried.refusal.message), *shell.flashes))
    context = SettingsContext(
        shell=shell,
        title=title or label,
        summary=summary,
        tabs=tabs,
        panels=tuple(panels),
        crumbs=tuple(Link(label=words, href=where) for words, where in trail),
        finder=finder,
        links=tuple(links),
        next_href=next_href,
    )
    status = tried.status if tried else 200
    return visit.parts.renderer.respond(visit.request, "pages/settings.html", context, status_code=status)


def _keys(panels: Sequence[Panel]) -> set[str]:
    """Name the forms on the page: a refusal whose form is gone is said above it."""
    return {form.key for panel in panels for form in (*panel.folded, *([panel.form] if panel.form else []))}


def read(model: type[Model], form: FormData, **more: object) -> Model:
    """Read a form into what a service takes; empty inputs count as not given.

    Raises:
        InvalidError: By field, what is wrong.
    """
    given = {name: value for name, value in answers(form).items() if value != ""}
    known = {name: value for name, value in (given | more).items() if name in model.model_fields}
    try:
        return model.model_validate(known)
    except ValidationError as error:
        wrong = {
            str(each["loc"][0]): _WRONG.get(each["type"], "Isian ini salah bentuk.")
            for each in error.errors(include_url=False)
        }
        raise InvalidError(tr("Ada isian yang perlu diperbaiki."), fields=wrong) from error


async def carry(
    request: Request,
    who: SignedIn,
    form: FormData,
    *,
    key: str,
    do: Callable[[Visit], Awaitable[Done]],
    show: Show,
) -> Response:
    """Make a change and go on; or show the page again with what was typed and what is wrong."""
    try:
        async with visiting(request, who) as visit:
            title, body, href = await do(visit)
    except DomainError as error:
        if error.kind not in SHOWN_AGAIN:
            raise
        async with visiting(request, who) as visit:
            return await show(visit, tried_of(key, form, error))
    await notice(visit.parts, session_of(visit), title, body)
    return see(href)


def with_tried(form: ActionForm, tried: TriedForm | None) -> ActionForm:
    """Put what was typed, and what is wrong with it, back into its form."""
    if tried is None or tried.key != form.key:
        return form
    fields = tuple(_typed(each, tried) for each in form.fields)
    return replace(form, fields=fields, error=tried.refusal.message, open=True)


def _typed(field: FieldInput, tried: TriedForm) -> FieldInput:
    given = tuple(tried.typed.get(field.name, ()))
    first = next(iter(given), "")
    error = tried.refusal.fields.get(field.name, "")
    options = tuple(replace(each, selected=each.value in given) for each in field.options)
    return replace(field, value=first, options=options, error=error)


async def offices_within(
    visit: Visit, permits: Callable[[str], Allowed | Denied]
) -> tuple[tuple[str, str], ...]:
    """List the offices a permission covers, as choices."""
    directory = await OfficeDirectory.load(visit.session)
    return tuple(
        (str(entry.id), entry.short_name)
        for entry in directory.entries
        if isinstance(permits(entry.path), Allowed)
    )


def own_office(visit: Visit, part: Section) -> int | None:
    """Give the office the officer keeps this part for, the first where there are several."""
    keeping = roles_keeping(part)
    return next((acting.office_id for acting in visit.actor.appointments if acting.role in keeping), None)
