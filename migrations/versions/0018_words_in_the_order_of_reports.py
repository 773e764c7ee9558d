"""Beside its words stands a report's place in lists, so that a search is sorted where it is found."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PLACE: dict[str, Any] = {
    "office_id": sa.Integer(),
    "due_at": UTCDateTime(),
    "received_at": UTCDateTime(),
    "agenda_year": sa.Integer(),
    "agenda_seq": sa.Integer(),
}
KEEP_PLACE = """
CREATE FUNCTION keep_place_of_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE report_search SET
        office_id = NEW.office_id,
        due_at = NEW.due_at,
        received_at = NEW.received_at,
        agenda_year = NEW.agenda_year,
        agenda_seq = NEW.agenda_seq
    WHERE report_id = NEW.id;
    RETURN NULL;
END;
$$
"""


def upgrade() -> None:
    """Apply."""
    for name, kind in PLACE.items():
        op.add_column("report_search", sa.Column(name, kind, nullable=True))
    # A date that moves shall find room beside its words: then no index of them has to be told.
    op.execute("ALTER TABLE report_search SET (fillfactor = 80)")
    _filled()
    for name in PLACE.keys() - {"due_at"}:
        op.alter_column("report_search", name, nullable=False)
    op.execute(KEEP_PLACE)
    op.execute(
        f"CREATE TRIGGER place_of_words AFTER UPDATE OF {', '.join(PLACE)} ON reports FOR EACH ROW"
        f" WHEN (({_row('OLD')}) IS DISTINCT FROM ({_row('NEW')})) EXECUTE FUNCTION keep_place_of_words()"
    )


def _row(which: str) -> str:
    return ", ".join(f"{which}.{name}" for name in PLACE)


def _filled() -> None:
    """Write every row anew; its words are the same, so they are gathered from none and indexed at the end."""
    op.drop_index("report_search_words", "report_search")
    op.execute("ALTER TABLE report_search DISABLE TRIGGER USER")
    same = ", ".join(f"{name} = reports.{name}" for name in PLACE)
    op.execute(f"UPDATE report_search SET {same} FROM reports WHERE reports.id = report_search.report_id")  # noqa: S608
    op.execute("ALTER TABLE report_search ENABLE TRIGGER USER")
    op.create_index("report_search_words", "report_search", ["words"], postgresql_using="gin")


def downgrade() -> None:
    """Take back."""
    op.execute("DROP TRIGGER place_of_words ON reports")
    op.execute("DROP FUNCTION keep_place_of_words()")
    op.execute("ALTER TABLE report_search RESET (fillfactor)")
    for name in reversed(PLACE):
        op.drop_column("report_search", name)
