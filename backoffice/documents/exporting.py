"""A queue as a file to keep: written batch by batch, each download recorded."""

import asyncio
from collections.abc import AsyncGenerator, Collection

from starlette.responses import Response, StreamingResponse

from backoffice.documents.spreadsheet import CATEGORY, SHEETS, Sheet, columns_for
from backoffice.requests.visits import Visit, zone_of
from core.clock import now
from core.privacy.spool import BLOCK_BYTES, Spool
from core.queues.export import exported, record_export
from core.queues.schemas import QueueFilter


async def spreadsheet(
    visit: Visit, wish: QueueFilter, form: str, shown: Collection[str] | None = None
) -> Response:
    """Write the list, batch by batch, held encrypted until it is sent; None means all columns."""
    columns = columns_for(shown)
    with_category = any(column.shown_as == CATEGORY for column in columns)
    zone = await zone_of(visit)
    spool = Spool()
    try:
        sheet: Sheet = SHEETS[form](spool, zone, columns)
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
        spool.close()
        raise
    day = now().astimezone(zone).date().isoformat()
    return StreamingResponse(
        _pieces(spool),
        media_type=sheet.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="laporan-{wish.queue}-{day}.{form}"',
            "Content-Length": str(spool.size),
        },
    )


async def _pieces(spool: Spool) -> AsyncGenerator[bytes]:
    with spool:
        spool.seek(0)
        while piece := await asyncio.to_thread(spool.read, BLOCK_BYTES):
            yield piece
