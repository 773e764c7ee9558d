"""A PostgreSQL of one's own: what is missing is said in a sentence, with the statement that makes it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.db.addresses import libpq_address
from core.settings import Environment
from deploy.diagnosis import Condition, Diagnosis
from deploy.examination import examine
from deploy.local.errors import LocalStackError
from deploy.local.postgres import APP, OWNER, PostgresServer
from deploy.roles import powers_over_the_audit, require_roles
from tests.support.command import kentongan, on_free_ports
from tests.support.plugins.run import MakeSettings
from tests.support.postgres import DatabaseUrls
from tests.support.stack import ROOT

NOWHERE = "postgresql+psycopg://kentongan_app:hunter2@127.0.0.1:9/kentongan"


@pytest.fixture(scope="module")
def bare() -> Iterator[PostgresServer]:
    """A PostgreSQL as a package manager installs it: a superuser and nothing of ours."""
    with tempfile.TemporaryDirectory(prefix="kt-bare-") as folder:
        server = PostgresServer(Path(folder), durable=False)
        process = server.start()
        try:
            yield server
        finally:
            process.send_signal(server.stop_signal)
            process.wait(30)


def as_installed(server: PostgresServer) -> None:
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS kentongan")
        for role in (APP, OWNER):
            connection.execute(f"DROP ROLE IF EXISTS {role}")


@pytest.mark.slow
def test_the_statements_of_the_readme_make_what_migrate_needs(bare: PostgresServer, tmp_path: Path) -> None:
    as_installed(bare)
    written = (ROOT / "README.md").read_text("utf-8").partition("```sql")[2].partition("```")[0]
    with psycopg.connect(bare.conninfo(), autocommit=True) as connection:
        for statement in written.split(";"):
            connection.execute(statement.encode())
    named = {"KENTONGAN_MIGRATION_DATABASE_URL": bare.url(OWNER), "KENTONGAN_DATABASE_URL": bare.url()}
    done = kentongan("migrate", data_dir=tmp_path, environ=named)
    assert done.returncode == 0, done.stderr
    powers = powers_over_the_audit(bare.url())
    assert powers is not None
    assert (powers.owns, powers.may_add, powers.may_change) == (False, True, False)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["migrate", "run"])
def test_a_database_without_the_role_of_the_processes_is_told_with_the_statement_that_makes_it(
    bare: PostgresServer, tmp_path: Path, command: str
) -> None:
    as_installed(bare)
    with psycopg.connect(bare.conninfo(), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {OWNER} LOGIN")
        connection.execute(f"CREATE DATABASE kentongan OWNER {OWNER}")
    named = {"KENTONGAN_DATABASE_URL": bare.url(OWNER), **on_free_ports()}
    done = kentongan(command, data_dir=tmp_path, environ=named)
    assert done.returncode == 1
    assert "has no role kentongan_app" in done.stderr
    assert "CREATE ROLE kentongan_app LOGIN" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_role_of_the_processes_must_not_make_the_tables(empty_db: DatabaseUrls) -> None:
    require_roles(empty_db.owner, setting="migration_database_url")
    with pytest.raises(LocalStackError, match=r"must not own the tables.*KENTONGAN_MIGRATION_DATABASE_URL"):
        require_roles(empty_db.app, setting="database_url")


@pytest.mark.slow
def test_a_role_that_may_make_no_tables_is_told(empty_db: DatabaseUrls) -> None:
    with psycopg.connect(libpq_address(empty_db.superuser), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS kt_visitor")
        connection.execute("CREATE ROLE kt_visitor LOGIN")
        connection.execute(f"GRANT CONNECT ON DATABASE {empty_db.name} TO kt_visitor")
        try:
            visitor = empty_db.owner.replace(OWNER, "kt_visitor")
            with pytest.raises(LocalStackError, match="kt_visitor may not make tables"):
                require_roles(visitor, setting="database_url")
        finally:
            connection.execute(f"REVOKE CONNECT ON DATABASE {empty_db.name} FROM kt_visitor")
            connection.execute("DROP ROLE kt_visitor")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("migrate",), ("migrate", "--check"), ("run",)])
def test_an_unreachable_postgres_is_a_sentence_that_names_the_variable(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    named = {"KENTONGAN_DATABASE_URL": NOWHERE, **on_free_ports()}
    done = kentongan(*arguments, data_dir=tmp_path, environ=named)
    assert done.returncode == 1
    assert "KENTONGAN_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stderr
    assert "is up" not in done.stdout
    assert not (tmp_path / "valkey").exists()


@pytest.mark.slow
def test_powers_over_the_audit_differ_by_role(database_urls: DatabaseUrls, empty_db: DatabaseUrls) -> None:
    application = powers_over_the_audit(database_urls.app)
    owner = powers_over_the_audit(database_urls.owner)
    assert application is not None
    assert owner is not None
    assert (application.owns, application.may_add, application.may_change) == (False, True, False)
    assert owner.owns
    assert powers_over_the_audit(empty_db.owner) is None


def role_finding(settings_of: MakeSettings, **given: object) -> Diagnosis:
    return {finding.what: finding for finding in examine(settings_of(**given))}["database role"]


def test_the_doctor_finds_a_production_whose_processes_own_the_audit_trail(
    make_settings: MakeSettings, database_urls: DatabaseUrls
) -> None:
    production = Environment.production
    owner = role_finding(make_settings, environment=production, database_url=database_urls.owner)
    assert owner.state is Condition.wrong
    assert "kentongan_app" in owner.remedy
    assert role_finding(make_settings, environment=production).state is Condition.fine
    assert role_finding(make_settings, database_url=database_urls.owner).state is Condition.note


@pytest.mark.slow
def test_the_doctor_finds_a_role_that_was_given_too_much(
    make_settings: MakeSettings, committed_db: DatabaseUrls
) -> None:
    with psycopg.connect(libpq_address(committed_db.owner), autocommit=True) as connection:
        connection.execute(f"GRANT DELETE ON audit_entries TO {APP}")
    found = role_finding(make_settings, environment=Environment.production, database_url=committed_db.app)
    assert found.state is Condition.wrong
    assert "REVOKE" in found.remedy


@pytest.mark.slow
def test_tables_that_are_not_there_yet_are_told(empty_db: DatabaseUrls, tmp_path: Path) -> None:
    assert kentongan("keys", "create", data_dir=tmp_path).returncode == 0
    done = kentongan("audit", "verify", data_dir=tmp_path, environ={"KENTONGAN_DATABASE_URL": empty_db.app})
    assert done.returncode == 1
    assert "kentongan migrate" in done.stderr
    assert "Traceback" not in done.stderr
