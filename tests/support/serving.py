"""The application on a real socket: streams and browsers need one."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette


@asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    """Serve in the test's own loop; the application has been started already."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
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
