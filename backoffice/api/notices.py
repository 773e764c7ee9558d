"""What happened while I looked elsewhere."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from backoffice.requests.bodies import Body
from backoffice.requests.visits import CurrentVisit, Proven
from backoffice.words.notice_words import SENTENCES
from core.chain.states import State, Track
from core.notifications.bell import MAX_PAGE, Bell
from core.notifications.models import NoticeKind

router = APIRouter(tags=["notices"])


class OfficerNoticeView(BaseModel):
    """One notice; of a whistleblowing report only its number."""

    id: UUID
    kind: NoticeKind
    text: str
    report_id: UUID
    agenda_number: str
    track: Track
    state: State | None
    office: str
    at: datetime
    unread: bool


class NoticeList(BaseModel):
    """Notices, newest first."""

    notices: list[OfficerNoticeView]
    unread: int
    next_after: str | None


class ReadRequest(Body):
    """Which notices were read; none named means all."""

    ids: Annotated[list[UUID], Field(max_length=200)] | None = None


class ReadAnswer(BaseModel):
    """How many were unread before."""

    read: int


@router.get("/notices")
async def notices(
    visit: CurrentVisit,
    unread: Annotated[bool, Query(description="only what was not read yet")] = False,  # noqa: FBT002 (a query parameter)
    after: Annotated[str | None, Query(max_length=300)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 50,
) -> NoticeList:
    """List my notices, newest first."""
    bell = Bell(visit.session, visit.actor)
    page = await bell.page(unread_only=unread, after=after, limit=limit)
    return NoticeList(
        notices=[
            OfficerNoticeView(
                id=one.id,
                kind=one.kind,
                text=SENTENCES[one.kind],
                report_id=one.report_id,
                agenda_number=one.agenda_number,
                track=one.track,
                state=one.state,
                office=one.office,
                at=one.at,
                unread=one.unread,
            )
            for one in page.notices
        ],
        unread=await bell.unread(),
        next_after=page.next_after,
    )


@router.post("/notices/read")
async def read(wish: ReadRequest, who: Proven, visit: CurrentVisit) -> ReadAnswer:
    """Mark some of my notices as read, or all of them."""
    del who
    bell = Bell(visit.session, visit.actor)
    return ReadAnswer(read=await (bell.read_all() if wish.ids is None else bell.read(wish.ids)))
