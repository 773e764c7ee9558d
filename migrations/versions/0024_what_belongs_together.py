"""Which installation a database is, and whose keys its rows are sealed to."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"


def upgrade() -> None:
    """Apply. The id is drawn here; the keys are noted by `kentongan migrate`, which has seen their files."""
    op.create_table(
        "installations",
        sa.Column("id", sa.Integer(), server_default="1", nullable=False),
        sa.Column("installation_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installations_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installations")),
    )
    op.create_table(
        "key_fingerprints",
        sa.Column("name", AutoString(length=40), nullable=False),
        sa.Column("fingerprint", AutoString(length=32), nullable=False),
        sa.Column("adopted_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_key_fingerprints")),
    )
    op.execute("INSERT INTO installations (installation_id, made_at) VALUES (gen_random_uuid(), now())")
    op.create_table(
        "unreadable_reports",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("noticed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_unreadable_reports_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_unreadable_reports")),
    )
    op.execute(f"GRANT SELECT ON alembic_version, installations, key_fingerprints TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT, DELETE ON unreadable_reports TO {APPLICATION}")


def downgrade() -> None:
    """Take back."""
    op.execute(f"REVOKE SELECT ON alembic_version FROM {APPLICATION}")  # noqa: S608 - our own words
    op.drop_table("unreadable_reports")
    op.drop_table("key_fingerprints")
    op.drop_table("installations")
