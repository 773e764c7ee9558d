"""Runs migrations as the owner of the schema; the URL comes from whoever calls Alembic."""

from alembic import context
from sqlalchemy import create_engine, pool, text

from core.tables import metadata

config = context.config
ONE_AT_A_TIME = 7_311_040
"""Names the advisory lock of whoever migrates: a second one waits, and then finds nothing to do."""
LONGEST_WAIT = "15s"
"""For a table that running processes use: longer, and everybody behind us would wait too."""


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """Leave the job queue's own tables to the job queue."""
    return not (type_ == "table" and name is not None and name.startswith("procrastinate_"))


def run() -> None:
    """Apply the migrations in one transaction."""
    engine = create_engine(config.attributes["url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_name=include_name,
            compare_type=True,
        )
        with context.begin_transaction():
            connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": ONE_AT_A_TIME})
            connection.execute(text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": LONGEST_WAIT})
            context.run_migrations()
    engine.dispose()


run()
