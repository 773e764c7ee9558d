"""The job queue's own tables, and what the application may do to each table.

Append-only is a privilege here, not a habit: the application cannot change or remove an
audit entry, a history line, a message or a piece of evidence, and cannot delete a report.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"

MAY_CHANGE = (
    "agenda_counters",
    "appointments",
    "audit_heads",
    "deadline_rules",
    "deadlines",
    "deliveries",
    "heartbeats",
    "identity_requests",
    "inbox_updates",
    "local_days",
    "machine_tokens",
    "officers",
    "offices",
    "report_keys",
    "report_search",
    "report_units",
    "reporter_links",
    "reports",
    "units",
)
MAY_DELETE = (
    "deadline_rules",
    "inbox_updates",
    "local_days",
    "officer_index",
    "report_search",
)
NEVER_CHANGES = (
    "audit_anchor_entries",
    "audit_anchors",
    "audit_entries",
    "evidence",
    "history",
    "messages",
    "report_contents",
)
QUEUE_TABLES = (
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$
"""

DROP_QUEUE = """
DO $$
DECLARE item record;
BEGIN
    FOR item IN SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE nspname = current_schema() AND relkind = 'r' AND starts_with(relname, 'procrastinate_')
    LOOP EXECUTE format('DROP TABLE %I CASCADE', item.relname); END LOOP;
    FOR item IN SELECT p.oid::regprocedure AS signature FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE nspname = current_schema() AND starts_with(proname, 'procrastinate_')
    LOOP EXECUTE format('DROP FUNCTION %s CASCADE', item.signature); END LOOP;
    FOR item IN SELECT typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE nspname = current_schema() AND starts_with(typname, 'procrastinate_')
    LOOP EXECUTE format('DROP TYPE IF EXISTS %I CASCADE', item.typname); END LOOP;
END;
$$
"""


def upgrade() -> None:
    """Apply."""
    _run_script(SchemaManager.get_schema())
    op.execute(REFUSE)
    for table in NEVER_CHANGES:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO {APPLICATION}")
    op.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION}")
    op.execute(f"GRANT UPDATE ON {', '.join(MAY_CHANGE)} TO {APPLICATION}")
    op.execute(f"GRANT DELETE ON {', '.join(MAY_DELETE)} TO {APPLICATION}")
    op.execute(f"GRANT UPDATE, DELETE ON {', '.join(QUEUE_TABLES)} TO {APPLICATION}")
    op.execute(f"REVOKE INSERT ON alembic_version FROM {APPLICATION}")


def downgrade() -> None:
    """Take back."""
    op.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APPLICATION}")
    op.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {APPLICATION}")
    for table in NEVER_CHANGES:
        op.execute(f"DROP TRIGGER append_only ON {table}")
    op.execute("DROP FUNCTION refuse_change()")
    op.execute(DROP_QUEUE)


def _run_script(script: str) -> None:
    """Run many statements as they are: the script has no parameters, only percent signs."""
    cursor = op.get_bind().connection.cursor()
    cursor.execute(script)
    cursor.close()
