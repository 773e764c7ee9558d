"""Answer templates, categories, why an appointment ended early, and how a process fares."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

APPLICATION = "kentongan_app"
KINDS = ("complaint", "aspiration", "information_request")
CLASSES = ("supervisory", "non_supervisory")


def upgrade() -> None:
    """Apply."""
    op.add_column("appointments", sa.Column("ended_because", sa.String(length=300), nullable=True))
    op.add_column("heartbeats", sa.Column("facts", JSONB(), nullable=False, server_default="{}"))
    op.alter_column("heartbeats", "facts", server_default=None)
    _categories()
    _templates()
    op.execute(
        f"GRANT SELECT, INSERT, UPDATE ON categories, report_categories, answer_templates TO {APPLICATION}"
    )
    op.execute(f"GRANT USAGE, SELECT ON categories_id_seq, answer_templates_id_seq TO {APPLICATION}")


def _categories() -> None:
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
        sa.UniqueConstraint("name", name=op.f("uq_categories_name")),
    )
    op.create_table(
        "report_categories",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_categories_report_id")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_report_categories_category_id")
        ),
        sa.ForeignKeyConstraint(["given_by"], ["officers.id"], name=op.f("fk_report_categories_given_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_categories")),
    )
    op.create_index(op.f("ix_report_categories_report_id"), "report_categories", ["report_id"])
    op.create_index(op.f("ix_report_categories_category_id"), "report_categories", ["category_id"])
    op.create_index(
        "one_category_per_report",
        "report_categories",
        ["report_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )


def _templates() -> None:
    op.create_table(
        "answer_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("kind", _one_of("kind_known", KINDS), nullable=True),
        sa.Column("classification", _one_of("classification_known", CLASSES), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(length=3000), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_answer_templates_office_id")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_answer_templates_category_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["officers.id"], name=op.f("fk_answer_templates_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_templates")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_answer_templates_office_id_name")),
    )


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    """Take back."""
    for table in ("answer_templates", "report_categories", "categories"):
        op.drop_table(table)
    op.drop_column("heartbeats", "facts")
    op.drop_column("appointments", "ended_because")
