"""What hardly ever changes and is needed all the time: offices, rules, calendars, who sits where.

A process keeps what it has read for as long as the database's version of it stands, and asks for that
version every few seconds. Nothing that decides who may see a report is kept here.
"""

from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.keeping import NOTHING_KEPT, Reference
from core.db.transaction import carried_by

T = TypeVar("T")
N = TypeVar("N", bound=Hashable)

TABLES: Final = frozenset({"offices", "units", "officers", "appointments", "deadline_rules", "local_days"})
"""Whose changes a trigger counts (`core.db.models.ReferenceVersion`)."""
_VERSION: Final = sa.text("SELECT COALESCE(max(version), 0) FROM reference_version")
"""Asks how often triggers have counted a change of `TABLES`; 0 where they never did."""


@dataclass(frozen=True, slots=True)
class KeptReference:
    """What a process keeps, in the hands of one transaction."""

    reference: Reference
    session: AsyncSession

    async def get(self, name: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """Return what is kept under `name`, else read it and keep it."""
        await self.reference.follow(self._version)
        return await self.reference.get(name, read)

    async def ask_now(self) -> None:
        """Rely on nothing that has changed until this moment."""
        await self.reference.follow(self._version, at_once=True)

    async def get_all(
        self, names: Collection[N], read: Callable[[Collection[N]], Awaitable[Mapping[N, T]]]
    ) -> dict[N, T]:
        """Return what is kept under each of `names`; `read` is asked once for all that are not."""
        await self.reference.follow(self._version)
        return await self.reference.get_all(names, read)

    async def _version(self) -> int:
        return int((await (await self.session.connection()).execute(_VERSION)).scalar_one())


def reference_of(session: AsyncSession) -> KeptReference:
    """Give what this session's process keeps: nothing where the transaction has changed it.

    Such a transaction sees what nobody else does yet.
    """
    carried = carried_by(session)
    return KeptReference(NOTHING_KEPT if carried.reference_changed else carried.reference, session)


@event.listens_for(Session, "after_flush")
def _note_what_changed(session: Session, _context: UOWTransaction) -> None:
    """Keep nothing in a transaction that changes reference data."""
    carried = carried_by(session)
    if carried.reference_changed or not carried.reference.seconds:
        return
    flushed = (*session.new, *session.dirty, *session.deleted)
    carried.reference_changed = any(one.__tablename__ in TABLES for one in flushed)


@event.listens_for(Session, "after_commit")
def _forget_what_changed(session: Session) -> None:
    """See what this very process has committed at once; other processes see it when they next ask."""
    carried = carried_by(session)
    if carried.reference_changed:
        carried.reference.forget()
