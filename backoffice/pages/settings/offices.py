"""Offices and their unit trees."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm, FieldOption
from backoffice.contexts.parts import EmptyState, Fact
from backoffice.contexts.settings import Branch, Cell, Finder, Panel, Table
from backoffice.contexts.shell import Tone
from backoffice.pages.frame.forms import inputs_of, options_of
from backoffice.pages.frame.visiting import ProvenForm, Signed
from backoffice.pages.settings.frame import (
    ROOT,
    Done,
    Show,
    TriedForm,
    carry,
    read,
    settings_page,
    with_tried,
)
from backoffice.pages.settings.office_fields import OFFICE_NAMES
from backoffice.requests.visits import CurrentVisit, Visit
from core.access.roles import Section
from core.administration.offices import (
    AddUnit,
    EditOffice,
    EditUnit,
    OfficeAdministration,
    OfficeDetail,
    UnitNode,
)
from core.chain.fields import Choice, Field, FieldType
from core.errors import NotFoundError
from core.language import tr, trn
from core.offices.directory import OfficeDirectory
from core.offices.models import OfficeLevel, UnitKind
from core.offices.zones import zone_label

router = APIRouter()

HERE = f"{ROOT}/kantor"
LEVELS = {
    OfficeLevel.NATIONAL: tr("Nasional"),
    OfficeLevel.PROVINCE: tr("Provinsi"),
    OfficeLevel.REGENCY: tr("Kabupaten/kota"),
}
KINDS = {
    UnitKind.INSPECTORATE: tr("APIP / Inspektorat"),
    UnitKind.BUREAU: tr("Biro"),
    UnitKind.DIVISION: tr("Bagian"),
    UnitKind.SUBDIVISION: tr("Subbagian"),
}
STANDARD = {
    OfficeLevel.NATIONAL: tr("Sekretariat Jenderal"),
    OfficeLevel.PROVINCE: tr("provinsi"),
    OfficeLevel.REGENCY: tr("kabupaten"),
}
_PAGE = 60
FINDER: Final = (
    Field("q", FieldType.TEXT, tr("Nama atau kode"), required=False, max_length=100),
    Field("provinsi", FieldType.CHOICE, tr("Provinsi"), required=False),
)
UNIT_NAMES: Final = (
    Field("name", FieldType.TEXT, tr("Nama lengkap"), max_length=160),
    Field("short_name", FieldType.TEXT, tr("Nama pendek"), max_length=60),
)
PARENT: Final = Field(
    "parent_id",
    FieldType.UNIT,
    tr("Di bawah unit"),
    required=False,
    help=tr("Kosongkan untuk unit paling atas."),
)
NEW_UNIT: Final = (
    *UNIT_NAMES,
    Field(
        "kind",
        FieldType.CHOICE,
        tr("Jenis"),
        choices=tuple(Choice(kind.value, words) for kind, words in KINDS.items()),
    ),
    PARENT,
)


def _work(visit: Visit) -> OfficeAdministration:
    return OfficeAdministration(visit.session, visit.actor)


@router.get(HERE)
async def offices(
    visit: CurrentVisit,
    query: Annotated[str, Query(alias="q", max_length=100)] = "",
    province: Annotated[str, Query(alias="provinsi", max_length=8)] = "",
    start: Annotated[int, Query(alias="mulai", ge=0, le=600)] = 0,
) -> Response:
    """List and search the offices."""
    found = await _work(visit).find(query, province=province or None)
    staffed = await _work(visit).offices_with_admin()
    directory = await OfficeDirectory.load(visit.session)
    rows = tuple(
        (
            Cell(text=entry.short_name, href=f"{HERE}/{entry.id}", note=entry.name),
            Cell(text=entry.code),
            Cell(text=LEVELS[entry.level]),
            Cell(text=tr("Ada"), tone=Tone.DONE)
            if entry.id in staffed
            else Cell(text=tr("Belum ada"), tone=Tone.SOON, note=tr("laporan naik ke atasnya")),
        )
        for entry in found[start : start + _PAGE]
    )
    finder = Finder(
        action=HERE,
        fields=inputs_of(
            FINDER,
            values={"q": query, "provinsi": province},
            options={
                "provinsi": options_of((one.code, one.province_name or "") for one in directory.provinces())
            },
        ),
    )
    more = start + _PAGE
    panel = Panel(
        key="kantor",
        title=tr("Daftar kantor"),
        icon="building",
        note=trn("{n} kantor", len(found)),
        table=Table(heads=(tr("Kantor"), tr("Kode"), tr("Tingkat"), tr("Admin Instansi")), rows=rows)
        if rows
        else None,
        empty=None
        if rows
        else EmptyState(
            title=tr("Tidak ada yang cocok"), body=tr("Coba sebagian nama, atau hapus saringan.")
        ),
    )
    address = f"{HERE}?q={query}&provinsi={province}&mulai={more}" if len(found) > more else ""
    return await settings_page(
        visit,
        Section.OFFICES,
        [panel],
        summary=tr("553 kantor dan susunan unitnya."),
        finder=finder,
        next_href=address,
    )


@router.get(HERE + "/{office_id:int}")
async def office(visit: CurrentVisit, office_id: int) -> Response:
    """Show one office and its units."""
    return await _show(visit, office_id)


async def _show(visit: Visit, office_id: int, tried: TriedForm | None = None) -> Response:
    found = await _work(visit).office(office_id)
    base = f"{HERE}/{office_id}"
    panels = [
        Panel(
            key="data",
            title=tr("Data kantor"),
            icon="building-community",
            wide=False,
            facts=(
                Fact(term=tr("Kode"), text=found.code),
                Fact(term=tr("Tingkat"), text=LEVELS[found.level]),
                Fact(term=tr("Zona waktu"), text=zone_label(found.zone)),
                Fact(
                    term=tr("Admin Instansi"),
                    text=tr("Ada")
                    if found.has_admin
                    else tr("Belum ada; laporan baru naik ke kantor di atasnya"),
                ),
            ),
            folded=(with_tried(_edit_form(found, base), tried),) if found.may_edit else (),
        ),
        Panel(
            key="unit",
            title=tr("Susunan unit"),
            icon="sitemap",
            wide=False,
            note=trn("{n} unit", len(found.units)),
            tree=_tree(found.units, base),
            empty=None
            if found.units
            else EmptyState(
                title=tr("Belum ada unit"),
                body=tr(
                    "Laporan belum dapat didisposisikan di kantor ini. "
                    "Pakai susunan baku, atau tambah unit satu per satu."
                ),
                icon="sitemap",
            ),
            folded=tuple(with_tried(form, tried) for form in _unit_forms(found, base)),
        ),
    ]
    return await settings_page(
        visit,
        Section.OFFICES,
        panels,
        title=found.short_name,
        summary=found.name,
        crumbs=((found.short_name, base),),
        tried=tried,
    )


@router.post(HERE + "/{office_id:int}")
async def edit_office(request: Request, office_id: int, who: Signed, form: ProvenForm) -> Response:
    """Change an office's names."""

    async def do(visit: Visit) -> Done:
        await _work(visit).edit(office_id, read(EditOffice, form))
        return tr("Data kantor disimpan"), "", f"{HERE}/{office_id}"

    return await carry(request, who, form, key="data-kantor", do=do, show=_again(office_id))


