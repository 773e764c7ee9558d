"""Reports: queues, one report, its conversation, its history, and registering at the desk."""

import json
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from starlette.datastructures import URL

from backoffice.api.models import LinesView, MessageRequest, ReportList
from backoffice.api.openapi import FILES_SCHEMA, body_of
from backoffice.api.report_models import WordedReport, listed
from backoffice.problems import UnreadableError
from backoffice.requests.bodies import Received, file_values, receive, validated
from backoffice.requests.queue_filter import OfQuery
from backoffice.requests.registration import Registration
from backoffice.requests.visits import CurrentVisit, Proven
from core.chain.actions import Action
from core.handling.schemas import ActOutcome
from core.ids import new_id
from core.intake.letters import LetterReading, LetterText
from core.intake.schemas import Receipt, RegisterReport

router = APIRouter(prefix="/reports", tags=["reports"])

IdempotencyKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", max_length=100, description="the same key acts once, however often sent"),
]
REASON_PARAMETER: Final[dict[str, Any]] = {
    "name": "X-Reason",
    "in": "header",
    "required": False,
    "description": "why a sealed report is opened, percent-encoded; recorded, kept for a cookie session",
    "schema": {"type": "string", "maxLength": 500},
}
_REGISTER_FORM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["report"],
    "properties": {
        "report": {"type": "string", "description": "the JSON object of the JSON body"},
        "evidence": FILES_SCHEMA,
    },
}
_MESSAGE_FORM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": {"type": "string", "maxLength": 20_000},
        "to_reporter": {"type": "boolean", "default": True},
        "files": FILES_SCHEMA,
    },
}


async def proven_body(who: Proven, request: Request) -> Received:
    """Read a body only after its sender has proven to be signed in."""
    return await receive(request, who.officer_id)


ProvenBody = Annotated[Received, Depends(proven_body)]


@router.get("")
async def list_reports(
    visit: CurrentVisit,
    request: Request,
    response: Response,
    chosen: OfQuery,
    after: Annotated[str | None, Query(max_length=300)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> ReportList:
    """List the reports I may see, the most urgent first unless sorted otherwise, in keyset pages."""
    page = await visit.desk.queue(chosen, after=after, limit=limit)
    if page.next_after:
        following = URL(str(request.url)).include_query_params(after=page.next_after)
        response.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    return ReportList(
        rows=listed(page.rows),
        total=page.total,
        next_after=page.next_after,
        corrections=list(page.corrections),
    )


@router.post("", status_code=201, openapi_extra=body_of(Registration, multipart=_REGISTER_FORM))
async def register(
    received: ProvenBody, visit: CurrentVisit, response: Response, key: IdempotencyKey = None
) -> Receipt:
    """Register what came by desk, letter, e-mail, box or word of mouth; the receipt holds the tracking ID."""
    wish = register_wish(received)
    receipt = await visit.desk.register(wish, key=key or str(new_id()))
    response.headers["Location"] = f"/api/v1/reports/{receipt.report_id}"
    return receipt


@router.post("/reading", openapi_extra=body_of(LetterText))
async def read_letter(received: ProvenBody, visit: CurrentVisit) -> LetterReading:
    """Read a letter before it is registered: what it answers and whom it names. Nothing is kept."""
    return await visit.desk.read_letter(validated(LetterText, received.values))


@router.get("/{report_id}", openapi_extra={"parameters": [REASON_PARAMETER]})
async def one_report(report_id: UUID, visit: CurrentVisit, response: Response) -> WordedReport:
    """Open one report. A sealed one asks for `X-Reason`."""
    view = await visit.desk.report(report_id, reason=await visit.reason(report_id))
    response.headers["ETag"] = f'"{view.row.version}"'
    return WordedReport.of(view)


@router.get("/{report_id}/messages", openapi_extra={"parameters": [REASON_PARAMETER]})
async def messages(report_id: UUID, visit: CurrentVisit) -> LinesView:
    """Give the conversation with the reporter, and among officers."""
    view = await visit.desk.report(report_id, reason=await visit.reason(report_id))
    return LinesView(lines=list(view.lines))


@router.post(
    "/{report_id}/messages",
    status_code=201,
    openapi_extra=body_of(MessageRequest, multipart=_MESSAGE_FORM),
)
async def send_message(
    report_id: UUID, received: ProvenBody, visit: CurrentVisit, key: IdempotencyKey = None
) -> ActOutcome:
    """Write to the reporter, or leave a note among officers."""
    wish = validated(MessageRequest, received.values)
    action = Action.MESSAGE if wish.to_reporter else Action.NOTE
    values = {"text": wish.text, **file_values(received)}
    return await visit.handling.act(report_id, action, values, files=received.all_files, key=key)


def register_wish(received: Received) -> RegisterReport:
    """Read a registration from JSON, or from a form whose `report` is that JSON."""
    if not received.is_form:
        return validated(Registration, received.values).command(())
    try:
        told = json.loads(str(received.values.get("report", "")))
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    return validated(Registration, told).command(received.all_files)
