"""What one transaction carries beside its connection, from its opening to its end.

Whatever the parts of a transaction hand each other without passing it on is a field here; nothing else is
put into a session's `info`. This floor knows no reports: what the floors above keep here it only holds.
"""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.keeping import NOTHING_KEPT, Reference

_CARRIED: Final = "carried"


@dataclass(slots=True, kw_only=True)
class Carried:
    """What a transaction carries. `Database.transaction` opens it, and it is gone with the session."""

    reference: Reference = NOTHING_KEPT
    """What this process keeps of offices, rules, calendars and who sits where (`core.db.reference`)."""
    reference_changed: bool = False
    """This transaction has changed some of that: it relies on nothing kept, and its commit empties it."""
    reports_seen: dict[UUID, object] = field(default_factory=dict)
    """Reports that were fetched, as `core.access.repository` keeps them: the parts of a page share them."""
    report_locked: bool = False
    """It may be changing who sees a report: from now on no report that was seen is remembered."""
    announced: dict[UUID, str] = field(default_factory=dict)
    """The newest event of each report that changed, in the words of the wire (`core.events`): published
    once the transaction has committed, and never if it has not."""


def carry(session: AsyncSession, carried: Carried) -> None:
    """Give a transaction what it carries, at its opening."""
    session.info[_CARRIED] = carried


def carried_by(session: AsyncSession | Session) -> Carried:
    """Return what a transaction carries; a session that nobody opened as one carries nothing at first."""
    carried: Carried = session.info.setdefault(_CARRIED, Carried())
    return carried
