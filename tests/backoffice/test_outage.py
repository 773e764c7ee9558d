"""PostgreSQL or Valkey gone: told plainly, nothing half-done, and back without a restart."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from pydantic import SecretStr
from sqlalchemy.engine import make_url

from backoffice.app import create_app
from core.clock import now
from core.notifications.models import Heartbeat
from core.settings import Settings
from tests.support.desk.addresses import REPORTS
from tests.support.desk.client import DeskClient
from tests.support.desk.world import World, registration


class Cable:
    """A socket in front of a server that can be pulled out and plugged in again."""

    def __init__(self, near: Path, far: Path) -> None:
        self._near, self._far = near, far
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def plug_in(self) -> None:
        self._near.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._carry, self._near)

    async def pull_out(self) -> None:
        assert self._server is not None
        self._server.close()
        self._near.unlink(missing_ok=True)
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.sleep(0.05)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(self._far)
        self._open |= {writer, far_writer}
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        self._open -= {writer, far_writer}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


@asynccontextmanager
async def cut_off_desk(settings: Settings, *, postgres: bool) -> AsyncIterator[tuple[DeskClient, Cable]]:
    """Run a desk whose PostgreSQL (or Valkey) hangs on a cable."""
    with tempfile.TemporaryDirectory(prefix="kt-") as folder:
        if postgres:
            url = make_url(settings.require_database_url())
            far = Path(str(url.query["host"])) / ".s.PGSQL.5432"
            cable = Cable(Path(folder) / ".s.PGSQL.5432", far)
            address = f"postgresql+psycopg://{url.username}@/{url.database}?host={quote(folder, safe='/')}"
            changed = {"database_url": SecretStr(address)}
        else:
            path, _, query = settings.require_redis_url().removeprefix("unix://").partition("?")
            cable = Cable(Path(folder) / "v.sock", Path(path))
            changed = {"redis_url": SecretStr(f"unix://{folder}/v.sock?{query}")}
        await cable.plug_in()
        app = create_app(settings.model_copy(update=changed))
        async with app.router.lifespan_context(app), DeskClient.inside(app) as desk:
            yield desk, cable
        await cable.pull_out()


@pytest.mark.slow
@pytest.mark.parametrize("postgres", [True, False], ids=["postgresql", "valkey"])
async def test_a_server_that_is_gone_is_said_plainly_and_its_return_noticed(
    world: World, desk_settings: Settings, *, postgres: bool
) -> None:
    seat = await world.seat("rina")
    async with cut_off_desk(desk_settings, postgres=postgres) as (desk, cable):
        desk.take(seat)
        before = await desk.get("/api/v1/stats")
        await cable.pull_out()
        body = registration(world, body={"substance": "Kata penanda gangguan."})
        key = f"gangguan-{postgres}"
        refused = await desk.post_json(REPORTS, body, Idempotency_Key=key)
        page = await desk.get("/")
        ready, alive = await desk.get("/readyz"), await desk.get("/healthz")
        await cable.plug_in()
        after = await desk.get("/api/v1/stats")
        done = await desk.post_json(REPORTS, body, Idempotency_Key=key)
        total = (await desk.get("/api/v1/stats")).json()["total"]
    assert before.status_code == after.status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert "Tidak ada yang tersimpan" in refused.json()["detail"]
    assert int(refused.headers["retry-after"]) > 0
    assert page.status_code == 503
    assert "Sistem sedang terganggu" in page.text
    assert (ready.status_code, alive.status_code) == (503, 200)
    assert ready.json()["parts"]["database" if postgres else "valkey"]["ok"] is False
    assert done.status_code == 201
    assert total == before.json()["total"] + 1


async def test_ready_means_database_valkey_and_a_worker_heard_of_in_the_last_minute(world: World) -> None:
    async with world.parts.core.database.transaction() as session:
        await session.merge(Heartbeat(process="worker", at=now()))
    async with world.visitor() as browser:
        answer = await browser.get("/readyz")
    assert answer.status_code == 200
    assert {name: part["ok"] for name, part in answer.json()["parts"].items()} == {
        "database": True,
        "valkey": True,
        "worker": True,
    }
