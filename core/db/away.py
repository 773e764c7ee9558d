"""When the database answers and cannot serve: as good as away, it comes back without us.

PostgreSQL says so by the class of its SQLSTATE: 25 a server that is read-only (a standby not yet promoted),
53 no room for a connection, memory or disk, 57 shutting down, starting or cancelling, 58 its own disk.
"""

from typing import Final

import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

_CLASSES: Final = frozenset({"25", "53", "57", "58"})
_OURS: Final = frozenset({"25001", "25P01", "25P02"})
"""Of class 25: a transaction that we began twice, not at all, or went on with after it had failed."""
_MAY_WRITE: Final = sa.text(
    "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'"
)
"""Says whether this server takes changes."""


def means_away(error: BaseException | None) -> bool:
    """Tell whether an error of the driver, or what wraps it, says that the server cannot serve just now."""
    while error is not None:
        state = getattr(error, "sqlstate", None) or getattr(getattr(error, "orig", None), "sqlstate", None)
        if isinstance(state, str):
            return state[:2] in _CLASSES and state not in _OURS
        error = error.__cause__
    return False


async def may_write(session: AsyncSession) -> bool:
    """Ask whether this server takes changes: a standby answers every question and keeps nothing."""
    return bool((await (await session.connection()).execute(_MAY_WRITE)).scalar_one())
