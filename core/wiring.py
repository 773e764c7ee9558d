"""What one process holds: its database, its keys, its store, its job queue."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from procrastinate import App
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.database import Database
from core.events import Announcer, take_announced
from core.evidence.ledger import Ledger
from core.evidence.location import open_store
from core.evidence.store import EvidenceStore
from core.jobs import make_jobs
from core.privacy.keys import Keyring, load_ring
from core.settings import Ring, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Everything services stand on. Made once per process by `connect_core`."""

    settings: Settings
    database: Database
    keys: Keyring
    store: EvidenceStore
    jobs: App
    announcer: Announcer = field(default_factory=lambda: Announcer(None))

    async def close(self) -> None:
        """Give connections back."""
        await self.database.close()
        await self.announcer.close()


EntryCheck = Callable[[Core], Coroutine[Any, Any, None]]
"""What a process waits for before it takes anything in: it raises where the database is not ours."""


async def connect_core(settings: Settings, *, ring: Ring) -> Core:
    """Open what `ring` may use. Nothing is dialled before the first use.

    Raises:
        FileNotFoundError: The key file is missing; `kentongan doctor` says what to do.
        SettingsError: No database is named and no embedded one was found.
    """
    url = settings.require_database_url()
    announcer = Announcer(settings.redis_url.get_secret_value() if settings.redis_url else None)

    async def publish(session: AsyncSession) -> None:
        if events := take_announced(session):
            await announcer.publish(events)

    database = Database.connect(
        url,
        pool_size=settings.db_pool_size,
        application=f"kentongan-{ring}",
        after_commit=publish,
        reference_seconds=settings.reference_cache_seconds,
    )
    return Core(
        settings=settings,
        database=database,
        keys=load_ring(settings.keys_of(ring)),
        store=open_store(settings, ledger=Ledger(database)),
        jobs=make_jobs(url),
        announcer=announcer,
    )
