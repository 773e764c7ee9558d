"""Supervision: what crashes comes back, what is stopped ends, what loses its parent follows it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from deploy.local.errors import LocalStackError
from deploy.local.lifetime import announce
from deploy.supervision.child import Child, Program, describe_exit
from deploy.supervision.console import Console
from deploy.supervision.probes import announces, answers

ROOT = Path(__file__).resolve().parents[2]

SLEEPER = "import time; print('begun', flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"

ORPHAN_MAKER = """
import asyncio, os, signal, sys
from deploy.supervision.child import Child, Program
from deploy.supervision.console import Console

async def main():
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    child = Child(Program(name="bot", command=command), Console())
    await child.start()
    print(child.pid, flush=True)
    await asyncio.sleep(0.5)
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


def part(program: str, **more: object) -> Program:
    return Program(name="bot", command=[sys.executable, "-c", program], **more)  # type: ignore[arg-type]


async def until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        await asyncio.sleep(0.05)


@pytest.mark.slow
async def test_a_part_that_is_killed_is_started_again_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    child = Child(part(SLEEPER), Console(colours=False))
    await child.start()
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: child.pid != first)
    await child.stop()
    assert "bot ended (signal SIGKILL); restarting in 0.5 s" in capsys.readouterr().out


@pytest.mark.slow
async def test_a_part_whose_restart_fails_in_an_unforeseen_way_is_tried_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    starts = iter([None, psutil.NoSuchProcess(1), FileNotFoundError(), None])

    def prepare() -> None:
        if (trouble := next(starts)) is not None:
            raise trouble

    child = Child(part(SLEEPER, prepare=prepare), Console(colours=False))
    await child.start()
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: child.pid != first)
    await child.stop()
    shown = capsys.readouterr().out
    assert "bot: could not be started (NoSuchProcess)" in shown
    assert "bot: could not be started (FileNotFoundError)" in shown


async def test_every_line_of_a_part_stands_behind_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[str] = []

    def begun() -> bool:
        shown.append(capsys.readouterr().out)
        return "begun" in "".join(shown)

    child = Child(part(SLEEPER), Console(colours=False))
    await child.start()
    await until(begun)
    await child.stop()
    assert "bot        │ begun" in "".join(shown)


@pytest.mark.slow
async def test_a_part_that_does_not_listen_is_ended_after_its_patience() -> None:
    child = Child(part(DEAF, patience=0.5), Console(colours=False))
    await child.start()
    await asyncio.sleep(0.5)
    process = psutil.Process(child.pid)
    await child.stop()
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


async def test_a_part_that_cannot_start_is_told_instead_of_tried_forever(tmp_path: Path) -> None:
    broken = part("raise SystemExit(3)", ready=announces(tmp_path, part="bot"))
    child = Child(broken, Console(colours=False))
    with pytest.raises(LocalStackError, match="bot ended while starting"):
        await child.start()
    await child.stop()


async def test_a_part_is_up_when_it_says_so_itself(tmp_path: Path) -> None:
    announce(tmp_path, "bot")
    await announces(tmp_path, part="bot")(os.getpid(), lambda: True)
    with pytest.raises(LocalStackError):
        await announces(tmp_path, part="bot")(os.getpid() + 1, lambda: False)


async def test_a_page_that_never_answers_ends_the_wait_with_its_process() -> None:
    with pytest.raises(LocalStackError, match="simulator ended while starting"):
        await answers("http://127.0.0.1:9/healthz", part="simulator")(1, lambda: False)


@pytest.mark.slow
def test_no_part_outlives_a_killed_supervisor() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ORPHAN_MAKER], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    try:
        psutil.Process(int(done.stdout.split()[0])).wait(10)
    except psutil.NoSuchProcess:
        return


@pytest.mark.slow
def test_a_taken_port_is_told_before_anything_starts_naming_the_variable(tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "deploy", "run"],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
            env={**os.environ, "KENTONGAN_DATA_DIR": str(tmp_path), "KENTONGAN_BACKOFFICE_PORT": str(port)},
        )  # fmt: skip
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr
    assert "KENTONGAN_BACKOFFICE_PORT=" in done.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(("code", "words"), [(-9, "signal SIGKILL"), (3, "exit code 3")])
def test_an_end_is_described_in_words(code: int, words: str) -> None:
    assert describe_exit(code) == words


async def test_a_gated_part_loads_at_once_and_works_only_when_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = "import sys, time; print('loaded', flush=True); sys.stdin.read(); print('works', flush=True); "
    child = Child(part(program + "time.sleep(60)", gated=True), Console(colours=False))
    shown: list[str] = []

    def says(word: str) -> bool:
        shown.append(capsys.readouterr().out)
        return word in "".join(shown)

    await child.load()
    await until(lambda: says("loaded"))
    await asyncio.sleep(0.2)
    assert not says("works")
    await child.begin()
    await until(lambda: says("works"))
    await child.stop()


STUBBORN = """
import asyncio
from deploy.commands import serving
serving._ENDS_WITHIN = 0.5
async def main():
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            pass  # what a loop does that takes every failure for a lost connection
serving.serve(main(), works=lambda: print("works", flush=True))
"""


@pytest.mark.slow
def test_a_process_that_swallows_its_cancellation_ends_all_the_same() -> None:
    process = subprocess.Popen([sys.executable, "-c", STUBBORN], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"works\n"
    process.terminate()
    assert process.wait(20) == 1
    process.stdout.close()
