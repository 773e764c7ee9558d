"""Answer templates of an office, with the chat bubble the reporter will see."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.parts import EmptyState, Fact
from backoffice.contexts.settings import Bubble, Cell, Finder, Panel, Table
from backoffice.contexts.shell import Link, Tone
from backoffice.pages.frame.forms import SELECT, Look, inputs_of, options_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, visiting
from backoffice.pages.settings.frame import (
    ROOT,
    SHOWN_AGAIN,
    Done,
    TriedForm,
    carry,
    offices_within,
    own_office,
    previewed,
    read,
    settings_page,
    tried_of,
    with_tried,
)
from backoffice.requests.visits import CurrentVisit, Visit
from core.access.roles import Section
from core.administration.categories import Categories
from core.administration.policy import may_write_templates
from core.administration.templates import TemplateLine, Templates, WriteTemplate
from core.administration.wording import (
    FIELDS,
    FIRST_RESPONSE,
    PLACEHOLDERS,
    SAMPLE,
    as_the_reporter_reads,
    filled,
    problem_of,
)
from core.chain.actions import Action
from core.chain.fields import Choice, Field, FieldType, choices_of
from core.chain.states import Classification, Kind, Track
from core.chain.table.transitions import rows_of
from core.errors import DomainError, InvalidError, NotFoundError
from core.language import joined, tr, trn
from core.notifications.outbox import NEUTRAL_TEXT
from core.offices.directory import OfficeDirectory

router = APIRouter()
HERE: Final = f"{ROOT}/templat"
ACTIONS: Final = {action: rows_of(action, track=Track.PUBLIC_SERVICE)[0].label for action in FIELDS}
OFFICE: Final = Field("kantor", FieldType.OFFICE, tr("Kantor"))
WRITTEN: Final = (
    Field("name", FieldType.TEXT, tr("Nama"), max_length=80),
    Field(
        "action",
        FieldType.CHOICE,
        tr("Untuk langkah"),
        choices=tuple(Choice(action.value, label) for action, label in ACTIONS.items()),
    ),
    Field(
        "kind",
        FieldType.CHOICE,
        tr("Jenis laporan"),
        required=False,
        help=tr("Kosongkan untuk semua."),
        choices=choices_of(Kind),
    ),
    Field(
        "classification",
        FieldType.CHOICE,
        tr("Klasifikasi"),
        required=False,
        choices=choices_of(Classification),
    ),
    Field("category_id", FieldType.CHOICE, tr("Kategori"), required=False),
    Field(
        "body",
        FieldType.LONG_TEXT,
        tr("Isi"),
        help=tr("Boleh memakai {names}.", names=", ".join(f"{{{each}}}" for each in PLACEHOLDERS)),
        max_length=3_000,
    ),
    Field("is_active", FieldType.FLAG, tr("Tawarkan di halaman laporan"), required=False),
)
_LOOKS: Final = {"action": SELECT, "kind": SELECT, "classification": SELECT, "body": Look(rows=8)}
OfficeChoice = Annotated[str, Query(alias="kantor", max_length=10)]


def _work(visit: Visit) -> Templates:
    return Templates(visit.session, visit.actor)


def _office(visit: Visit, given: str) -> int:
    number = int(given) if given.isdigit() else own_office(visit, Section.TEMPLATES)
    return number or 0


@router.get(HERE)
async def templates(visit: CurrentVisit, office: OfficeChoice = "") -> Response:
    """List an office's templates."""
    offices = await offices_within(visit, lambda path: may_write_templates(visit.actor, path))
    number = _office(visit, office)
    lines = await _work(visit).of_office(number)
    rows = tuple(
        (
            Cell(text=line.name, href=f"{HERE}/{line.id}?kantor={number}", note=line.body[:90]),
            Cell(text=ACTIONS[line.action], note=_case(line)),
            Cell(text=line.office, note=tr("diwarisi") if line.inherited else ""),
            Cell(text=tr("Dipakai"), tone=Tone.DONE)
            if line.is_active
            else Cell(text=tr("Disimpan"), tone=Tone.NEUTRAL),
        )
        for line in lines
    )
    panel = Panel(
        key="templat",
        title=tr("Templat"),
        icon="message-2-check",
        note=trn("{n} templat", len(rows)),
        table=Table(heads=(tr("Templat"), tr("Untuk langkah"), tr("Milik"), tr("Keadaan")), rows=rows)
        if rows
        else None,
        empty=None
        if rows
        else EmptyState(
            title=tr("Belum ada templat"),
            body=tr("Mulai dengan respons awal: kalimat pertama unit kepada pelapor."),
            icon="message-2-check",
        ),
    )
    return await settings_page(
        visit, Section.TEMPLATES, [panel],
        summary=tr("Kata-kata siap pakai. Kantor di bawah mewarisinya."),
        finder=Finder(
            action=HERE, label=tr("Tampilkan"),
            fields=inputs_of(
                (OFFICE,), values={"kantor": str(number)}, options={"kantor": options_of(offices)}
            ),
        ),
        links=[
            Link(label=tr("Templat baru"), href=f"{HERE}/baru?kantor={number}", icon="plus"),
            Link(
                label=tr("Respons awal"), href=f"{HERE}/baru?kantor={number}&langkah=accept",
                icon="clipboard-check",
            ),
        ],
    )  # fmt: skip


