"""Files of a report: listed, fetched in whole or in part, added."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from backoffice.api.models import EvidenceList
from backoffice.api.openapi import FILES_SCHEMA
from backoffice.api.reports import IdempotencyKey, ProvenBody
from backoffice.requests.bodies import file_values
from backoffice.requests.files import file_answer
from backoffice.requests.visits import CurrentVisit
from core.chain.actions import Action
from core.errors import InvalidError
from core.evidence.models import FileUse
from core.handling.schemas import ActOutcome

router = APIRouter(prefix="/reports/{report_id}/evidence", tags=["evidence"])

_CONTENT = {"description": "the file", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {"files": FILES_SCHEMA, "note": {"type": "string", "maxLength": 3000}},
                }
            }
        },
    }
}


@router.get("")
async def list_evidence(report_id: UUID, visit: CurrentVisit) -> EvidenceList:
    """List the files of a report."""
    view = await visit.desk.report(report_id, reason=await visit.reason(report_id))
    return EvidenceList(evidence=list(view.evidence), papers=list(view.papers))


@router.get(
    "/{evidence_id}",
    response_class=Response,
    responses={200: _CONTENT, 206: {**_CONTENT, "description": "the part asked for"}},
)
async def evidence_content(
    report_id: UUID,
    evidence_id: UUID,
    visit: CurrentVisit,
    request: Request,
    download: Annotated[bool, Query(description="as an attachment, whatever its type")] = False,  # noqa: FBT002 (a query parameter)
) -> Response:
    """Fetch a file, in whole or in part (`Range`). Every fetch is recorded."""
    use = FileUse.DOWNLOADED if download else FileUse.OPENED
    reason = await visit.reason(report_id)
    view, original = await visit.desk.file(report_id, evidence_id, use=use, reason=reason)
    return await file_answer(request, view, original, download=download)


@router.post("", status_code=201, openapi_extra=_FORM)
async def add_evidence(
    report_id: UUID, received: ProvenBody, visit: CurrentVisit, key: IdempotencyKey = None
) -> ActOutcome:
    """Add files to the report, as a note among officers."""
    if not received.all_files:
        raise InvalidError("Belum ada berkas. Kirim sebagai formulir.", fields={"files": "Pilih berkas."})
    note = str(received.values.get("note") or "Berkas ditambahkan.")
    values = {"text": note, **file_values(received)}
    return await visit.handling.act(report_id, Action.NOTE, values, files=received.all_files, key=key)
