"""Taking a filtered queue out as rows: read in batches, capped, and recorded in the officer's stream."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from core.actor import OfficerActor
from core.audit.service import officer_stream, record
from core.privacy.keys import Keyring
from core.queues.paging import MAX_PAGE, page_of
from core.queues.queue import matching
from core.queues.rows import Rows
from core.queues.schemas import QueueFilter, ReportRow

MAX_ROWS: Final = 50_000


async def exported(
    session: AsyncSession,
    keys: Keyring,
    actor: OfficerActor,
    wish: QueueFilter,
    *,
    with_category: bool = False,
) -> AsyncIterator[tuple[ReportRow, ...]]:
    """Give the rows a filter matches, batch by batch, at most `MAX_ROWS`."""
    found = await matching(session, wish, actor, keys)
    rows = Rows(session, keys, actor, with_category=with_category)
    after: str | None = None
    left = MAX_ROWS
    while left > 0:
        reports, after, _ = await page_of(
            session, found.ways, after=after, limit=min(MAX_PAGE, left), sort=wish.sort, cap=0
        )
        yield await rows.of(reports)
        session.expunge_all()
        left -= len(reports)
        if after is None:
            return


async def record_export(
    session: AsyncSession,
    actor: OfficerActor,
    wish: QueueFilter,
    *,
    rows: int,
    form: str,
    columns: Sequence[str],
) -> None:
    """Record that a list left the house: filter, columns and how many; the words searched for stay out."""
    chosen = wish.model_dump(mode="json", exclude_none=True, exclude={"query", "queue"})
    await record(
        session,
        officer_stream(actor.officer_id),
        "queue.exported",
        side="officer",
        officer_id=actor.officer_id,
        detail={
            "queue": wish.queue.value,
            "filter": chosen,
            "searched": bool(wish.query),
            "columns": list(columns),
            "rows": rows,
            "form": form,
        },
    )
