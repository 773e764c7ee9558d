"""Protected reports take their agenda number from one series for the whole country."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

BEFORE = "uq_reports_agenda_office_id_agenda_year_track_agenda_seq"
NOW = "uq_reports_agenda_series"
SERIES = sa.Enum(
    "office", "protected", name="agendaseries_known", native_enum=False, create_constraint=False, length=40
)
KNOWN = "{} IN ('office', 'protected')"


def upgrade() -> None:
    """Apply. Numbers that were given stay; the series goes on from KPU RI's last whistleblowing number."""
    op.add_column(
        "reports", sa.Column("agenda_series", SERIES, nullable=False, server_default=sa.text("'office'"))
    )
    op.execute("UPDATE reports SET agenda_series = 'protected' WHERE track = 'whistleblowing'")
    op.alter_column("reports", "agenda_series", server_default=None)
    op.create_check_constraint(
        op.f("ck_reports_agendaseries_known"), "reports", KNOWN.format("agenda_series")
    )
    op.drop_constraint(op.f(BEFORE), "reports", type_="unique")
    op.create_unique_constraint(
        NOW, "reports", ["agenda_office_id", "agenda_year", "agenda_series", "agenda_seq"]
    )
    op.drop_constraint(op.f("ck_agenda_counters_track_known"), "agenda_counters", type_="check")
    op.alter_column("agenda_counters", "track", new_column_name="series")
    op.execute(
        "UPDATE agenda_counters SET series ="
        " CASE series WHEN 'whistleblowing' THEN 'protected' ELSE 'office' END"
    )
    op.create_check_constraint(
        op.f("ck_agenda_counters_agendaseries_known"), "agenda_counters", KNOWN.format("series")
    )


def downgrade() -> None:
    """Take back. Numbers stay as given; their place in order is set aside where two would share it."""
    op.drop_constraint(op.f("ck_agenda_counters_agendaseries_known"), "agenda_counters", type_="check")
    op.execute(
        "UPDATE agenda_counters SET series ="
        " CASE series WHEN 'protected' THEN 'whistleblowing' ELSE 'public_service' END"
    )
    op.alter_column("agenda_counters", "series", new_column_name="track")
    op.create_check_constraint(
        op.f("ck_agenda_counters_track_known"),
        "agenda_counters",
        "track IN ('public_service', 'whistleblowing')",
    )
    op.execute(
        "UPDATE reports SET agenda_seq = -agenda_seq"
        " WHERE agenda_series = 'protected' AND track = 'public_service'"
    )
    op.drop_constraint(NOW, "reports", type_="unique")
    op.create_unique_constraint(
        op.f(BEFORE), "reports", ["agenda_office_id", "agenda_year", "track", "agenda_seq"]
    )
    op.drop_constraint(op.f("ck_reports_agendaseries_known"), "reports", type_="check")
    op.drop_column("reports", "agenda_series")
