"""Reading a file back: by pieces, each proved before it is handed on, or whole where it is small."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Protocol

from core.evidence.store import EvidenceStore
from core.privacy.seals import CHUNK_BYTES, SealBrokenError, decrypt_stream
from core.privacy.spool import Spool


class Pieces(Protocol):
    """A file that is handed on in pieces."""

    def chunks(self) -> AsyncGenerator[bytes]:
        """Yield it in pieces of at most `CHUNK_BYTES`."""
        ...

    async def whole(self) -> bytes:
        """Return all of it."""
        ...


@dataclass(frozen=True, slots=True)
class Copy:
    """A file made of another, held in memory."""

    content: bytes = field(repr=False)

    async def chunks(self) -> AsyncGenerator[bytes]:
        """Yield it in pieces."""
        for start in range(0, len(self.content), CHUNK_BYTES):
            yield self.content[start : start + CHUNK_BYTES]

    async def whole(self) -> bytes:
        """Return it."""
        return self.content


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file that was read once, and lies encrypted on this machine's disk; the spool stays its opener's."""

    spool: Spool = field(repr=False)

    async def chunks(self) -> AsyncGenerator[bytes]:
        """Yield it in pieces."""
        for start in range(0, self.spool.size, CHUNK_BYTES):
            self.spool.seek(start)
            yield self.spool.read(CHUNK_BYTES)

    async def whole(self) -> bytes:
        """Return it."""
        return b"".join([piece async for piece in self.chunks()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file as it came, sealed in the store."""

    store: EvidenceStore = field(repr=False)
    object_key: str
    file_key: bytes = field(repr=False)
    stored_bytes: int | None = None
    """How long it is in the store, where that is known."""

    async def found(self) -> "Original":
        """Return it, once it is known to be there and as long as it was.

        Raises:
            NotFoundError: The store has none.
            SealBrokenError: It was cut or added to.
            UnavailableError: `evidence.store_unreadable`.
        """
        if await self.store.size_of(self.object_key) != self.stored_bytes is not None:
            raise SealBrokenError
        return self

    async def chunks(self) -> AsyncGenerator[bytes]:
        """Yield the file in pieces of at most `CHUNK_BYTES`; each is proved before it is handed on.

        Raises:
            NotFoundError, UnavailableError: As `found` does.
            SealBrokenError: What comes next was changed, reordered or cut short.
        """
        async with aclosing(self.store.chunks(self.object_key)) as stored:
            async for piece in decrypt_stream(self.file_key, stored):
                yield piece

    async def whole(self) -> bytes:
        """Return the whole file, proved to its end; for small ones. Raises as `chunks` does."""
        return b"".join([piece async for piece in self.chunks()])

    async def spooled(self) -> Spool:
        """Return the whole file, proved to its end and held encrypted; the caller's to close.

        Raises:
            OSError: No room on this machine's disk.
            NotFoundError, SealBrokenError, UnavailableError: As `chunks` does.
        """
        spool = Spool()
        try:
            async for piece in self.chunks():
                spool.write(piece)
        except BaseException:
            spool.close()
            raise
        return spool
