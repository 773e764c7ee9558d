"""What was made and found of files before, clean copies and dangers: sealed, and never missed when lost."""

import os
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle
from core.evidence.dangers import Danger
from core.privacy.seals import SealBrokenError, decrypt_file, encrypt_file

MOST_BYTES: Final = 512 * 1024 * 1024
KEPT_SECONDS: Final = 7 * 24 * 3600
_CLEANER: Final = b"2"
"""Raised whenever the cleaners change what they leave, or what is looked for: older ones are not found."""
_MADE, _NOT_MADE = b"\x00", b"\x01"
_COPY, _DANGERS = b"clean copy name", b"dangers name"


class CopyShelf:
    """A folder of this machine, by the keys of files: without a report's key nothing is found or opened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, file_key: bytes) -> bytes | None:
        """Return the copy, None where none lies here. Blocks for a read of the disk.

        Raises:
            CannotCleanError: Making one was tried before, and cannot be done.
        """
        key, path = self._place(file_key)
        try:
            told = decrypt_file(key, path.read_bytes())
        except (OSError, SealBrokenError):
            return None
        if told[:1] == _NOT_MADE:
            raise CannotCleanError(Obstacle(told[1]))
        return told[1:]

    def put(self, file_key: bytes, copy: bytes) -> None:
        """Keep a copy; a full or missing disk is no reason to refuse the one that was made."""
        self._write(file_key, _MADE + copy)

    def put_obstacle(self, file_key: bytes, obstacle: Obstacle) -> None:
        """Keep that no copy can be made."""
        self._write(file_key, _NOT_MADE + bytes((obstacle.value,)))

    def find_dangers(self, file_key: bytes) -> tuple[Danger, ...] | None:
        """Return what the file was found to do, None where nobody looked. Blocks for a read of the disk."""
        key, path = self._place(file_key, _DANGERS)
        try:
            return tuple(map(Danger, decrypt_file(key, path.read_bytes()).decode().split()))
        except (OSError, SealBrokenError):
            return None

    def put_dangers(self, file_key: bytes, dangers: tuple[Danger, ...]) -> None:
        """Keep what the file was found to do."""
        self._write(file_key, " ".join(dangers).encode(), _DANGERS)

    def _write(self, file_key: bytes, told: bytes, what: bytes = _COPY) -> None:
        key, path = self._place(file_key, what)
        half = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._make_room(len(told))
            half.touch(mode=0o600)
            half.write_bytes(encrypt_file(key, told))
            half.replace(path)

    def _place(self, file_key: bytes, what: bytes = _COPY) -> tuple[bytes, Path]:
        """Draw a key of the copy's own, and a name, of it or of its dangers, that only its holder finds."""
        key = blake2b(file_key, digest_size=32, person=b"clean copy key").digest()
        name = blake2b(_CLEANER, key=key, digest_size=24, person=what).hexdigest()
        return key, self._folder / name

    def _make_room(self, size: int) -> None:
        found = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in self._entries())
        total, oldest = sum(one for _, one, _ in found) + size, time.time() - KEPT_SECONDS
        for at, one, path in found:
            if at >= oldest and total <= MOST_BYTES:
                return
            Path(path).unlink(missing_ok=True)
            total -= one

    def _entries(self) -> list[os.DirEntry[str]]:
        with os.scandir(self._folder) as entries:
            return list(entries)
