"""The migrations: up, down and up again with rows in every table, and exactly the declared tables."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, pool, text
from sqlalchemy.exc import OperationalError
from typer.testing import CliRunner

from core.db.addresses import libpq_address
from deploy import migrate
from deploy.cli import app
from deploy.commands.entry import sentence_for
from deploy.migration_check import problems_in
from tests.support.command import kentongan
from tests.support.postgres import DatabaseUrls

SCRIPTS = ScriptDirectory.from_config(migrate.alembic_config(""))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]


@contextmanager
def connected(url: str) -> Iterator["psycopg.Connection[Any]"]:
    with psycopg.connect(libpq_address(url), autocommit=True) as connection:
        yield connection


def tables(url: str) -> set[str]:
    with connected(url) as connection:
        found = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ).fetchall()
    return {name for (name,) in found}


def fill(url: str) -> set[str]:
    """Put a made-up row into every table that takes one; return the tables that have rows."""
    with connected(url) as connection:
        connection.execute("SET session_replication_role = replica")  # rows in any order
        for table in sorted(tables(url) - {"alembic_version", "installations"}):  # these have their one row
            columns = connection.execute(
                "SELECT column_name, data_type, udt_name, is_nullable, column_default, is_identity"
                " FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
                [table],
            ).fetchall()
            given = {
                name: _made_up(connection, table, name, kind, udt).format(
                    place=0 if name == "report_id" else place  # all are of the one report
                )
                for place, (name, kind, udt, nullable, default, identity) in enumerate(columns)
                if nullable == "NO" and default is None and identity == "NO"
            }
            names = ", ".join(f'"{name}"' for name in given)
            values = ", ".join(given.values())
            row = f"({names}) VALUES ({values})" if given else "DEFAULT VALUES"
            connection.execute(f"INSERT INTO {table} {row}")
        return {
            table
            for table in tables(url)
            if connection.execute(f"SELECT EXISTS (SELECT FROM {table})").fetchone() == (True,)  # noqa: S608
        }


_VALUES = {
    "uuid": "'00000000-0000-0000-0000-{place:012d}'",
    "integer": "1",
    "bigint": "1",
    "boolean": "false",
    "bytea": "'\\x00'",
    "timestamp with time zone": "now()",
    "date": "current_date",
    "jsonb": "'{{}}'",
    "json": "'{{}}'",
    "ARRAY": "'{{}}'",
    "tsvector": "''",
}


def _made_up(connection: "psycopg.Connection[Any]", table: str, column: str, kind: str, udt: str) -> str:
    """A value the column's own CHECK constraint accepts."""
    if kind == "USER-DEFINED":
        found = connection.execute(
            "SELECT enumlabel FROM pg_enum WHERE enumtypid = %s::regtype LIMIT 1", [udt]
        )
        (label,) = found.fetchone() or ("",)
        return f"'{label}'"
    if kind in _VALUES:
        return _VALUES[kind]
    checks = connection.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'",
        [table],
    ).fetchall()
    for (check,) in checks:
        if f"({column})" in check or f'("{column}")' in check:
            allowed = check.partition("ARRAY[")[2].partition("'")[2].partition("'")[0]
            if allowed:
                return f"'{allowed}'"
    return "'x'"


@pytest.mark.slow
@pytest.mark.requirement("R92", "R94")
def test_tables_with_rows_go_down_to_nothing_and_up_again(empty_db: DatabaseUrls) -> None:
    migrate.upgrade(empty_db.owner)
    everything = tables(empty_db.owner)
    assert fill(empty_db.superuser) == everything

    migrate.downgrade(empty_db.owner, "base")
    assert tables(empty_db.owner) == {"alembic_version"}
    with connected(empty_db.owner) as connection:
        left = connection.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " UNION ALL SELECT typname FROM pg_type"
            " WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'"
        ).fetchall()
    assert left == []

    migrate.upgrade(empty_db.owner)
    assert tables(empty_db.owner) == everything
    assert problems_in(empty_db.owner) == []


_GONE = {"0022": frozenset({"officer_index"})}
"""Tables that a revision takes away on purpose; going back brings them back empty."""


@pytest.mark.slow
def test_two_who_migrate_at_once_wait_for_each_other(empty_db: DatabaseUrls, tmp_path: Path) -> None:
    named = {"KENTONGAN_MIGRATION_DATABASE_URL": empty_db.owner, "KENTONGAN_DATABASE_URL": empty_db.app}
    with ThreadPoolExecutor(2) as both:
        calls = [
            both.submit(kentongan, "migrate", data_dir=tmp_path / str(who), environ=named) for who in range(2)
        ]
        done = [call.result() for call in calls]
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert problems_in(empty_db.owner) == []