@router.get(HERE + "/baru")
async def new_template(
    visit: CurrentVisit,
    office: OfficeChoice = "",
    action: Annotated[str, Query(alias="langkah", max_length=40)] = "",
) -> Response:
    """Show the form of a new template; for a first response with a beginning."""
    return await _show(visit, _office(visit, office), None, first=action == Action.ACCEPT.value)


@router.get(HERE + "/{template_id:int}")
async def template(visit: CurrentVisit, template_id: int, office: OfficeChoice = "") -> Response:
    """Show one template and its chat bubble."""
    return await _show(visit, _office(visit, office), template_id)


async def _show(
    visit: Visit,
    office_id: int,
    template_id: int | None,
    *,
    tried: TriedForm | None = None,
    first: bool = False,
    bubbles: tuple[Bubble, ...] = (),
) -> Response:
    work = _work(visit)
    await work.of_office(office_id)  # nobody opens a form they cannot send
    line = await work.template(office_id, template_id) if template_id is not None else None
    may_change = line is None or line.may_change
    categories = await Categories(visit.session, visit.actor).choices()
    name = line.name if line else tr("Templat baru")
    base = f"{HERE}/{template_id if line else 'baru'}"
    form = _form(line, base, office_id, categories, first=first)
    beginning = next((each.value for each in form.fields if each.name == "body"), "")
    action = line.action if line else Action.ACCEPT
    shown = bubbles or (_bubbles(action, beginning) if beginning else ())
    panels = [
        Panel(
            key="tulis",
            title=tr("Isi templat"),
            icon="edit",
            wide=False,
            text=""
            if may_change
            else tr(
                "Milik {office}; hanya admin kantor itu yang mengubahnya.", office=line.office if line else ""
            ),
            form=with_tried(form, tried) if may_change else None,
            facts=() if may_change or line is None else (Fact(term=tr("Isi"), text=line.body),),
        ),
        Panel(
            key="pratinjau",
            title=tr("Pratinjau percakapan"),
            icon="eye",
            wide=False,
            bubbles=shown,
            facts=tuple(
                Fact(
                    term=f"{{{each}}}",
                    text=tr("{words}, misalnya {sample}", words=words, sample=SAMPLE[each]),
                )
                for each, words in PLACEHOLDERS.items()
            ),
        ),
    ]
    directory = await OfficeDirectory.load(visit.session)
    return await settings_page(
        visit, Section.TEMPLATES, panels, title=name, summary=directory.get(office_id).short_name,
        crumbs=((name, f"{base}?kantor={office_id}"),), tried=tried,
    )  # fmt: skip


