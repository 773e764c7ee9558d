"""What happens to a report: history, messages, evidence, deadlines."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATES = (
    "received",
    "awaiting_completion",
    "disposed",
    "in_process",
    "with_unit_head",
    "in_followup",
    "followup_submitted",
    "answered",
    "closed",
    "returned_national",
    "archived_incomplete",
    "withdrawn",
    "not_processable",
    "review",
    "deepening",
    "with_leader",
    "investigation",
    "concluded",
)
SIDES = (
    "reporter",
    "officer",
    "system",
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "deadlines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "completion",
                "verification",
                "initial_response",
                "resolution",
                "closing",
                name="deadlinekind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("legal_source", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("raw_due_at", UTCDateTime(), nullable=False),
        sa.Column("pauses", postgresql.JSONB(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("stopped_at", UTCDateTime(), nullable=True),
        sa.Column("reminders", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_deadlines_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
    )
    op.create_index(
        "deadlines_running",
        "deadlines",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_index(op.f("ix_deadlines_report_id"), "deadlines", ["report_id"], unique=False)
    op.create_index(
        "one_running_per_kind",
        "deadlines",
        ["report_id", "kind"],
        unique=True,
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column(
            "source",
            sa.Enum(*STATES, name="source_known", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "target",
            sa.Enum(*STATES, name="target_known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum(*SIDES, name="side_known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "agency_admin",
                "liaison",
                "unit_admin",
                "unit_head",
                "handler",
                "inspector",
                "leader",
                "desk_officer",
                "system_admin",
                "support_unit",
                "reporter",
                "system",
                name="role_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(length=120), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("source_key", sa.LargeBinary(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_history_office_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_history_officer_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_history_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sa.UniqueConstraint("report_id", "seq", name=op.f("uq_history_report_id_seq")),
        sa.UniqueConstraint("source_key", name=op.f("uq_history_source_key")),
    )
    op.create_index(op.f("ix_history_report_id"), "history", ["report_id"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(*SIDES, name="side_known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "message",
                "information",
                "completion_request",
                "completion",
                "answer",
                "response",
                "notice",
                "note",
                "consultation",
                "progress",
                "obstacle",
                "followup",
                "protection",
                "rating",
                name="messagekind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("to_reporter", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("source_key", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_messages_officer_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["messages.id"], name=op.f("fk_messages_replaces_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_messages_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("report_id", "seq", name=op.f("uq_messages_report_id_seq")),
        sa.UniqueConstraint("source_key", name=op.f("uq_messages_source_key")),
    )
    op.create_index(op.f("ix_messages_report_id"), "messages", ["report_id"], unique=False)
    op.create_table(
        "report_units",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "lead",
                "support",
                "consulted",
                "internal",
                name="part_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_units_report_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_report_units_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_units")),
    )
    op.create_index(op.f("ix_report_units_report_id"), "report_units", ["report_id"], unique=False)
    op.create_index(
        "one_lead_unit",
        "report_units",
        ["report_id"],
        unique=True,
        postgresql_where=sa.text("part = 'lead' AND until IS NULL"),
    )
    op.create_index(
        "report_units_open",
        "report_units",
        ["unit_id", "report_id"],
        unique=False,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(*SIDES, name="side_known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column(
            "medium",
            sa.Enum(
                "photo",
                "document",
                "audio",
                "video",
                name="medium_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("to_reporter", sa.Boolean(), nullable=False),
        sa.Column("object_key", sa.String(length=80), nullable=False),
        sa.Column("stored_bytes", sa.Integer(), nullable=False),
        sa.Column("stored_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_evidence_message_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_evidence_officer_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_evidence_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("object_key", name=op.f("uq_evidence_object_key")),
        sa.UniqueConstraint("report_id", "seq", name=op.f("uq_evidence_report_id_seq")),
    )
    op.create_index(op.f("ix_evidence_message_id"), "evidence", ["message_id"], unique=False)
    op.create_index(op.f("ix_evidence_report_id"), "evidence", ["report_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_table("evidence")
    op.drop_table("report_units")
    op.drop_table("messages")
    op.drop_table("history")
    op.drop_table("deadlines")