@pytest.mark.slow
def test_a_table_in_use_ends_the_migration_with_a_sentence_and_nothing_changed(
    empty_db: DatabaseUrls,
) -> None:
    migrate.upgrade(empty_db.owner, "0024")
    with psycopg.connect(libpq_address(empty_db.owner)) as connection:
        connection.execute("SELECT FROM installations")  # a process in the middle of something
        with pytest.raises(OperationalError) as error:
            migrate.upgrade(empty_db.owner, "0025")
    assert "Stop the bot" in str(sentence_for(error.value))
    assert migrate.current_revision(empty_db.owner) == "0024"


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, len(REVISIONS)))
def test_each_revision_is_applied_over_the_rows_of_the_one_before(
    empty_db: DatabaseUrls, number: int
) -> None:
    before, revision = REVISIONS[number - 1], REVISIONS[number]
    migrate.upgrade(empty_db.owner, before)
    filled = fill(empty_db.superuser)
    counts = _counts(empty_db.superuser, filled)

    gone = _GONE.get(revision, frozenset())
    kept = {table: count for table, count in counts.items() if table not in gone}

    migrate.upgrade(empty_db.owner, revision)
    assert _counts(empty_db.superuser, filled - gone - {"alembic_version"}) == {
        table: count for table, count in kept.items() if table != "alembic_version"
    }
    assert not gone & tables(empty_db.owner)

    migrate.downgrade(empty_db.owner, before)
    assert _counts(empty_db.superuser, filled) == kept | dict.fromkeys(gone, 0)
    migrate.upgrade(empty_db.owner)
    assert problems_in(empty_db.owner) == []


def _counts(url: str, names: set[str]) -> dict[str, int]:
    with connected(url) as connection:
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # type: ignore[index]  # noqa: S608
            for name in names
        }


@pytest.mark.slow
@pytest.mark.requirement("R52")
def test_a_lapse_of_before_keeps_its_words_and_a_reminder_of_before_its_date(empty_db: DatabaseUrls) -> None:
    migrate.upgrade(empty_db.owner, "0009")
    fill(empty_db.superuser)
    with connected(empty_db.superuser) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE reports SET missing_elements = '{when,how}'")
        connection.execute("UPDATE history SET action = 'lapse', report_id = (SELECT id FROM reports)")
        connection.execute("UPDATE deadlines SET kind = 'completion', reminders = '[\"before\"]'")

    migrate.upgrade(empty_db.owner, "0010")

    with connected(empty_db.superuser) as connection:
        asked = connection.execute("SELECT asked FROM history").fetchone()
        warned = connection.execute("SELECT warned_until = due_at FROM deadlines").fetchone()
    assert asked == (["when", "how"],)
    assert warned == (True,)


@pytest.mark.slow
def test_a_token_of_before_is_still_in_force_and_was_never_seen_in_use(empty_db: DatabaseUrls) -> None:
    migrate.upgrade(empty_db.owner, "0010")
    fill(empty_db.superuser)
    with connected(empty_db.superuser) as connection:
        before = connection.execute("SELECT id, revoked_at FROM machine_tokens").fetchone()

    migrate.upgrade(empty_db.owner, "0011")

    with connected(empty_db.superuser) as connection:
        after = connection.execute(
            "SELECT id, revoked_at, last_used_at, revoked_by FROM machine_tokens"
        ).fetchone()
    assert before is not None
    assert after == (*before, None, None)


@pytest.mark.slow
def test_a_report_of_before_has_no_stand_in_and_none_can_be_made_up(empty_db: DatabaseUrls) -> None:
    migrate.upgrade(empty_db.owner, "0011")
    fill(empty_db.superuser)

    migrate.upgrade(empty_db.owner, "0012")

    with connected(empty_db.superuser) as connection:
        after = connection.execute("SELECT stand_in_for, unattended_since FROM reports").fetchall()
        connection.execute("UPDATE reports SET stand_in_for = 'unit_head'")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("UPDATE reports SET stand_in_for = 'nobody'")
    assert after == [(None, None)]


@pytest.mark.slow
def test_words_of_before_stand_at_their_report_s_place_and_move_with_it(empty_db: DatabaseUrls) -> None:
    migrate.upgrade(empty_db.owner, "0017")
    fill(empty_db.superuser)
    place = "office_id, due_at, received_at, agenda_year, agenda_seq"
    with connected(empty_db.superuser) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE reports SET due_at = '2026-03-04', agenda_seq = 7, office_id = 3")
        connection.execute("UPDATE report_search SET report_id = (SELECT id FROM reports), words = 'segel'")

    migrate.upgrade(empty_db.owner, "0018")

    with connected(empty_db.superuser) as connection:
        (wanted,) = connection.execute(f"SELECT {place} FROM reports").fetchall()  # noqa: S608
        assert connection.execute(f"SELECT {place} FROM report_search").fetchall() == [wanted]  # noqa: S608
        connection.execute("UPDATE reports SET due_at = NULL")
        assert connection.execute("SELECT due_at, words FROM report_search").fetchall() == [(None, "'segel'")]

    migrate.downgrade(empty_db.owner, "0017")

    with connected(empty_db.superuser) as connection:
        assert connection.execute("SELECT words FROM report_search").fetchall() == [("'segel'",)]
        connection.execute("UPDATE reports SET due_at = now()")


