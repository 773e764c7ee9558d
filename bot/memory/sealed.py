"""Where the bot remembers a chat: Valkey, under hashed names, in sealed boxes.

Nobody who reads Valkey learns a chat id or a word: keys are keyed hashes, values are boxes
under the bot's own key, bound to their key's name. Reading takes the chat's lock and writing
gives it back, each in one round trip.

A lock names the process that holds it, and counts only while that process shows that it lives
(`bot.memory.living`): what a killed process held is free after two and a half seconds. A process that
was only thought dead keeps nothing: writing checks that the lock is still its own.
"""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import blake2b
from typing import Any, Final

import structlog
from redis.asyncio import Redis

from bot.memory.living import ALIVE, ALIVE_MS, LOCK_MS, Life, asked
from bot.memory.state import ChatState, HeldStory, Opened
from core.errors import UnavailableError
from core.privacy.seals import SealBrokenError, decrypt, encrypt

DRAFT_SECONDS: Final = 14 * 24 * 3600
OPENED_SECONDS: Final = 30 * 60
STORY_SECONDS: Final = 3600
"""So long what was told is held without a word that it may be kept."""

_BEGIN: Final = """
local holder = redis.call('GET', KEYS[1])
if holder and redis.call('EXISTS', ARGV[3] .. string.match(holder, '^[^:]*')) == 1 then return {0} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', ARGV[3] .. string.match(ARGV[1], '^[^:]*'), '', 'PX', ARGV[4])
return {1, redis.call('GET', KEYS[2]), redis.call('GET', KEYS[3]), redis.call('GET', KEYS[4])}
"""
"""Valkey runs it as one: nobody comes between looking at the lock and taking it. Taking it shows life too."""
_FINISH: Final = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, 4 do
  local box, seconds = ARGV[i * 2 - 2], ARGV[i * 2 - 1]
  if box == '' then redis.call('DEL', KEYS[i])
  else redis.call('SET', KEYS[i], box, 'EX', seconds) end
end
redis.call('DEL', KEYS[1])
return 1
"""
_RELEASE: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""

log = structlog.get_logger()


class ChatBusyError(Exception):
    """Another process is handling this chat; try again shortly."""


class ChatVisit:
    """What is remembered of a chat, held while one update of it is handled."""

    def __init__(self, state: ChatState, opened: Opened | None, story: HeldStory | None = None) -> None:
        self.state = state
        self.opened = opened
        self.story = story


class ChatMemory:
    """Opens and keeps visits; at most one per chat at a time, over all processes."""

    def __init__(self, redis: Redis, life: Life, *, secret_key: bytes, index_key: bytes) -> None:
        self._life = life
        self._secret_key = secret_key
        self._index_key = index_key
        self._begin = redis.register_script(_BEGIN)
        self._finish = redis.register_script(_FINISH)
        self._release = redis.register_script(_RELEASE)
        self._visits = itertools.count(1)

    def name(self, chat_id: int, purpose: bytes = b"knt-bot-chat") -> str:
        """Return the keyed hash a chat goes by outside this process."""
        return blake2b(str(chat_id).encode(), key=self._index_key, person=purpose, digest_size=16).hexdigest()

    def source_key(self, chat_id: int, message_id: int) -> bytes:
        """Return the keyed hash of one chat message, so that it never lands twice."""
        return blake2b(
            b"%d:%d" % (chat_id, message_id),
            key=self._index_key,
            person=b"knt-bot-source",
            digest_size=32,
        ).digest()

    @asynccontextmanager
    async def visit(self, chat_id: int) -> AsyncIterator[ChatVisit]:
        """Hold the chat; keep what changed when the block ends well, else leave it as it was.

        Raises:
            ChatBusyError: Another process holds it.
            UnavailableError: Valkey is gone.
        """
        name = self.name(chat_id)
        keys = [f"kb:{what}:{name}" for what in ("lock", "chat", "open", "story")]
        token = f"{self._life.name}:{next(self._visits)}"
        found = await asked(self._begin(keys=keys, args=[token, LOCK_MS, ALIVE, ALIVE_MS]))
        if not found[0]:
            raise ChatBusyError
        self._life.held[keys[0]] = token
        try:
            visit = self._read(keys, found)
            yield visit
            await self._write(keys, token, visit)
        except BaseException:
            await self._let_go(keys[0], token)
            raise
        finally:
            del self._life.held[keys[0]]

    async def _let_go(self, key: str, token: str) -> None:
        try:
            await asked(self._release(keys=[key], args=[token]))
        except UnavailableError:
            log.warning("bot.lock_left_to_expire")

    def _read(self, keys: list[str], found: list[Any]) -> ChatVisit:
        state, opened, story = (self._open(key, box) for key, box in zip(keys[1:], found[1:], strict=True))
        return ChatVisit(
            ChatState.model_validate_json(state) if state else ChatState(),
            Opened.model_validate_json(opened) if opened else None,
            HeldStory.model_validate_json(story) if story else None,
        )

    async def _write(self, keys: list[str], token: str, visit: ChatVisit) -> None:
        state = self._box(keys[1], visit.state.model_dump_json(exclude_defaults=True))
        opened = self._box(keys[2], visit.opened.model_dump_json()) if visit.opened else b""
        story = self._box(keys[3], visit.story.model_dump_json()) if visit.story else b""
        args: list[str | int | bytes] = [
            token,
            state,
            DRAFT_SECONDS,
            opened,
            OPENED_SECONDS,
            story,
            STORY_SECONDS,
        ]
        kept = await asked(self._finish(keys=keys, args=args))
        if not kept:
            raise ChatBusyError

    def _box(self, name: str, text: str) -> bytes:
        return encrypt(self._secret_key, text.encode(), context=name.encode())

    def _open(self, name: str, box: bytes | None) -> bytes | None:
        if box is None:
            return None
        try:
            return decrypt(self._secret_key, box, context=name.encode())
        except SealBrokenError:
            log.exception("bot.memory_unreadable")
            return None
