"""What officers say among themselves about a report: links, consultations, mentions."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "report_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=False),
        sa.Column("linked_at", UTCDateTime(), nullable=False),
        sa.Column("unlinked_by", sa.Uuid(), nullable=True),
        sa.Column("unlinked_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_report_links_smaller_first")),
        sa.ForeignKeyConstraint(["first_id"], ["reports.id"], name=op.f("fk_report_links_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["reports.id"], name=op.f("fk_report_links_second_id")),
        sa.ForeignKeyConstraint(["linked_by"], ["officers.id"], name=op.f("fk_report_links_linked_by")),
        sa.ForeignKeyConstraint(["unlinked_by"], ["officers.id"], name=op.f("fk_report_links_unlinked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_links")),
    )
    op.create_index(
        "one_link_per_pair",
        "report_links",
        ["first_id", "second_id"],
        unique=True,
        postgresql_where=sa.text("unlinked_at IS NULL"),
    )
    op.create_index(
        "report_links_second",
        "report_links",
        ["second_id"],
        unique=False,
        postgresql_where=sa.text("unlinked_at IS NULL"),
    )
    op.create_table(
        "consultations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_consultations_report_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_consultations_unit_id")),
        sa.ForeignKeyConstraint(["question_id"], ["messages.id"], name=op.f("fk_consultations_question_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["officers.id"], name=op.f("fk_consultations_asked_by")),
        sa.ForeignKeyConstraint(["answer_id"], ["messages.id"], name=op.f("fk_consultations_answer_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["officers.id"], name=op.f("fk_consultations_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("question_id", "unit_id", name=op.f("uq_consultations_question_id_unit_id")),
    )
    op.create_index(op.f("ix_consultations_report_id"), "consultations", ["report_id"], unique=False)
    op.create_index(
        "consultations_open",
        "consultations",
        ["unit_id", "report_id"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_table(
        "mentions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("mentioned_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_mentions_report_id")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_mentions_message_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_mentions_officer_id")),
        sa.ForeignKeyConstraint(["mentioned_by"], ["officers.id"], name=op.f("fk_mentions_mentioned_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("message_id", "officer_id", name=op.f("uq_mentions_message_id_officer_id")),
    )
    op.create_index("mentions_of_officer", "mentions", ["officer_id", "created_at"], unique=False)
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON report_links, consultations TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT ON mentions TO {APPLICATION}")


def downgrade() -> None:
    """Take back."""
    op.drop_table("mentions")
    op.drop_table("consultations")
    op.drop_table("report_links")
