"""Which messages of a chat are known, so that they can be taken back: ours, and the person's.

Telegram counts messages over all chats of a bot at once, so nobody can guess which are of one chat. What
is noted is sealed as everything else is, and gone after two days: older messages no bot may delete.
"""

import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

import structlog
from redis.asyncio import Redis

from bot.memory.living import asked
from bot.speech.noted import Noted
from core.errors import UnavailableError
from core.privacy.seals import SealBrokenError, decrypt, encrypt

DELETABLE_SECONDS: Final = 48 * 3600
"""So long Telegram lets a bot delete a message."""
TURNS: Final = 600
"""So many turns of a chat are known, the newest."""

log = structlog.get_logger()


class SaidMessages:
    """The messages of every chat. A courtesy: where Valkey is away, nothing is noted and nobody waits."""

    def __init__(self, redis: Redis, name: Callable[[int], str], *, secret_key: bytes) -> None:
        self._redis = redis
        self._name = name
        self._secret_key = secret_key

    async def note(self, chat_id: int, noted: Sequence[Noted]) -> list[int]:
        """Remember the messages of one turn; where they bear buttons, return which bore them until then."""
        if not noted:
            return []
        key = self._key(chat_id)
        said = [[each.message_id, list(each.marks)] for each in noted]
        text = json.dumps({"at": int(time.time()), "said": said}, separators=(",", ":"))
        box = encrypt(self._secret_key, text.encode(), context=key.encode())
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.rpush(key, box)
        pipeline.ltrim(key, -TURNS, -1)
        pipeline.expire(key, DELETABLE_SECONDS)
        live = [each.message_id for each in noted if each.live]
        if live:
            live_key = self._live_key(chat_id)
            sealed = encrypt(self._secret_key, json.dumps({"live": live}).encode(), context=live_key.encode())
            pipeline.set(live_key, sealed, ex=DELETABLE_SECONDS, get=True)
        try:
            *_, before = await asked(pipeline.execute())
        except UnavailableError:
            log.warning("bot.messages_not_noted")
            return []
        opened = self._opened(self._live_key(chat_id), before) if live and before else None
        return list(opened["live"]) if opened else []

    async def known(self, chat_id: int) -> list[Noted]:
        """Return what may still be deleted, oldest first; nothing where Valkey is away."""
        key = self._key(chat_id)
        try:
            boxes = await asked(self._redis.lrange(key, 0, -1))
        except UnavailableError:
            log.warning("bot.messages_not_known")
            return []
        oldest = time.time() - DELETABLE_SECONDS
        turns = [self._opened(key, box) for box in boxes]
        return [
            Noted(number, tuple(marks))
            for turn in turns
            if turn and turn["at"] > oldest
            for number, marks in turn["said"]
        ]

    async def forget(self, chat_id: int) -> None:
        """Forget them: they are deleted."""
        try:
            await asked(self._redis.delete(self._key(chat_id), self._live_key(chat_id)))
        except UnavailableError:
            log.warning("bot.messages_left_to_expire")

    def _key(self, chat_id: int) -> str:
        return f"kb:said:{self._name(chat_id)}"

    def _live_key(self, chat_id: int) -> str:
        return f"kb:live:{self._name(chat_id)}"

    def _opened(self, key: str, box: bytes) -> dict[str, Any] | None:
        try:
            turn: dict[str, Any] = json.loads(decrypt(self._secret_key, box, context=key.encode()))
        except SealBrokenError:
            log.warning("bot.messages_unreadable")
            return None
        return turn
