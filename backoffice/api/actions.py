"""What may be done with a report, and doing it."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Header, Path

from backoffice.api.models import ActionRequest, ActionsView
from backoffice.api.openapi import FILES_SCHEMA, body_of
from backoffice.api.reports import IdempotencyKey, ProvenBody
from backoffice.requests.acting import perform
from backoffice.requests.bodies import Received, validated
from backoffice.requests.visits import CurrentVisit
from core.errors import InvalidError
from core.handling.schemas import ActOutcome

router = APIRouter(prefix="/reports/{report_id}/actions", tags=["actions"])

_HIGHEST_VERSION: Final = 2**31 - 1
_ACTION_FORM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "the fields by name, `version` beside them, files under the name of their field",
    "properties": {"version": {"type": "integer", "minimum": 1}, "files": FILES_SCHEMA},
    "additionalProperties": True,
}
_IF_MATCH: Final = "the version the decision was made on, as the report's ETag gave it"


@router.get("")
async def my_actions(report_id: UUID, visit: CurrentVisit) -> ActionsView:
    """List what I may do now, with the fields each action needs; and what not, and why."""
    actions, refused = await visit.desk.actions(report_id)
    view = await visit.desk.report(report_id, reason=await visit.reason(report_id))
    return ActionsView(version=view.row.version, actions=list(actions), refused=list(refused))


@router.post("/{action}", openapi_extra=body_of(ActionRequest, multipart=_ACTION_FORM))
async def act(
    report_id: UUID,
    action: Annotated[str, Path(pattern="^[a-z_0-9]{1,40}$")],
    received: ProvenBody,
    visit: CurrentVisit,
    key: IdempotencyKey = None,
    if_match: Annotated[str | None, Header(alias="If-Match", max_length=40, description=_IF_MATCH)] = None,
) -> ActOutcome:
    """Take an action of the chain."""
    values, version = answers_of(received)
    return await perform(
        visit, report_id, action, values, received, version=version_of(if_match) or version, key=key
    )


def answers_of(received: Received) -> tuple[dict[str, Any], int | None]:
    """Read the answers: under `values` in JSON, or flat beside `version`."""
    values = dict(received.values)
    version = values.pop("version", None)
    nested = values.get("values")
    request = validated(
        ActionRequest,
        {"values": nested if isinstance(nested, dict) else values, "version": version or None},
    )
    return dict(request.values), request.version


def version_of(if_match: str | None) -> int | None:
    """Read `If-Match: "3"`; `*` means any.

    Raises:
        InvalidError: It is no version of ours.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    digits = if_match.strip().removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits) <= _HIGHEST_VERSION):
        raise InvalidError(
            "If-Match harus berisi versi laporan.", fields={"If-Match": "Bukan versi laporan."}
        )
    return int(digits)
