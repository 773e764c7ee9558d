"""The simulator as one ASGI application."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from deploy.simulator.botapi.dispatch import answer_file, answer_method, run_webhook_reply
from deploy.simulator.errors import PersonError
from deploy.simulator.limits import SendLimits
from deploy.simulator.page_routes import page_routes
from deploy.simulator.people import ROUTES as PEOPLE_ROUTES
from deploy.simulator.world import BotProfile, World

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request


async def healthz(request: Request) -> Response:
    """Tell that the simulator is alive."""
    world: World = request.app.state.world
    return JSONResponse({"status": "ok", "pending_updates": len(world.updates)})


async def order_fault(request: Request) -> Response:
    """Order a fault, or switch the sending limits: `{"kind": "limits", "enabled": false}`."""
    world: World = request.app.state.world
    try:
        body = await request.json()
    except ValueError as error:
        raise PersonError(400, "Isi permintaan bukan JSON.") from error
    if not isinstance(body, dict):
        raise PersonError(400, "Isi permintaan harus objek JSON.")
    if body.get("kind") == "limits":
        world.limits.change(enabled=bool(body.get("enabled", True)))
    else:
        world.faults.order(body)
    return await list_faults(request)


async def list_faults(request: Request) -> Response:
    """List the faults ordered now."""
    world: World = request.app.state.world
    return JSONResponse({"faults": world.faults.listed(), "limits": world.limits.enabled})


async def clear_faults(request: Request) -> Response:
    """Forget all faults."""
    request.app.state.world.faults.clear()
    return await list_faults(request)


async def _refuse_person(_request: Request, error: Exception) -> Response:
    if not isinstance(error, PersonError):
        raise error
    return JSONResponse({"error": error.sentence}, status_code=error.status)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    world: World = app.state.world
    world.webhook.start()
    try:
        yield
    finally:
        world.stop()
        await world.close()


def create_simulator(
    *,
    data_dir: Path | None,
    token: str,
    bot_name: str = "Kentongan KPU",
    bot_username: str = "kentongan_kpu_bot",
    static_font_dir: Path | None = None,
    limits: SendLimits | None = None,
) -> Starlette:
    """Make the simulator; without a *data_dir* it forgets everything when it ends.

    *static_font_dir* is the folder of the installed npm package
    `@fontsource-variable/plus-jakarta-sans`; without it the page falls back to system fonts.
    """
    routes = [
        Route("/bot{token}/{method}", answer_method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", answer_file),
        *PEOPLE_ROUTES,
        Route("/healthz", healthz),
        Route("/faults", order_fault, methods=["POST"]),
        Route("/faults", clear_faults, methods=["DELETE"]),
        Route("/faults", list_faults),
        *page_routes(static_font_dir),
    ]
    app = Starlette(routes=routes, lifespan=_lifespan, exception_handlers={PersonError: _refuse_person})
    bot = BotProfile(token=token, name=bot_name, username=bot_username)
    world = World(data_dir=data_dir, bot=bot, limits=limits or SendLimits())
    world.webhook.on_reply = partial(run_webhook_reply, world)
    app.state.world = world
    return app


class SimulatorServer(uvicorn.Server):
    """Ends long polls and live streams before it waits for connections to close."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let everybody go, then close."""
        app = self.config.app
        if isinstance(app, Starlette):
            app.state.world.stop()
        await super().shutdown(sockets)


def simulator_server(app: Starlette, *, host: str = "127.0.0.1", port: int) -> SimulatorServer:
    """Make the server; `await server.serve()` runs it until `server.should_exit`."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=75,  # longer than clients keep a connection: none is closed under a large file
    )
    return SimulatorServer(config)
