"""One file of a report, large: seen or played in place, with its neighbours and the way to its original."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import Response

from backoffice.contexts.around import EvidenceContext
from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind
from backoffice.contexts.shell import Link
from backoffice.pages.frame.shell import shell_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, visiting
from backoffice.pages.frame.words import evidence_of
from backoffice.requests.evidence import hand_out_original
from backoffice.requests.visits import Visit, zone_of
from backoffice.wiring import backoffice_of
from backoffice.words.custody import came_from
from backoffice.words.wording import long_datetime
from core.errors import InvalidError, NotFoundError, UnavailableError
from core.evidence.copies import INFECTED, FileInHand
from core.evidence.models import Custody
from core.language import tr
from core.reading.reasons import LONGEST_REASON
from core.reports.schemas import FileView
from core.sizes import file_size

router = APIRouter()

_CLEANED: Final = tr(
    "Yang tampil dan diunduh di sini salinan bersih: tanpa lokasi, nomor alat, nama pembuat, dan keterangan "
    "lain yang tertulis di dalam berkas. Berkas asli tetap tersegel."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refused:
    """What was typed for the original, and why it does not do."""

    reason: str = ""
    error: str = ""


@router.get("/laporan/{report_id}/bukti/{evidence_id}/lihat")
async def show_evidence(request: Request, who: Signed, report_id: UUID, evidence_id: UUID) -> Response:
    """Show one file; what it shows is fetched, and recorded, apart. A sealed report asks for its reason."""
    return await _shown(request, who, report_id, evidence_id)


@router.post("/laporan/{report_id}/bukti/{evidence_id}/asli")
async def fetch_original(
    request: Request, report_id: UUID, evidence_id: UUID, who: Signed, form: ProvenForm
) -> Response:
    """Hand out the file as it came, for a reason that is recorded."""
    typed = str(form.get("reason") or "")
    try:
        return await hand_out_original(request, who, report_id, evidence_id, typed)
    except InvalidError as error:
        if "reason" not in error.fields:
            raise
        refused = _Refused(reason=typed[:LONGEST_REASON], error=error.fields["reason"])
        return await _shown(request, who, report_id, evidence_id, refused)


async def _shown(
    request: Request, who: Signed, report_id: UUID, evidence_id: UUID, refused: _Refused | None = None
) -> Response:
    async with visiting(request, who) as visit:
        context = await _context(visit, report_id, evidence_id)
        file = await visit.desk.in_hand(report_id, evidence_id, reason=await visit.reason(report_id))
    if file.to_be_cleaned:
        form = _original_form(f"/laporan/{report_id}/bukti/{evidence_id}/asli", refused or _Refused())
        context = await _with_copy(visit, file, replace(context, original=form))
    status = 422 if refused else 200
    return visit.parts.renderer.respond(request, "pages/evidence.html", context, status_code=status)


async def _with_copy(visit: Visit, file: FileInHand, context: EvidenceContext) -> EvidenceContext:
    """Say what the copy is without, or why there is none: it is made now, and fetched in a moment."""
    copies = backoffice_of(visit.request).copies
    try:
        look = await copies.looked_into(file)
    except (UnavailableError, NotFoundError):  # the store is away: the file itself will say so
        return replace(context, copy_note=_CLEANED)
    if look.refused is None:
        return replace(context, copy_note=_CLEANED, dangers=look.dangers)
    kept_back = look.refused.code == INFECTED
    return replace(
        context,
        has_copy=False,
        copy_note=look.refused.message,
        original=None if kept_back else context.original,
        dangers=() if kept_back else look.dangers,
    )


async def _context(visit: Visit, report_id: UUID, evidence_id: UUID) -> EvidenceContext:
    view = await visit.desk.report(report_id, reason=await visit.reason(report_id))
    files = next((each for each in (view.evidence, view.papers) if evidence_id in {f.id for f in each}), ())
    place = next((at for at, file in enumerate(files) if file.id == evidence_id), None)
    if place is None:
        raise NotFoundError(code="evidence.not_found")
    base, file = f"/laporan/{report_id}", files[place]
    before = files[place - 1] if place > 0 else None
    after = files[place + 1] if place + 1 < len(files) else None
    own = file.custody is Custody.OFFICE
    number = view.row.agenda_number
    return EvidenceContext(
        shell=await shell_of(visit),
        crumbs=(
            Link(label=tr("Menunggu saya"), href="/"),
            Link(label=number, href=base),
            Link(label=tr("Berkas kantor") if own else tr("Bukti"), href=f"{base}/bukti/{evidence_id}/lihat"),
        ),
        file=evidence_of(file, base),
        facts=_facts(file, await zone_of(visit)),
        caption=file.caption,
        first_caption=file.first_caption,
        place=(
            tr("Berkas kantor {place} dari {all} · {number}", place=place + 1, all=len(files), number=number)
            if own
            else tr("Bukti {place} dari {all} · {number}", place=place + 1, all=len(files), number=number)
        ),
        back=Link(label=tr("Kembali ke laporan"), href=f"{base}#{'berkas-kantor' if own else 'bukti'}"),
        previous=_neighbour(before, base),
        following=_neighbour(after, base),
    )


def _original_form(action: str, refused: _Refused) -> ActionForm:
    return ActionForm(
        key="asli",
        label=tr("Ambil berkas asli"),
        action=action,
        fields=(
            FieldInput(
                name="reason",
                label=tr("Alasan mengambil berkas asli"),
                kind=FieldKind.LONG_TEXT,
                required=True,
                max_length=LONGEST_REASON,
                rows=3,
                value=refused.reason,
                error=refused.error,
                hint=tr("Tercatat bersama nama Anda, dan terlihat pada pemeriksaan."),
            ),
        ),
        icon="download",
        submit_label=tr("Catat alasan dan unduh"),
        consequence=tr(
            "Berkas asli dapat memberi tahu di mana, dengan alat apa, dan oleh siapa ia dibuat. "
            "Jangan diteruskan kepada yang tidak menangani laporan ini."
        ),
        quiet=True,
    )


def _neighbour(file: FileView | None, base: str) -> Link | None:
    return None if file is None else Link(label=file.name, href=f"{base}/bukti/{file.id}/lihat")


def _facts(file: FileView, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Ukuran berkas asli"), file_size(file.size)),
        (tr("Jenis"), file.mime),
        (tr("Asal"), came_from(file)),
        (tr("Pada"), long_datetime(file.at.astimezone(zone))),
        (tr("SHA-256 berkas asli"), file.sha256),
    )
