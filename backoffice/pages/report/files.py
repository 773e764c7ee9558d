"""Evidence and printed documents, fetched from the report page."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from backoffice.documents.printing import print_document
from backoffice.pages.frame.visiting import Signed
from backoffice.requests.evidence import hand_out
from backoffice.requests.files import pdf_answer
from backoffice.requests.visits import CurrentVisit
from core.evidence.models import FileUse

router = APIRouter(prefix="/laporan/{report_id}")


@router.get("/bukti/{evidence_id}")
async def evidence(
    request: Request,
    who: Signed,
    report_id: UUID,
    evidence_id: UUID,
    download: Annotated[str, Query(alias="unduh", max_length=5)] = "",
    gallery: Annotated[str, Query(alias="galeri", max_length=5)] = "",
) -> Response:
    """Show or download a file, of a reporter's its clean copy; each fetch is recorded with its use."""
    use = FileUse.DOWNLOADED if download else FileUse.OPENED
    # The address alone proves nothing: whoever types it has opened the file.
    if gallery and not download and request.headers.get("sec-fetch-dest") == "image":
        use = FileUse.GALLERY
    return await hand_out(request, who, report_id, evidence_id, use)


@router.get("/dokumen/{name}.pdf")
async def document(
    visit: CurrentVisit, report_id: UUID, name: Annotated[str, Path(pattern="^[a-z-]{1,40}$")]
) -> Response:
    """Print a document; every printing is recorded."""
    printed = await print_document(visit, report_id, name)
    return pdf_answer(printed.content, printed.file_name)
