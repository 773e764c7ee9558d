"""One PostgreSQL and one Valkey for a whole test run, shared by all xdist workers.

The first test that needs them starts a keeper process, which runs both servers from a short temporary
folder and lives exactly as long as the test run: when pytest is gone, even by `kill -9`, the keeper stops
the servers and removes the folder. Tests that need no server start none.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from filelock import FileLock

from deploy.local.postgres import PostgresServer
from deploy.local.valkey import ValkeyServer

DATABASES = 64
PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the run's servers are."""

    root: Path

    @property
    def postgres(self) -> PostgresServer:
        return PostgresServer(self.root, durable=False)

    @property
    def valkey(self) -> ValkeyServer:
        return ValkeyServer(self.root, durable=False, databases=DATABASES)


@dataclass(frozen=True, slots=True)
class Run:
    """One test run: what its workers call it, and the process that it ends with."""

    id: str
    pid: int


def worker_number(worker_id: str) -> int:
    """Number xdist's workers from one; zero is a run without them."""
    return int(worker_id.removeprefix("gw")) + 1 if worker_id.startswith("gw") else 0


def run_root(run_id: str) -> Path:
    """Name the run's folder: short, because socket paths are."""
    return Path(tempfile.gettempdir()) / f"kt-{run_id[:10]}"


def shared_servers(root: Path, run_pid: int) -> Servers:
    """Find the run's servers, starting them for whoever asks first."""
    started_once("tests.support.servers", root, run_pid, patience=PATIENCE)
    return Servers(root)


def started_once(keeper_module: str, root: Path, run_pid: int, *, patience: float) -> None:
    """Have a keeper process serve from this folder until the run ends, started by whoever asks first."""
    root.mkdir(mode=0o711, exist_ok=True)
    ready, log = root / "ready", root / "keeper.log"
    with FileLock(root / "lock"):
        if ready.exists():
            return
        with log.open("wb") as output:
            keeper = subprocess.Popen(
                [sys.executable, "-m", keeper_module, str(root), str(run_pid)],
                stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + patience
        while not ready.exists():
            if keeper.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{keeper_module} did not start:\n{log.read_text()}")
            time.sleep(0.05)
        # It outlives this worker on purpose; nobody waits for it.
        keeper.returncode = 0


def has_ended(run: psutil.Process) -> bool:
    """Tell whether a test run is over, however it ended."""
    return not run.is_running() or run.status() == psutil.STATUS_ZOMBIE


def keep(root: Path, run_pid: int) -> None:
    """Serve until the test run has ended."""
    run = psutil.Process(run_pid)
    servers = Servers(root)
    postgres = servers.postgres.start(output=None)
    valkey = servers.valkey.start(output=None)
    (root / "ready").write_text(json.dumps({"postgres": postgres.pid, "valkey": valkey.pid}))
    while not has_ended(run):
        if postgres.poll() is not None or valkey.poll() is not None:
            break
        time.sleep(0.3)
    postgres.send_signal(PostgresServer.stop_signal)
    valkey.send_signal(ValkeyServer.stop_signal)
    postgres.wait(30)
    valkey.wait(30)
    for folder in {servers.postgres.sockets, servers.valkey.socket.parent}:
        shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("run_pid", type=int)
    arguments = parser.parse_args()
    os.umask(0o022)
    keep(arguments.root, arguments.run_pid)
