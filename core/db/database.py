"""One engine, one way to open a transaction."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.away import means_away
from core.db.keeping import Reference
from core.db.transaction import Carried, carry
from core.errors import InvalidError, UnavailableError
from core.language import tr

Session = AsyncSession
"""A transaction in progress, by a name for those who hand it on and run nothing on it themselves."""
AfterCommit = Callable[[AsyncSession], Awaitable[None]]


class Database:
    """The database as services see it: `transaction()` commits once, at its end."""

    def __init__(
        self, engine: AsyncEngine, *, after_commit: AfterCommit | None = None, reference_seconds: float = 0
    ) -> None:
        self.engine = engine
        self._after_commit = after_commit
        self._reference = Reference(reference_seconds)
        self._sessions = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)

    @classmethod
    def connect(
        cls,
        url: str,
        *,
        pool_size: int = 10,
        application: str = "kentongan",
        after_commit: AfterCommit | None = None,
        reference_seconds: float = 0,
    ) -> "Database":
        """Open a lazy pool on `url` (`postgresql+psycopg://…`); nothing is dialled yet."""
        engine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=10,
            pool_pre_ping=True,
            connect_args={"application_name": application, "connect_timeout": 5},
        )
        return cls(engine, after_commit=after_commit, reference_seconds=reference_seconds)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a session; commit when the block ends well, roll back when it does not.

        Raises:
            UnavailableError: The database cannot be reached, or cannot serve; nothing was kept.
            InvalidError: A value that PostgreSQL cannot keep; nothing was kept.
        """
        try:
            async with self._sessions() as session:
                carry(session, Carried(reference=self._reference))
                async with session.begin():
                    yield session
                if self._after_commit is not None:
                    await self._after_commit(session)
        except UnavailableError as error:
            if means_away(error):
                await self._give_up_connections()
            raise
        except (OperationalError, InterfaceError, PoolTimeoutError) as error:
            raise UnavailableError from error
        except DataError as error:
            # A number too large or a letter PostgreSQL does not keep: the input's fault, not ours.
            raise InvalidError(
                tr(
                    "Ada isian yang tidak dapat disimpan: angka terlalu besar atau huruf yang tidak dikenal. "
                    "Perbaiki isiannya, lalu kirim lagi."
                ),
                code="invalid.value",
            ) from error
        except DBAPIError as error:
            if means_away(error):
                await self._give_up_connections()
                raise UnavailableError from error
            if error.connection_invalidated:
                raise UnavailableError from error
            raise

    async def _give_up_connections(self) -> None:
        """Dial anew: what is pooled leads to a server that cannot serve; another may have taken its place."""
        await self.engine.dispose()

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()
