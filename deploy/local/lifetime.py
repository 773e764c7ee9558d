"""Children that never outlive their parent, and the ones that did.

`kill -9` gives the supervisor no time to stop anything. On Linux the kernel then signals each child
itself (the parent-death signal). Whatever still survived a crash is found again at the next start by the
pid and start time noted beside the data.
"""

import ctypes
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from deploy.local.errors import LocalStackError
from deploy.local.places import run_dir

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(signum: int = signal.SIGTERM) -> Callable[[], None]:
    """Make a `preexec_fn`: the kernel sends the signal to the child when the parent is gone."""
    parent = os.getpid()

    def tie() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, signum)
            if os.getppid() != parent:  # it died before the tie was made
                os.kill(os.getpid(), signum)

    return tie


@dataclass(frozen=True, slots=True)
class ServerNote:
    """The file beside the data that tells which process serves it."""

    path: Path
    server: str

    def write(self, pid: int) -> None:
        """Note the process we started."""
        note = {"pid": pid, "started": psutil.Process(pid).create_time()}
        self.path.write_text(json.dumps(note))

    def clear(self) -> None:
        """Forget it."""
        self.path.unlink(missing_ok=True)

    def noted(self) -> psutil.Process | None:
        """Find the noted process, if it is still that one."""
        if not self.path.exists():
            return None
        try:
            note = json.loads(self.path.read_text())
            process = psutil.Process(int(note["pid"]))
            same = abs(process.create_time() - float(note["started"])) < 1.0
        except (psutil.NoSuchProcess, ValueError, KeyError, TypeError):
            return None
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None


def announce(data_dir: Path, part: str) -> None:
    """Say, as this process, that a part works now."""
    _announcement(data_dir, part).write_text(str(os.getpid()))


def announced(data_dir: Path, part: str) -> int | None:
    """Tell which process last said that the part works."""
    path = _announcement(data_dir, part)
    return int(path.read_text() or 0) if path.exists() else None


def _announcement(data_dir: Path, part: str) -> Path:
    return run_dir(data_dir) / f"{part}.pid"


def clear_leftovers(
    folder: Path, *, program: str, note: ServerNote, signum: int, patience: float = 15.0
) -> None:
    """Stop what a killed stack left running on a data folder; refuse when it is somebody else's.

    Raises LocalStackError naming the foreign process.
    """
    ours = note.noted()
    if ours is not None:
        with suppress(psutil.NoSuchProcess):
            ours.send_signal(signum)
            _wait_gone([ours], patience)
    # A server that was killed leaves its own children behind for a moment; they end by themselves.
    deadline = time.monotonic() + patience
    while users := processes_in(folder, program=program):
        if any(not _is_server_child(process) for process in users) or time.monotonic() > deadline:
            raise LocalStackError(
                f"{note.server} (process {users[0].pid}) already uses {folder}. Stop it, or name another "
                "folder with KENTONGAN_DATA_DIR."
            )
        time.sleep(0.1)
    note.clear()


def processes_in(folder: Path, *, program: str) -> list[psutil.Process]:
    """List the processes of a program whose working directory is the folder."""
    found = []
    for process in psutil.process_iter(["name"]):
        with suppress(psutil.Error, OSError):
            name = process.info["name"] or ""
            if name.startswith(program) and Path(process.cwd()) == folder:
                found.append(process)
    return found


def _is_server_child(process: psutil.Process) -> bool:
    """Tell PostgreSQL's own children, which rename themselves, from a server somebody started."""
    try:
        words = process.cmdline()
    except psutil.Error:
        return True
    return not words or words[0].startswith("postgres: ")


def _wait_gone(processes: list[psutil.Process], patience: float) -> None:
    _, alive = psutil.wait_procs(processes, timeout=patience)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(alive, timeout=patience)
