"""An office may say after how many days it asks reporters again whom it protected."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Nobody has said anything yet: all ask after 30, 60 and 90 days."""
    op.add_column("offices", sa.Column("check_in_days", sa.ARRAY(sa.Integer()), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("offices", "check_in_days")
