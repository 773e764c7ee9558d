"""What was written down of voice notes, version by version."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"


def upgrade() -> None:
    """Apply. Nobody changes what stands there: a correction is a version of its own."""
    op.create_table(
        "transcripts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_reporter", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_transcripts_report_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_transcripts_evidence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcripts")),
        sa.UniqueConstraint("evidence_id", "version", name=op.f("uq_transcripts_evidence_id_version")),
    )
    op.create_index(op.f("ix_transcripts_report_id"), "transcripts", ["report_id"])
    op.execute(f"GRANT SELECT, INSERT ON transcripts TO {APPLICATION}")


def downgrade() -> None:
    """Take back; what was written down goes, the recordings stay."""
    op.drop_table("transcripts")
