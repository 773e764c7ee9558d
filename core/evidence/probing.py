"""Whether every process reaches the same evidence store: one leaves a mark, the others look for it.

The mark's text is noted in the database; who finds that very text in the store reaches the store it was left
in, and may read what that process writes.
"""

import secrets
from enum import StrEnum
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.errors import NotFoundError, UnavailableError
from core.evidence.models import StoreProbe
from core.evidence.store import EvidenceStore
from core.settings import Ring

_FOLDER: Final = sa.text("SELECT replace(installation_id::text, '-', '') FROM installations")
"""Names the folder of this installation in the store."""


class MarkFound(StrEnum):
    """What became of a mark somebody else left."""

    FOUND = "found"
    MISSING = "missing"
    """It is not there: that process uses another store."""
    UNREADABLE = "unreadable"
    """The store does not let this process read what that one writes, or does not answer."""


async def leave_mark(store: EvidenceStore, session: AsyncSession, process: Ring) -> None:
    """Leave a fresh mark in the store and note what it says.

    Raises:
        UnavailableError: The store cannot be written.
    """
    token = secrets.token_hex(16)
    told = {"token": token, "left_at": now()}
    async with session.begin_nested():  # undone where the store refuses: the mark of before still holds
        # Noted first: of several processes of one kind, the row's lock lets one at a time leave its mark.
        await session.exec(
            insert(StoreProbe)
            .values(process=process, **told)
            .on_conflict_do_update(index_elements=["process"], set_=told)
        )
        await store.put(await _key(session, process), token.encode())


async def look_for_marks(store: EvidenceStore, session: AsyncSession) -> dict[str, MarkFound]:
    """Look for the mark of every process that ever left one, by process."""
    noted = (await session.exec(select(StoreProbe).order_by(StoreProbe.process))).all()
    return {one.process: await _found(store, session, one) for one in noted}


async def _found(store: EvidenceStore, session: AsyncSession, probe: StoreProbe) -> MarkFound:
    try:
        said = await store.get(await _key(session, probe.process))
    except NotFoundError:
        return MarkFound.MISSING
    except UnavailableError:
        return MarkFound.UNREADABLE
    return MarkFound.FOUND if said.decode(errors="replace") == probe.token else MarkFound.MISSING


async def _key(session: AsyncSession, process: str) -> str:
    folder = (await (await session.connection()).execute(_FOLDER)).scalar_one()
    return f"{folder}/mark-{process}"
