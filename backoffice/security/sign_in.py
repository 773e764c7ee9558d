"""Signing in: user name and password, then a one-time code; the same words for whatever is wrong."""

import secrets
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from pydantic import BaseModel, ConfigDict
from redis.asyncio import Redis

from backoffice.security.keys import WebKeys, as_bytes
from backoffice.security.sessions import hash_of
from core.privacy.seals import SealBrokenError, decrypt, encrypt

PENDING_SECONDS: Final = 300
MAX_CODE_TRIES: Final = 5
_ID_BYTES: Final = 32
_LONGEST_ID: Final = 64


class PendingSignIn(BaseModel):
    """A sign-in whose password was right and whose code is still to come."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    username: str
    password: str
    next_path: str = "/"
    kept: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class PendingStore:
    """Holds pending sign-ins for five minutes.

    What is stored opens only with the id in the browser's cookie together with our key: Valkey's contents
    alone give no password away.
    """

    redis: Redis
    keys: WebKeys

    async def keep(self, cookie_id: str, pending: PendingSignIn) -> None:
        """Hold a pending sign-in under the browser's cookie id."""
        sealed = encrypt(self._key(cookie_id), pending.model_dump_json().encode(), context=b"pending")
        await self.redis.set(_name(cookie_id), sealed, ex=PENDING_SECONDS)

    async def find(self, cookie_id: str | None) -> PendingSignIn | None:
        """Give the pending sign-in of this browser."""
        if not cookie_id or len(cookie_id) > _LONGEST_ID:
            return None
        sealed = as_bytes(await self.redis.get(_name(cookie_id)))
        if sealed is None:
            return None
        try:
            opened = decrypt(self._key(cookie_id), sealed, context=b"pending")
        except SealBrokenError:  # written under keys that are no longer ours: as good as gone
            return None
        return PendingSignIn.model_validate_json(opened)

    async def forget(self, cookie_id: str) -> None:
        """Drop it: done, given up, or tried too often."""
        await self.redis.delete(_name(cookie_id))

    def _key(self, cookie_id: str) -> bytes:
        return blake2b(
            cookie_id.encode(), key=self.keys.sessions, digest_size=32, person=b"knt-pending"
        ).digest()


def new_cookie_id() -> str:
    """Draw the id of a sign-in under way."""
    return secrets.token_urlsafe(_ID_BYTES)


def _name(cookie_id: str) -> str:
    return f"web:pending:{hash_of(cookie_id)}"
