"""Working through many reports: saved views, chosen columns, words found despite typos, quick queues.

The distinct words of open reports stand in a table of their own, without saying whose they are; a trigger
keeps it in step. They are added in alphabetical order, so that two reports filed at once cannot block
each other.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"
DUE = "COALESCE(due_at, 'infinity'::timestamp with time zone)"

GATHER = """
CREATE FUNCTION gather_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_words (word)
    SELECT DISTINCT said.word
    FROM fresh, unnest(tsvector_to_array(fresh.words)) AS said(word)
    WHERE length(said.word) BETWEEN 2 AND 80
      AND NOT EXISTS (SELECT 1 FROM search_words WHERE search_words.word = said.word)
    ORDER BY said.word
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END;
$$
"""


def upgrade() -> None:
    """Apply."""
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_saved_views_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    op.create_index(op.f("ix_saved_views_officer_id"), "saved_views", ["officer_id"])
    op.create_table(
        "officer_preferences",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("chosen", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_officer_preferences_officer_id")
        ),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_officer_preferences")),
    )
    op.create_table(
        "search_words",
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_words")),
    )
    _grant()
    _gather()
    _index()


def _grant() -> None:
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views, officer_preferences TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT ON search_words TO {APPLICATION}")


def _gather() -> None:
    op.execute(GATHER)
    for event in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER gather_words_on_{event.lower()} AFTER {event} ON report_search "
            "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION gather_search_words()"
        )
    op.execute(
        "INSERT INTO search_words (word) SELECT DISTINCT said.word FROM report_search, "
        "unnest(tsvector_to_array(words)) AS said(word) WHERE length(said.word) BETWEEN 2 AND 80"
    )


def _index() -> None:
    op.create_index(
        "search_words_alike",
        "search_words",
        ["word"],
        postgresql_using="gin",
        postgresql_ops={"word": "gin_trgm_ops"},
    )
    op.create_index(
        "reports_by_number",
        "reports",
        ["agenda_number"],
        postgresql_using="gin",
        postgresql_ops={"agenda_number": "gin_trgm_ops"},
    )
    still_open = sa.text("closed_at IS NULL")
    op.create_index("reports_in_due_order", "reports", [sa.text(DUE), "id"])
    op.create_index("reports_open_in_due_order", "reports", [sa.text(DUE), "id"], postgresql_where=still_open)
    op.create_index(
        "reports_open_by_office",
        "reports",
        ["office_id", "holder_role", "due_at"],
        postgresql_where=still_open,
    )
    op.create_index("reports_as_received", "reports", ["received_at", "id"])
    op.create_index("reports_as_numbered", "reports", ["agenda_year", "agenda_seq", "id"])


def downgrade() -> None:
    """Take back."""
    for name in (
        "reports_as_numbered",
        "reports_as_received",
        "reports_open_by_office",
        "reports_open_in_due_order",
        "reports_in_due_order",
        "reports_by_number",
    ):
        op.drop_index(name, table_name="reports")
    for event in ("insert", "update"):
        op.execute(f"DROP TRIGGER gather_words_on_{event} ON report_search")
    op.execute("DROP FUNCTION gather_search_words()")
    op.drop_table("search_words")
    op.drop_table("officer_preferences")
    op.drop_table("saved_views")
    op.execute("DROP EXTENSION pg_trgm")
