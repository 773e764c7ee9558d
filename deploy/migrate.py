"""Bring a database to the schema this code expects, or tell whether it is there.

Alembic is configured in code: an alembic.ini would be a second place for settings.
"""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, pool

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
HEAD = "head"


def alembic_config(url: str) -> Config:
    """Build Alembic's configuration for a database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = HEAD) -> None:
    """Apply every migration up to a revision."""
    command.upgrade(alembic_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take migrations back down to a revision (`base` for all)."""
    command.downgrade(alembic_config(url), revision)


def newest_revision() -> str | None:
    """Name the revision this code expects."""
    return ScriptDirectory.from_config(alembic_config("")).get_current_head()


def current_revision(url: str) -> str | None:
    """Name the revision a database is at; None for an empty one."""
    engine = create_engine(url, poolclass=pool.NullPool)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def differences(url: str) -> list[str]:
    """List where a migrated database differs from the tables the code declares."""
    engine = create_engine(url, poolclass=pool.NullPool)
    try:
        with engine.connect() as connection:
            return [_in_words(difference) for difference in _compare(connection)]
    finally:
        engine.dispose()


def _compare(connection: Connection) -> list[object]:
    from core.tables import metadata  # noqa: PLC0415 - loads every model; only this check needs them

    context = MigrationContext.configure(
        connection, opts={"include_name": _is_ours, "compare_type": True, "target_metadata": metadata}
    )
    return list(compare_metadata(context, metadata))


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the job queue's own tables to the job queue."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


def _in_words(difference: object) -> str:
    if isinstance(difference, list):
        return "; ".join(_in_words(part) for part in difference)
    if isinstance(difference, tuple):
        return " ".join(str(part) for part in difference[:4])
    return str(difference)
