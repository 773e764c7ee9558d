"""Words are found within an office: whether a kabupaten's reports say a word is read from the index alone."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NAME = "report_search_words"


def upgrade() -> None:
    """Apply."""
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")
    op.drop_index(NAME, "report_search")
    op.create_index(NAME, "report_search", ["office_id", "words"], postgresql_using="gin")


def downgrade() -> None:
    """Take back."""
    op.drop_index(NAME, "report_search")
    op.create_index(NAME, "report_search", ["words"], postgresql_using="gin")
    op.execute("DROP EXTENSION btree_gin")
