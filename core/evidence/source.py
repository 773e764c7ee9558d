"""A file that is looked at: its head at hand, the rest read where it lies, never all of it at once."""

import os
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from core.privacy.spool import Spool

HEAD_BYTES: Final = 64 * 1024
_WINDOW: Final = 256 * 1024
_OVERLAP: Final = 1024
"""No sign that is looked for is longer than this."""


class Source:
    """A file, seen by its beginning, its end, and what stands in it."""

    def __init__(self, file: BinaryIO | Spool) -> None:
        """Read the head of a file that can be read anywhere; it stays the caller's to close."""
        self._file = cast("BinaryIO", file)  # a raw file of ours never reads short
        self.size = self._file.seek(0, os.SEEK_END)
        self.head = self.part(0, HEAD_BYTES)

    @property
    def file(self) -> BinaryIO:
        """The file, at its beginning, for a reader that finds its own way."""
        self._file.seek(0)
        return self._file

    def part(self, start: int, length: int) -> bytes:
        """Return so many bytes from a place on; fewer where the file ends."""
        self._file.seek(start)
        return self._file.read(length)

    def tail(self, length: int) -> bytes:
        """Return the last bytes."""
        return self.part(max(0, self.size - length), length)

    def windows(self, within: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Yield the file, or its first `within` bytes, in pieces that overlap, with where each begins."""
        end = self.size if within is None else min(within, self.size)
        for start in range(0, end, _WINDOW):
            yield start, self.part(start, min(_WINDOW + _OVERLAP, end - start))

    def pieces(self) -> Iterator[bytes]:
        """Yield the file once, from its beginning to its end."""
        for start in range(0, self.size, _WINDOW):
            yield self.part(start, _WINDOW)

    def has(self, sign: re.Pattern[bytes], *, within: int | None = None) -> bool:
        """Tell whether a sign stands anywhere in the file, or in its first `within` bytes."""
        return any(sign.search(window) for _, window in self.windows(within))