@router.post(HERE + "/{office_id:int}/susunan")
async def plant(request: Request, office_id: int, who: Signed, form: ProvenForm) -> Response:
    """Give an office the standard units of its level."""

    async def do(visit: Visit) -> Done:
        count = await _work(visit).plant_standard(office_id)
        return tr("Susunan baku dipasang"), trn("{n} unit.", count), f"{HERE}/{office_id}"

    return await carry(request, who, form, key="susunan", do=do, show=_again(office_id))


@router.post(HERE + "/{office_id:int}/unit")
async def add_unit(request: Request, office_id: int, who: Signed, form: ProvenForm) -> Response:
    """Add a unit."""

    async def do(visit: Visit) -> Done:
        wish = read(AddUnit, form)
        await _work(visit).add_unit(office_id, wish)
        return tr("Unit ditambahkan"), wish.name, f"{HERE}/{office_id}"

    return await carry(request, who, form, key="unit-baru", do=do, show=_again(office_id))


@router.get(HERE + "/{office_id:int}/unit/{unit_id:int}")
async def unit(visit: CurrentVisit, office_id: int, unit_id: int) -> Response:
    """Show one unit."""
    return await _show_unit(visit, office_id, unit_id)


async def _show_unit(visit: Visit, office_id: int, unit_id: int, tried: TriedForm | None = None) -> Response:
    found = await _work(visit).office(office_id)
    here = next((each for each in found.units if each.id == unit_id), None)
    if here is None:
        raise NotFoundError(code="unit.not_found")
    base = f"{HERE}/{office_id}/unit/{unit_id}"
    forms = tuple(with_tried(form, tried) for form in _forms_of(here, found, base))
    panel = Panel(
        key="unit",
        title=here.name,
        icon="sitemap",
        facts=(
            Fact(term=tr("Jenis"), text=KINDS[here.kind]),
            Fact(term=tr("Laporan terbuka"), text=str(here.open_reports)),
            Fact(term=tr("Keadaan"), text=tr("Aktif") if here.is_active else tr("Tidak aktif")),
        ),
        folded=forms if found.may_edit else (),
    )
    crumbs = ((found.short_name, f"{HERE}/{office_id}"), (here.short_name, base))
    return await settings_page(
        visit,
        Section.OFFICES,
        [panel],
        title=here.short_name,
        summary=found.short_name,
        crumbs=crumbs,
        tried=tried,
    )


