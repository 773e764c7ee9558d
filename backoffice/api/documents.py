"""Documents of a report, printed as PDF; every printing is recorded."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from starlette.responses import Response

from backoffice.api.models import DocumentList, DocumentView
from backoffice.documents.printing import available_for, print_document
from backoffice.requests.files import pdf_answer
from backoffice.requests.visits import CurrentVisit

router = APIRouter(prefix="/reports/{report_id}/documents", tags=["documents"])

_PDF = {
    "description": "the document",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


@router.get("")
async def list_documents(report_id: UUID, visit: CurrentVisit) -> DocumentList:
    """List what can be printed."""
    track = await visit.desk.track_of(report_id)
    base = f"/api/v1/reports/{report_id}/documents"
    return DocumentList(
        documents=[
            DocumentView(name=kind.name, label=kind.label, href=f"{base}/{kind.name}.pdf")
            for kind in available_for(track)
        ]
    )


@router.get("/{name}.pdf", response_class=Response, responses={200: _PDF})
async def document(
    report_id: UUID, name: Annotated[str, Path(pattern="^[a-z-]{1,40}$")], visit: CurrentVisit
) -> Response:
    """Print a document."""
    printed = await print_document(visit, report_id, name)
    return pdf_answer(printed.content, printed.file_name)
