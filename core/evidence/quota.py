"""How many files one person may bring in a day. Counted in Valkey, under keyed names, by number and size.

Lost counters cost nothing but a day's limit, and where Valkey does not answer nobody is held up: evidence
counts for more.
"""

import structlog
from limits import RateLimitItemPerDay
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from limits.errors import StorageError
from redis.asyncio import ConnectionPool

from core.errors import InvalidError
from core.language import tr
from core.sizes import file_size, kilobytes
from core.sizes import megabytes as in_bytes

log = structlog.get_logger()


class FileQuota:
    """The limit of a day, counted from a person's first file.

    A file is asked for before it is fetched and counted once it is kept, so files that arrive in one moment
    may all pass where only the first would: as many more as a process takes at once. Counting before would
    take a file from the day of whoever's upload breaks off.
    """

    def __init__(self, pool: ConnectionPool, *, files: int, megabytes: int) -> None:
        """Count with connections of a pool; at most so many files and megabytes a person and day."""
        self._files, self._megabytes = files, megabytes
        self._by_number = RateLimitItemPerDay(files, namespace="knt-files")
        self._by_size = RateLimitItemPerDay(kilobytes(in_bytes(megabytes)), namespace="knt-file-sizes")
        self._limiter = FixedWindowRateLimiter(
            RedisStorage(
                "async+redis://",
                wrap_exceptions=True,
                implementation="redispy",
                key_prefix="kb:quota",
                connection_pool=pool,  # type: ignore[arg-type]  # as its docstring says
            )
        )

    async def admit(self, person: str, size: int) -> None:
        """Let a person bring one more file of about so many bytes.

        Raises:
            InvalidError: `evidence.quota`: today's number or size is used up; says what to do.
        """
        try:
            fits = await self._limiter.test(self._by_number, person) and await self._limiter.test(
                self._by_size, person, cost=kilobytes(size)
            )
        except StorageError:
            log.warning("evidence.quota_unknown")
            return
        if not fits:
            raise InvalidError(
                tr(
                    "Batas berkas hari ini sudah tercapai: {files} berkas atau {size} untuk satu "
                    "orang. Tulisan Anda aman. Kirim berkas yang paling penting besok, atau serahkan "
                    "langsung ke kantor KPU.",
                    files=self._files,
                    size=file_size(in_bytes(self._megabytes)),
                ),
                code="evidence.quota",
            )

    async def count(self, person: str, size: int) -> None:
        """Count a file that was kept."""
        try:
            await self._limiter.hit(self._by_number, person)
            await self._limiter.hit(self._by_size, person, cost=kilobytes(size))
        except StorageError:
            log.warning("evidence.quota_unknown")
