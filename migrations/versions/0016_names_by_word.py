"""Named parties are found by any word of their name, and with a letter wrong (ADR 14)."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"


def upgrade() -> None:
    """Apply. Names of before are sealed: they are found in full only, as until now."""
    op.create_table(
        "party_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("tokens", sa.ARRAY(sa.BigInteger()), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_party_words_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_words")),
    )
    op.create_index(op.f("ix_party_words_report_id"), "party_words", ["report_id"])
    op.create_index("party_words_tokens", "party_words", ["tokens"], postgresql_using="gin")
    op.execute(f"GRANT SELECT, INSERT ON party_words TO {APPLICATION}")


def downgrade() -> None:
    """Take back."""
    op.drop_table("party_words")
