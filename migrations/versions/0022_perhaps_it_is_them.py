"""Officers are recognised by what they are called, not by kept hashes; whom a report may mean is a doubt."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"


def upgrade() -> None:
    """Apply. Without the index of officers no join tells who is named from who lodged."""
    op.add_column(
        "recusals", sa.Column("doubtful", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.alter_column("recusals", "doubtful", server_default=None)
    op.add_column("recusals", sa.Column("lifted_at", UTCDateTime(), nullable=True))
    op.add_column("recusals", sa.Column("decided_by", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_recusals_decided_by"), "recusals", "officers", ["decided_by"], ["id"])
    op.execute(f"GRANT UPDATE (doubtful, lifted_at, decided_by) ON recusals TO {APPLICATION}")
    op.drop_table("officer_index")


def downgrade() -> None:
    """Take back. The index is empty then: officers have to be indexed anew."""
    op.create_table(
        "officer_index",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_officer_index_officer_id")),
        sa.PrimaryKeyConstraint("officer_id", "token", name=op.f("pk_officer_index")),
    )
    op.create_index(op.f("ix_officer_index_token"), "officer_index", ["token"], unique=False)
    op.execute(f"GRANT SELECT, INSERT ON officer_index TO {APPLICATION}")
    op.execute(f"REVOKE UPDATE (doubtful, lifted_at, decided_by) ON recusals FROM {APPLICATION}")
    op.drop_constraint(op.f("fk_recusals_decided_by"), "recusals", type_="foreignkey")
    op.drop_column("recusals", "decided_by")
    op.drop_column("recusals", "lifted_at")
    op.drop_column("recusals", "doubtful")
