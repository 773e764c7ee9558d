"""What was put into the evidence store is noted, so that only what was noted is ever swept."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"
SWEEPING = ("swept_at", "sweep_place", "sweep_held", "sweep_large_once")


def upgrade() -> None:
    """Apply. Files of before are in no note: what no report took up of them stays where it is."""
    op.create_table(
        "stowed_objects",
        sa.Column("object_key", AutoString(length=80), nullable=False),
        sa.Column("stowed_at", UTCDateTime(), nullable=False),
        sa.Column("abandoned_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("object_key", name=op.f("pk_stowed_objects")),
    )
    op.create_index(op.f("ix_stowed_objects_stowed_at"), "stowed_objects", ["stowed_at"])
    op.create_table(
        "store_probes",
        sa.Column("process", AutoString(length=20), nullable=False),
        sa.Column("token", AutoString(length=40), nullable=False),
        sa.Column("left_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_store_probes")),
    )
    op.add_column("installations", sa.Column("swept_at", UTCDateTime(), nullable=True))
    op.add_column("installations", sa.Column("sweep_place", AutoString(length=80), nullable=True))
    op.add_column("installations", sa.Column("sweep_held", AutoString(length=40), nullable=True))
    op.add_column(
        "installations",
        sa.Column("sweep_large_once", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute(
        "UPDATE installations SET sweep_place = (SELECT system_identifier FROM pg_control_system())"
        " || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON stowed_objects, store_probes TO {APPLICATION}")
    op.execute(f"GRANT UPDATE ({', '.join(SWEEPING)}) ON installations TO {APPLICATION}")


def downgrade() -> None:
    """Take back."""
    for name in SWEEPING:
        op.drop_column("installations", name)
    op.drop_table("store_probes")
    op.drop_index(op.f("ix_stowed_objects_stowed_at"), "stowed_objects")
    op.drop_table("stowed_objects")
