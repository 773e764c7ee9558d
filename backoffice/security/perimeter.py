"""The outermost ring: correlation id, size limit, headers, measurement, and the last catch.

A plain ASGI wrapper, because it must also cover what fails outside the framework's own handlers.
"""

import os
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backoffice.security.headers import protect
from backoffice.security.limits import BodyLimits, TooLargeError

log = structlog.get_logger(__name__)

_CORRELATION: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9-]{7,63}$")
_QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics"})
_INTERNAL_ERROR: Final = 500
_API: Final = "/api/v1"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

AnswerFailure = Callable[[Request, Exception], Awaitable[Response]]


class RequestMetrics:
    """Counters of this process, by route template: never by address."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "kentongan_http_requests_total",
            "Answered requests",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "kentongan_http_request_seconds",
            "Time to answer",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self.registry,
        )

    def exposition(self) -> bytes:
        """Word the counters; of all processes where they share one port."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:  # the library's own switch
            return generate_latest(self.registry)
        everybody = CollectorRegistry()
        multiprocess.MultiProcessCollector(everybody)  # type: ignore[no-untyped-call]
        return generate_latest(everybody)

    def observe(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one answered request."""
        method, route = _known_method(scope), template_of(scope)
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)


class Perimeter:
    """Wraps the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: BodyLimits,
        metrics: RequestMetrics,
        https: bool,
        answer_failure: AnswerFailure,
    ) -> None:
        self._app = app
        self._limits = limits
        self._metrics = metrics
        self._https = https
        self._answer_failure = answer_failure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; anything but HTTP passes through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation_id = _correlation_of(scope)
        scope.setdefault("state", {})["correlation_id"] = correlation_id
        with structlog.contextvars.bound_contextvars(
            correlation_id=correlation_id, channel="backoffice", actor_id=None
        ):
            await self._serve(scope, receive, send, correlation_id)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, correlation_id: str) -> None:
        started = time.perf_counter()
        status = 0

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                protect(MutableHeaders(scope=message), https=self._https, correlation_id=correlation_id)
            await send(message)

        try:
            await self._app(scope, self._limits.guarded(scope, receive), dressed)
        except Exception as error:  # the boundary: whatever went wrong, an answer without internals
            if not isinstance(error, HTTPException):
                log.exception("http.failed", http_path_template=template_of(scope))
            if status:
                raise
            response = await self._answer_failure(Request(scope, receive), error)
            if isinstance(error, TooLargeError):
                response.headers["Connection"] = "close"
            await response(scope, receive, dressed)
        finally:
            self._finish(scope, status, time.perf_counter() - started)

    def _finish(self, scope: Scope, status: int, seconds: float) -> None:
        self._metrics.observe(scope, status or _INTERNAL_ERROR, seconds)
        if scope["path"] not in _QUIET:
            log.info(
                "http.request",
                method=_known_method(scope),
                http_path_template=template_of(scope),
                status_code=status,
                milliseconds=round(seconds * 1000, 1),
            )


def template_of(scope: Scope) -> str:
    """Give the route's template: `/laporan/{report_id}`, never the address itself."""
    path = str(getattr(scope.get("route"), "path", ""))
    prefix = _API if str(scope["path"]).startswith(_API) and not path.startswith(_API) else ""
    return f"{prefix}{path}" if path else "unmatched"


def _correlation_of(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _CORRELATION.match(given) else secrets.token_hex(8)


def _known_method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "OTHER"
