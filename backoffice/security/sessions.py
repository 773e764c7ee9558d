"""Sessions in Valkey: only what we may lose, sealed, under the hash of an id that only the browser has.

Three keys a session. The *record* says whose it is and lives until the absolute end; the *activity* key
lives as long as somebody clicks; the *drawer* holds what belongs to this session alone (recorded reasons,
a form kept through signing in again, a receipt not yet shown). A session is open while record and
activity are both there; a record without activity still tells whose session ran out.
"""

import secrets
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from redis.asyncio import Redis

from backoffice.security.keys import WebKeys, as_bytes, keyed_name
from core.clock import now
from core.ids import OfficerId
from core.privacy.seals import SealBrokenError, decrypt, encrypt

ABSOLUTE: Final = timedelta(hours=12)
_ID_BYTES: Final = 32
_LONGEST_ID: Final = 64


class SessionRecord(BaseModel):
    """Whose session it is, since when, on what device."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    officer_id: UUID
    started_at: datetime
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A session in use. `id` is the browser's secret; it is never stored or logged."""

    id: str
    hash: str
    record: SessionRecord
    seen: dict[str, bytes | None] = field(default_factory=dict, repr=False, compare=False)
    """What this request has seen of the drawer, sealed, by its keyed names."""

    @property
    def officer_id(self) -> OfficerId:
        """Whose session it is."""
        return OfficerId(self.record.officer_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInPlace:
    """One place where an officer is signed in, for the profile page."""

    device: str
    since: datetime
    current: bool


class SessionStore:
    """Opens, finds, keeps alive and ends sessions."""

    def __init__(self, redis: Redis, keys: WebKeys, *, idle: timedelta) -> None:
        self._redis = redis
        self._keys = keys
        self._idle = int(idle.total_seconds())

    async def open(self, officer_id: UUID, *, device: str) -> OpenSession:
        """Begin a session under a fresh id."""
        record = SessionRecord(officer_id=officer_id, started_at=now(), device=device[:80])
        session_id = secrets.token_urlsafe(_ID_BYTES)
        session = OpenSession(id=session_id, hash=hash_of(session_id), record=record)
        sealed = self._seal(record.model_dump_json(), session.hash, "record")
        absolute = int(ABSOLUTE.total_seconds())
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(_record(session.hash), sealed, ex=absolute)
            pipe.set(_activity(session.hash), b"1", ex=self._idle)
            pipe.zadd(self._places(officer_id), {session.hash: record.started_at.timestamp()})
            pipe.expire(self._places(officer_id), absolute)
            await pipe.execute()
        return session

    async def find(self, session_id: str | None) -> OpenSession | None:
        """Give the open session with this id and count the visit as activity."""
        if not session_id or len(session_id) > _LONGEST_ID:
            return None
        hashed = hash_of(session_id)
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.get(_record(hashed))
            pipe.expire(_activity(hashed), self._idle)
            sealed, alive = await pipe.execute()
        session = self._opened(session_id, hashed, sealed)
        return session if alive else None

    async def peek(self, session_id: str | None) -> OpenSession | None:
        """Give the open session with this id; a page that refreshes itself is no activity."""
        session = await self.recall(session_id)
        return session if session is not None and await self.is_open(session) else None

    async def is_open(self, session: OpenSession) -> bool:
        """Tell whether a session is still in use; asking does not keep it alive."""
        if session.record.started_at + ABSOLUTE <= now():
            return False
        return await self._redis.exists(_activity(session.hash), _record(session.hash)) == 2  # noqa: PLR2004

    async def recall(self, session_id: str | None) -> OpenSession | None:
        """Give the session even where it ran out for lack of activity: whose it was, nothing more."""
        if not session_id or len(session_id) > _LONGEST_ID:
            return None
        hashed = hash_of(session_id)
        return self._opened(session_id, hashed, await self._redis.get(_record(hashed)))

    def _opened(self, session_id: str, hashed: str, sealed: object) -> OpenSession | None:
        record = self._open_record(as_bytes(sealed), hashed)
        if record is None or record.started_at + ABSOLUTE <= now():
            return None
        return OpenSession(id=session_id, hash=hashed, record=record)

    async def end(self, session: OpenSession) -> None:
        """Sign out here."""
        await self._forget(session.officer_id, [session.hash])

    async def end_all(self, officer_id: UUID, *, but: OpenSession | None = None) -> int:
        """Sign out everywhere, or everywhere else; give how many sessions ended."""
        hashes = await self._hashes(officer_id)
        ending = [each for each in hashes if but is None or each != but.hash]
        await self._forget(officer_id, ending)
        return len(ending)

    async def places(self, session: OpenSession) -> tuple[SignedInPlace, ...]:
        """List where this officer is signed in, the newest first."""
        found = []
        for hashed in reversed(await self._hashes(session.officer_id)):
            alive = await self._redis.exists(_activity(hashed))
            sealed = as_bytes(await self._redis.get(_record(hashed))) if alive else None
            record = self._open_record(sealed, hashed)
            if record is None:
                await self._redis.zrem(self._places(session.officer_id), hashed)
                continue
            found.append(
                SignedInPlace(device=record.device, since=record.started_at, current=hashed == session.hash)
            )
        return tuple(found)

    async def keep(self, session: OpenSession, name: str, value: str) -> None:
        """Put something into the session's drawer."""
        place = self._place(session, name)
        sealed = self._seal(value, session.hash, name)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(_drawer(session.hash), place, sealed)
            pipe.expire(_drawer(session.hash), int(ABSOLUTE.total_seconds()))
            await pipe.execute()
        session.seen[place] = sealed

    async def look(self, session: OpenSession, names: Iterable[str]) -> None:
        """Look at several things in the drawer at once: `kept` and `take` need not ask for these again."""
        places = [self._place(session, name) for name in names]
        found = await cast("Awaitable[list[bytes | None]]", self._redis.hmget(_drawer(session.hash), places))
        session.seen.update(zip(places, found, strict=True))

    async def kept(self, session: OpenSession, name: str) -> str | None:
        """Look at something in the drawer."""
        place = self._place(session, name)
        if place not in session.seen:
            await self.look(session, [name])
        return self._unseal(session.seen[place], session.hash, name)

    async def take(self, session: OpenSession, name: str) -> str | None:
        """Take something out of the drawer: it is given once."""
        place = self._place(session, name)
        if place in session.seen and session.seen[place] is None:
            return None
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.hget(_drawer(session.hash), place)
            pipe.hdel(_drawer(session.hash), place)
            sealed, _ = await pipe.execute()
        session.seen[place] = None
        return self._unseal(sealed, session.hash, name)

    def _place(self, session: OpenSession, name: str) -> str:
        return keyed_name(self._keys.names, session.hash, name)

    async def _hashes(self, officer_id: UUID) -> list[str]:
        """Give the hashes of an officer's sessions, the oldest first."""
        members = await self._redis.zrange(self._places(officer_id), 0, -1)
        return [member.decode() for member in members if isinstance(member, bytes)]

    async def _forget(self, officer_id: UUID, hashes: list[str]) -> None:
        if not hashes:
            return
        async with self._redis.pipeline(transaction=True) as pipe:
            for each in hashes:
                pipe.delete(_record(each), _activity(each), _drawer(each))
            pipe.zrem(self._places(officer_id), *hashes)
            await pipe.execute()

    def _places(self, officer_id: UUID) -> str:
        return f"web:places:{keyed_name(self._keys.names, 'officer', str(officer_id))}"

    def _seal(self, text: str, hashed: str, purpose: str) -> bytes:
        return encrypt(self._keys.sessions, text.encode(), context=f"{hashed}/{purpose}".encode())

    def _unseal(self, sealed: bytes | None, hashed: str, purpose: str) -> str | None:
        if sealed is None:
            return None
        try:
            return decrypt(self._keys.sessions, sealed, context=f"{hashed}/{purpose}".encode()).decode()
        except SealBrokenError:  # written under keys that are no longer ours: as good as gone
            return None

    def _open_record(self, sealed: bytes | None, hashed: str) -> SessionRecord | None:
        text = self._unseal(sealed, hashed, "record")
        return None if text is None else SessionRecord.model_validate_json(text)


def hash_of(session_id: str) -> str:
    """Give the hash under which a session is kept."""
    return blake2b(session_id.encode(), digest_size=32, person=b"knt-session").hexdigest()


def _record(hashed: str) -> str:
    return f"web:session:{hashed}"


def _activity(hashed: str) -> str:
    return f"web:active:{hashed}"


def _drawer(hashed: str) -> str:
    return f"web:drawer:{hashed}"
