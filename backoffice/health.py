"""Is it alive, can it serve, and how does it fare: for probes and for this machine's own monitor."""

import asyncio
from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from redis.exceptions import RedisError
from starlette.responses import JSONResponse, Response

from backoffice.wiring import Backoffice, backoffice_of, is_loopback
from core.clock import now
from core.db.away import may_write
from core.errors import NotFoundError, UnavailableError
from core.notifications.housekeeping import last_beat

WORKER: Final = "worker"
LONGEST_SILENCE: Final = timedelta(seconds=60)
PATIENCE: Final = 5.0

router = APIRouter(include_in_schema=False)


class PartHealth(BaseModel):
    """How one part fares."""

    ok: bool
    detail: str = ""


class Readiness(BaseModel):
    """Whether the desk can serve, part by part."""

    ready: bool
    parts: dict[str, PartHealth]


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """Say whether everything needed to serve is there."""
    parts = backoffice_of(request)
    (database, worker), valkey = await asyncio.gather(_database(parts), _valkey(parts))
    health = {"database": database, "valkey": valkey, "worker": worker}
    readiness = Readiness(ready=all(part.ok for part in health.values()), parts=health)
    return JSONResponse(readiness.model_dump(), status_code=200 if readiness.ready else 503)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Give the desk's counters, to this machine only."""
    if not is_loopback(request):
        raise NotFoundError
    return Response(request.app.state.metrics.exposition(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _database(parts: Backoffice) -> tuple[PartHealth, PartHealth]:
    try:
        async with asyncio.timeout(PATIENCE), parts.core.database.transaction() as session:
            if not await may_write(session):
                return PartHealth(ok=False, detail="read-only"), PartHealth(ok=False, detail="unknown")
            beat = await last_beat(session, WORKER)
    except (UnavailableError, TimeoutError):
        return PartHealth(ok=False, detail="unreachable"), PartHealth(ok=False, detail="unknown")
    if beat is None:
        return PartHealth(ok=True), PartHealth(ok=False, detail="never seen")
    silence = now() - beat
    detail = f"last seen {int(silence.total_seconds())} s ago"
    return PartHealth(ok=True), PartHealth(ok=silence <= LONGEST_SILENCE, detail=detail)


async def _valkey(parts: Backoffice) -> PartHealth:
    try:
        async with asyncio.timeout(PATIENCE):
            await parts.redis.ping()
    except (RedisError, TimeoutError, OSError):
        return PartHealth(ok=False, detail="unreachable")
    return PartHealth(ok=True)
