"""Reports due at the same moment come as they were received: the indexes in due order have that place too."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DUE = "COALESCE(due_at, 'infinity'::timestamp with time zone)"
IN_DUE_ORDER: dict[str, tuple[list[str], str | None]] = {
    "reports_in_due_order": ([], None),
    "reports_open_in_due_order": ([], "closed_at IS NULL"),
    "reports_of_office_in_due_order": (["office_id"], None),
    "reports_of_state_in_due_order": (["state"], None),
    "reports_of_holder_in_due_order": (["holder_role"], "closed_at IS NULL"),
    "reports_of_class_in_due_order": (["classification"], "classification IS NOT NULL"),
    "reports_whistleblowing_in_due_order": ([], "track = 'whistleblowing'"),
}


def upgrade() -> None:
    """Apply."""
    _made_anew(["received_at", "id"])


def downgrade() -> None:
    """Take back."""
    _made_anew(["id"])


def _made_anew(last: list[str]) -> None:
    for name, (columns, where) in IN_DUE_ORDER.items():
        op.drop_index(name, "reports")
        condition = sa.text(where) if where else None
        op.create_index(name, "reports", [*columns, sa.text(DUE), *last], postgresql_where=condition)