@router.post(HERE + "/{which}/pratinjau")
async def preview(request: Request, which: str, who: Signed, form: ProvenForm) -> Response:
    """Show the chat bubble of what is typed; nothing is saved."""
    number, office_id = _number(which), _office_of(form)
    try:
        async with visiting(request, who) as visit:
            wish = read(WriteTemplate, form, is_active=form.get("is_active") == "ya")
            if problem_of(wish.body):
                raise _unknown(wish.body)
            bubbles = _bubbles(wish.action, wish.body)
            return await _show(visit, office_id, number, tried=previewed("templat", form), bubbles=bubbles)
    except DomainError as error:
        if error.kind not in SHOWN_AGAIN:
            raise
        async with visiting(request, who) as visit:
            return await _show(visit, office_id, number, tried=tried_of("templat", form, error))


@router.post(HERE + "/{which}/simpan")
async def save(request: Request, which: str, who: Signed, form: ProvenForm) -> Response:
    """Save a template."""
    number, office_id = _number(which), _office_of(form)

    async def do(visit: Visit) -> Done:
        wish = read(WriteTemplate, form, is_active=form.get("is_active") == "ya")
        if number is None:
            await _work(visit).add(office_id, wish)
        else:
            await _work(visit).edit(number, wish)
        return tr("Templat disimpan"), wish.name, f"{HERE}?kantor={office_id}"

    async def show(visit: Visit, tried: TriedForm) -> Response:
        return await _show(visit, office_id, number, tried=tried)

    return await carry(request, who, form, key="templat", do=do, show=show)


def _unknown(body: str) -> DomainError:
    problem = problem_of(body)
    return InvalidError(problem, code="template.placeholder", fields={"body": problem})


def _bubbles(action: Action, body: str) -> tuple[Bubble, ...]:
    """Give the message as each reporter reads it: to many, the chat says only that there is news."""
    if action not in FIELDS:
        return ()
    told = as_the_reporter_reads(action, filled(body, SAMPLE))
    return (
        Bubble(who=tr("Pelapor terbuka"), title=told.title, text=told.body),
        Bubble(who=tr("Pelapor rahasia atau anonim"), title=told.title, text=told.body, push=NEUTRAL_TEXT),
    )


def _number(which: str) -> int | None:
    if which == "baru":
        return None
    if not which.isdigit():
        raise NotFoundError
    return int(which)


def _office_of(form: FormData) -> int:
    given = str(form.get("kantor") or "")
    return int(given) if given.isdigit() else 0


def _case(line: TemplateLine) -> str:
    named = (
        line.kind.label if line.kind else "",
        line.classification.label if line.classification else "",
        line.category or "",
    )
    return joined(" · ", (each for each in named if each)) or tr("semua laporan")


def _form(
    line: TemplateLine | None,
    base: str,
    office_id: int,
    categories: tuple[tuple[int, str], ...],
    *,
    first: bool,
) -> ActionForm:
    return ActionForm(
        key="templat",
        label=tr("Simpan templat"),
        action=f"{base}/simpan",
        icon="check",
        hidden=(("kantor", str(office_id)),),
        preview=f"{base}/pratinjau",
        fields=inputs_of(
            WRITTEN,
            values=_values_of(line) if line else _beginning(first=first),
            options={"category_id": options_of((str(number), words) for number, words in categories)},
            looks=_LOOKS,
        ),
    )


def _values_of(line: TemplateLine) -> dict[str, str]:
    return {
        "name": line.name,
        "action": line.action.value,
        "kind": line.kind.value if line.kind else "",
        "classification": line.classification.value if line.classification else "",
        "category_id": str(line.category_id or ""),
        "body": line.body,
        "is_active": "ya" if line.is_active else "",
    }


def _beginning(*, first: bool) -> dict[str, str]:
    """Give what a new template begins with; that of a first response with its words."""
    words = {"name": "Respons awal", "action": Action.ACCEPT.value, "body": FIRST_RESPONSE} if first else {}
    return {**words, "is_active": "ya"}
