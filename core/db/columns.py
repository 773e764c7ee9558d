"""Column types that all tables share."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def enum_type(enum: type[StrEnum], check: str | None = None) -> sa.Enum:
    """Store an enum by its value as text, with a CHECK that PostgreSQL holds.

    `check` names the constraint where one table has two columns of the same enum.
    """
    return sa.Enum(
        enum,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=40,
        name=check or f"{enum.__name__.lower()}_known",
    )


def enum_field(enum: type[StrEnum], *, check: str | None = None, **options: Any) -> Any:
    """Declare a model field stored by `enum_type`."""
    return Field(sa_type=enum_type(enum, check), **options)


def json_field(**options: Any) -> Any:
    """Declare a model field stored as jsonb."""
    return Field(sa_type=JSONB, **options)
