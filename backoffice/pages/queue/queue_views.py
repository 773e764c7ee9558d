"""Saved views: kept, named and dropped from the queue they belong to."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.queue import SavedChip, ViewsPanel
from backoffice.contexts.shell import Tone
from backoffice.pages.frame.saved_views import KeptView, views_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, notice, see, session_of, visiting
from backoffice.requests.queue_filter import address_of, from_spoken, is_queue, spoken_of
from backoffice.wiring import backoffice_of
from core.errors import DomainError
from core.language import tr
from core.queues.schemas import QueueFilter

router = APIRouter()


def views_panel(kept: tuple[KeptView, ...], chosen: QueueFilter, here: str) -> ViewsPanel:
    """Give my saved views with what each holds now, and the form that keeps the one on show."""
    current = next((one for one in kept if one.wish == chosen), None)
    return ViewsPanel(
        action="/tampilan",
        chips=tuple(
            SavedChip(key=one.key, name=one.name, href=one.href, count=one.count or 0, current=one is current)
            for one in kept
        ),
        spoken=spoken_of(chosen),
        back=here,
        name=current.name if current else "",
    )


@router.post("/tampilan")
async def save(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Keep the filter on show under a name."""
    wish = from_spoken(_text(form, "saringan"))
    try:
        async with visiting(request, who) as visit:
            line = await views_of(visit).save(_text(form, "nama"), spoken_of(wish))
    except DomainError as error:
        return await _refused(request, who, form, error)
    await notice(backoffice_of(request), session_of(visit), tr("Tampilan disimpan"), f"“{line.name}”")
    return see(address_of(wish))


@router.post("/tampilan/{view_id}")
async def change(request: Request, who: Signed, form: ProvenForm, view_id: UUID) -> Response:
    """Rename a view, put it further to the front, or drop it."""
    deed = _text(form, "langkah")
    try:
        async with visiting(request, who) as visit:
            views = views_of(visit)
            if deed == "hapus":
                await views.drop(view_id)
            elif deed == "naik":
                await views.move_up(view_id)
            else:
                await views.rename(view_id, _text(form, "nama"))
    except DomainError as error:
        return await _refused(request, who, form, error)
    done = {"hapus": tr("Tampilan dihapus"), "naik": tr("Urutan disimpan")}.get(deed, tr("Nama disimpan"))
    await notice(backoffice_of(request), session_of(visit), done)
    return see(_back(form))


async def _refused(request: Request, who: Signed, form: FormData, error: DomainError) -> Response:
    async with visiting(request, who) as visit:
        parts = backoffice_of(request)
        await notice(parts, session_of(visit), tr("Tidak tersimpan"), error.message, tone=Tone.LATE)
    return see(_back(form))


def _back(form: FormData) -> str:
    back = _text(form, "dari")
    return back if is_queue(back) else "/"


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
