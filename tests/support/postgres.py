"""Databases for tests: one migrated template a run, cloned in a fraction of a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import psycopg
from filelock import FileLock
from psycopg import sql

from core.db.addresses import libpq_address
from deploy.local.postgres import OWNER, create_database
from deploy.migrate import upgrade
from tests.support.servers import Servers

TEMPLATE = "kentongan_template"


@dataclass(frozen=True, slots=True)
class DatabaseUrls:
    """One database, seen by the roles that may use it."""

    name: str
    app: str
    owner: str
    superuser: str


def urls_of(servers: Servers, name: str) -> DatabaseUrls:
    """Name a database's addresses, one for each role."""
    server = servers.postgres
    return DatabaseUrls(
        name=name,
        app=server.url(database=name),
        owner=server.url(OWNER, name),
        superuser=server.url("postgres", name),
    )


def ensure_template(servers: Servers) -> str:
    """Migrate the template once a run, whoever asks first."""
    with FileLock(servers.root / "template.lock"), _admin(servers) as connection:
        known = connection.execute(
            "SELECT datistemplate FROM pg_database WHERE datname = %s", [TEMPLATE]
        ).fetchone()
        if known != (True,):
            _drop(connection, TEMPLATE)
            create_database(connection, TEMPLATE)
            upgrade(servers.postgres.url(OWNER, TEMPLATE))
            connection.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(TEMPLATE)))
    return TEMPLATE


@contextmanager
def cloned_database(servers: Servers, name: str | None = None) -> Iterator[DatabaseUrls]:
    """Give a fresh, migrated database and drop it afterwards."""
    template = ensure_template(servers)
    name = name or f"kt_{uuid4().hex[:16]}"
    with FileLock(servers.root / "clone.lock"), _admin(servers) as connection:
        create_database(connection, name, template=template)
    try:
        yield urls_of(servers, name)
    finally:
        with _admin(servers) as connection:
            _drop(connection, name)


@contextmanager
def empty_database(servers: Servers) -> Iterator[DatabaseUrls]:
    """Give a database with no tables at all, for tests of the migrations themselves."""
    name = f"kt_{uuid4().hex[:16]}"
    with _admin(servers) as connection:
        create_database(connection, name)
    try:
        yield urls_of(servers, name)
    finally:
        with _admin(servers) as connection:
            _drop(connection, name)


@contextmanager
def _admin(servers: Servers) -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    with psycopg.connect(servers.postgres.conninfo(), autocommit=True) as connection:
        yield connection


def _drop(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def read_only(urls: DatabaseUrls) -> Iterator[None]:
    """Make of it what a standby is that was not promoted yet: every connection may only read."""
    with psycopg.connect(libpq_address(urls.superuser), autocommit=True) as connection:
        connection.execute(_altered(urls, b"SET default_transaction_read_only = on"))
        _hang_up(connection)
    try:
        yield
    finally:
        with psycopg.connect(libpq_address(urls.superuser), autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(_altered(urls, b"RESET default_transaction_read_only"))
            # No hanging up: what is pooled must be given up by us.


def _altered(urls: DatabaseUrls, what: bytes) -> bytes:
    return b"ALTER DATABASE " + urls.name.encode() + b" " + what


def _hang_up(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
