"""When a machine's token was last used, and who took it back."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("machine_tokens", sa.Column("last_used_at", UTCDateTime(), nullable=True))
    op.add_column("machine_tokens", sa.Column("revoked_by", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_machine_tokens_revoked_by", "machine_tokens", "officers", ["revoked_by"], ["id"]
    )


def downgrade() -> None:
    """Take back."""
    op.drop_constraint("fk_machine_tokens_revoked_by", "machine_tokens", type_="foreignkey")
    op.drop_column("machine_tokens", "revoked_by")
    op.drop_column("machine_tokens", "last_used_at")
