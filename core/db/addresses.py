"""A database's address as SQLAlchemy spells it, and as libpq does."""

from typing import Final

_SQLALCHEMY: Final = "postgresql+psycopg://"
_LIBPQ: Final = "postgresql://"


def libpq_address(database_url: str) -> str:
    """Turn `postgresql+psycopg://…` into the address libpq itself reads."""
    return database_url.replace(_SQLALCHEMY, _LIBPQ, 1)