@pytest.mark.slow
def test_names_told_one_after_the_other_stand_together_at_their_report_s_place(
    empty_db: DatabaseUrls,
) -> None:
    migrate.upgrade(empty_db.owner, "0020")
    fill(empty_db.superuser)
    place = "track, office_id, due_at, received_at, agenda_year, agenda_seq"
    with connected(empty_db.superuser) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE reports SET due_at = '2026-03-04', agenda_seq = 7, office_id = 3")
        connection.execute("UPDATE party_words SET tokens = '{3, -2}'")
        connection.execute(
            "INSERT INTO party_words (id, report_id, tokens)"
            " SELECT gen_random_uuid(), id, '{5, 3}' FROM reports"
        )

    migrate.upgrade(empty_db.owner, "0021")

    with connected(empty_db.superuser) as connection:
        (wanted,) = connection.execute(f"SELECT {place} FROM reports").fetchall()  # noqa: S608
        assert connection.execute(f"SELECT {place} FROM party_words").fetchall() == [wanted]  # noqa: S608
        assert connection.execute("SELECT tokens FROM party_words").fetchall() == [([-2, 3, 5],)]
        connection.execute("UPDATE reports SET due_at = NULL, track = 'whistleblowing'")
        assert connection.execute("SELECT due_at, track FROM party_words").fetchall() == [
            (None, "whistleblowing")
        ]

    migrate.downgrade(empty_db.owner, "0020")

    with connected(empty_db.superuser) as connection:
        assert connection.execute("SELECT tokens FROM party_words").fetchall() == [([-2, 3, 5],)]
        connection.execute("UPDATE reports SET due_at = now()")


def test_the_revisions_are_one_line_each_told_in_a_sentence() -> None:
    assert migrate.newest_revision() == REVISIONS[-1]
    assert sorted(set(REVISIONS)) == REVISIONS  # numbers may be left out: they are given before they are used
    assert all(len(revision) == 4 and revision.isdecimal() for revision in REVISIONS)
    assert all((script.doc or "").endswith(".") for script in SCRIPTS.walk_revisions())


@pytest.mark.slow
def test_the_migrations_give_exactly_the_declared_tables(committed_db: DatabaseUrls) -> None:
    assert problems_in(committed_db.owner) == []


@pytest.mark.slow
def test_a_difference_would_be_found(committed_db: DatabaseUrls) -> None:
    with connected(committed_db.owner) as connection:
        connection.execute("ALTER TABLE reports ADD COLUMN stray integer")
        connection.execute("DROP INDEX reports_by_due")

    found = "\n".join(problems_in(committed_db.owner))

    assert "stray" in found
    assert "reports_by_due" in found


@pytest.mark.slow
def test_an_older_database_is_told_apart(empty_db: DatabaseUrls) -> None:
    migrate.upgrade(empty_db.owner, "0003")

    (problem,) = problems_in(empty_db.owner)
    assert "0003" in problem


@pytest.mark.slow
def test_the_check_command_says_so(committed_db: DatabaseUrls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENTONGAN_MIGRATION_DATABASE_URL", committed_db.owner)

    good = CliRunner().invoke(app, ["migrate", "--check"])
    with connected(committed_db.owner) as connection:
        connection.execute("ALTER TABLE officers DROP COLUMN position")
    bad = CliRunner().invoke(app, ["migrate", "--check"])

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "position" in bad.output


@pytest.mark.slow
@pytest.mark.requirement("R97", "R94")
def test_the_application_may_do_no_more_than_it_needs(committed_db: DatabaseUrls) -> None:
    engine = create_engine(committed_db.app, poolclass=pool.NullPool)
    with engine.connect() as connection:
        rights = connection.execute(
            text(
                "SELECT relname, has_table_privilege(c.oid, 'UPDATE'), has_table_privilege(c.oid, 'DELETE'),"
                " has_table_privilege(c.oid, 'TRUNCATE') FROM pg_class c WHERE relkind = 'r'"
                " AND relnamespace = 'public'::regnamespace AND NOT starts_with(relname, 'procrastinate_')"
            )
        ).all()
        owns = connection.execute(
            text("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        ).scalar()
        makes = connection.execute(
            text(
                "SELECT has_schema_privilege('public', 'CREATE'),"
                " has_database_privilege(current_database(), 'TEMP')"
            )
        ).one()
    engine.dispose()

    fixed = {name for name, update, delete, _ in rights if not update and not delete}
    assert fixed >= {
        *("audit_entries", "audit_anchors", "audit_anchor_entries", "history", "messages", "evidence"),
        *("report_contents", "report_identities", "party_index", "recusals"),
    }
    assert {name for name, _, delete, _ in rights if delete}.isdisjoint(
        {
            *("reports", "report_keys", "reporter_links", "deliveries", "deadlines", "report_units"),
            *("audit_heads", "agenda_counters", "officers", "appointments", "identity_requests"),
        }
    )
    assert not any(truncate for *_, truncate in rights)
    assert owns == 0
    assert tuple(makes) == (False, False)
