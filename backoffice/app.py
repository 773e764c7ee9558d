"""The back office as one ASGI application: the JSON API and the pages over the same services."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from backoffice import health
from backoffice.api.openapi import describe
from backoffice.api.router import API_PREFIX, api_router
from backoffice.assets import ASSET_PREFIX, Assets
from backoffice.pages.refusals import refusal_page
from backoffice.pages.router import page_router
from backoffice.problems import answer, problem_of, wants_problem_json
from backoffice.rendering import Renderer
from backoffice.security.limits import BodyLimits
from backoffice.security.perimeter import Perimeter, RequestMetrics
from backoffice.wiring import connect_backoffice, serves_https, trusted_hosts
from core.errors import DomainError
from core.settings import Settings
from core.sizes import megabytes
from core.wiring import EntryCheck


def create_app(settings: Settings, *, guard: EntryCheck | None = None) -> FastAPI:
    """Build the application; it connects when it starts and gives everything back when it stops.

    `guard` asks, as soon as the database answers, whether it is ours; where it is not, it ends the process.
    """
    assets = Assets()
    renderer = Renderer(assets)
    metrics = RequestMetrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.backoffice = await connect_backoffice(settings, renderer)
        guarding = asyncio.create_task(guard(app.state.backoffice.core)) if guard is not None else None
        try:
            yield
        finally:
            if guarding is not None:
                guarding.cancel()
            await app.state.backoffice.close()

    app = FastAPI(
        title="Kentongan",
        summary="Laporan dari percakapan, ditangani menurut rantai keputusan KPU",
        version="1",
        openapi_url=f"{API_PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        exception_handlers=dict.fromkeys(
            (DomainError, RequestValidationError, HTTPException, RedisError), refuse
        ),
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.metrics = metrics
    app.state.renderer = renderer
    describe(app)
    app.include_router(health.router)
    app.include_router(api_router)
    app.include_router(page_router)
    app.router.routes.append(Route(f"{ASSET_PREFIX}/{{name:path}}", assets.endpoint, methods=["GET"]))
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=trusted_hosts(settings), www_redirect=False)
    app.add_middleware(
        Perimeter,
        limits=BodyLimits(
            max_file_bytes=megabytes(settings.upload_max_megabytes), max_files=settings.evidence_max_files
        ),
        metrics=metrics,
        https=serves_https(settings),
        answer_failure=refuse,
    )
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)
    return app


async def refuse(request: Request, error: Exception) -> Response:
    """Answer any refusal: as problem details for machines, as a page with advice for people."""
    problem, headers = problem_of(error, request)
    if wants_problem_json(request):
        return answer(problem, headers)
    return await refusal_page(request, error, problem, headers)
