"""The two roles of the database: one owns the tables, the other may only use them.

The audit trail is append-only by privilege: whoever owns a table can change it and give itself any right
to it. So the processes connect as a role that owns nothing, and only `migrate` as the owner.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from core.db.addresses import libpq_address
from core.settings import env_name
from deploy.local.errors import LocalStackError
from deploy.local.postgres import APP
from deploy.reach import SECONDS, reach_postgres

_BEFORE_TABLES = """
SELECT current_user AS role,
    EXISTS (SELECT FROM pg_roles WHERE rolname = %(application)s) AS application_exists,
    EXISTS (SELECT FROM pg_class WHERE relname = 'audit_entries'
        AND relnamespace = current_schema()::regnamespace) AS has_tables,
    coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create
"""
_POWERS = """
SELECT current_user AS role,
    pg_has_role(relowner, 'MEMBER') AS owns,
    has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT') AS may_add,
    has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE')
        OR has_any_column_privilege(oid, 'UPDATE') AS may_change
FROM pg_class WHERE relname = 'audit_entries' AND relnamespace = current_schema()::regnamespace
"""


@dataclass(frozen=True, slots=True)
class Powers:
    """What a role may do to the audit trail."""

    role: str
    owns: bool
    may_add: bool
    may_change: bool


def require_roles(url: str, *, setting: str) -> None:
    """Look, before any table is made, whether the database has the roles the migrations need.

    Raises LocalStackError saying which is missing and the statement that makes it.
    """
    reach_postgres(url, setting=setting)
    with _connected(url) as connection:
        found = connection.execute(_BEFORE_TABLES, {"application": APP}).fetchone() or {}
    if not found["application_exists"]:
        raise LocalStackError(
            f"This PostgreSQL has no role {APP}, as which the processes use the tables. Make it once, as "
            f"a role that may make roles, then try again:\n  CREATE ROLE {APP} LOGIN PASSWORD '…';"
        )
    if found["role"] == APP:
        raise LocalStackError(
            f"{APP} is the role of the processes and must not own the tables, or the audit trail could be "
            f"changed. Name the owner's address in {env_name('migration_database_url')}."
        )
    if not found["has_tables"] and not found["may_create"]:
        raise LocalStackError(
            f"The role {found['role']} may not make tables in this database. Name the owner's address in "
            f"{env_name('migration_database_url')}, or make the role its owner:\n"
            f"  ALTER DATABASE … OWNER TO {found['role']};"
        )


def powers_over_the_audit(url: str) -> Powers | None:
    """Tell what the role of this address may do to the audit trail; None where there is no table yet."""
    with _connected(url) as connection:
        found = connection.execute(_POWERS).fetchone()
    return Powers(**found) if found is not None else None


@contextmanager
def _connected(url: str) -> "Iterator[psycopg.Connection[dict[str, Any]]]":
    with psycopg.connect(libpq_address(url), connect_timeout=SECONDS, row_factory=dict_row) as connection:
        yield connection
