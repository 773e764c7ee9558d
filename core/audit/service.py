"""Writing the audit: append to a chain, anchor all chains that moved.

Entries name officers by id and never carry content, names of reporters or chats.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nacl.signing import SigningKey
from sqlalchemy import func, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.audit.chain import GENESIS, anchor_digest, entry_hash
from core.audit.models import AuditAnchor, AuditAnchorEntry, AuditEntry, AuditHead
from core.chain.states import Role
from core.clock import now
from core.db.together import Row, new_row
from core.privacy.keys import Keyring

ANCHOR_LOCK = 0x4B4E5401
"""Advisory lock: one anchor at a time."""

CLAIM_HEAD: Final = (
    "INSERT INTO audit_heads (stream, seq, hash, anchored_seq) VALUES (:stream, 0, :genesis, 0)"
    " ON CONFLICT (stream) DO UPDATE SET seq = audit_heads.seq RETURNING seq, hash"
)
"""Takes the head of the chain `:stream`, new or not, under its lock; also part of larger statements."""
_CLAIM: Final = text(CLAIM_HEAD)
"""Takes the head alone."""
_APPEND: Final = text(
    "WITH entry AS (INSERT INTO audit_entries"
    " (stream, seq, at, side, officer_id, role, verb, detail, previous, hash) VALUES"
    " (:stream, :seq, :at, :side, CAST(:officer_id AS uuid), :role, :verb, CAST(:detail AS jsonb),"
    " :previous, :hash))"
    " UPDATE audit_heads SET seq = :seq, hash = :hash WHERE stream = :stream"
)
"""Writes an entry of a chain (table `audit_entries`) and makes it the head."""


@dataclass(frozen=True, slots=True)
class Head:
    """A chain's newest link, taken by `CLAIM_HEAD` in this very transaction."""

    seq: int
    hash: bytes


def report_stream(report_id: UUID) -> str:
    """Name the chain of one report."""
    return f"report:{report_id}"


def officer_stream(officer_id: UUID) -> str:
    """Name the chain of what one officer did outside a single report."""
    return f"officer:{officer_id}"


async def record(
    session: AsyncSession,
    stream: str,
    verb: str,
    *,
    side: str,
    officer_id: UUID | None = None,
    role: Role | None = None,
    detail: Mapping[str, Any] | None = None,
    head: Head | None = None,
) -> None:
    """Append one entry to `stream`, in the caller's transaction.

    The chain's head is locked until that transaction ends; other chains go on. A `head` that the
    caller has taken is good for one entry.
    """
    connection = await session.connection()
    if head is None:
        head = Head(*(await connection.execute(_CLAIM, {"stream": stream, "genesis": GENESIS})).one())
    previous = head.hash
    seq, at, what = head.seq + 1, now(), dict(detail or {})
    digest = entry_hash(
        previous=previous,
        stream=stream,
        seq=seq,
        at=at,
        side=side,
        officer_id=str(officer_id) if officer_id else None,
        role=role.value if role else None,
        verb=verb,
        detail=what,
    )
    entry = {
        "stream": stream,
        "seq": seq,
        "at": at,
        "side": side,
        "officer_id": officer_id,
        "role": role.value if role else None,
        "verb": verb,
        "detail": json.dumps(what),
        "previous": previous,
        "hash": digest,
    }
    await connection.execute(_APPEND, entry)


def first_entry(
    stream: str,
    verb: str,
    *,
    side: str,
    officer_id: UUID | None,
    role: Role | None,
    detail: Mapping[str, Any],
    at: datetime,
) -> tuple[Row, Row]:
    """Make the first entry of a stream that nobody else can know of yet, to be inserted with its report."""
    what = dict(detail)
    digest = entry_hash(
        previous=GENESIS,
        stream=stream,
        seq=1,
        at=at,
        side=side,
        officer_id=str(officer_id) if officer_id else None,
        role=role.value if role else None,
        verb=verb,
        detail=what,
    )
    head = new_row(AuditHead, stream=stream, seq=1, hash=digest, anchored_seq=0)
    entry = new_row(
        AuditEntry,
        stream=stream,
        seq=1,
        at=at,
        side=side,
        officer_id=officer_id,
        role=role.value if role else None,
        verb=verb,
        detail=what,
        previous=GENESIS,
        hash=digest,
    )
    return head, entry


async def anchor(session: AsyncSession, keys: Keyring) -> AuditAnchor | None:
    """Sign a mark over every chain that moved since the last anchor; None if none did.

    Raises:
        KeyNotHeldError: Only the worker holds the signing key.
    """
    await session.exec(select(func.pg_advisory_xact_lock(ANCHOR_LOCK)))
    moved = (
        await session.exec(
            select(AuditHead).where(col(AuditHead.seq) > col(AuditHead.anchored_seq)).with_for_update()
        )
    ).all()
    if not moved:
        return None
    last = (await session.exec(select(AuditAnchor).order_by(col(AuditAnchor.id).desc()).limit(1))).first()
    number = last.id + 1 if last else 1
    previous = last.digest if last else GENESIS
    digest = anchor_digest(previous, number, [(head.stream, head.seq, head.hash) for head in moved])
    signature = bytes(SigningKey(keys.held("anchor_private_key")).sign(digest).signature)
    mark = AuditAnchor(id=number, previous=previous, digest=digest, signature=signature)
    session.add(mark)
    await session.flush()
    session.add_all(
        AuditAnchorEntry(anchor_id=number, stream=head.stream, seq=head.seq, hash=head.hash) for head in moved
    )
    for head in moved:
        head.anchored_seq = head.seq
    await session.flush()
    return mark
