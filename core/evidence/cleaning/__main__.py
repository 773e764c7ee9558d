"""The child: confined first, then one file in, its copy out, or an exit code that says why not.

Asked to tell, it gives in place of the copy what the file says of its making.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
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


def main(mime: str, task: str = "clean") -> int:
    """Clean what comes in, or tell what it says of its making; give the exit code."""
    confine()
    try:
        copy = _worker(mime, task)(sys.stdin.buffer.read(), mime)
    except CannotCleanError as error:
        return int(error.obstacle.value)
    except (MemoryError, RecursionError):
        return Obstacle.LIMITS.value
    except Exception:  # noqa: BLE001 - whatever a reader raises at a file, its words stay with us
        return Obstacle.BROKEN.value
    if len(copy) > MAX_COPY_BYTES:
        return Obstacle.TOO_LARGE.value
    sys.stdout.buffer.write(copy)
    sys.stdout.buffer.flush()
    return 0


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
