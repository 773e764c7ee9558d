"""When the reporter was warned, what a lapse had asked, and words that leave the search index."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"

FORGET_WORDS = """
CREATE FUNCTION forget_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search_words
    WHERE word IN (SELECT said.word FROM gone, unnest(tsvector_to_array(gone.words)) AS said(word))
      AND NOT EXISTS (
          SELECT 1 FROM report_search
          WHERE words @@ (
              '''' || replace(replace(word, chr(92), chr(92) || chr(92)), '''', '''''') || ''''
          )::tsquery
      );
    RETURN NULL;
END;
$$
"""

FORGET_REPORT = """
CREATE FUNCTION forget_words_of_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM report_search WHERE report_id = NEW.id;
    RETURN NULL;
END;
$$
"""


def upgrade() -> None:
    """Apply."""
    op.add_column("deadlines", sa.Column("warned_until", UTCDateTime(), nullable=True))
    # Reminded under the old rule, which knew no time of its own: their end stays the date they were told.
    op.execute(
        "UPDATE deadlines SET warned_until = due_at WHERE stopped_at IS NULL"
        " AND kind IN ('completion', 'closing') AND jsonb_exists(reminders, 'before')"
    )
    op.add_column("history", sa.Column("asked", ARRAY(sa.String(20)), nullable=False, server_default="{}"))
    op.alter_column("history", "asked", server_default=None)
    _asked_before()
    op.execute(f"GRANT DELETE ON search_words TO {APPLICATION}")
    op.execute(FORGET_WORDS)
    op.execute(FORGET_REPORT)
    op.execute(
        "CREATE TRIGGER forget_words_on_delete AFTER DELETE ON report_search "
        "REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_search_words()"
    )
    op.execute(
        "CREATE TRIGGER words_of_open_reports_only AFTER UPDATE OF identity_mode, track ON reports "
        "FOR EACH ROW WHEN (NEW.identity_mode <> 'open' OR NEW.track <> 'public_service') "
        "EXECUTE FUNCTION forget_words_of_report()"
    )


def _asked_before() -> None:
    """Word the lapses of before from what their reports still miss, as they have been worded so far."""
    op.execute("ALTER TABLE history DISABLE TRIGGER USER")
    op.execute(
        "UPDATE history SET asked = reports.missing_elements FROM reports"
        " WHERE reports.id = history.report_id AND history.action = 'lapse'"
    )
    op.execute("ALTER TABLE history ENABLE TRIGGER USER")


def downgrade() -> None:
    """Take back."""
    op.execute("DROP TRIGGER words_of_open_reports_only ON reports")
    op.execute("DROP TRIGGER forget_words_on_delete ON report_search")
    op.execute("DROP FUNCTION forget_words_of_report()")
    op.execute("DROP FUNCTION forget_search_words()")
    op.execute(f"REVOKE DELETE ON search_words FROM {APPLICATION}")
    op.drop_column("history", "asked")
    op.drop_column("deadlines", "warned_until")
