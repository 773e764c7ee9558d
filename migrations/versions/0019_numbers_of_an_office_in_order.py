"""An office's reports by number: as for the other orders, a page is read from an index and not sorted."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NAME = "reports_of_office_as_numbered"


def upgrade() -> None:
    """Apply."""
    op.create_index(NAME, "reports", ["office_id", "agenda_year", "agenda_seq", "id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(NAME, "reports")
