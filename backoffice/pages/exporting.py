"""A queue as a file, by the filter of its address and the chosen columns; each download is recorded."""

import asyncio
import os
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from backoffice.documents.spreadsheet import SHEETS, Sheet, columns_for
from backoffice.pages.queue_columns import ALL_COLUMNS, CATEGORY, shown_columns
from backoffice.requests.queue_query import Narrowing
from backoffice.requests.queues import QUEUE_PATTERN
from backoffice.requests.visits import CurrentVisit, Visit, zone_of
from core.clock import now
from core.queues.export import exported, record_export
from core.queues.schemas import QueueFilter

router = APIRouter()


@router.get("/antrean/{name}/unduhan.{form}")
async def download(
    visit: CurrentVisit,
    name: Annotated[str, InPath(pattern=QUEUE_PATTERN)],
    form: Annotated[str, InPath(pattern="^(xlsx|csv)$")],
    chosen: Narrowing,
    columns: Annotated[str, Query(alias=ALL_COLUMNS, pattern="^(semua)?$")] = "",
) -> Response:
    """Give the filtered queue as a file, with the columns on show or with all."""
    shown = None if columns else await shown_columns(visit)
    return await spreadsheet(visit, chosen.model_copy(update={"queue": name}), form, shown)


async def spreadsheet(
    visit: Visit, wish: QueueFilter, form: str, shown: Collection[str] | None = None
) -> Response:
    """Write the list into a temporary file, batch by batch, and send it; None means all columns."""
    columns = columns_for(shown)
    with_category = any(column.shown_as == CATEGORY for column in columns)
    zone = await zone_of(visit)
    handle, name = tempfile.mkstemp(prefix="knt-unduhan-", suffix=f".{form}")
    os.close(handle)
    path = Path(name)
    try:
        sheet: Sheet = SHEETS[form](path, zone, columns)
        count = 0
        async for rows in exported(
            visit.session, visit.parts.core.keys, visit.actor, wish, with_category=with_category
        ):
            await asyncio.to_thread(sheet.add, rows)  # writing is work; others go on meanwhile
            count += len(rows)
        await asyncio.to_thread(sheet.close)
        headings = [column.heading for column in columns]
        await record_export(visit.session, visit.actor, wish, rows=count, form=form, columns=headings)
    except BaseException:
        await asyncio.to_thread(path.unlink)
        raise
    day = now().astimezone(zone).date().isoformat()
    return FileResponse(
        path,
        media_type=sheet.media_type,
        filename=f"laporan-{wish.queue}-{day}.{form}",
        background=BackgroundTask(path.unlink),
    )
