"""The application on a real socket: streams and browsers need one."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette


def listening_socket() -> socket.socket:
    """Take a free port of this machine to listen on; connections made to it send what they have at once.

    asyncio sees to that only where it made the socket itself. Without it each answer of two small pieces
    waits forty milliseconds for the receipt of the first.
    """
    taken = socket.socket()
    taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    taken.bind(("127.0.0.1", 0))
    return taken


@asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    """Serve in the test's own loop; the application has been started already."""
    with listening_socket() as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, access_log=False))
        serving = asyncio.create_task(server._serve([listening]))
        async with asyncio.timeout(20):
            while not server.started:  # noqa: ASYNC110 - the server tells by a flag
                await asyncio.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:  # a test that failed leaves no server behind that keeps the next one waiting
            server.should_exit = True
            server.force_exit = True
            await serving
