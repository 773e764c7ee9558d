"""How often somebody may try to sign in.

Three counters, all moving windows of fifteen minutes: tries of one account from one address (signing in
by two pages takes two), failures of one address, failures of one account. The last one would let a
stranger lock an officer out, so it does not count against an address from which this account signed in
during the last thirty days.
"""

import math
import time
from datetime import timedelta
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool, Redis

from backoffice.security.keys import keyed_name
from core.errors import ThrottledError
from core.language import trn

WINDOW_MINUTES: Final = 15
PAIR: Final = RateLimitItemPerMinute(8, WINDOW_MINUTES, namespace="pair")
ADDRESS: Final = RateLimitItemPerMinute(50, WINDOW_MINUTES, namespace="address")
ACCOUNT: Final = RateLimitItemPerMinute(20, WINDOW_MINUTES, namespace="account")
KNOWN_FOR: Final = timedelta(days=30)


class SignInThrottle:
    """Counts tries in Valkey; accounts and addresses appear there as keyed hashes only."""

    def __init__(self, redis: Redis, redis_url: str, key: bytes) -> None:
        pool: ConnectionPool = redis.connection_pool
        storage = RedisStorage(
            f"async+{_library_url(redis_url)}",
            implementation="redispy",
            key_prefix="web:limit",
            connection_pool=pool,  # type: ignore[arg-type]  # its options are typed as scalars, its code takes a pool
        )
        self._redis = redis
        self._limiter = MovingWindowRateLimiter(storage)
        self._key = key

    async def admit(self, account: str, address: str) -> None:
        """Let one try pass.

        Raises:
            ThrottledError: Too many tries; `params["retry_after"]` says how many seconds to wait.
        """
        account, address = self._hashed(account), self._name("address", address)
        if not await self._limiter.test(ADDRESS, address):
            await self._refuse(ADDRESS, address)
        if not await self._limiter.test(ACCOUNT, account) and not await self._is_known(account, address):
            await self._refuse(ACCOUNT, account)
        if not await self._limiter.hit(PAIR, account, address):
            await self._refuse(PAIR, account, address)

    async def failed(self, account: str, address: str) -> None:
        """Count a failure against the account and the address."""
        await self._limiter.hit(ACCOUNT, self._hashed(account))
        await self._limiter.hit(ADDRESS, self._name("address", address))

    async def succeeded(self, account: str, address: str) -> None:
        """Forget the tries of this account from this address, and remember that it belongs here."""
        account, address = self._hashed(account), self._name("address", address)
        await self._limiter.clear(PAIR, account, address)
        await self._redis.set(_known(account, address), b"1", ex=KNOWN_FOR)

    async def _is_known(self, account: str, address: str) -> bool:
        return bool(await self._redis.exists(_known(account, address)))

    async def _refuse(self, item: RateLimitItem, *names: str) -> None:
        stats = await self._limiter.get_window_stats(item, *names)
        seconds = max(1, math.ceil(stats.reset_time - time.time()))
        minutes = max(1, math.ceil(seconds / 60))
        raise ThrottledError(
            trn("Terlalu banyak percobaan masuk. Coba lagi dalam {n} menit.", minutes),
            code="sign_in.throttled",
            params={"retry_after": seconds},
        )

    def _hashed(self, account: str) -> str:
        return self._name("account", account.strip().casefold())

    def _name(self, *parts: str) -> str:
        return keyed_name(self._key, *parts)


def _known(account: str, address: str) -> str:
    return f"web:known:{account}:{address}"


def _library_url(redis_url: str) -> str:
    return redis_url.replace("unix://", "redis+unix://", 1) if redis_url.startswith("unix://") else redis_url
