"""The national list of categories."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.settings import Cell, Panel, Table
from backoffice.contexts.shell import Tone
from backoffice.pages.frame.forms import inputs_of
from backoffice.pages.frame.visiting import ProvenForm, Signed
from backoffice.pages.settings.frame import ROOT, Done, TriedForm, carry, read, settings_page, with_tried
from backoffice.requests.visits import CurrentVisit, Visit
from core.access.roles import Section
from core.administration.categories import Categories, CategoryLine, WriteCategory
from core.chain.fields import Field, FieldType
from core.language import tr, trn

router = APIRouter()
HERE: Final = f"{ROOT}/kategori"
FIELDS: Final = (
    Field("name", FieldType.TEXT, tr("Nama"), max_length=80),
    Field("position", FieldType.TEXT, tr("Urutan")),
    Field("is_active", FieldType.FLAG, tr("Dipakai"), required=False),
)


def _work(visit: Visit) -> Categories:
    return Categories(visit.session, visit.actor)


@router.get(HERE)
async def categories(visit: CurrentVisit) -> Response:
    """Show the list."""
    return await _show(visit)


async def _show(visit: Visit, tried: TriedForm | None = None) -> Response:
    lines = await _work(visit).every()
    rows = tuple(
        (
            Cell(text=line.name),
            Cell(text=str(line.position)),
            Cell(text=str(line.reports)),
            Cell(text=tr("Dipakai"), tone=Tone.DONE)
            if line.is_active
            else Cell(text=tr("Tidak dipakai"), tone=Tone.NEUTRAL),
        )
        for line in lines
    )
    last = max((line.position for line in lines), default=0)
    add = _form("kategori-baru", tr("Tambah kategori"), HERE, "", last + 10, active=True)
    panels = [
        Panel(
            key="daftar", title=tr("Daftar nasional"), icon="list-details", wide=False,
            note=trn("{n} kategori", len(rows)),
            table=Table(heads=(tr("Kategori"), tr("Urutan"), tr("Laporan"), tr("Keadaan")), rows=rows),
        ),
        Panel(
            key="ubah", title=tr("Tambah dan ubah"), icon="edit", wide=False,
            folded=(with_tried(add, tried), *(with_tried(_edit(line), tried) for line in lines)),
        ),
    ]  # fmt: skip
    return await settings_page(
        visit, Section.CATEGORIES, panels,
        summary=tr("Satu daftar untuk semua kantor. Kategori tidak mengubah penanganan laporan."),
        tried=tried,
    )  # fmt: skip


@router.post(HERE)
async def add(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Add a category."""

    async def do(visit: Visit) -> Done:
        await _work(visit).add(_wish(form))
        return tr("Kategori ditambahkan"), "", HERE

    return await carry(request, who, form, key="kategori-baru", do=do, show=_show)


@router.post(HERE + "/{category_id:int}")
async def edit(request: Request, category_id: int, who: Signed, form: ProvenForm) -> Response:
    """Rename, move or retire a category."""

    async def do(visit: Visit) -> Done:
        await _work(visit).edit(category_id, _wish(form))
        return tr("Kategori disimpan"), "", HERE

    return await carry(request, who, form, key=f"kategori-{category_id}", do=do, show=_show)


def _wish(form: FormData) -> WriteCategory:
    return read(WriteCategory, form, is_active=form.get("is_active") == "ya")


def _edit(line: CategoryLine) -> ActionForm:
    return _form(
        f"kategori-{line.id}", line.name, f"{HERE}/{line.id}", line.name, line.position, active=line.is_active
    )


def _form(key: str, label: str, action: str, name: str, position: int, *, active: bool) -> ActionForm:
    return ActionForm(
        key=key,
        label=label,
        action=action,
        icon="edit" if name else "plus",
        submit_label=tr("Simpan"),
        fields=inputs_of(
            FIELDS,
            values={"name": name, "position": str(position), "is_active": "ya" if active else ""},
        ),
    )
