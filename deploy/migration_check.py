"""Whether the migrations give exactly the tables the code declares."""

import tempfile
from pathlib import Path

from deploy import migrate
from deploy.local.postgres import DATABASE, OWNER, PostgresServer


def problems_in(url: str) -> list[str]:
    """List what keeps a database from being what this code expects."""
    newest, current = migrate.newest_revision(), migrate.current_revision(url)
    if current != newest:
        return [f"the database is at revision {current}, the code expects {newest}"]
    return migrate.differences(url)


def problems_of_an_empty_database() -> list[str]:
    """Run all migrations on a throw-away PostgreSQL, up, down and up again, and compare the outcome."""
    with tempfile.TemporaryDirectory(prefix="kt-check-") as folder:
        server = PostgresServer(Path(folder), durable=False)
        process = server.start()
        try:
            url = server.url(OWNER, DATABASE)
            migrate.upgrade(url)
            migrate.downgrade(url, "base")
            migrate.upgrade(url)
            return problems_in(url)
        finally:
            process.send_signal(server.stop_signal)
            process.wait(30)
