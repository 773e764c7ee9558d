"""From an officer's action to the message in the reporter's chat, at 25 messages a second."""

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import Final
from uuid import UUID

import aiohttp
from sqlalchemy import text

from bench.chatter import Chatter, client
from bench.figures import Figure, milliseconds, percentile
from bench.stage import Desk, Set, Stage, at_once, megabytes
from bench.submissions import submit
from core.accounts.accounts import Accounts
from core.actor import OfficerActor
from core.chain.actions import Action
from core.chain.states import Track
from core.errors import UnavailableError
from core.handling.handling import Handling
from core.privacy.tracking import new_tracking_id
from core.wiring import Core
from tests.support.answers import answers_to

LINE: Final = "pushes"
RATE: Final = 25
FIRST_CHAT: Final = 7_000_001
OFFICES: Final = 20


async def run(stage: Stage) -> list[Figure]:
    """File the reports, then let officers ask for what is missing, 25 times a second."""
    count = RATE * (10 if stage.quick else 60)
    async with stage.set() as own, own.core("bot") as bot, own.core("backoffice", db_pool_size=20) as desk:
        desks = await own.open_offices(OFFICES)
        filed = await _file(bot, desks, count)
        actors = await _actors(desk, desks)
        with own.part("simulator"), own.part("worker") as worker:
            async with client() as people:
                await _come_in(people, own, count)
                before = megabytes(worker)
                waits = await _act(desk, people, own, filed, actors)
                after = megabytes(worker)
        tries, sent = await _tries(desk)
    spread = f"{milliseconds(percentile(waits, 0.5))} / {milliseconds(percentile(waits, 0.95))}"
    return [
        Figure(line=LINE, what=f"action → chat at {RATE}/s, p50 / p95", value=spread, aim="p95 ≤ 500 ms"),
        Figure(line=LINE, what="arrived of asked", value=f"{len(waits)} of {count}", aim="all"),
        Figure(line=LINE, what="refused with 429 and sent again", value=str(tries - sent), aim="0"),
        Figure(
            line=LINE,
            what=f"memory of the worker over {count} pushes",
            value=f"{before:.0f} → {after:.0f} MiB ({after / before:.2f} ×)",
            aim="flat",
        ),
    ]


async def _file(core: Core, desks: list[Desk], count: int) -> list[tuple[UUID, int, int]]:
    filed: list[tuple[UUID, int, int]] = []

    async def one(number: int) -> None:
        place, chat_id = number % len(desks), FIRST_CHAT + number
        made = await submit(core, desks[place].office_id, new_tracking_id(), chat_id)
        filed.append((made, place, chat_id))

    await at_once(8, [partial(one, number) for number in range(count)])
    return filed


async def _actors(core: Core, desks: list[Desk]) -> list[OfficerActor]:
    async with core.database.transaction() as session:
        accounts = Accounts(core, session)
        return [await accounts.actor(desk.officer_id) for desk in desks]


async def _come_in(people: aiohttp.ClientSession, own: Set, count: int) -> None:
    """Let everybody open the chat once: a bot may only write to who wrote first."""
    jobs = [partial(Chatter(people, own.chat, FIRST_CHAT + number).say, "halo") for number in range(count)]
    await at_once(16, jobs)


async def _act(
    core: Core,
    people: aiohttp.ClientSession,
    own: Set,
    filed: list[tuple[UUID, int, int]],
    actors: list[OfficerActor],
) -> list[float]:
    waits: list[float] = []
    answers = answers_to(Action.REQUEST_COMPLETION, Track.PUBLIC_SERVICE)

    async def one(report_id: UUID, place: int, chat_id: int) -> None:
        began = time.perf_counter()
        with suppress(UnavailableError, AssertionError):  # it shows in how many arrived
            async with core.database.transaction() as session:
                handling = Handling(core, session, actors[place])
                await handling.act(report_id, Action.REQUEST_COMPLETION.value, answers)
            await Chatter(people, own.chat, chat_id).hear(seconds=60)
            waits.append(time.perf_counter() - began)

    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number, (report_id, place, chat_id) in enumerate(filed):
            await asyncio.sleep(max(0.0, start + number / RATE - time.perf_counter()))
            group.create_task(one(report_id, place, chat_id))
    return waits


async def _tries(core: Core) -> tuple[int, int]:
    query = text("SELECT coalesce(sum(attempts), 0), count(*) FILTER (WHERE status = 'sent') FROM deliveries")
    async with core.database.transaction() as session:
        tries, sent = (await (await session.connection()).execute(query)).one()
    return int(tries), int(sent)
