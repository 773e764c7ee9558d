"""Days off and days worked, beside the national calendar; each previewed before it is saved."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.parts import EmptyState
from backoffice.contexts.settings import Cell, Finder, Panel, Table
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
    previewed,
    read,
    settings_page,
    tried_of,
    with_tried,
)
from backoffice.requests.visits import CurrentVisit, Visit
from backoffice.words.wording import long_date
from core.access.policy import Allowed
from core.access.roles import Section
from core.administration.deadlines import DayLine, DeadlineAdministration, SetDay
from core.administration.policy import may_set_days
from core.chain.fields import Choice, Field, FieldType
from core.clock import now
from core.deadlines.calendars import calendar_for
from core.errors import DomainError, NotFoundError
from core.language import tr, trn
from core.offices.zones import WIB

router = APIRouter()
HERE: Final = f"{ROOT}/hari"
EVERYWHERE: Final = "semua"
YEAR: Final = Field("tahun", FieldType.CHOICE, tr("Tahun"))
FIELDS: Final = (
    Field("day", FieldType.DATE, tr("Tanggal")),
    Field("kantor", FieldType.OFFICE, tr("Berlaku di"), help=tr("Juga di kantor-kantor di bawahnya.")),
    Field(
        "sifat",
        FieldType.CHOICE,
        tr("Sifat"),
        choices=(Choice("libur", tr("Libur")), Choice("kerja", tr("Masuk kerja"))),
    ),
    Field("name", FieldType.TEXT, tr("Nama hari"), max_length=120),
    Field(
        "legal_source",
        FieldType.TEXT,
        tr("Dasar hukum"),
        max_length=200,
        help=tr("Nomor dan tahun Keputusan atau surat edaran."),
    ),
)


def _work(visit: Visit) -> DeadlineAdministration:
    return DeadlineAdministration(visit.session, visit.actor)


@router.get(HERE)
async def days(
    visit: CurrentVisit, year: Annotated[int | None, Query(alias="tahun", ge=2000, le=2100)] = None
) -> Response:
    """Show the local days of a year and the national ones."""
    return await _show(visit, year or now().year)


async def _show(
    visit: Visit, year: int, *, tried: TriedForm | None = None, lead: Panel | None = None
) -> Response:
    lines = await _work(visit).days(year)
    offices = await offices_within(visit, lambda path: may_set_days(visit.actor, path))
    if isinstance(may_set_days(visit.actor, None), Allowed):
        offices = ((EVERYWHERE, tr("Semua kantor")), *offices)
    local = Panel(
        key="setempat",
        title=tr("Hari setempat"),
        icon="calendar-event",
        note=str(year),
        table=_local(lines) if lines else None,
        empty=None
        if lines
        else EmptyState(
            title=tr("Belum ada hari setempat"),
            body=tr("Tambahkan hari libur daerah, pemungutan suara, atau hari kerja pengganti di bawah ini."),
            icon="calendar",
        ),
    )
    form = Panel(
        key="tambah", title=tr("Tambah atau ubah hari"), icon="plus", form=with_tried(_form(offices), tried)
    )
    years = [(str(each), str(each)) for each in range(now().year - 2, now().year + 3)]
    finder = Finder(
        action=HERE,
        label=tr("Tampilkan"),
        fields=inputs_of((YEAR,), values={"tahun": str(year)}, options={"tahun": options_of(years)}),
    )
    panels = ([lead] if lead else []) + [local, form, _national(year)]
    return await settings_page(
        visit, Section.DAYS, panels,
        summary=tr("Hari libur tidak dihitung dalam tenggat. Perubahannya menggeser tenggat yang berjalan."),
        finder=finder, tried=tried,
    )  # fmt: skip


@router.post(HERE + "/pratinjau")
async def preview(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Show what the day would do; nothing is saved."""
    try:
        async with visiting(request, who) as visit:
            wish = _wish(form)
            effect = await _work(visit).preview_day(wish)
            values = {field.name: str(form.get(field.name) or "") for field in FIELDS}
            lead = effect_panel(effect, save_form(f"{HERE}/simpan", values, label=tr("Simpan hari ini")))
            return await _show(visit, wish.day.year, tried=previewed("hari", form), lead=lead)
    except DomainError as error:
        if error.kind not in SHOWN_AGAIN:
            raise
        async with visiting(request, who) as visit:
            return await _show(visit, now().year, tried=tried_of("hari", form, error))


