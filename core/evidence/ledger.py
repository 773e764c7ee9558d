"""What was put into the evidence store: noted before it is, under the id of its installation.

So an object in the store that no row here names is not ours to remove, whoever else may use the store.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.db.database import Database
from core.evidence.models import Evidence, StowedObject

_NOTE: Final = sa.text(
    "INSERT INTO stowed_objects (object_key, stowed_at)"
    " SELECT replace(installation_id::text, '-', '') || '/' || :name, :at FROM installations"
    " RETURNING object_key"
)
"""Notes an object under the id of this installation; answers its whole key."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The notes of one process."""

    database: Database

    async def note(self, name: str) -> str:
        """Note what is about to be put in, in a transaction of its own; return its key in the store.

        Raises:
            UnavailableError: The database cannot be reached.
        """
        async with self.database.transaction() as session:
            connection = await session.connection()
            noted = await connection.execute(_NOTE, {"name": name, "at": now()})
            return str(noted.scalar_one())


async def discard(session: AsyncSession, object_keys: Collection[str]) -> None:
    """Note that their sender threw these away: they go within the hour, unless a report has them."""
    if object_keys:
        await session.exec(
            update(StowedObject)
            .where(
                col(StowedObject.object_key).in_(object_keys),
                col(StowedObject.discarded_at).is_(None),
                ~select(Evidence.id).where(Evidence.object_key == StowedObject.object_key).exists(),
            )
            .values(discarded_at=now())
        )
