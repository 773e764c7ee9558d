"""Handing out a file of a report: its clean copy unasked, the original for a reason.

The transaction, with its record, ends before a copy is made: that may take seconds, and a connection is
not to wait for it.
"""

from hashlib import sha256
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from backoffice.requests.files import file_answer
from backoffice.requests.visits import SignedIn, visit, working
from backoffice.wiring import backoffice_of
from core.evidence.copies import FileInHand, HandedFile
from core.evidence.kinds import ALLOWED
from core.evidence.models import FileUse
from core.evidence.original import Copy
from core.reports.schemas import FileView

AS_IT_CAME: Final = {"X-Kentongan-Copy": "original"}
CLEANED: Final = {"X-Kentongan-Copy": "clean"}
"""Tells machines which of the two they were handed."""


async def hand_out(
    request: Request, who: SignedIn, report_id: UUID, evidence_id: UUID, use: FileUse
) -> Response:
    """Answer with what an officer is given unasked. Raises as `OfficerDesk.file` and `CleanCopies` do."""
    async with working(request) as session:
        visiting = await visit(request, who, session)
        reason = await visiting.reason(report_id)
        view, file = await visiting.desk.file(report_id, evidence_id, use=use, reason=reason)
    handed = await backoffice_of(request).copies.handed_out(file)
    answer = await file_answer(
        request, _as_handed(view, file, handed), handed.content, download=use is FileUse.DOWNLOADED
    )
    answer.headers.update(CLEANED if file.to_be_cleaned else AS_IT_CAME)
    return answer


async def hand_out_original(
    request: Request, who: SignedIn, report_id: UUID, evidence_id: UUID, why: str
) -> Response:
    """Answer with a file as it came, to be kept and not shown. Raises as `OfficerDesk.original` does."""
    async with working(request) as session:
        visiting = await visit(request, who, session)
        reason = await visiting.reason(report_id)
        view, file = await visiting.desk.original(report_id, evidence_id, why=why, reason=reason)
    original = await backoffice_of(request).copies.original(file)
    answer = await file_answer(request, view, original, download=True)
    answer.headers.update(AS_IT_CAME)
    return answer


def _as_handed(view: FileView, file: FileInHand, handed: HandedFile) -> FileView:
    """Describe what goes out: of a copy its own type, ending and hash."""
    if not isinstance(handed.content, Copy):
        return view
    ending, _ = ALLOWED[handed.mime]
    stem = view.name.rpartition(".")[0] or view.name
    return view.model_copy(
        update={
            "name": f"{stem}.{ending}" if handed.mime != file.mime else view.name,
            "mime": handed.mime,
            "size": len(handed.content.content),
            "sha256": sha256(handed.content.content).hexdigest(),
        }
    )
