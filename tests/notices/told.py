"""What officers were told, as the tables hold it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from uuid import UUID

from core.clock import held_at
from core.notifications.bell import Bell, NoticeView
from core.notifications.officer_chats import OfficerChats, bind
from core.notifications.officer_digest import send_officer_digests
from core.notifications.officer_warnings import warn_officers
from core.notifications.payload import open_payload
from tests.support.scene import Filed, Scene

Told = set[tuple[str, str]]


async def told(scene: Scene, filed: Filed) -> Told:
    """Return (officer, kind) of every notice about a report."""
    names = {str(officer): name for name, officer in scene.house.officers.items()}
    rows = await scene.rows(
        "SELECT officer_id, kind FROM officer_notices WHERE report_id = :report", report=filed.report_id
    )
    return {(names[str(officer)], kind) for officer, kind in rows}


async def forget(scene: Scene) -> None:
    """Empty all bells, so that only what follows counts."""
    async with scene.transaction() as session:
        await (await session.connection()).exec_driver_sql("DELETE FROM officer_notices")


def each(kind: str, *people: str) -> Told:
    """Say that these were told of this."""
    return {(person, kind) for person in people}


@asynccontextmanager
async def bell(scene: Scene, who: str) -> AsyncIterator[Bell]:
    """An officer's bell for one transaction."""
    actor = await scene.actor(who)
    async with scene.transaction() as session:
        yield Bell(session, actor)


async def notices(scene: Scene, who: str) -> tuple[NoticeView, ...]:
    """What an officer finds under their bell."""
    async with bell(scene, who) as mine:
        return (await mine.page()).notices


async def link(scene: Scene, who: str, chat_id: int) -> None:
    """Link an officer's chat the whole way."""
    async with scene.transaction() as session:
        code = await OfficerChats(session, scene.house.officers[who]).new_code()
    async with scene.transaction() as session:
        assert await bind(scene.bot, session, code, chat_id)


async def link_all(scene: Scene, people: Iterable[str]) -> None:
    for number, who in enumerate(people, start=9_900_001):
        await link(scene, who, number)


async def warn(scene: Scene) -> int:
    """Let the worker look at deadlines now."""
    with held_at(scene.at):
        return await warn_officers(scene.worker)


async def digest(scene: Scene) -> int:
    """Let the worker send mornings now."""
    with held_at(scene.at):
        return await send_officer_digests(scene.worker)


async def messages(scene: Scene, who: str) -> list[str]:
    """The texts on their way to an officer's chat, oldest first."""
    rows = await scene.rows(
        "SELECT sealed FROM officer_deliveries WHERE officer_id = :officer AND sealed IS NOT NULL"
        " ORDER BY created_at",
        officer=scene.house.officers[who],
    )
    return [open_payload(scene.worker.keys, bytes(sealed)).text for (sealed,) in rows]


def officer(scene: Scene, who: str) -> UUID:
    return scene.house.officers[who]
