"""The bot's public name, which the bot learns from Telegram and links on the desk need."""

from typing import Final

from redis.asyncio import Redis

TRACK_PAYLOAD: Final = "lacak"
"""The start word by which a link opens tracking: `t.me/<bot>?start=lacak`. It never carries a tracking ID."""
_KEY: Final = "kentongan:bot-name"


async def keep_bot_name(redis: Redis, name: str) -> None:
    """Let the other processes know the name."""
    await redis.set(_KEY, name)


async def bot_name(redis: Redis) -> str:
    """Return the name; empty before the bot first spoke with Telegram."""
    kept = await redis.get(_KEY)
    return kept.decode() if isinstance(kept, bytes) else str(kept or "")
