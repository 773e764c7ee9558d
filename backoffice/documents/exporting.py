"""A queue as a file to keep: written batch by batch, each download recorded."""

import asyncio
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from backoffice.documents.spreadsheet import CATEGORY, SHEETS, Sheet, columns_for
from backoffice.requests.visits import Visit, zone_of
from core.clock import now
from core.queues.export import exported, record_export
from core.queues.schemas import QueueFilter


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
