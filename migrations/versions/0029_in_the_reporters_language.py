"""A reporter's pushes are said in the language they chose."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "reporter_links", sa.Column("language", sa.String(length=8), nullable=False, server_default="id")
    )


def downgrade() -> None:
    """Take back."""
    op.drop_column("reporter_links", "language")
