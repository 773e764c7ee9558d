"""The way back from a report to the list it was opened from, its filter and page kept."""

from typing import Final
from uuid import UUID

from backoffice.contexts.shell import Link
from backoffice.pages.frame.visiting import session_of
from backoffice.requests.queue_filter import from_address, is_queue
from backoffice.requests.queues import BY_NAME
from backoffice.requests.visits import Visit

FROM: Final = "dari"
_LONGEST: Final = 4000


def back_name(report_id: UUID) -> str:
    """Name the place of the list a report was opened from."""
    return f"back:{report_id}"


async def way_back(visit: Visit, report_id: UUID) -> Link:
    """Give the list this report was opened from; remembered while the officer acts on it."""
    web, name = session_of(visit), back_name(report_id)
    given = visit.request.query_params.get(FROM, "")[:_LONGEST]
    if given and is_queue(given):
        await visit.parts.sessions.keep(web, name, given)
    else:
        given = await visit.parts.sessions.kept(web, name) or "/"
    return Link(label=BY_NAME[from_address(given).queue].label, href=given)
