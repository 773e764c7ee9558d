"""An office may say whom a reporter in danger telephones, and when it asks again whom it protected."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Nobody has said anything yet: 110, 129 and 148, and all ask after 30, 60 and 90 days."""
    op.add_column("offices", sa.Column("emergency_numbers", sa.String(300), nullable=True))
    op.add_column("offices", sa.Column("check_in_days", sa.ARRAY(sa.Integer()), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("offices", "check_in_days")
    op.drop_column("offices", "emergency_numbers")
