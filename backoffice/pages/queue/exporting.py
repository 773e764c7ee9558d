"""A queue as a file, by the filter of its address and the chosen columns; each download is recorded."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from starlette.responses import Response

from backoffice.documents.exporting import spreadsheet
from backoffice.pages.queue.queue_columns import ALL_COLUMNS, shown_columns
from backoffice.requests.queue_filter import OfAddress
from backoffice.requests.visits import CurrentVisit
from core.queues.schemas import QueueName

router = APIRouter()


@router.get("/antrean/{name}/unduhan.{form}")
async def download(
    visit: CurrentVisit,
    name: QueueName,
    form: Annotated[str, InPath(pattern="^(xlsx|csv)$")],
    chosen: OfAddress,
    columns: Annotated[str, Query(alias=ALL_COLUMNS, pattern="^(semua)?$")] = "",
) -> Response:
    """Give the filtered queue as a file, with the columns on show or with all."""
    shown = None if columns else await shown_columns(visit)
    return await spreadsheet(visit, chosen.model_copy(update={"queue": name}), form, shown)
