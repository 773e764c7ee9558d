"""The embedded servers keep their data through the worst, and never share a folder."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer

import psutil
import psycopg
import pytest
import redis

from deploy.local.errors import LocalStackError
from deploy.local.places import LONGEST_SOCKET_PATH, socket_dir
from deploy.local.postgres import OWNER, PostgresServer
from deploy.local.valkey import ValkeyServer

ROOT = Path(__file__).resolve().parents[2]

STARTED_AND_KILLED = """
import os, signal, sys
from pathlib import Path
from deploy.local.{module} import {server}
process = {server}(Path(sys.argv[1])).start()
Path(sys.argv[2]).write_text(str(process.pid))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    for process in psutil.process_iter(["name"]):
        try:
            if process.info["name"] in {"postgres", "valkey-server"} and process.cwd().startswith(
                str(tmp_path)
            ):
                process.kill()
        except (psutil.Error, OSError):
            continue


def write_row(server: PostgresServer) -> None:
    with psycopg.connect(server.conninfo(OWNER, "kentongan"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('kentongan')")


@pytest.mark.slow
def test_postgres_keeps_what_was_committed_when_all_of_it_is_killed(folder: Path) -> None:
    server = PostgresServer(folder)
    first = server.start()
    write_row(server)
    family = [psutil.Process(first.pid), *psutil.Process(first.pid).children(recursive=True)]
    for process in family:
        with suppress(psutil.NoSuchProcess):  # a child may be gone as soon as its parent is
            process.kill()
    first.wait()
    second = server.start()
    try:
        with psycopg.connect(server.conninfo(OWNER, "kentongan")) as connection:
            assert connection.execute("SELECT word FROM kept").fetchall() == [("kentongan",)]
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
            assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    finally:
        second.send_signal(server.stop_signal)
        second.wait()


@pytest.mark.slow
def test_postgres_starts_again_while_a_part_of_a_killed_one_still_holds_its_memory(folder: Path) -> None:
    server = PostgresServer(folder)
    first = server.start()
    write_row(server)
    slow, *others = psutil.Process(first.pid).children(recursive=True)
    slow.suspend()
    for process in (psutil.Process(first.pid), *others):
        with suppress(psutil.NoSuchProcess):
            process.kill()
    first.wait()
    going = Timer(0.4, slow.kill)
    going.start()
    second = server.start()
    try:
        assert not going.is_alive()
        with psycopg.connect(server.conninfo(OWNER, "kentongan")) as connection:
            assert connection.execute("SELECT word FROM kept").fetchall() == [("kentongan",)]
    finally:
        second.send_signal(server.stop_signal)
        second.wait()


@pytest.mark.slow
def test_postgres_listens_on_no_port_and_its_socket_is_private(folder: Path) -> None:
    server = PostgresServer(folder)
    process = server.start()
    try:
        assert psutil.Process(process.pid).net_connections(kind="inet") == []
        assert server.sockets.stat().st_mode & 0o077 == 0
    finally:
        process.send_signal(server.stop_signal)
        process.wait()


@pytest.mark.slow
def test_valkey_keeps_its_data_when_it_is_killed(folder: Path) -> None:
    server = ValkeyServer(folder)
    first = server.start()
    with redis.Redis.from_url(server.url()) as client:
        client.set("draft", "sealed")
    time.sleep(1.2)  # the append-only file is written every second
    first.kill()
    first.wait()
    second = server.start()
    try:
        with redis.Redis.from_url(server.url()) as client:
            assert client.get("draft") == b"sealed"
    finally:
        second.terminate()
        second.wait()


@pytest.mark.slow
@pytest.mark.parametrize(("module", "server"), [("postgres", "PostgresServer"), ("valkey", "ValkeyServer")])
def test_a_server_ends_when_whoever_started_it_is_killed(folder: Path, module: str, server: str) -> None:
    program = STARTED_AND_KILLED.format(module=module, server=server)
    started = folder / "started"  # not its output: the log goes there, and says more on some machines
    starter = subprocess.run(
        [sys.executable, "-c", program, str(folder), str(started)], cwd=ROOT, capture_output=True, check=False
    )
    assert starter.returncode == -signal.SIGKILL
    try:
        psutil.Process(int(started.read_text())).wait(15)
    except psutil.NoSuchProcess:
        return


@pytest.mark.slow
@pytest.mark.parametrize("server_type", [PostgresServer, ValkeyServer])
def test_a_folder_that_another_program_serves_is_refused(
    folder: Path, server_type: type[PostgresServer] | type[ValkeyServer]
) -> None:
    server = server_type(folder)
    foreign = server.start()
    server.note.clear()  # as if somebody else had started it
    try:
        with pytest.raises(LocalStackError, match=f"process {foreign.pid}.*KENTONGAN_DATA_DIR"):
            server.prepare()
        assert foreign.poll() is None
    finally:
        foreign.send_signal(server.stop_signal)
        foreign.wait()


def test_what_a_killed_stack_left_running_is_taken_over(folder: Path) -> None:
    server = ValkeyServer(folder)
    leftover = server.start()
    replacement = server.start()
    try:
        assert leftover.wait(5) is not None
        assert replacement.poll() is None
    finally:
        replacement.terminate()
        replacement.wait()


def test_a_long_data_folder_gets_a_short_socket() -> None:
    long = Path("/data") / ("very" * 30) / "long"
    path = socket_dir(long, "postgres") / ".s.PGSQL.5432.lock"
    assert len(str(path)) <= LONGEST_SOCKET_PATH
    assert str(os.geteuid()) in path.parent.name
    assert socket_dir(long, "postgres") != socket_dir(long, "valkey")
