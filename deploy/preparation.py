"""Before the parts start: tables at the right revision and, in a new demo, data to look at."""

import asyncio
import inspect
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any

import psycopg

from core.db.addresses import libpq_address
from core.settings import Environment, Settings

Account = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PreparedData:
    """What was done to the data before the start."""

    revision: str | None
    migrated: bool
    seeded: bool
    accounts: Sequence[Account]

    def in_words(self) -> str:
        """Tell it in one line."""
        done = "tables made" if self.migrated else "tables are current"
        return f"{done}, demo data made" if self.seeded else done


def load_tools() -> None:
    """Import what `prepare_data` works with: it takes long, and whoever calls it has time before."""
    from deploy import belonging, migrate, reference  # noqa: F401, PLC0415 - Alembic, and the domain with it


def prepare_data(settings: Settings) -> PreparedData:
    """Migrate the database and, in an empty demo, make the demo data.

    Raises LocalStackError when the database lacks a role the tables need, or is not these keys' own.
    """
    from deploy import migrate  # noqa: PLC0415 - every command imports this module, few make tables
    from deploy.belonging import adopt_keys  # noqa: PLC0415
    from deploy.reference import seed_reference  # noqa: PLC0415
    from deploy.roles import require_roles  # noqa: PLC0415

    owner = settings.require_migration_database_url()
    newest = migrate.newest_revision()
    migrated = migrate.current_revision(owner) != newest
    if migrated:
        require_roles(owner, setting=settings.owner_setting)
        migrate.upgrade(owner)
    adopt_keys(settings)
    asyncio.run(seed_reference(settings.require_database_url()))
    seeded = settings.environment is Environment.demo and is_empty(settings)
    if seeded:
        seed(settings)
    return PreparedData(newest, migrated, seeded, read_accounts(settings))


def is_empty(settings: Settings) -> bool:
    """Tell whether nobody has an account yet."""
    with psycopg.connect(libpq_address(settings.require_migration_database_url())) as connection:
        row = connection.execute("SELECT EXISTS (SELECT FROM officers)").fetchone()
    return row != (True,)


def seed(settings: Settings) -> Sequence[Account]:
    """Make the demo data and write its accounts to a file only its owner reads."""
    from deploy.demo import seed_demo  # noqa: PLC0415 - brings the whole domain with it

    made: Any = seed_demo(settings)
    if inspect.isawaitable(made):
        made = asyncio.run(_awaited(made))
    accounts = [asdict(one) if is_dataclass(one) and not isinstance(one, type) else dict(one) for one in made]
    _write_accounts(accounts_file(settings), accounts)
    return accounts


async def _awaited(value: Any) -> Any:
    return await value


def accounts_file(settings: Settings) -> Path:
    """Name the file with the demo accounts."""
    return settings.data_dir.resolve() / "demo-accounts.json"


def read_accounts(settings: Settings) -> Sequence[Account]:
    """Read the demo accounts; none outside a demo."""
    path = accounts_file(settings)
    if settings.environment is not Environment.demo or not path.exists():
        return []
    accounts: list[Account] = json.loads(path.read_text())
    return accounts


def _write_accounts(path: Path, accounts: Sequence[Account]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(accounts, file, indent=2, ensure_ascii=False, default=str)
