"""Looking over and behind reports: queues, numbers, history, readers, identities."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from backoffice.api.models import (
    AuditLineView,
    AuditList,
    DoubtSettled,
    HistoryList,
    IdentityRequestState,
    IdentityRequestView,
    QueueList,
    QueueView,
    ReasonRequest,
)
from backoffice.api.report_models import lines_of_history
from backoffice.api.reports import REASON_PARAMETER
from backoffice.problems import answer, problem_of
from backoffice.requests.identities import ask_identity
from backoffice.requests.queues import QUEUES
from backoffice.requests.visits import CurrentVisit, Proven
from backoffice.words.audit_words import verb_in_words
from core.errors import ConflictError
from core.queues.statistics import Statistics
from core.reports.schemas import OpenedIdentity

router = APIRouter()


@router.get("/queues", tags=["queues"])
async def queues(visit: CurrentVisit) -> QueueList:
    """List my queues and how many reports wait in each."""
    counts = await visit.desk.counts()
    return QueueList(
        queues=[
            QueueView(queue=queue.name, label=queue.label, count=counts[queue.name])
            for queue in QUEUES
            if queue.name in counts
        ]
    )


@router.get("/stats", tags=["queues"])
async def statistics(visit: CurrentVisit) -> Statistics:
    """Count what lies in my scope."""
    return await visit.desk.statistics()


@router.get(
    "/reports/{report_id}/history", tags=["reports"], openapi_extra={"parameters": [REASON_PARAMETER]}
)
async def history(report_id: UUID, visit: CurrentVisit) -> HistoryList:
    """Give everything that happened to a report, oldest first."""
    entries = await visit.desk.history(report_id, reason=await visit.reason(report_id))
    return HistoryList(entries=lines_of_history(entries))


@router.get("/reports/{report_id}/readers", tags=["reports"])
async def readers(report_id: UUID, visit: CurrentVisit) -> AuditList:
    """Give who read and who changed a report, newest first."""
    return AuditList(
        entries=[
            AuditLineView(
                seq=line.seq,
                at=line.at,
                side=line.side,
                who=line.author,
                verb=line.verb,
                label=verb_in_words(line.verb, line.use),
                seal=line.seal,
            )
            for line in await visit.desk.readers(report_id)
        ]
    )


@router.get("/reports/{report_id}/identity", tags=["identity"])
async def identity_state(report_id: UUID, visit: CurrentVisit) -> IdentityRequestState:
    """Tell whether somebody waits for a second person to agree; never who reported."""
    waiting = await visit.desk.identity_request(report_id)
    return IdentityRequestState(
        request=IdentityRequestView(
            asked_by=waiting.asked_by,
            asked_at=waiting.asked_at,
            reason=waiting.reason,
            mine=waiting.mine,
            may_approve=waiting.may_approve,
        )
        if waiting
        else None
    )


@router.post("/reports/{report_id}/identity", tags=["identity"], response_model=OpenedIdentity)
async def open_identity(
    report_id: UUID, wish: ReasonRequest, who: Proven, visit: CurrentVisit, request: Request
) -> OpenedIdentity | JSONResponse:
    """Open who reported, for a recorded reason; 409 `second_person` where another must agree first."""
    del who
    opened = await ask_identity(visit, report_id, wish.reason)
    if isinstance(opened, ConflictError):
        return answer(*problem_of(opened, request))
    return opened


@router.post("/reports/{report_id}/doubts/{officer_id}", tags=["reports"], status_code=204)
async def settle_doubt(
    report_id: UUID, officer_id: UUID, wish: DoubtSettled, who: Proven, visit: CurrentVisit
) -> None:
    """Say whether the report means an officer whom it may mean; `meant: false` opens it to them."""
    del who
    await visit.desk.settle_doubt(report_id, officer_id, meant=wish.meant)


@router.post("/reports/{report_id}/identity/approval", tags=["identity"], status_code=204)
async def approve_identity(report_id: UUID, who: Proven, visit: CurrentVisit) -> None:
    """Agree, as the second person, to a colleague's request."""
    del who
    await visit.desk.approve_identity(report_id)
