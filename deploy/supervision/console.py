"""What a person watching `kentongan run` sees: progress, then every part's log behind its name."""

import sys
import time
from contextlib import suppress

_COLOURS = {
    "postgres": "34", "valkey": "35", "simulator": "36", "worker": "33", "backoffice": "32", "bot": "96",
}  # fmt: skip
_WIDTH = max(len(name) for name in _COLOURS)


class Console:
    """Writes whole lines only, so that parts never interrupt each other."""

    def __init__(self, *, colours: bool | None = None) -> None:
        self._colours = sys.stdout.isatty() if colours is None else colours
        self._began = time.monotonic()

    def progress(self, text: str) -> None:
        """Tell one step of starting or stopping, with the time since the start."""
        elapsed = f"{time.monotonic() - self._began:6.1f} s"
        self._write(f"{self._paint('2', elapsed)}  {text}")

    def plain(self, text: str = "") -> None:
        """Write a line as it is."""
        self._write(text)

    def part(self, name: str, line: str) -> None:
        """Write one line of a part's log behind its name."""
        label = self._paint(_COLOURS.get(name, "37"), name.ljust(_WIDTH))
        self._write(f"{label} {self._paint('2', '│')} {line}")

    def trouble(self, text: str) -> None:
        """Write what went wrong and what is done about it."""
        self._write(self._paint("31", text))

    def strong(self, text: str) -> str:
        """Make a text stand out."""
        return self._paint("1", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colours else text

    def _write(self, line: str) -> None:
        with suppress(BrokenPipeError):  # whoever watched has gone; the parts go on
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