@router.post(HERE + "/simpan")
async def save(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Save a day."""

    async def do(visit: Visit) -> Done:
        wish = _wish(form)
        effect = await _work(visit).set_day(wish)
        return (
            tr("Hari disimpan"),
            trn("{n} tenggat bergeser.", effect.moved),
            f"{HERE}?tahun={wish.day.year}",
        )

    return await carry(request, who, form, key="hari", do=do, show=_again)


@router.get(HERE + "/{day_id:int}/hapus")
async def preview_drop(visit: CurrentVisit, day_id: int) -> Response:
    """Show what taking a day back would do."""
    effect = await _work(visit).preview_drop_day(day_id)
    form = save_form(f"{HERE}/{day_id}/hapus", {}, label=tr("Hapus hari ini"), danger=True)
    return await _show(visit, now().year, lead=effect_panel(effect, form))


@router.post(HERE + "/{day_id:int}/hapus")
async def drop(request: Request, day_id: int, who: Signed, form: ProvenForm) -> Response:
    """Take a day back."""

    async def do(visit: Visit) -> Done:
        effect = await _work(visit).drop_day(day_id)
        return tr("Hari dihapus"), trn("{n} tenggat bergeser.", effect.moved), HERE

    return await carry(request, who, form, key="hari", do=do, show=_again)


async def _again(visit: Visit, tried: TriedForm) -> Response:
    return await _show(visit, now().year, tried=tried)


def _wish(form: FormData) -> SetDay:
    office = str(form.get("kantor") or "")
    if office != EVERYWHERE and not office.isdigit():
        raise NotFoundError(code="office.not_found")
    return read(
        SetDay, form, office_id=int(office) if office.isdigit() else None,
        is_day_off=form.get("sifat") != "kerja",
    )  # fmt: skip


def _form(offices: tuple[tuple[str, str], ...]) -> ActionForm:
    return ActionForm(
        key="hari",
        label=tr("Lihat dampaknya dahulu"),
        action=f"{HERE}/pratinjau",
        icon="eye",
        fields=inputs_of(
            FIELDS,
            values={"kantor": offices[0][0] if len(offices) == 1 else "", "sifat": "libur"},
            options={"kantor": options_of(offices)},
        ),
    )


def _local(lines: tuple[DayLine, ...]) -> Table:
    return Table(
        heads=(tr("Tanggal"), tr("Berlaku di"), tr("Sifat"), tr("Dasar hukum"), tr("Ubah")),
        rows=tuple(
            (
                Cell(text=long_date(line.day), note=line.name),
                Cell(text=line.office or tr("Semua kantor")),
                Cell(text=tr("Libur") if line.is_day_off else tr("Masuk kerja")),
                Cell(text=line.legal_source),
                Cell(text=tr("Hapus"), href=f"{HERE}/{line.id}/hapus") if line.may_change else Cell(text="–"),
            )
            for line in lines
        ),
    )


def _national(year: int) -> Panel:
    known = calendar_for(WIB, years=[year]).holidays
    rows = tuple((Cell(text=long_date(day)), Cell(text=known[day])) for day in sorted(known))
    return Panel(
        key="nasional",
        title=tr("Kalender nasional"),
        icon="calendar",
        note=trn("{n} hari", len(rows)),
        text=tr("Hari libur nasional dan cuti bersama; sudah termasuk di semua kantor."),
        table=Table(heads=(tr("Tanggal"), tr("Nama")), rows=rows) if rows else None,
    )
