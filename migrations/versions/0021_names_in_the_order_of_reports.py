"""Beside what a party's name is found by stands the report's place in lists, as beside its words."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"
TRACKS = ("public_service", "whistleblowing")
PLACE: dict[str, Any] = {
    "office_id": sa.Integer(),
    "due_at": UTCDateTime(),
    "received_at": UTCDateTime(),
    "agenda_year": sa.Integer(),
    "agenda_seq": sa.Integer(),
}
KEEP_PLACE = """
CREATE OR REPLACE FUNCTION keep_place_of_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {updates}
    RETURN NULL;
END;
$$
"""


def upgrade() -> None:
    """Apply. A report has one row from now on; names told later are added to it."""
    op.rename_table("party_words", "party_words_before")
    op.create_table(
        "party_words",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("tokens", sa.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column(
            "track",
            sa.Enum(*TRACKS, name="track_known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        *(sa.Column(name, kind, nullable=name == "due_at") for name, kind in PLACE.items()),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_party_words_report_id")),
    )
    op.execute("ALTER TABLE party_words SET (fillfactor = 80)")
    op.execute(
        f"INSERT INTO party_words (report_id, tokens, track, {', '.join(PLACE)})"  # noqa: S608
        f" SELECT id, array_remove(called.tokens, NULL), track, {', '.join(PLACE)}"
        " FROM reports JOIN (SELECT report_id, array_agg(DISTINCT token ORDER BY token) AS tokens"
        " FROM party_words_before LEFT JOIN unnest(tokens) AS token ON true GROUP BY report_id) AS called"
        " ON called.report_id = reports.id"
    )
    op.drop_table("party_words_before")
    op.create_primary_key(op.f("pk_party_words"), "party_words", ["report_id"])
    op.create_index("party_words_tokens", "party_words", ["office_id", "tokens"], postgresql_using="gin")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON party_words TO {APPLICATION}")
    _have_kept(("report_search", tuple(PLACE)), ("party_words", ("track", *PLACE)))


def downgrade() -> None:
    """Take back."""
    _have_kept(("report_search", tuple(PLACE)))
    op.drop_index("party_words_tokens", "party_words")
    for name in ("track", *PLACE):
        op.drop_column("party_words", name)
    op.drop_constraint(op.f("pk_party_words"), "party_words")
    op.add_column("party_words", sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))
    op.alter_column("party_words", "id", nullable=False, server_default=None)
    op.create_primary_key(op.f("pk_party_words"), "party_words", ["id"])
    op.create_index(op.f("ix_party_words_report_id"), "party_words", ["report_id"])
    op.create_index("party_words_tokens", "party_words", ["tokens"], postgresql_using="gin")
    op.execute("ALTER TABLE party_words RESET (fillfactor)")
    op.execute(f"REVOKE UPDATE ON party_words FROM {APPLICATION}")


def _have_kept(*tables: tuple[str, tuple[str, ...]]) -> None:
    """Have the trigger on `reports` keep these columns of these tables."""
    updates = (
        f"UPDATE {table} SET {', '.join(f'{name} = NEW.{name}' for name in names)} WHERE report_id = NEW.id;"  # noqa: S608
        for table, names in tables
    )
    op.execute(KEEP_PLACE.format(updates="\n    ".join(updates)))
    told = sorted({name for _, names in tables for name in names})
    old, new = (", ".join(f"{which}.{name}" for name in told) for which in ("OLD", "NEW"))
    op.execute("DROP TRIGGER place_of_words ON reports")
    op.execute(
        f"CREATE TRIGGER place_of_words AFTER UPDATE OF {', '.join(told)} ON reports FOR EACH ROW"
        f" WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION keep_place_of_words()"
    )
