"""The whole stack as a person starts it: `python -m deploy run` in a folder of its own, on free ports."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from deploy.local.lifetime import announced, die_with_parent
from tests.support.desk.signing_in import Cookie, seat_of

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0
STOPPING = 60.0


@dataclass(slots=True)
class WholeStack:
    """PostgreSQL, Valkey, simulator, worker, back office and bot, supervised by `kentongan run`."""

    root: Path
    backoffice_port: int
    simulator_port: int
    process: "subprocess.Popen[bytes] | None" = None
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def data_dir(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "run.log"

    @property
    def desk(self) -> str:
        """Where officers work."""
        return f"http://127.0.0.1:{self.backoffice_port}"

    @property
    def chat(self) -> str:
        """Where reporters chat."""
        return f"http://127.0.0.1:{self.simulator_port}"

    def seat(self, username: str) -> Cookie:
        """Give the session cookie of a newly signed-in officer."""
        return seat_of(self.desk, self.accounts[username])[0]

    async def start(self) -> None:
        """Start it and wait until it says that everything is up."""
        self.process = self._spawned()
        deadline = time.monotonic() + PATIENCE
        while "everything is up" not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > deadline:
                await self.stop()
                raise AssertionError(f"the stack did not start:\n{self.log.read_text()[-4000:]}")
            await asyncio.sleep(0.1)
        made: list[dict[str, Any]] = json.loads((self.data_dir / "demo-accounts.json").read_text())
        self.accounts = {account["username"]: account for account in made}

    def _spawned(self) -> "subprocess.Popen[bytes]":
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KENTONGAN_")}
        environment |= {
            "KENTONGAN_DATA_DIR": str(self.data_dir),
            "KENTONGAN_BACKOFFICE_PORT": str(self.backoffice_port),
            "KENTONGAN_SIMULATOR_PORT": str(self.simulator_port),
            "PYTHONUNBUFFERED": "1",
        }
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "deploy", "run"],
                cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 - nothing else runs while it forks
            )  # fmt: skip

    async def stop(self) -> None:
        """End it as Ctrl-C does; whoever does not listen is ended."""
        process = self.process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGINT)
        try:
            await asyncio.to_thread(process.wait, STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"the stack did not stop:\n{self.log.read_text()[-4000:]}") from None

    def part(self, name: str) -> psutil.Process | None:
        """Find the process of a part: bot, worker or backoffice."""
        assert self.process is not None
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):  # it ended while we looked
                if child.cmdline()[2:4] == ["deploy", name] and child.status() != psutil.STATUS_ZOMBIE:
                    return child
        return None

    async def kill(self, name: str) -> int:
        """End a part as `kill -9` does; return the process that was."""
        part = self.part(name)
        assert part is not None, f"{name} is not running:\n{self.log.read_text()[-2000:]}"
        part.send_signal(signal.SIGKILL)
        return part.pid

    async def returned(self, name: str, killed: int) -> None:
        """Wait until the supervisor has started a killed part again and it works."""
        deadline = time.monotonic() + PATIENCE
        while (part := self.part(name)) is None or part.pid == killed or not await self._works(name, part):
            assert time.monotonic() < deadline, f"{name} never came back:\n{self.log.read_text()[-2000:]}"
            await asyncio.sleep(0.1)

    async def _works(self, name: str, part: psutil.Process) -> bool:
        if name != "backoffice":
            return announced(self.data_dir, name) == part.pid
        with suppress(httpx.TransportError):
            async with httpx.AsyncClient(trust_env=False) as client:
                return (await client.get(f"{self.desk}/healthz")).is_success
        return False


@asynccontextmanager
async def started_stack() -> AsyncIterator[WholeStack]:
    """Start a stack of its own for a test that kills parts of it."""
    with tempfile.TemporaryDirectory(prefix="kt-own-") as folder:  # short: it holds sockets
        backoffice, simulator = free_ports(2)
        stack = WholeStack(Path(folder), backoffice, simulator)
        await stack.start()
        try:
            yield stack
        finally:
            await stack.stop()


def free_ports(count: int) -> list[int]:
    """Find ports nobody listens on."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
