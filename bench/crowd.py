"""Two hundred officers at work on one back office: everybody clicks every few seconds."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

import aiohttp
from redis.asyncio import Redis

from backoffice.security.cookies import CookieJar
from backoffice.security.keys import WebKeys
from backoffice.security.sessions import SessionStore
from bench.chatter import client
from bench.figures import Figure, milliseconds, percentile
from bench.stage import Desk, Set, Stage, at_once, cpu_seconds
from bench.submissions import submit
from core.privacy.tracking import new_tracking_id

LINE: Final = "crowd"
OFFICERS: Final = 200
PAUSE: Final = 5.0
"""A person looks at a page for about so long before the next click."""
EACH: Final = 3


@dataclass(slots=True)
class Tally:
    """What the officers met."""

    waits: list[float] = field(default_factory=list)
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Officer:
    """A signed-in officer and a report to look at."""

    cookie: str
    report_id: UUID

    def paths(self) -> tuple[str, ...]:
        """Give what they open, over and over."""
        return ("/", f"/laporan/{self.report_id}", "/antrean/all", "/antrean/all?q=gudang")


async def run(stage: Stage) -> list[Figure]:
    """Let them click for a while, then without any pause, to see what the desk gives at most."""
    seconds = 8 if stage.quick else 20
    async with stage.set() as own:
        officers = await sign_in(own, await own.open_offices(OFFICERS))
        with own.part("backoffice") as backoffice:
            async with browsers(officers[:8]) as first:
                walks = [(browser, one, path) for browser, one in first for path in one.paths()]
                await at_once(
                    4, [partial(look, browser, own, one, path, Tally()) for browser, one, path in walks]
                )
            async with browsers(officers) as everybody:
                paced, used, lasted = Tally(), cpu_seconds(backoffice), time.perf_counter()
                await _click(own, everybody, seconds, PAUSE, paced)
                used, lasted = cpu_seconds(backoffice) - used, time.perf_counter() - lasted
            async with browsers(officers[:8]) as first:
                rushed = Tally()
                began = time.perf_counter()
                await _click(own, first, seconds / 2, 0.0, rushed)
                most = len(rushed.waits) / (time.perf_counter() - began)
    spread = f"{milliseconds(percentile(paced.waits, 0.5))} / {milliseconds(percentile(paced.waits, 0.95))}"
    return [
        Figure(
            line=LINE,
            what=f"{OFFICERS} officers, a click every {PAUSE:.0f} s: p50 / p95",
            value=spread,
            aim="p95 ≤ 500 ms",
        ),
        Figure(line=LINE, what="errors", value=f"{paced.errors} of {len(paced.waits)}", aim="0"),
        Figure(line=LINE, what="pages served", value=f"{len(paced.waits) / lasted:.0f}/s"),
        Figure(
            line=LINE, what="processor time a page", value=f"{used / max(1, len(paced.waits)) * 1000:.1f} ms"
        ),
        Figure(line=LINE, what="most pages, 8 browsers without pause", value=f"{most:.0f}/s"),
    ]


async def sign_in(own: Set, desks: list[Desk]) -> list[Officer]:
    """Give every desk a session and a few reports."""
    redis = Redis.from_url(own.redis_url)
    async with own.core("backoffice") as backoffice, own.core("bot") as bot:
        keys = WebKeys.derive(backoffice.keys.held("account_secret_key"))
        store = SessionStore(redis, keys, idle=timedelta(minutes=own.settings().session_idle_minutes))
        officers: list[Officer] = []

        async def one(desk: Desk) -> None:
            made = [await submit(bot, desk.office_id, new_tracking_id(), None) for _ in range(EACH)]
            web = await store.open(desk.officer_id, device="bench")
            officers.append(Officer(f"{CookieJar(secure=False).session}={web.id}", made[0]))

        await at_once(8, [partial(one, desk) for desk in desks])
    await redis.aclose()
    return officers


Seat = tuple[aiohttp.ClientSession, Officer]


@asynccontextmanager
async def browsers(officers: list[Officer]) -> AsyncIterator[list[Seat]]:
    """Give every officer a browser: connections of one are not another's."""
    async with AsyncExitStack() as open_ones:
        yield [(await open_ones.enter_async_context(client()), one) for one in officers]


async def _click(own: Set, seats: list[Seat], seconds: float, pause: float, tally: Tally) -> None:
    end = time.perf_counter() + seconds

    async def work(browser: aiohttp.ClientSession, officer: Officer) -> None:
        await asyncio.sleep(pause * secrets.randbelow(1000) / 1000)
        while True:
            for path in officer.paths():
                if time.perf_counter() > end:
                    return
                await look(browser, own, officer, path, tally)
                await asyncio.sleep(pause * (500 + secrets.randbelow(1000)) / 1000)

    async with asyncio.TaskGroup() as group:
        for seat in seats:
            group.create_task(work(*seat))


async def look(browser: aiohttp.ClientSession, own: Set, officer: Officer, path: str, tally: Tally) -> None:
    """Open one page and note how it went."""
    began = time.perf_counter()
    try:
        async with browser.get(own.desk + path, headers={"Cookie": officer.cookie}) as answer:
            await answer.read()
            tally.errors += answer.status != 200  # noqa: PLR2004 - HTTP's OK
    except aiohttp.ClientError:
        tally.errors += 1
    tally.waits.append(time.perf_counter() - began)
