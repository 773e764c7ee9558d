"""All routes of the administration's pages."""

from fastapi import APIRouter
from starlette.responses import Response

from backoffice.pages.frame.visiting import see
from backoffice.pages.settings import (
    answers,
    categories,
    days,
    deadlines,
    health,
    officers,
    offices,
    templates,
)
from backoffice.pages.settings.frame import ADDRESSES, ROOT
from backoffice.requests.visits import CurrentVisit
from core.access.roles import Section
from core.administration.policy import may_open, parts_open_to
from core.administration.trail import permitted

settings_router = APIRouter()


@settings_router.get(ROOT)
async def start(visit: CurrentVisit) -> Response:
    """Lead to the first part this officer may open."""
    parts = parts_open_to(visit.actor)
    if not parts:
        permitted(may_open(visit.actor, Section.OFFICES))
    return see(ADDRESSES[parts[0]][0])


for _part in (offices, officers, deadlines, days, templates, answers, categories, health):
    settings_router.include_router(_part.router)
