"""The object store: one interface over a local folder and S3, GCS or Azure.

Only encrypted bytes ever reach it, under random keys.
"""

import asyncio
import errno
import secrets
from collections.abc import AsyncGenerator, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

from core.errors import DomainError, NotFoundError, UnavailableError
from core.evidence.folder import FreeRoom, SharedFolder
from core.evidence.ledger import Ledger
from core.language import tr
from core.sizes import megabytes

log = structlog.get_logger()

STORE_FULL: Final = tr(
    "Penyimpanan bukti sedang penuh, jadi berkas ini belum tersimpan. Tulisan Anda aman. "
    "Coba kirim berkasnya lagi nanti."
)
STORE_GONE: Final = tr(
    "Penyimpanan bukti sedang terganggu, jadi berkas ini belum tersimpan. Tulisan Anda aman. "
    "Coba kirim berkasnya lagi sebentar lagi."
)
STORE_UNREADABLE: Final = tr(
    "Berkas ini sedang tidak dapat diambil dari penyimpanan bukti. Berkasnya tidak hilang. Coba lagi "
    "sebentar lagi; bila berulang, beri tahu administrator sistem."
)
NO_OPTIONS: Final[Mapping[str, Any]] = MappingProxyType({})
_CODES: Final = "evidence.store_"
MAX_FILE_BYTES: Final = megabytes(20)
"""No installation takes more: Telegram gives bots nothing larger."""
_LOCAL_PART, _REMOTE_PART = megabytes(1), megabytes(5)
"""How much of a file is held until it is written; S3 takes no smaller parts."""
_SENT_AT_ONCE: Final = 4
_PIECE: Final = 256 * 1024
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_of_store(error: DomainError) -> bool:
    """Tell whether only the store refuses: everything else works, so what was typed can be shown again."""
    return error.code.startswith(_CODES)


class EvidenceStore:
    """Where encrypted files lie."""

    def __init__(
        self,
        store: ObjectStore,
        *,
        ledger: Ledger | None = None,
        folder: SharedFolder | None = None,
        room: FreeRoom | None = None,
        max_file_bytes: int = MAX_FILE_BYTES,
    ) -> None:
        self.max_file_bytes = max_file_bytes
        """The largest file that is taken in, as it came."""
        self._store = store
        self._room = room
        self._ledger = ledger
        self._folder = folder
        self._part_bytes = _LOCAL_PART if isinstance(store, LocalStore | MemoryStore) else _REMOTE_PART
        self._sending = asyncio.Semaphore(_SENT_AT_ONCE)

    @classmethod
    def at(
        cls,
        location: str,
        *,
        options: Mapping[str, Any] = NO_OPTIONS,
        ledger: Ledger | None = None,
        free_bytes: int = 0,
        max_file_bytes: int = MAX_FILE_BYTES,
    ) -> "EvidenceStore":
        """Open the store at a URL: `file:///…`, `s3://…`, `gs://…`, `az://…` or `memory:///`.

        Args:
            location: The URL.
            options: What obstore is given beside it (`core.evidence.location`): credentials and the like.
            ledger: Where what is put in is noted; without one nothing is noted, and nothing swept.
            free_bytes: With less room than this in a folder no new file is taken.
            max_file_bytes: No larger file is taken in.
        """
        parts = urlsplit(location)
        if parts.scheme == "memory":
            return cls(MemoryStore(), ledger=ledger, max_file_bytes=max_file_bytes)
        if parts.scheme == "file":
            folder = Path(unquote(parts.path))
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return cls(
                LocalStore(folder),
                ledger=ledger,
                folder=SharedFolder.at(folder),
                room=FreeRoom(folder, free_bytes),
                max_file_bytes=max_file_bytes,
            )
        return cls(from_url(location, **options), ledger=ledger, max_file_bytes=max_file_bytes)

    async def new_name(self) -> str:
        """Draw a name for something to be put in: noted before it is, under the installation's id.

        Raises:
            UnavailableError: The database cannot be reached, or there is hardly any room
                (`evidence.store_full`); then nothing is put in.
        """
        if self._room is not None and not self._room.suffices():
            log.warning("evidence.hardly_any_room")
            raise UnavailableError(STORE_FULL, code="evidence.store_full")
        name = secrets.token_hex(20)
        return await self._ledger.note(name) if self._ledger is not None else name

    async def put(self, key: str, data: bytes | Iterator[bytes]) -> None:
        """Keep `data` under `key`, all of it or nothing; on return it is durable.

        What comes in pieces is asked for in another thread and sent on as it comes.

        Raises:
            UnavailableError: `evidence.store_full` or `evidence.store_gone`; nothing was kept.
        """
        try:
            if self._folder is not None:
                self._folder.make_room(key)
            async with self._sending:
                await obstore.put_async(
                    self._store, key, data, chunk_size=self._part_bytes, max_concurrency=1
                )
            if self._folder is not None:
                self._folder.open_to_group(key)
        except (BaseError, OSError) as error:
            raise _unavailable(error) from error

    async def get(self, key: str) -> bytes:
        """Return what lies under `key`.

        Raises:
            NotFoundError: There is nothing.
            UnavailableError: `evidence.store_unreadable`: it cannot be reached, or we may not read there.
        """
        try:
            found = await obstore.get_async(self._store, key)
            return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            raise NotFoundError(code="evidence.not_found") from error
        except (BaseError, OSError) as error:
            raise _unreadable(error) from error

    async def size_of(self, key: str) -> int:
        """Return how many bytes lie under `key`; raises as `get` does."""
        try:
            return int((await obstore.head_async(self._store, key))["size"])
        except FileNotFoundError as error:
            raise NotFoundError(code="evidence.not_found") from error
        except (BaseError, OSError) as error:
            raise _unreadable(error) from error

    async def chunks(self, key: str) -> AsyncGenerator[bytes]:
        """Yield what lies under `key` piece by piece; raises as `get` does."""
        try:
            found = await obstore.get_async(self._store, key)
            async for piece in found.stream(min_chunk_size=_PIECE):
                yield bytes(piece)
        except FileNotFoundError as error:
            raise NotFoundError(code="evidence.not_found") from error
        except (BaseError, OSError) as error:
            raise _unreadable(error) from error

    async def drop(self, keys: list[str]) -> None:
        """Remove objects, also half-written ones of a killed process; what is not there is gone already.

        Raises:
            UnavailableError: The store cannot be reached; some may be gone.
        """
        for key in keys:
            if self._room is not None:
                self._room.drop_half_written(key)
            try:
                await obstore.delete_async(self._store, key)
            except FileNotFoundError:
                continue
            except (BaseError, OSError) as error:
                raise _unavailable(error) from error


def raise_if_full(error: OSError) -> None:
    """Say of an error of this machine's own disk that it is full.

    Raises:
        UnavailableError: `evidence.store_full`, where it is.
    """
    if error.errno in _FULL:
        raise _unavailable(error) from error


def _unavailable(error: Exception) -> UnavailableError:
    log.warning("evidence.store_refused", error=type(error).__name__)
    full = getattr(error, "errno", None) in _FULL or any(
        words in str(error).lower() for words in ("no space left", "os error 28", "quota exceeded")
    )
    if full:
        return UnavailableError(STORE_FULL, code="evidence.store_full")
    return UnavailableError(STORE_GONE, code="evidence.store_gone")


def _unreadable(error: Exception) -> UnavailableError:
    log.warning("evidence.store_unreadable", error=type(error).__name__)
    return UnavailableError(STORE_UNREADABLE, code="evidence.store_unreadable")
