"""The object store: one interface over a local folder and S3, GCS or Azure.

Only encrypted bytes ever reach it, under random keys.
"""

import errno
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.errors import DomainError, NotFoundError, UnavailableError
from core.evidence.models import Evidence
from core.language import tr

DRAFTS_KEPT: Final = timedelta(days=15)
"""A stowed file no report took up is swept after this; drafts expire a day sooner."""

STORE_FULL: Final = tr(
    "Penyimpanan bukti sedang penuh, jadi berkas ini belum tersimpan. Tulisan Anda aman. "
    "Coba kirim berkasnya lagi nanti."
)
STORE_GONE: Final = tr(
    "Penyimpanan bukti sedang terganggu, jadi berkas ini belum tersimpan. Tulisan Anda aman. "
    "Coba kirim berkasnya lagi sebentar lagi."
)
_CODES: Final = "evidence.store_"


def is_of_store(error: DomainError) -> bool:
    """Tell whether only the store refuses: everything else works, so what was typed can be shown again."""
    return error.code.startswith(_CODES)


class EvidenceStore:
    """Where encrypted files lie."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def at(cls, location: str) -> "EvidenceStore":
        """Open the store at a URL: `file:///…`, `s3://…`, `gs://…`, `az://…` or `memory:///`."""
        parts = urlsplit(location)
        if parts.scheme == "memory":
            return cls(MemoryStore())
        if parts.scheme == "file":
            folder = Path(unquote(parts.path))
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return cls(LocalStore(folder))
        return cls(from_url(location))

    async def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; on return it is durable.

        Raises:
            UnavailableError: `evidence.store_full` or `evidence.store_gone`; nothing was kept.
        """
        try:
            await obstore.put_async(self._store, key, data)
        except (BaseError, OSError) as error:
            raise _unavailable(error) from error

    async def get(self, key: str) -> bytes:
        """Return what lies under `key`.

        Raises:
            NotFoundError: There is nothing.
            UnavailableError: The store cannot be reached.
        """
        try:
            found = await obstore.get_async(self._store, key)
            return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            raise NotFoundError(code="evidence.not_found") from error
        except (BaseError, OSError) as error:
            raise _unavailable(error) from error

    async def chunks(self, key: str) -> AsyncIterator[bytes]:
        """Yield what lies under `key` piece by piece; raises as `get` does."""
        try:
            found = await obstore.get_async(self._store, key)
            async for piece in found.stream():
                yield bytes(piece)
        except FileNotFoundError as error:
            raise NotFoundError(code="evidence.not_found") from error
        except (BaseError, OSError) as error:
            raise _unavailable(error) from error

    async def old_keys(self, before: datetime) -> AsyncIterator[list[str]]:
        """Yield, in batches, the keys last written before `before`."""
        listing = obstore.list(self._store, chunk_size=200)
        async for batch in listing:
            yield [str(found["path"]) for found in batch if found["last_modified"] < before]

    async def drop(self, keys: list[str]) -> None:
        """Remove objects that no report names."""
        await obstore.delete_async(self._store, keys)


def _unavailable(error: Exception) -> UnavailableError:
    full = getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT} or any(
        words in str(error).lower() for words in ("no space left", "os error 28", "quota exceeded")
    )
    if full:
        return UnavailableError(STORE_FULL, code="evidence.store_full")
    return UnavailableError(STORE_GONE, code="evidence.store_gone")


async def sweep(store: EvidenceStore, session: AsyncSession) -> int:
    """Remove files of drafts that never became a report; return how many."""
    swept = 0
    async for keys in store.old_keys(now() - DRAFTS_KEPT):
        if not keys:
            continue
        known = await session.exec(select(Evidence.object_key).where(col(Evidence.object_key).in_(keys)))
        orphans = sorted(set(keys) - set(known.all()))
        if orphans:
            await store.drop(orphans)
            swept += len(orphans)
    return swept
