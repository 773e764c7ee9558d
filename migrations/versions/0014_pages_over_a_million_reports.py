"""Pages that do not grow: an index in due order for each way a report gets into a queue."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

DUE = "COALESCE(due_at, 'infinity'::timestamp with time zone)"
IN_DUE_ORDER: dict[str, tuple[list[str], str | None]] = {
    "reports_of_office_in_due_order": (["office_id"], None),
    "reports_of_state_in_due_order": (["state"], None),
    "reports_of_holder_in_due_order": (["holder_role"], "closed_at IS NULL"),
    "reports_of_class_in_due_order": (["classification"], "classification IS NOT NULL"),
    "reports_whistleblowing_in_due_order": ([], "track = 'whistleblowing'"),
}


def upgrade() -> None:
    """Apply."""
    for name, (columns, where) in IN_DUE_ORDER.items():
        condition = sa.text(where) if where else None
        op.create_index(name, "reports", [*columns, sa.text(DUE), "id"], postgresql_where=condition)
    op.create_index(
        "reports_with_proposal",
        "reports",
        ["proposal_by"],
        postgresql_where=sa.text("proposal_by IS NOT NULL"),
    )
    op.create_index(
        "reports_with_stand_in",
        "reports",
        ["stand_in_for"],
        postgresql_where=sa.text("stand_in_for IS NOT NULL"),
    )
    op.create_index("reports_of_office_as_received", "reports", ["office_id", "received_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("reports_of_office_as_received", "reports")
    op.drop_index("reports_with_stand_in", "reports")
    op.drop_index("reports_with_proposal", "reports")
    for name in IN_DUE_ORDER:
        op.drop_index(name, "reports")
