"""The fixtures everybody stands on keep what they promise."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from pytest_socket import SocketConnectBlockedError
from redis.asyncio import Redis
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from tests.support.postgres import DatabaseUrls
from tests.support.servers import run_root, shared_servers


async def test_the_session_enters_as_the_least_privileged_role(session: AsyncSession) -> None:
    connection = await session.connection()
    role, may_more = (
        await connection.execute(
            text(
                "SELECT rolname, rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles "
                "WHERE rolname = current_user"
            )
        )
    ).one()
    assert role == "kentongan_app"
    assert may_more is False


@pytest.mark.parametrize("turn", [1, 2])
async def test_what_a_test_commits_in_its_session_is_gone_in_the_next(
    session: AsyncSession, turn: int
) -> None:
    read = text("SELECT coalesce(current_setting('kentongan.seen', true), '')")
    before = (await (await session.connection()).execute(read)).scalar_one()
    await (await session.connection()).execute(
        text("SELECT set_config('kentongan.seen', :turn, false)"), {"turn": str(turn)}
    )
    await session.commit()
    after = (await (await session.connection()).execute(read)).scalar_one()
    assert (before, after) == ("", str(turn))


@pytest.mark.slow
async def test_a_committed_database_is_not_the_workers_own(
    committed_db: DatabaseUrls, database_urls: DatabaseUrls
) -> None:
    assert committed_db.app != database_urls.app


@pytest.mark.parametrize("turn", [1, 2])
async def test_valkey_is_empty_at_the_start_of_each_test(redis: Redis, turn: int) -> None:
    assert await redis.dbsize() == 0
    await redis.set("turn", turn)


def test_no_test_reaches_beyond_this_machine() -> None:
    import socket  # noqa: PLC0415 - the patched module, as a test would meet it

    with (
        pytest.warns(UserWarning, match="tried to use socket"),
        pytest.raises(SocketConnectBlockedError),
        socket.socket() as connection,
    ):
        connection.connect(("192.0.2.1", 80))


@pytest.mark.slow
def test_the_servers_end_when_the_test_run_is_killed(tmp_path: Path) -> None:
    run = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    root = run_root(tmp_path.name + "kill" + str(run.pid))
    servers = shared_servers(root, run.pid)
    server_process = psutil.Process(int((servers.postgres.cluster / "postmaster.pid").read_text().split()[0]))
    run.kill()
    run.wait()
    server_process.wait(20)
    deadline = time.monotonic() + 20
    while root.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not root.exists()
