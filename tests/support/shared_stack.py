"""One whole stack for a test run: bot, worker, back office, simulator and their servers, for every story.

Kept as the run's servers are (`tests.support.servers`): whoever asks first has it started, and it lives as
long as the run. Stories share it, so each makes reports of its own and nobody kills a part; a test that
does starts a stack of its own (`tests.support.stack`).
"""

import argparse
import asyncio
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock

from tests.support.desk.signing_in import Cookie, seat_of
from tests.support.servers import has_ended, started_once
from tests.support.stack import PATIENCE, ROOT, WholeStack, free_ports


@dataclass(frozen=True, slots=True)
class SharedStack:
    """Where the run's stack is, and who works there."""

    root: Path
    desk: str
    chat: str
    accounts: dict[str, dict[str, Any]]

    def seat(self, username: str, window: str = "") -> Cookie:
        """Give the session cookie of a signed-in officer: one sitting a run and window, whoever asks.

        What was just done is told in the session, once: windows that work at the same time need their own.
        """
        note = self.root / f"seat-{username}-{window}.json"
        with FileLock(self.root / f"seat-{username}.lock"):
            if not note.exists():
                note.write_text(json.dumps(self._signed_in(username)))
            cookie: Cookie = json.loads(note.read_text())
        return cookie

    def _signed_in(self, username: str) -> Cookie:
        used = self.root / f"code-{username}"
        after = int(used.read_text()) if used.exists() else 0
        cookie, step = seat_of(self.desk, self.accounts[username], after=after)
        used.write_text(str(step))
        return cookie


def shared_stack(root: Path, run_pid: int) -> SharedStack:
    """Find the run's stack, starting it for whoever asks first."""
    started_once("tests.support.shared_stack", root, run_pid, patience=PATIENCE + 30)
    return SharedStack(root, **json.loads((root / "ready").read_text()))


async def keep(root: Path, run_pid: int) -> None:
    """Serve until the test run has ended; keep the log of it."""
    run = psutil.Process(run_pid)
    backoffice, simulator = free_ports(2)
    stack = WholeStack(root, backoffice, simulator)
    await stack.start()
    try:
        told = {"desk": stack.desk, "chat": stack.chat, "accounts": stack.accounts}
        (root / "ready.part").write_text(json.dumps(told))
        (root / "ready.part").rename(root / "ready")
        while not has_ended(run) and stack.process is not None and stack.process.poll() is None:  # noqa: ASYNC110 - processes offer no event
            await asyncio.sleep(0.3)
    finally:
        await stack.stop()
        kept = ROOT / "build" / "screenshots"
        kept.mkdir(parents=True, exist_ok=True)
        shutil.copy(stack.log, kept / "stack.log")
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("run_pid", type=int)
    arguments = parser.parse_args()
    os.umask(0o022)
    sys.exit(asyncio.run(keep(arguments.root, arguments.run_pid)))
