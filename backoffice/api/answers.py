"""Standard answers of an office, for machines."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from backoffice.requests.visits import CurrentVisit, Proven, Visit
from core.administration.answers import AnswerLine, AnswerVersion, StandardAnswers, WriteAnswer
from core.answers.topics import AnswerTopic

router = APIRouter(tags=["administration"])
OfficeId = Annotated[int, Query(ge=1, le=2**31 - 1)]


class VersionMade(BaseModel):
    """The number of the new version."""

    version: int


def _work(visit: Visit) -> StandardAnswers:
    return StandardAnswers(visit.session, visit.actor)


@router.get("/admin/answers")
async def answers(visit: CurrentVisit, office_id: OfficeId) -> list[AnswerLine]:
    """List what an office answers at once, by topic, and how often each was asked in 30 days."""
    return list(await _work(visit).of_office(office_id))


@router.get("/admin/answers/{topic}")
async def versions(visit: CurrentVisit, topic: AnswerTopic, office_id: OfficeId) -> list[AnswerVersion]:
    """List the versions of an office's own answer, the newest first."""
    return list(await _work(visit).versions(office_id, topic))


@router.put("/admin/answers/{topic}")
async def write_answer(
    who: Proven, visit: CurrentVisit, topic: AnswerTopic, office_id: OfficeId, wish: WriteAnswer
) -> VersionMade:
    """Write a new version."""
    del who
    return VersionMade(version=await _work(visit).write(office_id, topic, wish))


@router.delete("/admin/answers/{topic}")
async def take_back(who: Proven, visit: CurrentVisit, topic: AnswerTopic, office_id: OfficeId) -> VersionMade:
    """Take an office's own answer back: the one above holds again."""
    del who
    return VersionMade(version=await _work(visit).take_back(office_id, topic))
