"""The child: confined first, then one file in, its copy out, or an exit code that says why not.

Asked to tell, it gives in place of the copy what the file says of its making.
"""

import struct
import sys
import traceback
import zipfile
import zlib
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

from core.evidence.cleaning.limits import confine
from core.evidence.cleaning.obstacles import MAX_COPY_BYTES, CannotCleanError, Obstacle

Worker = Callable[[bytes, str], bytes]
CLEANERS: Final[Mapping[str, tuple[str, ...]]] = {
    "pictures": ("image/",),
    "pdf": ("application/pdf",),
    "office": ("application/vnd.openxmlformats-officedocument.",),
    "open_document": ("application/vnd.oasis.opendocument.",),
    "sounds": ("audio/", "video/"),
}
"""By module, each with a function `clean(data, mime)`: the types it knows, by their beginnings."""


_AT_A_BAD_FILE: Final = (
    OSError, SyntaxError, ValueError, LookupError, ArithmeticError, EOFError, RuntimeError, struct.error,
    zlib.error, zipfile.BadZipFile,
)  # fmt: skip
"""What readers raise at a file that is not as it should be; their words stay with us."""
_HERE: Final = Path(__file__).parent


def main(mime: str, task: str = "clean") -> int:
    """Clean what comes in, or tell what it says of its making; give the exit code.

    A fault of ours is told on standard error: class and place, nothing of the file.
    """
    try:
        confine()
        return _done(_worker(mime, task), mime)
    except Exception as error:  # noqa: BLE001 - the edge of this process; its parent logs what it is told
        sys.stderr.write(f"{type(error).__name__} {_place_of(error)}\n")
        return Obstacle.FAULT.value


def _done(worker: Worker, mime: str) -> int:
    try:
        copy = worker(sys.stdin.buffer.read(), mime)
    except CannotCleanError as error:
        return int(error.obstacle.value)
    except (MemoryError, RecursionError):
        return Obstacle.LIMITS.value
    except _AT_A_BAD_FILE:
        return Obstacle.BROKEN.value
    if len(copy) > MAX_COPY_BYTES:
        return Obstacle.TOO_LARGE.value
    sys.stdout.buffer.write(copy)
    sys.stdout.buffer.flush()
    return 0


def _place_of(error: Exception) -> str:
    """Name the last line of ours on the way to an error."""
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == _HERE
    ]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"


def _worker(mime: str, task: str) -> Worker:
    # Only what this type needs is loaded: a reader that is not there cannot be attacked.
    if task == "tell":
        teller: Worker = import_module("core.evidence.cleaning.told").told
        return teller
    name = next(name for name, begins in CLEANERS.items() if mime.startswith(begins))
    cleaner: Worker = import_module(f"core.evidence.cleaning.{name}").clean
    return cleaner


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
