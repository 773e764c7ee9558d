"""Time limits: the national ones and an office's own, each previewed before it is saved."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.settings import Cell, Finder, Panel, Table
from backoffice.contexts.shell import Tone
from backoffice.pages.frame.forms import inputs_of, options_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, visiting
from backoffice.pages.settings.effects import effect_panel, save_form
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
from core.access.policy import Allowed
from core.access.roles import Section
from core.administration.deadlines import DeadlineAdministration, RuleLine, SetRule
from core.administration.policy import may_set_rules
from core.administration.recalculation import EffectView
from core.chain.fields import Field, FieldType
from core.errors import DomainError, NotFoundError
from core.language import joined, tr, trn
from core.offices.directory import OfficeDirectory

router = APIRouter()
HERE: Final = f"{ROOT}/tenggat"
NATIONAL: Final = "nasional"
OFFICE: Final = Field("kantor", FieldType.OFFICE, tr("Kantor"))
FIELDS: Final = (
    Field("working_days", FieldType.TEXT, tr("Lama (hari kerja)")),
    Field(
        "legal_source",
        FieldType.TEXT,
        tr("Dasar hukum"),
        max_length=200,
        help=tr("Nomor dan tahun Keputusan yang menetapkannya."),
    ),
    Field("also_running", FieldType.FLAG, tr("Berlakukan juga untuk yang sedang berjalan"), required=False),
)


def _work(visit: Visit) -> DeadlineAdministration:
    return DeadlineAdministration(visit.session, visit.actor)


async def _scope(visit: Visit, given: str) -> tuple[int | None, str]:
    """Say which office's limits are meant, and its name; without a choice one's own."""
    if given == NATIONAL:
        return None, tr("Nasional")
    number = int(given) if given.isdigit() else own_office(visit, Section.DEADLINES)
    if number is None:
        return None, tr("Nasional")
    return number, (await OfficeDirectory.load(visit.session)).get(number).short_name


@router.get(HERE)
async def rules(
    visit: CurrentVisit, office: Annotated[str, Query(alias="kantor", max_length=10)] = ""
) -> Response:
    """List the time limits that hold in an office."""
    number, name = await _scope(visit, office)
    lines = await _work(visit).rules(number)
    offices = [
        (NATIONAL, tr("Nasional")),
        *await offices_within(visit, lambda path: may_set_rules(visit.actor, path)),
    ]
    where = str(number) if number is not None else NATIONAL
    rows = tuple(
        (
            Cell(text=line.label, href=f"{HERE}/{line.key}?kantor={where}"),
            Cell(
                text=trn("{n} hari kerja", line.working_days),
                note=tr("nasional {days}", days=line.national_days) if line.own else "",
            ),
            Cell(text=tr("Kantor ini"), tone=Tone.INFO) if line.own else Cell(text=tr("Nasional")),
            Cell(text=line.legal_source),
        )
        for line in lines
    )
    panel = Panel(
        key="tenggat",
        title=tr("Berlaku di: {name}", name=name),
        icon="calendar-due",
        table=Table(heads=(tr("Tenggat"), tr("Lama"), tr("Asal"), tr("Dasar hukum")), rows=rows),
    )
    return await settings_page(
        visit,
        Section.DEADLINES,
        [panel],
        summary=tr("Tenggat nasional berlaku kecuali kantor menetapkan sendiri dengan dasar hukum."),
        finder=Finder(
            action=HERE,
            label=tr("Tampilkan"),
            fields=inputs_of((OFFICE,), values={"kantor": where}, options={"kantor": options_of(offices)}),
        ),
    )


@router.get(HERE + "/{key}")
async def rule(
    visit: CurrentVisit, key: str, office: Annotated[str, Query(alias="kantor", max_length=10)] = ""
) -> Response:
    """Show one time limit and its form."""
    number, _ = await _scope(visit, office)
    return await _show(visit, key, number)


async def _show(
    visit: Visit,
    key: str,
    office_id: int | None,
    *,
    tried: TriedForm | None = None,
    effect: tuple[EffectView, FormData] | None = None,
) -> Response:
    line = next((each for each in await _work(visit).rules(office_id) if each.key == key), None)
    if line is None:
        raise NotFoundError
    where = str(office_id) if office_id is not None else NATIONAL
    _, name = await _scope(visit, where)
    base = f"{HERE}/{key}"
    panels = []
    if effect is not None:
        found, form = effect
        values = {one.name: str(form.get(one.name) or "") for one in FIELDS}
        save = save_form(f"{base}/simpan", {"kantor": where, **values}, label=tr("Simpan tenggat ini"))
        panels.append(effect_panel(found, save, only_new=form.get("also_running") != "ya"))
    path = await _path(visit, office_id)
    may = isinstance(may_set_rules(visit.actor, path), Allowed)
    forms = _forms(line, base, where, own=office_id is not None) if may else ()
    told = tried or (previewed("tenggat", effect[1]) if effect else None)
    panels.append(
        Panel(
            key="ubah",
            title=joined(": ", (line.label, trn("{n} hari kerja", line.working_days))),
            icon="edit",
            text=""
            if may
            else tr("Tenggat nasional diubah Admin Instansi KPU RI. Kantor Anda dapat menetapkan sendiri."),
            form=with_tried(forms[0], told) if forms else None,
            folded=tuple(with_tried(each, tried) for each in forms[1:]),
        )
    )
    return await settings_page(
        visit,
        Section.DEADLINES,
        panels,
        title=line.label,
        summary=name,
        crumbs=((line.label, f"{base}?kantor={where}"),),
        tried=tried,
    )


@router.post(HERE + "/{key}/pratinjau")
async def preview(request: Request, key: str, who: Signed, form: ProvenForm) -> Response:
    """Show what the change would do; nothing is saved."""
    office_id = _office_of(form)
    try:
        async with visiting(request, who) as visit:
            effect = await _work(visit).preview_rule(_wish(form, key))
            return await _show(visit, key, office_id, effect=(effect, form))
    except DomainError as error:
        if error.kind not in SHOWN_AGAIN:
            raise
        async with visiting(request, who) as visit:
            return await _show(visit, key, office_id, tried=tried_of("tenggat", form, error))


@router.post(HERE + "/{key}/simpan")
async def save(request: Request, key: str, who: Signed, form: ProvenForm) -> Response:
    """Save a time limit, or take an office's own back."""

    async def do(visit: Visit) -> Done:
        effect = await _work(visit).set_rule(_wish(form, key))
        where = str(form.get("kantor") or NATIONAL)
        moved = trn("{n} tenggat berjalan bergeser.", effect.moved)
        return tr("Tenggat disimpan"), moved, f"{HERE}?kantor={where}"

    async def show(visit: Visit, tried: TriedForm) -> Response:
        return await _show(visit, key, _office_of(form), tried=tried)

    return await carry(request, who, form, key="tenggat", do=do, show=show)


