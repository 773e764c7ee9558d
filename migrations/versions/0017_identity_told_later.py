"""What a reporter tells of themselves in a completion is sealed with who they are, not with the report."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"


def upgrade() -> None:
    """Apply. Completions of before stay in their sealed lines: only the report's key opens those."""
    op.create_table(
        "identity_additions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_identity_additions_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_additions")),
    )
    op.create_index(op.f("ix_identity_additions_report_id"), "identity_additions", ["report_id"])
    op.execute(f"GRANT SELECT, INSERT ON identity_additions TO {APPLICATION}")


def downgrade() -> None:
    """Take back."""
    op.drop_table("identity_additions")
