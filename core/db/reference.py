"""What hardly ever changes and is needed all the time: offices, rules, calendars, who sits where.

A process keeps what it has read for as long as the database's version of it stands, and asks for that
version every few seconds. Nothing that decides who may see a report is kept here.
"""

from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction
from sqlmodel.ext.asyncio.session import AsyncSession

T = TypeVar("T")
N = TypeVar("N", bound=Hashable)

TABLES: Final = frozenset({"offices", "units", "officers", "appointments", "deadline_rules", "local_days"})
"""Whose changes a trigger counts (`core.db.models.ReferenceVersion`)."""
_VERSION: Final = sa.text("SELECT COALESCE(max(version), 0) FROM reference_version")
"""Asks how often triggers have counted a change of `TABLES`; 0 where they never did."""
_NAME: Final = "reference"
_CHANGED: Final = "reference_changed"
_MOST: Final = 20_000


class Reference:
    """Values by name, kept until the version moves on; with 0 seconds nothing is kept.

    Args:
        seconds: How long a version may be relied on before it is asked for again.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._kept: dict[Hashable, Any] = {}
        self._version: int | None = None
        self._ask_from = 0.0
        self._emptied = 0

    async def follow(self, ask: Callable[[], Awaitable[int]]) -> None:
        """Ask for the version where that is due, and forget everything where it has moved on."""
        if not self.seconds or monotonic() < self._ask_from:
            return
        self._ask_from = monotonic() + self.seconds
        try:
            version = await ask()
        except BaseException:
            self._ask_from = 0.0
            raise
        if version != self._version:
            self.forget()
        self._version = version

    async def get(self, name: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """Return what is kept under `name`, else read it and keep it."""

        async def read_it(_: Collection[Hashable]) -> dict[Hashable, T]:
            return {name: await read()}

        return (await self.get_all((name,), read_it))[name]

    async def get_all(
        self, names: Collection[N], read: Callable[[Collection[N]], Awaitable[Mapping[N, T]]]
    ) -> dict[N, T]:
        """Return what is kept under each of `names`; `read` is asked once for all that are not.

        Names that `read` does not know are left out.
        """
        found: dict[N, T] = {name: self._kept[name] for name in names if name in self._kept}
        missing = [name for name in names if name not in found]
        if not missing:
            return found
        emptied = self._emptied
        fresh = dict(await read(missing))
        # What was emptied meanwhile was emptied because what we just read may be from before.
        if self.seconds and emptied == self._emptied:
            if len(self._kept) + len(fresh) > _MOST:
                self.forget()
            for name, value in fresh.items():
                self._kept[name] = value
        return found | fresh

    def forget(self) -> None:
        """Read everything afresh at the next use."""
        self._kept.clear()
        self._emptied += 1


@dataclass(frozen=True, slots=True)
class KeptReference:
    """What a process keeps, in the hands of one transaction."""

    reference: Reference
    session: AsyncSession

    async def get(self, name: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """Return what is kept under `name`, else read it and keep it."""
        await self.reference.follow(self._version)
        return await self.reference.get(name, read)

    async def get_all(
        self, names: Collection[N], read: Callable[[Collection[N]], Awaitable[Mapping[N, T]]]
    ) -> dict[N, T]:
        """Return what is kept under each of `names`; `read` is asked once for all that are not."""
        await self.reference.follow(self._version)
        return await self.reference.get_all(names, read)

    async def _version(self) -> int:
        return int((await (await self.session.connection()).execute(_VERSION)).scalar_one())


NOTHING_KEPT: Final = Reference(0)


def reference_of(session: AsyncSession) -> KeptReference:
    """Give what this session's process keeps."""
    return KeptReference(session.info.get(_NAME, NOTHING_KEPT), session)


def keeping(reference: Reference) -> dict[str, Any]:
    """Give the `info` of a session that uses `reference`."""
    return {_NAME: reference}


@event.listens_for(Session, "after_flush")
def _note_what_changed(session: Session, _context: UOWTransaction) -> None:
    """Keep nothing in a transaction that changes reference data: it sees what nobody else does yet."""
    reference: Reference | None = session.info.get(_NAME)
    if reference is None or not reference.seconds:
        return
    if any(one.__tablename__ in TABLES for one in (*session.new, *session.dirty, *session.deleted)):
        session.info[_NAME] = NOTHING_KEPT
        session.info[_CHANGED] = reference


@event.listens_for(Session, "after_commit")
def _forget_what_changed(session: Session) -> None:
    """See what this very process has committed at once; other processes see it when they next ask."""
    reference: Reference | None = session.info.get(_CHANGED)
    if reference is not None:
        reference.forget()
