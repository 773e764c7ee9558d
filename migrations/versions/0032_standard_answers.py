"""Offices keep answers ready for what people ask, in versions; how often each is asked is counted by day."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"
TOPICS = (
    *("hours", "address", "contact", "voter_roll", "moving_vote", "joining_kpps"),
    *("elsewhere", "in_person", "cost"),
)


def upgrade() -> None:
    """Apply. What came with the house is no row: an office has said nothing yet."""
    topic = sa.Enum(*TOPICS, native_enum=False, create_constraint=False, length=40)
    op.create_table(
        "standard_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("topic", topic, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(160), nullable=False),
        sa.Column("answer", sa.String(1500), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("edited_by", sa.Uuid(), nullable=False),
        sa.Column("edited_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            sa.column("topic").in_(TOPICS), name=op.f("ck_standard_answers_answertopic_known")
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from",
            name=op.f("ck_standard_answers_valid_in_order"),
        ),
        sa.CheckConstraint("answer = '' OR source <> ''", name=op.f("ck_standard_answers_has_source")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_standard_answers_office_id")),
        sa.ForeignKeyConstraint(["edited_by"], ["officers.id"], name=op.f("fk_standard_answers_edited_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_answers")),
        sa.UniqueConstraint(
            "office_id", "topic", "version", name=op.f("uq_standard_answers_office_id_topic_version")
        ),
    )
    op.create_table(
        "question_counts",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("topic", topic, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Integer(), nullable=False),
        sa.CheckConstraint(sa.column("topic").in_(TOPICS), name=op.f("ck_question_counts_answertopic_known")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_question_counts_office_id")),
        sa.PrimaryKeyConstraint("office_id", "topic", "day", name=op.f("pk_question_counts")),
    )
    op.execute(f"GRANT SELECT, INSERT ON standard_answers TO {APPLICATION}")  # a version is never changed
    op.execute(f"GRANT USAGE, SELECT ON standard_answers_id_seq TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON question_counts TO {APPLICATION}")


def downgrade() -> None:
    """Take back."""
    op.drop_table("question_counts")
    op.drop_table("standard_answers")
