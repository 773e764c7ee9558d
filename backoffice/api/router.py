"""All routes of the JSON API. Routes parse, call a service, and answer."""

from typing import Final

from fastapi import APIRouter

from backoffice.api import (
    actions,
    admin,
    answers,
    directory,
    documents,
    evidence,
    insight,
    notices,
    queues,
    reports,
    session,
)
from backoffice.api.openapi import REFUSALS

API_PREFIX: Final = "/api/v1"

api_router = APIRouter(prefix=API_PREFIX, responses=REFUSALS)
for _part in (
    session,
    queues,
    reports,
    actions,
    evidence,
    documents,
    insight,
    notices,
    directory,
    admin,
    answers,
):
    api_router.include_router(_part.router)
