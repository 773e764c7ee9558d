"""The officer's pages over a thousand, a hundred thousand and a million reports."""

import html
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final
from uuid import UUID

import httpx
from sqlalchemy import event, text

from backoffice.app import create_app
from backoffice.wiring import Backoffice
from bench.figures import Figure, milliseconds, percentile
from bench.mass import fill
from bench.stage import Set, Stage, at_once
from bench.submissions import submit
from core.privacy.tracking import new_tracking_id

LINE: Final = "pages"
REAL: Final = 300
SECOND: Final = "search by number, second page"
BY_NUMBER: Final = "/antrean/all?q=gudang&urut=number"
READERS: Final = ("nadia", "sari")
"""At KPU RI, who sees every report, and in one kabupaten."""


class Desk:
    """One officer's browser, in this process; counts the SQL statements behind it."""

    def __init__(self, client: httpx.AsyncClient, parts: Backoffice) -> None:
        self._client = client
        self.statements = 0
        event.listen(parts.core.database.engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, *_: object) -> None:
        self.statements += 1

    async def after(self, path: str) -> str:
        """Return the address of the page after this one."""
        shown = (await self._client.get(path)).text
        found = re.search(r'href="([^"]+)" rel="next"', shown)
        if found is None:
            raise RuntimeError(f"{path} has no next page")
        return html.unescape(found[1])

    async def look(self, path: str) -> tuple[float, int]:
        """Open a page; return seconds and statements."""
        self.statements = 0
        began = time.perf_counter()
        answer = await self._client.get(path)
        seconds = time.perf_counter() - began
        if answer.status_code != httpx.codes.OK:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return seconds, self.statements


async def run(stage: Stage) -> list[Figure]:
    """Measure every page at every size, for the officer who sees all and the one who sees little."""
    sizes = (1_000, 100_000) if stage.quick else (1_000, 100_000, 1_000_000)
    looks = 12 if stage.quick else 80
    found: dict[str, list[tuple[float, int]]] = {}
    async with stage.set() as own:
        report_id = await _real_ones(own)
        have = REAL
        for size in sizes:
            fill(own.urls.superuser, have=have, want=size)
            have = size
            for who in READERS:
                async with opened(own, who) as desk:
                    for name, path in {**_pages(report_id), SECOND: await desk.after(BY_NUMBER)}.items():
                        seen = await _looked(desk, path, looks)
                        found.setdefault(f"{name}, {_seat(who)}", []).append(seen)
    return [figure for name, seen in found.items() for figure in _figures(name, sizes, seen)]


def _pages(report_id: UUID) -> dict[str, str]:
    return {
        "desk": "/",
        "all reports": "/antrean/all",
        "search, common word": "/antrean/all?q=gudang",
        "search, rare word": "/antrean/all?q=kata77",
        "report": f"/laporan/{report_id}",
    }


def _seat(who: str) -> str:
    return "KPU RI" if who == "nadia" else "kabupaten"


def _figures(name: str, sizes: tuple[int, ...], seen: list[tuple[float, int]]) -> list[Figure]:
    times = ", ".join(f"{size:,}: {milliseconds(p95)}" for size, (p95, _) in zip(sizes, seen, strict=True))
    ratio = seen[-1][0] / seen[0][0]
    counts = {statements for _, statements in seen}
    said = " / ".join(str(one) for one in sorted(counts))
    return [
        Figure(line=LINE, what=f"{name}: p95", value=times, aim="≤ 60 ms"),
        Figure(
            line=LINE,
            what=f"{name}: largest / smallest; statements",
            value=f"{ratio:.2f} ×; {said}",
            aim="≤ 1.5 ×",
        ),
    ]


async def _looked(desk: Desk, path: str, looks: int) -> tuple[float, int]:
    for _ in range(3):
        await desk.look(path)
    seen = [await desk.look(path) for _ in range(looks)]
    return percentile([seconds for seconds, _ in seen], 0.95), max(count for _, count in seen)


async def _real_ones(own: Set) -> UUID:
    """File the reports that pages show, due before all others."""
    made: list[UUID] = []
    async with own.core("bot") as core:
        office = own.house.offices["52.03"]

        async def one(number: int) -> None:
            made.append(await submit(core, office, new_tracking_id(), 8_000_000 + number))

        await at_once(8, [partial(one, number) for number in range(REAL)])
        async with core.database.transaction() as session:
            await (await session.connection()).execute(
                text("UPDATE reports SET due_at = now() + interval '2 days'")
            )
    return made[0]


@asynccontextmanager
async def opened(own: Set, who: str) -> AsyncIterator[Desk]:
    """Run the back office in this process with somebody signed in."""
    app: Any = create_app(own.settings(telegram_token=None, telegram_api_base=None))
    async with app.router.lifespan_context(app):
        parts: Backoffice = app.state.backoffice
        web = await parts.sessions.open(own.house.officers[who], device="bench")
        cookies = {parts.cookies.session: web.id}
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 40000))
        base = f"http://127.0.0.1:{own.backoffice_port}"
        async with httpx.AsyncClient(transport=transport, base_url=base, cookies=cookies) as client:
            yield Desk(client, parts)
