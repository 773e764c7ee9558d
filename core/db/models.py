"""Table of the reference data's version."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class ReferenceVersion(SQLModel, table=True):
    """One row that counts the transactions in which reference data changed.

    A trigger writes it as such a transaction commits; the application only reads it.
    """

    __tablename__ = "reference_version"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"server_default": "1"})
    version: int = Field(sa_type=sa.BigInteger)
