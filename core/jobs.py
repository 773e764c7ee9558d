"""The job queue: deferring a job inside the transaction that causes it.

Every process may defer; only the worker opens the queue's own pool and carries jobs out.
Arguments of a job are ids only: they are stored and logged in clear.
"""

from datetime import datetime
from typing import Final

import procrastinate
import psycopg
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.addresses import libpq_address
from core.db.away import means_away
from core.errors import UnavailableError

COURIER_QUEUE: Final = "courier"
CLOCK_QUEUE: Final = "clock"
DELIVER_TASK: Final = "deliver"
DELIVER_TO_OFFICER_TASK: Final = "deliver_to_officer"
UNLINK_OFFICER_TASK: Final = "unlink_officer"
NAMED_HEADS_TASK: Final = "duty.named_heads"
"""The worker's duty of that name, wanted at once."""

_POOL_TIMEOUT_SECONDS: Final = 5.0

# Never opened: it only words the queue's SQL for connections that sessions lend it.
_ON_SESSIONS: Final = JobManager(procrastinate.PsycopgConnector())


def make_jobs(database_url: str) -> procrastinate.App:
    """Build the queue on `database_url`; nothing is dialled before the worker opens it."""
    return procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            conninfo=libpq_address(database_url),
            min_size=1,
            max_size=4,
            timeout=_POOL_TIMEOUT_SECONDS,
            kwargs={"application_name": "kentongan-jobs", "connect_timeout": 5},
        )
    )


async def defer_in(
    session: AsyncSession,
    task_name: str,
    *,
    queue: str,
    lock: str | None = None,
    queueing_lock: str | None = None,
    schedule_at: datetime | None = None,
    **arguments: str | int,
) -> bool:
    """Defer a job on the session's own connection.

    It commits, and wakes the worker, with the transaction; rolled back, it never was. False
    where a job with the same `queueing_lock` already waits: then that one will do.

    Raises:
        UnavailableError: The connection broke; the transaction is lost.
    """
    await session.flush()
    connection = await session.connection()
    raw = (await connection.get_raw_connection()).driver_connection
    deferrer = configure_task(
        name=task_name,
        job_manager=_ON_SESSIONS,
        queue=queue,
        lock=lock,
        queueing_lock=queueing_lock,
        schedule_at=schedule_at,
        connection=raw,
    )
    try:
        if queueing_lock is None:
            await deferrer.defer_async(**arguments)
            return True
        # A refused duplicate must not spoil the transaction. The connection's own savepoint: the
        # session's is only set when the session itself next runs something.
        async with connection.begin_nested():
            await deferrer.defer_async(**arguments)
    except AlreadyEnqueued:
        return False
    except ConnectorException as error:
        broke = isinstance(error.__cause__, psycopg.OperationalError | psycopg.InterfaceError)
        if broke or means_away(error):
            raise UnavailableError from error
        raise
    return True
