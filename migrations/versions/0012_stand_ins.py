"""Who stands in where nobody else can act on a report, and since when nobody at all can."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ROLES = (
    *("agency_admin", "liaison", "unit_admin", "unit_head", "handler", "inspector", "leader"),
    *("desk_officer", "system_admin", "support_unit", "reporter", "system"),
)


def upgrade() -> None:
    """Apply. Reports of before are settled by the worker's next hourly look."""
    role = sa.Enum(*ROLES, native_enum=False, create_constraint=False, length=40)
    op.add_column("reports", sa.Column("stand_in_for", role, nullable=True))
    op.create_check_constraint(
        op.f("ck_reports_stand_in_known"), "reports", sa.column("stand_in_for").in_(ROLES)
    )
    op.add_column("reports", sa.Column("unattended_since", UTCDateTime(), nullable=True))
    op.create_index(
        "reports_unattended",
        "reports",
        ["holder_role"],
        postgresql_where=sa.text("unattended_since IS NOT NULL"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("reports_unattended", table_name="reports")
    op.drop_column("reports", "unattended_since")
    op.drop_constraint(op.f("ck_reports_stand_in_known"), "reports")
    op.drop_column("reports", "stand_in_for")
