"""Which columns a queue shows, as each officer likes it."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from backoffice.contexts.parts import FilterOption
from backoffice.contexts.queue import ColumnsPanel
from backoffice.contexts.shell import Link
from backoffice.documents.spreadsheet import CATEGORY
from backoffice.pages.frame.visiting import ProvenForm, Signed, see, visiting
from backoffice.requests.queue_filter import address_of, is_queue
from backoffice.requests.visits import Visit
from core.language import tr
from core.queues.saved_views import ChosenColumns
from core.queues.schemas import QueueFilter

router = APIRouter()

USUAL: Final[Mapping[str, str]] = {"stage": tr("Tahap"), "holder": tr("Pemegang"), "due": tr("Tenggat")}
ALL_COLUMNS: Final = "kolom"
EXTRA: Final[Mapping[str, str]] = {
    "office": tr("Satker"),
    "unit": tr("Unit"),
    "kind": tr("Jenis"),
    "classification": tr("Klasifikasi"),
    CATEGORY: tr("Kategori"),
    "channel": tr("Asal"),
    "received": tr("Diterima"),
}
_ALL: Final[Mapping[str, str]] = {**USUAL, **EXTRA}


async def shown_columns(visit: Visit) -> tuple[str, ...]:
    """Give the columns this officer chose, or the usual ones."""
    chosen = await ChosenColumns(visit.session, visit.actor).get()
    return tuple(USUAL) if chosen is None else tuple(name for name in _ALL if name in chosen)


def hidden_columns(shown: tuple[str, ...]) -> frozenset[str]:
    """Give the usual columns that are not wanted."""
    return frozenset(USUAL) - frozenset(shown)


def columns_panel(shown: tuple[str, ...], chosen: QueueFilter, here: str) -> ColumnsPanel:
    """Give the form that chooses, and the downloads beside it."""
    base = f"/antrean/{chosen.queue}/unduhan"
    return ColumnsPanel(
        action="/antrean-kolom",
        back=here,
        options=tuple(
            FilterOption(value=name, label=label, selected=name in shown) for name, label in _ALL.items()
        ),
        downloads=(
            Link(label=tr("Unduh Excel (XLSX)"), href=address_of(chosen, f"{base}.xlsx"), icon="download"),
            Link(label=tr("Unduh CSV"), href=address_of(chosen, f"{base}.csv"), icon="download"),
            Link(
                label=tr("Semua kolom (XLSX)"),
                href=address_of(chosen, f"{base}.xlsx", **{ALL_COLUMNS: "semua"}),
                icon="download",
            ),
        ),
    )


@router.post("/antrean-kolom")
async def choose(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Keep which columns I want to see."""
    wanted = [name for name in form.getlist("kolom") if isinstance(name, str) and name in _ALL]
    usual = form.get("biasa") == "ya"
    async with visiting(request, who) as visit:
        await ChosenColumns(visit.session, visit.actor).choose(None if usual else wanted)
    back = form.get("dari")
    return see(back if isinstance(back, str) and is_queue(back) else "/")
