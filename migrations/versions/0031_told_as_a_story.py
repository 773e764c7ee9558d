"""A report that came as a story is told from one that was asked for step by step."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "reports", sa.Column("told_as_story", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.alter_column("reports", "told_as_story", server_default=None)


def downgrade() -> None:
    """Take back."""
    op.drop_column("reports", "told_as_story")
