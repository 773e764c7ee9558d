"""Files of a draft that was thrown away are told from those nobody came back for."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("stowed_objects", sa.Column("discarded_at", UTCDateTime(), nullable=True))
    op.create_index(op.f("ix_stowed_objects_discarded_at"), "stowed_objects", ["discarded_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_stowed_objects_discarded_at"), "stowed_objects")
    op.drop_column("stowed_objects", "discarded_at")
