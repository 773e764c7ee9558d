"""A reporter's limit is compared with the one they were told last."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Whoever waits now was told the date that holds now."""
    op.add_column("deadlines", sa.Column("told_until", UTCDateTime(), nullable=True))
    op.add_column("history", sa.Column("limit_at", UTCDateTime(), nullable=True))
    op.execute(
        "UPDATE deadlines SET told_until = GREATEST(due_at, warned_until)"
        " WHERE stopped_at IS NULL AND kind IN ('completion', 'closing')"
    )


def downgrade() -> None:
    """Take back."""
    op.drop_column("history", "limit_at")
    op.drop_column("deadlines", "told_until")
