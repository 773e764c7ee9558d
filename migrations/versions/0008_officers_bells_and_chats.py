"""Officers' notices, their own chats, and messages to them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"
KINDS = (
    "assigned",
    "reporter_said",
    "mention",
    "consulted",
    "advised",
    "proposal",
    "identity_request",
    "identity_approved",
    "due_soon",
    "late",
)
STATUSES = ("pending", "waiting_digest", "sent", "retrying", "unreachable", "suppressed")


def upgrade() -> None:
    """Apply."""
    _notices()
    _chats()
    _deliveries()
    op.execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON officer_notices, officer_chats, officer_deliveries, "
        f"officer_unlinks TO {APPLICATION}"
    )


def _notices() -> None:
    op.create_table(
        "officer_notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("noticekind_known", KINDS), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("read_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_officer_notices_officer_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_officer_notices_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_notices")),
    )
    op.create_index(op.f("ix_officer_notices_report_id"), "officer_notices", ["report_id"])
    op.create_index("officer_notices_newest", "officer_notices", ["officer_id", "created_at", "id"])
    op.create_index(
        "one_unread_notice_per_cause",
        "officer_notices",
        ["officer_id", "report_id", "kind"],
        unique=True,
        postgresql_where=sa.text("read_at IS NULL"),
    )


def _chats() -> None:
    op.create_table(
        "officer_chats",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("chat_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("linked_at", UTCDateTime(), nullable=True),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.Boolean(), nullable=False),
        sa.Column("unreachable_since", UTCDateTime(), nullable=True),
        sa.Column("digest_day", sa.Date(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_expires_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_officer_chats_officer_id")),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_officer_chats")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_officer_chats_code_hash")),
    )
    op.create_table(
        "officer_unlinks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("chat_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_unlinks")),
    )


def _deliveries() -> None:
    op.create_table(
        "officer_deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=120), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("status", _one_of("deliverystatus_known", STATUSES), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=60), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("in_flight_since", UTCDateTime(), nullable=True),
        sa.Column("uncertain", sa.Integer(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_officer_deliveries_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_deliveries")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_officer_deliveries_idempotency_key")),
    )
    op.create_index(
        "officer_deliveries_open",
        "officer_deliveries",
        ["officer_id", "created_at"],
        postgresql_where=sa.text("status IN ('pending', 'retrying')"),
    )


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    """Take back."""
    for table in ("officer_deliveries", "officer_unlinks", "officer_chats", "officer_notices"):
        op.drop_table(table)
