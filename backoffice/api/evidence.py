"""Files of a report: listed, fetched in whole or in part, added."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from backoffice.api.models import EvidenceList, ReasonRequest
from backoffice.api.openapi import FILES_SCHEMA
from backoffice.api.reports import IdempotencyKey, ProvenBody
from backoffice.requests.bodies import file_values
from backoffice.requests.evidence import hand_out, hand_out_original
from backoffice.requests.visits import CurrentVisit, Proven, SignedIn, signed_in
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
    who: Annotated[SignedIn, Depends(signed_in)],
    request: Request,
    download: Annotated[bool, Query(description="as an attachment, whatever its type")] = False,  # noqa: FBT002 (a query parameter)
) -> Response:
    """Fetch a file, in whole or in part (`Range`). Every fetch is recorded.

    A reporter's file comes as a clean copy, without what tells of its making; 403 `evidence.original_only`
    where none can be made.
    """
    return await hand_out(
        request, who, report_id, evidence_id, FileUse.DOWNLOADED if download else FileUse.OPENED
    )


@router.post("/{evidence_id}/original", response_class=Response, responses={200: _CONTENT})
async def evidence_original(
    report_id: UUID, evidence_id: UUID, wish: ReasonRequest, who: Proven, request: Request
) -> Response:
    """Fetch a file as it came, for a reason that is recorded: it may tell where and by whom it was made."""
    return await hand_out_original(request, who, report_id, evidence_id, wish.reason)


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
