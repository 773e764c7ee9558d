"""A threatened reporter stands on top, rings by the hour, and is asked again after a protection has ended."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"
STAGES = ("requested", "acknowledged", "assessed", "measures", "handed_over", "closed")
KINDS = (
    *("assigned", "reporter_said", "mention", "consulted", "advised", "proposal"),
    *("identity_request", "identity_approved", "due_soon", "late"),
)
NEW_KINDS = ("protection", "danger")


def upgrade() -> None:
    """Apply. Requests of before are in the history and the conversation; they ring for nobody."""
    stage = sa.Enum(*STAGES, native_enum=False, create_constraint=False, length=40)
    op.add_column("reports", sa.Column("protection", stage, nullable=True))
    op.create_check_constraint(
        op.f("ck_reports_protectionstage_known"), "reports", sa.column("protection").in_(STAGES)
    )
    op.add_column("reports", sa.Column("threatened_since", UTCDateTime(), nullable=True))
    op.add_column(
        "reports", sa.Column("in_danger", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.alter_column("reports", "in_danger", server_default=None)
    op.add_column("reports", sa.Column("reporter_safe", sa.Boolean(), nullable=True))
    op.add_column("reports", sa.Column("check_in_at", UTCDateTime(), nullable=True))
    for name, column in (("reports_threatened", "threatened_since"), ("reports_to_check_in", "check_in_at")):
        op.create_index(name, "reports", [column], postgresql_where=sa.text(f"{column} IS NOT NULL"))
    _protections()
    _notice_kinds((*KINDS, *NEW_KINDS))


def _protections() -> None:
    op.create_table(
        "protections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("requested_at", UTCDateTime(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("rung_at", UTCDateTime(), nullable=False),
        sa.Column("acknowledged_at", UTCDateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("threats", sa.ARRAY(sa.String(20)), nullable=False),
        sa.Column("relation", sa.String(20), nullable=True),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("check_days", sa.ARRAY(sa.Integer()), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_protections_report_id")),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["officers.id"], name=op.f("fk_protections_acknowledged_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protections")),
    )
    op.create_index(op.f("ix_protections_report_id"), "protections", ["report_id"])
    op.create_index(
        "one_open_protection",
        "protections",
        ["report_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "protections_unanswered",
        "protections",
        ["rung_at"],
        postgresql_where=sa.text("acknowledged_at IS NULL AND closed_at IS NULL"),
    )
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON protections TO {APPLICATION}")


def _notice_kinds(kinds: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_officer_notices_noticekind_known"), "officer_notices")
    op.create_check_constraint(
        op.f("ck_officer_notices_noticekind_known"), "officer_notices", sa.column("kind").in_(kinds)
    )


def downgrade() -> None:
    """Take back. What rang goes with it; the history keeps every step."""
    op.execute("DELETE FROM officer_notices WHERE kind IN ('protection', 'danger')")
    _notice_kinds(KINDS)
    op.drop_table("protections")
    for name in ("reports_to_check_in", "reports_threatened"):
        op.drop_index(name, table_name="reports")
    for column in ("check_in_at", "reporter_safe", "in_danger", "threatened_since"):
        op.drop_column("reports", column)
    op.drop_constraint(op.f("ck_reports_protectionstage_known"), "reports")
    op.drop_column("reports", "protection")