@router.post(HERE + "/{office_id:int}/unit/{unit_id:int}/{deed}")
async def change_unit(
    request: Request, office_id: int, unit_id: int, deed: str, who: Signed, form: ProvenForm
) -> Response:
    """Rename, move, close or reopen a unit."""

    async def do(visit: Visit) -> Done:
        work, back = _work(visit), f"{HERE}/{office_id}"
        if deed == "nama":
            await work.rename_unit(office_id, unit_id, read(EditUnit, form))
            return tr("Nama unit disimpan"), "", back
        if deed == "pindah":
            parent = str(form.get("parent_id") or "")
            await work.move_unit(office_id, unit_id, int(parent) if parent.isdigit() else None)
            return tr("Unit dipindahkan"), "", back
        if deed in {"tutup", "aktifkan"}:
            await work.set_unit_active(office_id, unit_id, active=deed == "aktifkan")
            return (tr("Unit diaktifkan") if deed == "aktifkan" else tr("Unit dinonaktifkan")), "", back
        raise NotFoundError

    async def show(visit: Visit, tried: TriedForm) -> Response:
        return await _show_unit(visit, office_id, unit_id, tried)

    return await carry(request, who, form, key=f"unit-{deed}", do=do, show=show)


def _again(office_id: int) -> Show:
    async def show(visit: Visit, tried: TriedForm) -> Response:
        return await _show(visit, office_id, tried)

    return show


def _tree(units: tuple[UnitNode, ...], base: str, parent: int | None = None) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            label=one.name,
            href=f"{base}/unit/{one.id}",
            note=_unit_note(one),
            tone=None if one.is_active else Tone.SOON,
            children=_tree(units, base, one.id),
        )
        for one in units
        if one.parent_id == parent
    )


def _unit_note(one: UnitNode) -> str:
    held = (
        trn("{n} laporan terbuka", one.open_reports) if one.open_reports else tr("tidak ada laporan terbuka")
    )
    return held if one.is_active else tr("tidak aktif · {held}", held=held)


def _edit_form(found: OfficeDetail, base: str) -> ActionForm:
    now = {each.name: str(getattr(found, each.name)) for each in OFFICE_NAMES}
    return ActionForm(
        key="data-kantor",
        label=tr("Ubah data kantor"),
        action=base,
        icon="edit",
        submit_label=tr("Simpan"),
        fields=inputs_of(OFFICE_NAMES, values=now),
    )


def _parents(found: OfficeDetail, but: int = 0) -> dict[str, tuple[FieldOption, ...]]:
    units = ((str(one.id), one.name) for one in found.units if one.is_active and one.id != but)
    return {PARENT.name: options_of(units)}


def _unit_forms(found: OfficeDetail, base: str) -> tuple[ActionForm, ...]:
    if not found.may_edit:
        return ()
    add = ActionForm(
        key="unit-baru",
        label=tr("Tambah unit"),
        action=f"{base}/unit",
        icon="plus",
        fields=inputs_of(NEW_UNIT, options=_parents(found)),
    )
    standard = ActionForm(
        key="susunan",
        label=tr("Pakai susunan baku {level}", level=STANDARD[found.level]),
        action=f"{base}/susunan",
        icon="sitemap",
        intro=tr("Unit-unit yang lazim di tingkat ini dibuat sekaligus. Sesudahnya tetap dapat diubah."),
    )
    return (add,) if found.units else (standard, add)


def _forms_of(here: UnitNode, found: OfficeDetail, base: str) -> tuple[ActionForm, ...]:
    rename = ActionForm(
        key="unit-nama", label=tr("Ubah nama"), action=f"{base}/nama", icon="edit", submit_label=tr("Simpan"),
        fields=inputs_of(UNIT_NAMES, values={"name": here.name, "short_name": here.short_name}),
    )  # fmt: skip
    move = ActionForm(
        key="unit-pindah", label=tr("Pindahkan"), action=f"{base}/pindah", icon="arrows-exchange",
        intro=tr("Unit di bawahnya ikut pindah."),
        fields=inputs_of(
            (PARENT,), values={PARENT.name: str(here.parent_id or "")}, options=_parents(found, here.id)
        ),
    )  # fmt: skip
    close = ActionForm(
        key="unit-tutup", label=tr("Nonaktifkan"), action=f"{base}/tutup", icon="ban", danger=True,
        confirm=True,
        consequence=tr("Unit tidak lagi dapat diberi laporan. Riwayatnya tetap ada."),
    )  # fmt: skip
    reopen = ActionForm(
        key="unit-aktifkan", label=tr("Aktifkan lagi"), action=f"{base}/aktifkan", icon="check"
    )
    return (rename, move, close if here.is_active else reopen)
