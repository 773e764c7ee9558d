"""Starting the child that makes a clean copy, feeding it, and ending it when its time is up."""

import asyncio
import re
import signal
import subprocess
import sys
from asyncio import StreamReader
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Iterable
from contextlib import suppress
from threading import Timer
from typing import Final

import structlog

from core.evidence.cleaning.obstacles import MAX_COPY_BYTES, CannotCleanError, Obstacle

PATIENCE: Final = 40.0
"""Seconds by the clock; by the processor's the child ends itself sooner."""
TELLING_PATIENCE: Final = 15.0
"""Seconds a file's sender waits at most for one word about it."""
_MODULE: Final = "core.evidence.cleaning"
_WORDS: Final = 64
_OUT_OF_TIME: Final = -signal.SIGXCPU
_MOST_TOLD: Final = 200
_FAULT: Final = re.compile(rb"(\w{1,60}) ([\w.]{1,60}:\d{1,5}|\?)\n")
"""Class and place; whatever else a child says may be of the file, and is not logged."""
_OBSTACLES: Final = {obstacle.value: obstacle for obstacle in Obstacle}
# One memory pool, whatever the number of threads: each pool claims 64 MB of the child's share.
_ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "1", "PYTHONHASHSEED": "0"}

log = structlog.get_logger()


async def cleaned(data: bytes, mime: str, *, patience: float = PATIENCE) -> bytes:
    """Return a clean copy of a file of a type that the child knows.

    The child knows nothing but the file: no settings, no keys, an empty folder tree to write in.

    Raises:
        CannotCleanError: With the obstacle; `LIMITS` where the child was ended or died; `FAULT`, which is
            logged, where it failed for a reason of our own.
    """
    command = (sys.executable, "-I", "-B", "-m", _MODULE, mime)
    child = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_ENVIRONMENT, cwd="/"
    )
    try:
        async with asyncio.timeout(patience):
            _, copy, said = await asyncio.gather(_feed(child, data), _read(child), _said(child.stderr))
            code = await child.wait()
    except TimeoutError:
        raise CannotCleanError(Obstacle.LIMITS, lasting=False) from None
    finally:
        await _ended(child)
    if code == 0 and copy:
        return copy
    known = _obstacle_of(code, said)
    if known is Obstacle.FAULT:
        raise CannotCleanError(known, lasting=False)
    # What died otherwise was ended by the system, perhaps for others' sake: another try may succeed.
    raise CannotCleanError(known, lasting=code in _OBSTACLES or code == _OUT_OF_TIME)


def _obstacle_of(code: int, said: bytes = b"") -> Obstacle:
    """Read an exit code that is not 0, and log it where the fault is ours."""
    known = _OBSTACLES.get(code, Obstacle.LIMITS if code < 0 else Obstacle.FAULT)
    if known is Obstacle.FAULT:
        fault = _FAULT.fullmatch(said)
        error, place = (part.decode() for part in fault.groups()) if fault else ("", "")
        log.error("evidence.cleaner_failed", error=error, place=place, exit_code=code)
    return known


async def _feed(child: Process, data: bytes) -> None:
    if child.stdin is None:
        return
    with suppress(ConnectionError):  # it has seen enough, or died: its exit code tells
        child.stdin.write(data)
        await child.stdin.drain()
    child.stdin.close()
    with suppress(ConnectionError):
        await child.stdin.wait_closed()


async def _read(child: Process) -> bytes:
    """Read the copy, and no more than a copy may have: whoever took the child over is not believed."""
    if child.stdout is None:
        return b""
    copy = bytearray()
    while piece := await child.stdout.read(256 * 1024):
        copy += piece
        if len(copy) > MAX_COPY_BYTES:
            raise CannotCleanError(Obstacle.TOO_LARGE)
    return bytes(copy)


async def _said(stream: StreamReader | None) -> bytes:
    """Read what the child says of itself to its end, and keep the beginning."""
    told = bytearray()
    while stream is not None and (piece := await stream.read(4096)):
        told += piece[: _MOST_TOLD - len(told)]
    return bytes(told)


async def _ended(child: Process) -> None:
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def told(pieces: Iterable[bytes], mime: str, *, patience: float = TELLING_PATIENCE) -> frozenset[str]:
    """Return what a file says of its making, as `Trace` names it, asked of the child; blocks.

    Nothing where the file is broken or took more time or memory than it may: the word about it is left out;
    nor where the child failed for a reason of our own, which is logged by its exit code.
    """
    command = (sys.executable, "-I", "-B", "-m", _MODULE, mime, "tell")
    with subprocess.Popen(  # noqa: S603 - our own program; the type is one of ours
        command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_ENVIRONMENT, cwd="/"
    ) as child:
        late = Timer(patience, child.kill)
        late.start()
        try:
            words = _answered(child, pieces)
        finally:
            late.cancel()
            child.kill()
    return frozenset(words.decode("ascii", "replace").split())


def _answered(child: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> bytes:
    if child.stdin is None or child.stdout is None:
        return b""
    with suppress(BrokenPipeError):  # it has seen enough, or died: its exit code tells
        for piece in pieces:
            child.stdin.write(piece)
    with suppress(BrokenPipeError):
        child.stdin.close()
    words = child.stdout.read(_WORDS)
    if code := child.wait():
        _obstacle_of(code)
        return b""
    return words
