"""How fast one person may write, and guess. Counted in Valkey, under hashed names."""

from collections import deque
from time import monotonic
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from redis.asyncio import Redis

from core.errors import UnavailableError

MESSAGES: Final = RateLimitItemPerSecond(80, 10, namespace="knt-messages")
TOLD: Final = RateLimitItemPerSecond(1, 10, namespace="knt-told")
GUESSES: Final = RateLimitItemPerMinute(5, 10, namespace="knt-guesses")
CALM: Final = 20
"""Below this many messages in ten seconds nobody is asked: calm people cost nothing."""
WINDOW: Final = 10.0


class Throttle:
    """Limits by person, so that one who floods never locks out another."""

    def __init__(self, redis_url: str) -> None:
        self._client: Redis = Redis.from_url(redis_url, socket_timeout=5, socket_connect_timeout=3)
        storage = RedisStorage(
            "async+redis://",
            wrap_exceptions=True,
            implementation="redispy",
            key_prefix="kb:limit",
            connection_pool=self._client.connection_pool,  # type: ignore[arg-type]  # as its docstring says
        )
        self._limiter = MovingWindowRateLimiter(storage)
        self._recent: dict[str, deque[float]] = {}

    async def close(self) -> None:
        """Give the connection back."""
        await self._client.aclose()

    async def may_write(self, person: str) -> bool:
        """Count one message; False when this person writes too fast."""
        if self._is_calm(person):
            return True
        return await self._hit(MESSAGES, person)

    async def may_be_told(self, person: str) -> bool:
        """Allow one word per ten seconds: a flood is answered once."""
        return await self._hit(TOLD, person)

    async def may_guess(self, person: str) -> bool:
        """Allow a guess while fewer than five wrong ones were made in ten minutes."""
        try:
            return await self._limiter.test(GUESSES, person)
        except StorageError as error:
            raise UnavailableError from error

    async def guessed_wrong(self, person: str) -> None:
        """Count one wrong tracking ID."""
        await self._hit(GUESSES, person)

    async def _hit(self, item: RateLimitItem, person: str) -> bool:
        try:
            return await self._limiter.hit(item, person)
        except StorageError as error:
            raise UnavailableError from error

    def _is_calm(self, person: str) -> bool:
        moment = monotonic()
        recent = self._recent.setdefault(person, deque(maxlen=CALM))
        recent.append(moment)
        if len(self._recent) > 10_000:  # noqa: PLR2004  # forget the quiet ones
            self._recent = {who: times for who, times in self._recent.items() if moment - times[-1] < WINDOW}
        return len(recent) < CALM or moment - recent[0] > WINDOW
