"""Many reports at once: a filtered list as a file, and one action for several."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from backoffice.api.report_models import WordedChoice
from backoffice.api.reports import IdempotencyKey
from backoffice.documents.exporting import spreadsheet
from backoffice.requests.queue_filter import OfQuery
from backoffice.requests.visits import CurrentVisit, Proven
from core.handling.bulk import MAX_RUN, Bulk, BulkLine, BulkPreview, Pick, run_bulk
from core.ids import new_id
from core.queues.schemas import QueueFilter

router = APIRouter(prefix="/reports", tags=["reports"])


class BulkPreviewRequest(BaseModel):
    """Which reports, by id or by filter; with an action, what it would do to each."""

    model_config = ConfigDict(extra="forbid")

    picks: list[Pick] = Field(default_factory=list, max_length=MAX_RUN)
    matching: QueueFilter | None = None
    action: str | None = Field(default=None, pattern="^[a-z_0-9]{1,40}$")
    values: dict[str, Any] = Field(default_factory=dict)


class BulkRequest(BaseModel):
    """What to do to which reports, as the preview gave them."""

    model_config = ConfigDict(extra="forbid")

    picks: list[Pick] = Field(min_length=1, max_length=MAX_RUN)
    action: str = Field(pattern="^[a-z_0-9]{1,40}$")
    values: dict[str, Any] = Field(default_factory=dict)


class BulkPreviewView(BaseModel):
    """What can be done with the selection, and what the named action would do."""

    choice: WordedChoice
    preview: BulkPreview | None


class BulkResult(BaseModel):
    """What came of each report."""

    lines: list[BulkLine]


@router.get("/export", response_class=Response)
async def export(
    visit: CurrentVisit,
    chosen: OfQuery,
    file_format: Annotated[str, Query(alias="format", pattern="^(xlsx|csv)$")] = "csv",
) -> Response:
    """Give the filtered list as a file, at most 50,000 rows; recorded."""
    return await spreadsheet(visit, chosen, file_format)


@router.post("/bulk/preview")
async def preview(who: Proven, wish: BulkPreviewRequest, visit: CurrentVisit) -> BulkPreviewView:
    """Say what the reports allow; with an action, what it would do to each. Changes nothing."""
    del who
    bulk = Bulk(visit.parts.core, visit.session, visit.actor)
    ids = [one.report_id for one in wish.picks]
    if wish.matching is not None:
        ids = list(await bulk.matching(wish.matching))
    choice = await bulk.choose(ids)
    picks = wish.picks or list(choice.picks)
    shown = await bulk.preview(picks, wish.action, wish.values) if wish.action else None
    return BulkPreviewView(choice=WordedChoice.of(choice), preview=shown)


@router.post("/bulk")
async def run(who: Proven, wish: BulkRequest, visit: CurrentVisit, key: IdempotencyKey = None) -> BulkResult:
    """Do it to each report in a transaction of its own; what changed meanwhile is left alone."""
    del who
    lines = await run_bulk(
        visit.parts.core, visit.actor, wish.picks, wish.action, wish.values, key=key or new_id().hex
    )
    return BulkResult(lines=list(lines))