def _wish(form: FormData, key: str) -> SetRule:
    days = str(form.get("working_days") or "")
    return read(
        SetRule, form, key=key, office_id=_office_of(form), also_running=form.get("also_running") == "ya",
        working_days=None if form.get("kembali") == "ya" else days or "",
    )  # fmt: skip


def _office_of(form: FormData) -> int | None:
    given = str(form.get("kantor") or "")
    return int(given) if given.isdigit() else None


async def _path(visit: Visit, office_id: int | None) -> str | None:
    if office_id is None:
        return None
    return (await OfficeDirectory.load(visit.session)).get(office_id).path


def _forms(line: RuleLine, base: str, where: str, *, own: bool) -> tuple[ActionForm, ...]:
    change = ActionForm(
        key="tenggat",
        label=tr("Lihat dampaknya dahulu"),
        action=f"{base}/pratinjau",
        icon="eye",
        hidden=(("kantor", where),),
        fields=inputs_of(
            FIELDS,
            values={
                "working_days": str(line.working_days),
                "legal_source": line.legal_source if line.own or not own else "",
            },
        ),
    )
    back = ActionForm(
        key="kembali",
        label=tr("Kembali ke tenggat nasional"),
        action=f"{base}/simpan",
        icon="arrow-back-up",
        hidden=(("kantor", where), ("kembali", "ya")),
        intro=trn(
            "Nasional: {n} hari kerja. Tenggat yang sedang berjalan tidak bergeser.", line.national_days
        ),
    )
    return (change, back) if line.own else (change,)
