"""One supervised process: started, watched, restarted with growing pauses, stopped with patience."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from deploy.local.errors import LocalStackError
from deploy.local.lifetime import die_with_parent
from deploy.supervision.console import Console

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0
# A part that ran this long before it crashed starts over with the shortest pause.
STEADY_AFTER = 30.0
_LONGEST_LINE = 1 << 20

Ready = Callable[[int, Callable[[], bool]], Awaitable[None]]


async def _at_once(_pid: int, _alive: Callable[[], bool]) -> None:
    return


@dataclass(slots=True, kw_only=True)
class Program:
    """How one part of the stack is run."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    prepare: Callable[[], None] | None = None
    ready: Ready = _at_once
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 15.0
    # It loads its code at once and begins to work when its standard input is closed.
    gated: bool = False
    # Lines with one of these words are known and tell a person nothing.
    mute: Sequence[str] = ()


class Child:
    """A part while it runs."""

    def __init__(self, part: Program, console: Console) -> None:
        self.part = part
        self._console = console
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False
        self._watch: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process it runs in now."""
        return self._process.pid if self._process is not None else None

    async def start(self) -> None:
        """Start it, wait until it can be used, and watch it from then on.

        Raises LocalStackError when its first start fails; later failures are answered by restarting.
        """
        await self.load()
        await self.begin()

    async def load(self) -> None:
        """Start the process; a gated part then loads its code and waits."""
        await self._spawn(gate=asyncio.subprocess.PIPE if self.part.gated else asyncio.subprocess.DEVNULL)

    async def begin(self) -> None:
        """Open the gate, wait until the part can be used, and watch it from then on."""
        process = self._process
        if process is None:
            raise RuntimeError("a part is loaded before it begins")
        if process.stdin is not None:
            process.stdin.close()
        await self.part.ready(process.pid, self._alive)
        self._watch = asyncio.create_task(self._keep_running(), name=f"watch-{self.part.name}")

    async def stop(self) -> None:
        """Ask it to end, and end it when it does not listen."""
        self._stopping = True
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.send_signal(self.part.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), self.part.patience)
        except TimeoutError:
            self._console.trouble(f"{self.part.name} did not stop in time; ending it")
            self.kill()
            await process.wait()

    def kill(self) -> None:
        """End it without asking."""
        self._stopping = True
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()

    def _alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def _spawn(self, *, gate: int) -> None:
        part = self.part
        if part.prepare is not None:
            await asyncio.to_thread(part.prepare)
        options = {"start_new_session": True, "preexec_fn": die_with_parent(part.stop_signal), **part.options}
        if part.environment is not None:
            options["env"] = {**os.environ, **part.environment}
        self._process = await asyncio.create_subprocess_exec(
            *part.command,
            stdin=gate,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=_LONGEST_LINE,
            **options,
        )
        output = self._process.stdout
        if output is not None:
            self._reader = asyncio.create_task(self._forward(output), name=f"output-{part.name}")

    async def _forward(self, output: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await output.readline()
            except ValueError:  # longer than any line of ours: dropped, the part must not block on it
                continue
            if not line:
                return
            text = line.decode(errors="replace").rstrip()
            if not any(word in text for word in self.part.mute):
                self._console.part(self.part.name, text)

    async def _keep_running(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping:
            process = self._process
            if process is None:
                return
            began = time.monotonic()
            code = await process.wait()
            if time.monotonic() - began > STEADY_AFTER:
                pause = FIRST_PAUSE
            self._console.trouble(
                f"{self.part.name} ended ({describe_exit(code)}); restarting in {pause:.1f} s"
            )
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            try:
                await self._spawn(gate=asyncio.subprocess.DEVNULL)
                if self._process is not None:
                    await self.part.ready(self._process.pid, self._alive)
            except LocalStackError as error:
                self._console.trouble(f"{self.part.name}: {error}")
                self._end_unready()
            except Exception as error:  # noqa: BLE001 (a boundary: whatever it met, it is tried again)
                self._console.trouble(f"{self.part.name}: could not be started ({type(error).__name__})")
                self._end_unready()

    def _end_unready(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()


def describe_exit(code: int) -> str:
    """Say how a process ended."""
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
