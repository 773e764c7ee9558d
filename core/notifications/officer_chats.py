"""An officer's own chat: linked by a code shown on their profile page, unlinked at any time.

The bot brings the code and learns only whether it was right. The chat is sealed to the courier.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from sqlalchemy import select as sa_select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.audit.service import officer_stream, record
from core.clock import now
from core.jobs import COURIER_QUEUE, UNLINK_OFFICER_TASK, defer_in
from core.notifications.models import OfficerChat, OfficerUnlink
from core.notifications.payload import open_chat, seal_chat
from core.people.models import Officer
from core.privacy.seals import SealBrokenError
from core.wiring import Core

CODE_LASTS: Final = timedelta(minutes=10)
START_WORD: Final = "petugas_"
_SYMBOLS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChat:
    """What an officer is told in Telegram, and whether it arrives."""

    linked_at: datetime | None
    unreachable_since: datetime | None
    digest: bool
    warnings: bool


class OfficerChats:
    """An officer's wishes about their own chat, in the caller's transaction."""

    def __init__(self, session: AsyncSession, officer_id: UUID) -> None:
        self._session = session
        self._officer_id = officer_id

    async def mine(self) -> OwnChat:
        """Return how things stand."""
        chat = await self._session.get(OfficerChat, self._officer_id) or OfficerChat(
            officer_id=self._officer_id
        )
        return OwnChat(
            linked_at=chat.linked_at,
            unreachable_since=chat.unreachable_since,
            digest=chat.digest,
            warnings=chat.warnings,
        )

    async def new_code(self) -> str:
        """Make a code that links one chat, once, within ten minutes; an older one ends."""
        code = "".join(secrets.choice(_SYMBOLS) for _ in range(_LENGTH))
        await self._put(code_hash=_hash(code), code_expires_at=now() + CODE_LASTS)
        await self._audit("officer_chat.code")
        return code

    async def choose(self, *, digest: bool, warnings: bool) -> None:
        """Choose what to be told in Telegram."""
        await self._put(digest=digest, warnings=warnings)

    async def unlink(self) -> None:
        """Forget the chat."""
        await self._put(
            chat_sealed=None, linked_at=None, unreachable_since=None, code_hash=None, code_expires_at=None
        )
        await self._audit("officer_chat.unlinked")

    async def _put(self, **values: object) -> None:
        fresh = {"officer_id": self._officer_id, "digest": True, "warnings": True, **values}
        await self._session.exec(
            insert(OfficerChat)
            .values(fresh)
            .on_conflict_do_update(index_elements=["officer_id"], set_=dict(values))
        )

    async def _audit(self, verb: str) -> None:
        stream = officer_stream(self._officer_id)
        await record(self._session, stream, verb, side="officer", officer_id=self._officer_id)


async def bind(core: Core, session: AsyncSession, code: str, chat_id: int) -> bool:
    """Link a chat to whoever's code this is; False for an unknown, used or old one.

    One statement takes the code and uses it up, so that it cannot be used twice at once.
    """
    taken = await session.exec(
        update(OfficerChat)
        .where(
            col(OfficerChat.code_hash) == _hash(code),
            col(OfficerChat.code_expires_at) > now(),
            col(OfficerChat.officer_id).in_(sa_select(col(Officer.id)).where(col(Officer.is_active))),
        )
        .values(
            chat_sealed=seal_chat(core.keys, chat_id),
            linked_at=now(),
            unreachable_since=None,
            code_hash=None,
            code_expires_at=None,
        )
        .returning(col(OfficerChat.officer_id))
    )
    officer_id = taken.scalar_one_or_none()
    if officer_id is None:
        return False
    await record(
        session, officer_stream(officer_id), "officer_chat.linked", side="officer", officer_id=officer_id
    )
    return True


async def ask_unlink(core: Core, session: AsyncSession, chat_id: int) -> None:
    """Ask that whoever is linked to this chat be unlinked. Only the courier can find out who."""
    wish = OfficerUnlink(chat_sealed=seal_chat(core.keys, chat_id))
    session.add(wish)
    await session.flush()
    await defer_in(session, UNLINK_OFFICER_TASK, queue=COURIER_QUEUE, subject_id=str(wish.id))


async def carry_out_unlink(core: Core, wish_id: UUID) -> None:
    """Unlink the chat of a wish from every officer it is linked to; worker only."""
    async with core.database.transaction() as session:
        wish = await session.get(OfficerUnlink, wish_id)
        if wish is None:
            return
        wanted = _chat(core, wish.chat_sealed)
        linked = await session.exec(
            select(OfficerChat).where(col(OfficerChat.chat_sealed).is_not(None)).with_for_update()
        )
        for chat in linked.all():
            if wanted is not None and _chat(core, chat.chat_sealed) == wanted:
                await OfficerChats(session, chat.officer_id).unlink()
        await session.delete(wish)


def _chat(core: Core, sealed: bytes | None) -> int | None:
    try:
        return open_chat(core.keys, sealed or b"")
    except SealBrokenError:
        return None


def _hash(code: str) -> bytes:
    typed = "".join(symbol for symbol in code.upper() if symbol.isalnum())
    return sha256(b"officer-code:" + typed.encode()).digest()
