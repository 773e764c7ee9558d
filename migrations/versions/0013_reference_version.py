"""Count the transactions that change offices, units, appointments, rules or local days.

Processes keep such data in memory and ask by this count, in one statement, whether it still holds.
The trigger runs as the changing transaction commits: only then is the row locked, and only for as
long as the commit takes, so changes hardly wait for one another and never in a ring.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"
CHANGES = {
    "offices": "INSERT OR UPDATE OR DELETE",
    "units": "INSERT OR UPDATE OR DELETE",
    "officers": "INSERT OR UPDATE OF is_active OR DELETE",
    "appointments": "INSERT OR UPDATE OR DELETE",
    "deadline_rules": "INSERT OR UPDATE OR DELETE",
    "local_days": "INSERT OR UPDATE OR DELETE",
}

COUNT = """
CREATE FUNCTION count_reference_change() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_setting('kentongan.counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        PERFORM set_config('kentongan.counted', pg_current_xact_id()::text, true);
        INSERT INTO reference_version (id, version) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET version = reference_version.version + 1;
    END IF;
    RETURN NULL;
END;
$$
"""


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "reference_version",
        sa.Column("id", sa.Integer(), server_default="1", nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_reference_version_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_version")),
    )
    op.execute(f"GRANT SELECT ON reference_version TO {APPLICATION}")
    op.execute(COUNT)
    for table, changes in CHANGES.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER reference_changed AFTER {changes} ON {table}"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_reference_change()"
        )


def downgrade() -> None:
    """Take back."""
    for table in CHANGES:
        op.execute(f"DROP TRIGGER reference_changed ON {table}")
    op.execute("DROP FUNCTION count_reference_change()")
    op.drop_table("reference_version")
