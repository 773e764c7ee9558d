"""Several processes on one port: forked once everything is loaded, all taking from the same socket.

Forked and not started anew, because loading takes seconds of both cores and most of the memory. Whoever
has nothing to do takes the next connection. A process that dies is replaced; when the parent is killed,
the kernel ends the others, so that the port is free again.
"""

import gc
import multiprocessing
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Final

import structlog
import typer

from deploy.commands.entry import FAILED
from deploy.local.lifetime import die_with_parent

log = structlog.get_logger(__name__)

_LIVED: Final = 3.0
"""In seconds. Whoever ends by itself sooner would only end again: the set-up is wrong."""
_PAUSE: Final = 0.2


def share(serve: Callable[[], None], *, processes: int) -> None:
    """Run `serve` in so many processes until this one is asked to stop; a single one is this very process.

    Raises:
        typer.Exit: One of them ended as soon as it began.
    """
    if processes == 1:
        serve()
        return
    gc.collect()
    gc.freeze()  # what is loaded stays shared: the collector does not touch it
    team = _Team(serve)
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, team.stop)
    team.begin(processes)
    team.attend()


class _Team:
    def __init__(self, serve: Callable[[], None]) -> None:
        self._serve = serve
        self._fork = multiprocessing.get_context("fork")
        self._members: dict[BaseProcess, float] = {}
        self._stopping = False

    def begin(self, processes: int) -> None:
        for _ in range(processes):
            self._add()

    def attend(self) -> None:
        """Replace who dies, until all have ended because they were asked to."""
        while self._members:
            wait([member.sentinel for member in self._members])
            for member in [one for one in self._members if not one.is_alive()]:
                self._replace(member)

    def stop(self, _signum: int, _frame: FrameType | None) -> None:
        """Ask all to end, in good order."""
        self._stopping = True
        for member in list(self._members):
            if member.is_alive():
                member.terminate()

    def _add(self) -> None:
        tie = die_with_parent(signal.SIGKILL)
        member = self._fork.Process(target=_work, args=(self._serve, tie))
        member.start()
        self._members[member] = time.monotonic()
        if self._stopping:  # asked in the very moment of starting
            member.terminate()

    def _replace(self, member: BaseProcess) -> None:
        began = self._members.pop(member)
        member.join()
        if self._stopping:
            return
        log.warning("process.died", pid=member.pid, exit_code=member.exitcode)
        ended_by_itself = (member.exitcode or 0) >= 0
        if ended_by_itself and time.monotonic() - began < _LIVED:
            self.stop(signal.SIGTERM, None)
            self.attend()
            raise typer.Exit(FAILED)
        time.sleep(_PAUSE)
        self._add()


def _work(serve: Callable[[], None], tie: Callable[[], None]) -> None:
    """Serve as one of the processes; the server sets its own signals."""
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, signal.SIG_DFL)
    tie()
    serve()
