"""What opens with a recorded reason only: sealed reports, identities; and who has read what."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from backoffice.contexts.insight import AuditContext, AuditLine
from backoffice.contexts.parts import EmptyState, Pagination
from backoffice.contexts.shell import Flash, Link, Tone
from backoffice.pages.frame.shell import shell_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, notice, see, session_of, visiting
from backoffice.pages.frame.words import local
from backoffice.pages.report.report import Showing, gate, show_report
from backoffice.requests.identities import ask_identity
from backoffice.requests.visits import CurrentVisit, zone_of
from backoffice.words.audit_words import verb_in_words
from core.errors import ConflictError, ForbiddenError, InvalidError
from core.language import tr
from core.reading.reasons import LONGEST_REASON, SHORTEST_REASON

router = APIRouter()

_TOO_SHORT: Final = tr("Tulis alasannya dengan jelas, paling sedikit 15 huruf.")


@router.post("/laporan/{report_id}/buka")
async def open_sealed(request: Request, report_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Record why a sealed report is opened; the reason holds for the session."""
    reason = _reason(form.get("reason"))
    async with visiting(request, who) as visit:
        if not reason:
            error = ForbiddenError(tr("Isi laporan ini hanya dibuka dengan alasan yang dicatat."))
            return await gate(visit, report_id, error, refusal=_TOO_SHORT)
        await visit.desk.report(report_id, reason=reason)
    await visit.remember_reason(report_id, reason)
    return see(f"/laporan/{report_id}")


@router.post("/laporan/{report_id}/identitas")
async def open_identity(request: Request, report_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Open the reporter's identity with a reason; shown on this page only, never kept."""
    reason = _reason(form.get("reason"))
    if not reason:
        showing = Showing(notices=(_warning(_TOO_SHORT),), status=422)
        async with visiting(request, who) as visit:
            return await show_report(visit, report_id, showing)
    async with visiting(request, who) as visit:
        opened = await ask_identity(visit, report_id, reason)
    if isinstance(opened, ConflictError):
        showing = Showing(notices=(_warning(opened.message),), status=409)
    else:
        showing = Showing(identity=opened)
    async with visiting(request, who) as visit:
        return await show_report(visit, report_id, showing)


@router.post("/laporan/{report_id}/identitas/setuju")
async def approve_identity(request: Request, report_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Approve, as the second person, that somebody opens the identity."""
    del form
    async with visiting(request, who) as visit:
        await visit.desk.approve_identity(report_id)
    title, body = tr("Pembukaan identitas disetujui"), tr("Pemohon dapat membukanya.")
    await notice(visit.parts, session_of(visit), title, body)
    return see(f"/laporan/{report_id}")


@router.post("/laporan/{report_id}/dugaan/{officer_id:uuid}")
async def settle_doubt(
    request: Request, report_id: UUID, officer_id: UUID, who: Signed, form: ProvenForm
) -> Response:
    """Say whether the report means an officer whom it may mean."""
    answer = str(form.get("meant") or "")
    if answer not in {"ya", "bukan"}:
        raise InvalidError(tr("Pilih “Dia” atau “Bukan dia”."))
    meant = answer == "ya"
    async with visiting(request, who) as visit:
        await visit.desk.settle_doubt(report_id, officer_id, meant=meant)
    body = (
        tr("Laporan tetap tertutup bagi petugas itu.")
        if meant
        else tr("Laporan terbuka lagi bagi petugas itu, sesuai perannya.")
    )
    await notice(visit.parts, session_of(visit), tr("Dugaan diputuskan"), body)
    return see(f"/laporan/{report_id}")


@router.get("/laporan/{report_id}/pembaca")
async def readers(visit: CurrentVisit, report_id: UUID) -> Response:
    """Show who read and who changed this report."""
    entries = await visit.desk.readers(report_id)
    zone = await zone_of(visit)
    base = f"/laporan/{report_id}"
    context = AuditContext(
        shell=await shell_of(visit),
        crumbs=(
            Link(label=tr("Menunggu saya"), href="/"),
            Link(label=tr("Laporan"), href=base),
            Link(label=tr("Siapa membaca"), href=f"{base}/pembaca"),
        ),
        number=await visit.desk.number_of(report_id),
        lines=tuple(
            AuditLine(
                at=local(entry.at, zone),
                who=entry.author,
                role="",
                what=verb_in_words(entry.verb, entry.use),
                seal=entry.seal,
            )
            for entry in entries
        ),
        page=Pagination(shown=len(entries)),
        empty=EmptyState(title=tr("Belum ada"), body=tr("Belum ada yang membaca laporan ini."), icon="eye"),
    )
    return visit.parts.renderer.respond(visit.request, "pages/audit.html", context)


def _reason(typed: object) -> str:
    reason = typed.strip()[:LONGEST_REASON] if isinstance(typed, str) else ""
    return reason if len(reason) >= SHORTEST_REASON else ""


def _warning(words: str) -> Flash:
    return Flash(tone=Tone.SOON, title=tr("Identitas belum dibuka"), body=words)
