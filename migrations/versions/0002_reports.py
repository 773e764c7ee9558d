"""Reports, their sealed content, and the way back to the reporter."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0002"
down_revision = "0001"
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


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tracking_hash", sa.LargeBinary(), nullable=False),
        sa.Column(
            "track",
            sa.Enum(
                "public_service",
                "whistleblowing",
                name="track_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "complaint",
                "aspiration",
                "information_request",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "identity_mode",
            sa.Enum(
                "open",
                "confidential",
                "anonymous",
                name="identitymode_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "telegram",
                "direct",
                "letter",
                "email",
                "box",
                "oral",
                "sp4n",
                name="channel_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="state_known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "classification",
            sa.Enum(
                "supervisory",
                "non_supervisory",
                name="classification_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "violation_type",
            sa.Enum(
                "conflict_of_interest",
                "corruption",
                "fraud",
                "theft",
                "procurement",
                "abuse_of_office",
                "bribery",
                "budget_use",
                "code_of_ethics",
                name="violationtype_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("addressed_office_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("lead_unit_id", sa.Integer(), nullable=True),
        sa.Column(
            "holder_role",
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
        sa.Column("agenda_number", sa.String(length=40), nullable=False),
        sa.Column("agenda_office_id", sa.Integer(), nullable=False),
        sa.Column("agenda_year", sa.Integer(), nullable=False),
        sa.Column("agenda_seq", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=True),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("state_since", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column(
            "due_kind",
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
            nullable=True,
        ),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("missing_elements", postgresql.ARRAY(sa.String(length=20)), nullable=False),
        sa.Column("sheet_printed_at", UTCDateTime(), nullable=True),
        sa.Column("proposal_by", sa.Uuid(), nullable=True),
        sa.Column("review_done", sa.Boolean(), nullable=False),
        sa.Column("corruption_suspected", sa.Boolean(), nullable=False),
        sa.Column(
            "finding",
            sa.Enum(
                "proven",
                "unproven",
                name="finding_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("rehabilitated", sa.Boolean(), nullable=False),
        sa.Column("sp4n_id", sa.String(length=40), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("officer_unread", sa.Boolean(), nullable=False),
        sa.Column("reporter_unread", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_reports_rating_in_range")),
        sa.ForeignKeyConstraint(
            ["addressed_office_id"], ["offices.id"], name=op.f("fk_reports_addressed_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["agenda_office_id"], ["offices.id"], name=op.f("fk_reports_agenda_office_id")
        ),
        sa.ForeignKeyConstraint(["lead_unit_id"], ["units.id"], name=op.f("fk_reports_lead_unit_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_reports_office_id")),
        sa.ForeignKeyConstraint(["proposal_by"], ["officers.id"], name=op.f("fk_reports_proposal_by")),
        sa.ForeignKeyConstraint(["registered_by"], ["officers.id"], name=op.f("fk_reports_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("agenda_number", name=op.f("uq_reports_agenda_number")),
        sa.UniqueConstraint(
            "agenda_office_id",
            "agenda_year",
            "track",
            "agenda_seq",
            name=op.f("uq_reports_agenda_office_id_agenda_year_track_agenda_seq"),
        ),
        sa.UniqueConstraint("sp4n_id", name=op.f("uq_reports_sp4n_id")),
        sa.UniqueConstraint("tracking_hash", name=op.f("uq_reports_tracking_hash")),
    )
    op.create_index(op.f("ix_reports_lead_unit_id"), "reports", ["lead_unit_id"], unique=False)
    op.create_index(op.f("ix_reports_registered_by"), "reports", ["registered_by"], unique=False)
    op.create_index("reports_by_due", "reports", ["due_at", "id"], unique=False)
    op.create_index("reports_by_office", "reports", ["office_id", "state", "due_at"], unique=False)
    op.create_table(
        "party_index",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_party_index_report_id")),
        sa.PrimaryKeyConstraint("report_id", "token", name=op.f("pk_party_index")),
    )
    op.create_index(op.f("ix_party_index_token"), "party_index", ["token"], unique=False)
    op.create_table(
        "recusals",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_recusals_officer_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_recusals_report_id")),
        sa.PrimaryKeyConstraint("report_id", "officer_id", name=op.f("pk_recusals")),
    )
    op.create_index(op.f("ix_recusals_officer_id"), "recusals", ["officer_id"], unique=False)
    op.create_table(
        "report_contents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "reporter",
                "officer",
                "system",
                name="side_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_title", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_contents_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_contents")),
        sa.UniqueConstraint("report_id", "version", name=op.f("uq_report_contents_report_id_version")),
    )
    op.create_index(op.f("ix_report_contents_report_id"), "report_contents", ["report_id"], unique=False)
    op.create_table(
        "report_identities",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_identities_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_identities")),
    )
    op.create_table(
        "report_keys",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("for_handling", sa.LargeBinary(), nullable=True),
        sa.Column("for_reporter", sa.LargeBinary(), nullable=True),
        sa.Column("for_identity", sa.LargeBinary(), nullable=True),
        sa.Column("destroyed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_keys_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_keys")),
    )
    op.create_table(
        "report_search",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_search_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_search")),
    )
    op.create_index("report_search_words", "report_search", ["words"], unique=False, postgresql_using="gin")
    op.create_table(
        "reporter_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("chat_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("chat_hash", sa.LargeBinary(), nullable=True),
        sa.Column("tracking_kept", sa.LargeBinary(), nullable=True),
        sa.Column(
            "push",
            sa.Enum(
                "at_once",
                "daily",
                "none",
                name="pushmode_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unreachable_since", UTCDateTime(), nullable=True),
        sa.Column("unlinked_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_reporter_links_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporter_links")),
        sa.UniqueConstraint("report_id", name=op.f("uq_reporter_links_report_id")),
    )
    op.create_index(op.f("ix_reporter_links_chat_hash"), "reporter_links", ["chat_hash"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_table("reporter_links")
    op.drop_table("report_search")
    op.drop_table("report_keys")
    op.drop_table("report_identities")
    op.drop_table("report_contents")
    op.drop_table("recusals")
    op.drop_table("party_index")
    op.drop_table("reports")
