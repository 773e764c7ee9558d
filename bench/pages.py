"""The officer's pages over a thousand, a hundred thousand and a million reports."""

import html
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from uuid import UUID

import httpx
from sqlalchemy import event, text

from backoffice.app import create_app
from backoffice.wiring import Backoffice
from bench.figures import Figure, median, milliseconds, percentile
from bench.mass import FIRSTS, fill, made_up_names, name_often, settle
from bench.stage import Set, Stage, at_once
from bench.submissions import submit
from core.privacy.tracking import new_tracking_id

LINE: Final = "pages"
REAL: Final = 300
WARM: Final = 3
SECOND: Final = "search by number, second page"
BY_NUMBER: Final = "/antrean/all?q=gudang&urut=number"
READERS: Final = ("nadia", "sari")
"""At KPU RI, who sees every report, and in one kabupaten."""


@dataclass(slots=True)
class Seen:
    """What the looks at one page took, in seconds, and the most statements of any."""

    seconds: list[float] = field(default_factory=list)
    statements: int = 0

    def add(self, seconds: float, statements: int) -> None:
        """Note one look."""
        self.seconds.append(seconds)
        self.statements = max(self.statements, statements)


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
    """Measure every page at every size, for the officer who sees all and the one who sees little.

    Each size is a database of its own and they are looked at in turn, so that what the machine does
    meanwhile falls on all of them alike: the ratio is of one time, not of three.
    """
    sizes = (1_000, 100_000) if stage.quick else (1_000, 100_000, 1_000_000)
    looks = 12 if stage.quick else 100
    found: dict[str, list[Seen]] = {}
    async with AsyncExitStack() as stack:
        own = await stack.enter_async_context(stage.set())
        report_id = await _real_ones(own)
        # A page of that name is full at every size: the search is compared, not the rows of its page.
        name_often(own.urls.superuser, own.house.keys["backoffice"], share=5)
        sets = await _grown(stack, own, sizes)
        for who in READERS:
            async with AsyncExitStack() as open_ones:
                desks = [await open_ones.enter_async_context(opened(one, who)) for one in sets]
                for name, path in _pages(report_id).items():
                    found[f"{name}, {_seat(who)}"] = await _in_turn([(one, path) for one in desks], looks)
                seconds = [(one, await one.after(BY_NUMBER)) for one in desks]
                found[f"{SECOND}, {_seat(who)}"] = await _in_turn(seconds, looks)
    return [figure for name, seen in found.items() for figure in _figures(name, sizes, seen)]


async def _grown(stack: AsyncExitStack, own: Set, sizes: Sequence[int]) -> list[Set]:
    """Let one database grow, and keep a copy of it at each size but the last."""
    sets, have = [], REAL
    for size in sizes:
        fill(own.urls.superuser, own.house.keys["backoffice"], have=have, want=size)
        have = size
        sets.append(
            own if size == sizes[-1] else await stack.enter_async_context(own.stage.copy_of(own.urls.name))
        )
    settle(own.urls.superuser)
    return sets


def _pages(report_id: UUID) -> dict[str, str]:
    names = made_up_names()
    return {
        "desk": "/",
        "all reports": "/antrean/all",
        "search, common word": "/antrean/all?q=gudang",
        "search, rare word": "/antrean/all?q=kata77",
        "search, slip of a letter": "/antrean/all?q=gudnag",
        "search, word nobody uses": "/antrean/all?q=xilofon",
        "search, common first name": f"/antrean/all?q={names[0]}",
        "search, somebody's name": f"/antrean/all?q={names[0]}+{names[FIRSTS]}",
        "report": f"/laporan/{report_id}",
    }


def _seat(who: str) -> str:
    return "KPU RI" if who == "nadia" else "kabupaten"


def _figures(name: str, sizes: Sequence[int], found: Sequence[Seen]) -> list[Figure]:
    slow = [percentile(seen.seconds, 0.95) for seen in found]
    usual = [median(seen.seconds) for seen in found]
    times = ", ".join(f"{size:,}: {milliseconds(p95)}" for size, p95 in zip(sizes, slow, strict=True))
    said = " / ".join(str(one) for one in sorted({seen.statements for seen in found}))
    return [
        Figure(line=LINE, what=f"{name}: p95", value=times, aim="≤ 60 ms"),
        Figure(
            line=LINE,
            what=f"{name}: largest / smallest, p95 (median); statements",
            value=f"{slow[-1] / slow[0]:.2f} × ({usual[-1] / usual[0]:.2f} ×); {said}",
            aim="≤ 1.5 ×",
        ),
    ]


async def _in_turn(places: Sequence[tuple[Desk, str]], looks: int) -> list[Seen]:
    """Look at a page of each size, then again at each, the first one another each time."""
    seen = [Seen() for _ in places]
    for desk, path in [*places] * WARM:
        await desk.look(path)
    for look in range(looks):
        for step in range(len(places)):
            at = (look + step) % len(places)
            desk, path = places[at]
            seen[at].add(*await desk.look(path))
    return seen


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
