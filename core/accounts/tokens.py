"""Bearer tokens by which machines act as officers: listed by name and last use, taken back at once.

Only the hash of a token is kept, so nothing here can show one again.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.accounts.schemas import TokenLine
from core.audit.service import officer_stream, record
from core.clock import now
from core.errors import NotFoundError
from core.language import tr
from core.people.models import MachineToken, Officer

MAX_TOKENS: Final = 10
"""In force at once for one officer: more is a list nobody looks through."""
_USE_IS_NOTED_EVERY: Final = timedelta(minutes=1)


class TokenState(StrEnum):
    """Whether a token still opens anything."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REVOKED = "revoked"


async def tokens_of(session: AsyncSession, officer_id: UUID) -> tuple[TokenLine, ...]:
    """List an officer's tokens, the newest first."""
    rows = await session.exec(
        select(MachineToken, Officer.full_name)
        .outerjoin(Officer, col(Officer.id) == col(MachineToken.revoked_by))
        .where(col(MachineToken.officer_id) == officer_id)
        .order_by(col(MachineToken.created_at).desc(), col(MachineToken.id).desc())
    )
    return tuple(
        TokenLine(
            id=one.id,
            label=one.label,
            created_at=one.created_at,
            expires_at=one.expires_at,
            last_used_at=one.last_used_at,
            state=state_of(one),
            revoked_by=by or "",
        )
        for one, by in rows.all()
    )


def state_of(token: MachineToken) -> TokenState:
    """Say whether a token still opens anything."""
    if token.revoked_at is not None:
        return TokenState.REVOKED
    return TokenState.EXPIRED if token.expires_at <= now() else TokenState.IN_FORCE


async def revoke(session: AsyncSession, officer_id: UUID, token_id: UUID, *, by: UUID) -> TokenLine:
    """Take an officer's token back for good; taking it back again changes nothing.

    Raises:
        NotFoundError: The officer has no such token.
    """
    token = await session.get(MachineToken, token_id, with_for_update=True)
    if token is None or token.officer_id != officer_id:
        raise NotFoundError(tr("Token itu tidak ada."), code="token.not_found")
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = now(), by
        await session.flush()
        await record(
            session,
            officer_stream(officer_id),
            "token.revoked",
            side="officer",
            officer_id=by,
            detail={"token": str(token_id)},
        )
    return next(line for line in await tokens_of(session, officer_id) if line.id == token_id)


def note_use(token: MachineToken) -> None:
    """Remember that a token was used, not more often than an officer could want to know."""
    if token.last_used_at is None or now() - token.last_used_at >= _USE_IS_NOTED_EVERY:
        token.last_used_at = now()
