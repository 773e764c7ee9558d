"""Jobs belong to the transaction that causes them; sealed pushes tell nothing by their size."""

import procrastinate
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from core.clock import now
from core.db.addresses import libpq_address
from core.db.database import Database
from core.errors import UnavailableError
from core.jobs import defer_in
from core.notifications.payload import (
    PushPayload,
    open_chat,
    open_payload,
    seal_chat,
    seal_payload,
)
from core.privacy.keys import KeyNotHeldError, Keyring
from core.privacy.seals import SealBrokenError, seal_to
from tests.delivery.scene import Scene


def test_an_address_for_the_orm_becomes_one_for_the_driver() -> None:
    address = libpq_address("postgresql+psycopg://app:p%40ss@/db?host=/run/pg")
    assert address.startswith("postgresql://app:p%40ss@/db?host=")


async def test_a_second_job_with_the_same_queueing_lock_is_not_deferred_and_spoils_nothing(
    scene: Scene,
) -> None:
    async with scene.database.transaction() as session:
        assert await defer_in(session, "tidy", queue="clock", queueing_lock="tidy", schedule_at=now()) is True
        assert await defer_in(session, "tidy", queue="clock", queueing_lock="tidy") is False
    assert await scene.scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tidy'") == 1


async def test_deferring_on_a_broken_connection_says_that_the_database_is_away(scene: Scene) -> None:
    database = Database(create_async_engine(scene.url))
    with pytest.raises(UnavailableError):
        await _defer_after_the_connection_broke(database, scene)
    await database.close()


async def _defer_after_the_connection_broke(database: Database, scene: Scene) -> None:
    async with database.transaction() as session:
        connection = await session.connection()
        pid = (await connection.execute(sa.text("SELECT pg_backend_pid()"))).scalar_one()
        await scene.scalar("SELECT pg_terminate_backend(:pid)", pid=pid)
        await defer_in(session, "tidy", queue="clock")


async def test_a_job_the_queue_refuses_for_another_reason_says_so(scene: Scene) -> None:
    with pytest.raises(procrastinate.exceptions.ConnectorException):
        await _defer_to_a_queue_with_an_endless_name(scene)


async def _defer_to_a_queue_with_an_endless_name(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        await defer_in(session, "tidy", queue="q" * 200)


def test_short_pushes_are_all_of_one_size(rings: dict[str, Keyring]) -> None:
    sizes = {len(seal_payload(rings["bot"], PushPayload(text="x" * length))) for length in (1, 300, 800)}
    assert len(sizes) == 1


@pytest.mark.parametrize("text", ["", "Isi.", "panjang " * 3000])
def test_only_the_worker_opens_a_push_and_its_chat(rings: dict[str, Keyring], text: str) -> None:
    payload = PushPayload(title="T", text=text)
    sealed, chat = seal_payload(rings["backoffice"], payload), seal_chat(rings["bot"], -100_200)
    assert open_payload(rings["worker"], sealed) == payload
    assert open_chat(rings["worker"], chat) == -100_200
    for ring in ("bot", "backoffice"):
        with pytest.raises(KeyNotHeldError):
            open_payload(rings[ring], sealed)
        with pytest.raises(KeyNotHeldError):
            open_chat(rings[ring], chat)


def test_a_push_of_an_unknown_form_does_not_open(rings: dict[str, Keyring]) -> None:
    framed = (2).to_bytes(4, "big") + b"{}"
    with pytest.raises(SealBrokenError):
        open_payload(rings["worker"], seal_to(rings["bot"].delivery_public, framed))
