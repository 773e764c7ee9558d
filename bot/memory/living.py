"""How one bot process shows the others that it lives, for as long as it does.

A key in Valkey that ends by itself after a moment, renewed several times within that moment, and with it
the locks the process holds. A process that is gone is noticed at once; nothing has to be renewed apart
for each chat.
"""

import asyncio
import secrets
from collections.abc import Awaitable
from typing import Any, Final

import structlog
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from core.errors import UnavailableError

ALIVE: Final = "kb:alive:"
ALIVE_MS: Final = 2_500
BEAT: Final = 0.5
LOCK_MS: Final = 15_000
"""A lock whose process lives and does not renew it ends by itself all the same."""

_BEAT: Final = """
redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
for i = 2, #KEYS do
  if redis.call('GET', KEYS[i]) == ARGV[i + 1] then redis.call('PEXPIRE', KEYS[i], ARGV[2]) end
end
return 1
"""

log = structlog.get_logger()


class Life:
    """This process's name among bots, and what it holds."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._beat = redis.register_script(_BEAT)
        self._over = False
        self.name = secrets.token_hex(8)
        self.held: dict[str, str] = {}
        """The locks held now, by key."""

    async def beat(self) -> None:
        """Show that we live.

        Raises:
            UnavailableError: Valkey is gone.
        """
        held = dict(self.held)
        keys = [ALIVE + self.name, *held]
        values: list[str | int] = [ALIVE_MS, LOCK_MS, *held.values()]
        await asked(self._beat(keys=keys, args=values))

    async def run(self) -> None:
        """Show it until the end.

        Not only until cancelled: the client may swallow a cancellation that meets it while it connects.
        """
        while not self._over:
            try:
                await self.beat()
            except UnavailableError:
                log.warning("bot.life_not_shown")
            await asyncio.sleep(BEAT)

    def stop(self) -> None:
        """Let `run` end, whatever becomes of its cancellation."""
        self._over = True

    async def end(self) -> None:
        """Say that we are gone, once nothing is held."""
        try:
            await asked(self._redis.delete(ALIVE + self.name))
        except UnavailableError:
            log.warning("bot.life_left_to_expire")


async def asked(answer: Awaitable[Any]) -> Any:  # a script answers anything
    """Wait for Valkey; its absence becomes ours."""
    try:
        return await answer
    except (RedisConnectionError, TimeoutError, OSError) as error:
        raise UnavailableError from error
    except RedisError as error:
        if str(error).startswith(("LOADING", "READONLY", "MISCONF", "OOM")):
            raise UnavailableError from error
        raise
