"""One file of a report, large: seen, heard or played in place, with its neighbours."""

from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.responses import Response

from backoffice.contexts.around import EvidenceContext
from backoffice.contexts.shell import Link
from backoffice.pages.frame.shell import shell_of
from backoffice.pages.frame.words import evidence_of
from backoffice.requests.visits import CurrentVisit, zone_of
from backoffice.words.custody import came_from
from backoffice.words.wording import file_size, long_datetime
from core.errors import NotFoundError
from core.evidence.models import Custody
from core.language import tr
from core.reports.schemas import FileView

router = APIRouter()


@router.get("/laporan/{report_id}/bukti/{evidence_id}/lihat")
async def show_evidence(visit: CurrentVisit, report_id: UUID, evidence_id: UUID) -> Response:
    """Show one file; what it shows is fetched, and recorded, apart. A sealed report asks for its reason."""
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
    context = EvidenceContext(
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
    return visit.parts.renderer.respond(visit.request, "pages/evidence.html", context)


def _neighbour(file: FileView | None, base: str) -> Link | None:
    return None if file is None else Link(label=file.name, href=f"{base}/bukti/{file.id}/lihat")


def _facts(file: FileView, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Ukuran"), file_size(file.size)),
        (tr("Jenis"), file.mime),
        (tr("Asal"), came_from(file)),
        (tr("Pada"), long_datetime(file.at.astimezone(zone))),
        ("SHA-256", file.sha256),
    )
