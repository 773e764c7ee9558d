"""A file on its way through: held encrypted, under a key that only this process ever has.

It lies in a nameless temporary file, so it is gone with the process however that ends; what is left on
the disk of a killed one cannot be opened. Read anywhere, written at its end only.
"""

import io
import os
import tempfile
from collections import OrderedDict
from typing import IO, TYPE_CHECKING, Final

import nacl.bindings as sodium
from nacl.exceptions import CryptoError

from core.privacy.seals import SealBrokenError, new_key

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

BLOCK_BYTES: Final = 64 * 1024
"""What is sealed at a time. A file of no more than this is never on disk at all."""
_SEALED_BYTES: Final = BLOCK_BYTES + sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
_NONCE_BYTES: Final = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_BLOCKS_OPEN: Final = 2


class Spool(io.RawIOBase):
    """Bytes that are held encrypted until they are closed; a binary file to whoever reads it.

    Each block has its number for a nonce and is written once, so no nonce serves twice.
    """

    def __init__(self, *, limit: int | None = None) -> None:
        """Open an empty one. What comes beyond `limit` bytes is counted and not held."""
        super().__init__()
        self.size = 0
        """How many bytes came, also those that are not held."""
        self._limit = limit
        self._key = new_key()
        self._file: IO[bytes] | None = None
        self._blocks = 0
        self._tail = bytearray()
        self._at = 0
        self._open: OrderedDict[int, bytes] = OrderedDict()

    @classmethod
    def of(cls, data: bytes) -> "Spool":
        """Hold some bytes, from their beginning."""
        spool = cls()
        spool.write(data)
        return spool

    @property
    def held(self) -> int:
        """How many bytes can be read."""
        return self._blocks * BLOCK_BYTES + len(self._tail)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def writable(self) -> bool:
        """Say that it can be written, at its end."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read anywhere."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Add to the end, wherever it is being read.

        Raises:
            OSError: No room on the disk.
        """
        with memoryview(data).cast("B") as given:
            self.size += len(given)
            room = len(given) if self._limit is None else max(0, self._limit - self.held)
            self._tail += given[:room]
            taken = len(given)
        while len(self._tail) >= BLOCK_BYTES:
            self._put_away(bytes(self._tail[:BLOCK_BYTES]))
            del self._tail[:BLOCK_BYTES]
        return taken

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer, or as much of it as there is.

        Raises:
            SealBrokenError: Somebody changed what lies on the disk.
        """
        with memoryview(buffer).cast("B") as wanted:
            filled = 0
            while filled < len(wanted) and self._at < self.held:
                number, start = divmod(self._at, BLOCK_BYTES)
                part = self._block(number)[start : start + len(wanted) - filled]
                wanted[filled : filled + len(part)] = part
                filled += len(part)
                self._at += len(part)
        return filled

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go where the next read begins.

        Raises:
            ValueError: Before the beginning.
        """
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.held}[whence]
        if start + offset < 0:
            msg = "negative seek position"
            raise ValueError(msg)
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        """Say where the next read begins."""
        return self._at

    def close(self) -> None:
        """Let go of it."""
        if self._file is not None:
            self._file.close()
        self._tail.clear()
        self._open.clear()
        super().close()

    def _put_away(self, block: bytes) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed with the spool
        nonce = self._blocks.to_bytes(_NONCE_BYTES, "little")
        sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(block, None, nonce, self._key)
        view, at = memoryview(sealed), self._blocks * _SEALED_BYTES
        while view:  # a disk that is nearly full takes a part
            written = os.pwrite(self._file.fileno(), view, at)
            view, at = view[written:], at + written
        self._blocks += 1

    def _block(self, number: int) -> bytes | bytearray:
        if number == self._blocks:
            return self._tail
        if number not in self._open:
            self._open[number] = self._fetched(number)
            if len(self._open) > _BLOCKS_OPEN:
                self._open.popitem(last=False)
        return self._open[number]

    def _fetched(self, number: int) -> bytes:
        file = self._file
        sealed = b"" if file is None else os.pread(file.fileno(), _SEALED_BYTES, number * _SEALED_BYTES)
        nonce = number.to_bytes(_NONCE_BYTES, "little")
        try:
            return bytes(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, None, nonce, self._key))
        except (CryptoError, RuntimeError, ValueError, TypeError) as error:
            raise SealBrokenError from error
