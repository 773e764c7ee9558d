"""Telling when a part can be used."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from deploy.local.errors import LocalStackError
from deploy.local.lifetime import announced
from deploy.supervision.child import Ready

PATIENCE = 90.0


def answers(url: str, *, part: str) -> Ready:
    """Wait until the address answers with success."""

    async def ready(_pid: int, alive: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
            while True:
                try:
                    if (await client.get(url)).is_success:
                        return
                except httpx.HTTPError:
                    pass  # it is not listening yet
                if not alive():
                    raise LocalStackError(f"{part} ended while starting; its lines above say why.")
                if time.monotonic() > deadline:
                    raise LocalStackError(f"{part} did not answer at {url} within {PATIENCE:.0f} seconds.")
                await asyncio.sleep(0.1)

    return ready


def announces(data_dir: Path, *, part: str) -> Ready:
    """Wait until a part that listens to no one says by itself that it works."""

    async def ready(pid: int, alive: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while announced(data_dir, part) != pid:
            if not alive():
                raise LocalStackError(f"{part} ended while starting; its lines above say why.")
            if time.monotonic() > deadline:
                raise LocalStackError(f"{part} did not begin to work within {PATIENCE:.0f} seconds.")
            await asyncio.sleep(0.05)

    return ready
