"""New rows of several tables in one statement: one round trip instead of one per table.

Each table's rows travel as one JSON value, so the statement stays short and is prepared once per
connection. Foreign keys between the rows hold: PostgreSQL checks them when the whole statement has ended.
Rows are best made by `new_row`: an object that a session could follow costs many times as much.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa
from pydantic_core import PydanticUndefined, to_json
from sqlalchemy.dialects import postgresql
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

_POSTGRESQL: Final = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be inserted: its table, and a value for every column."""

    table: sa.Table
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a model's row is made of."""

    table: sa.Table
    fixed: Mapping[str, Any]
    made: Mapping[str, Callable[[], Any]]
    needed: frozenset[str]
    known: frozenset[str]


def new_row(model: type[SQLModel], /, **values: Any) -> Row:
    """Make a row of a table model; what is not given is the model's own default.

    Raises:
        TypeError: The model has no such column, or no default for one that is not given.
    """
    shape = _shape(model)
    if not (shape.needed <= values.keys() <= shape.known):
        wrong = sorted((shape.needed - values.keys()) | (values.keys() - shape.known))
        raise TypeError(f"{model.__name__}: {', '.join(wrong)}")
    made = {name: make() for name, make in shape.made.items() if name not in values}
    return Row(shape.table, {**shape.fixed, **made, **values})


async def insert_together(session: AsyncSession, rows: Iterable[Row | SQLModel]) -> None:
    """Insert the rows, every column as the row has it; no session knows them, before or after.

    A `tsvector` is given as its text.
    """
    by_table: dict[sa.Table, list[dict[str, Any]]] = {}
    for one in rows:
        row = one if isinstance(one, Row) else _row_of(one)
        by_table.setdefault(row.table, []).append(_as_text(row))
    tables = tuple(sorted(by_table, key=lambda table: table.name))
    given = {f"rows_{place}": to_json(by_table[table]).decode() for place, table in enumerate(tables)}
    await (await session.connection()).execute(_statement(tables), given)


@lru_cache(maxsize=256)
def _shape(model: type[SQLModel]) -> _Shape:
    table: sa.Table = model.__table__  # type: ignore[attr-defined]  # every table model has one
    fields = {column.name: model.model_fields[column.name] for column in table.columns}
    made: dict[str, Any] = {
        name: field.default_factory for name, field in fields.items() if field.default_factory
    }
    fixed = {
        name: field.default
        for name, field in fields.items()
        if name not in made and field.default is not PydanticUndefined
    }
    known = frozenset(fields)
    return _Shape(table, fixed, made, known - made.keys() - fixed.keys(), known)


def _row_of(model: SQLModel) -> Row:
    shape = _shape(type(model))
    return Row(shape.table, {name: getattr(model, name) for name in shape.known})


def _as_text(row: Row) -> dict[str, Any]:
    """Write bytes as PostgreSQL reads them; JSON has a form for all else."""
    return {
        name: "\\x" + value.hex() if isinstance(value, bytes) else value for name, value in row.values.items()
    }


@lru_cache(maxsize=256)
def _statement(tables: tuple[sa.Table, ...]) -> sa.TextClause:
    parts = [f"into_{table.name} AS ({_insert(table, place)})" for place, table in enumerate(tables)]
    return sa.text(f"WITH {', '.join(parts)} SELECT 1")


def _insert(table: sa.Table, place: int) -> str:
    """Insert a table's rows. Names come from our own models, values only as the parameter."""
    given = f"CAST(:rows_{place} AS jsonb)"
    if not any(_is_words(column) for column in table.columns):
        rows = f"jsonb_populate_recordset(CAST(NULL AS {table.name}), {given})"
        return f"INSERT INTO {table.name} SELECT * FROM {rows}"  # noqa: S608
    typed = {
        column: "text" if _is_words(column) else column.type.compile(_POSTGRESQL) for column in table.columns
    }
    shape = ", ".join(f"{column.name} {kind}" for column, kind in typed.items())
    chosen = ", ".join(
        f"to_tsvector('indonesian', {column.name})" if _is_words(column) else column.name
        for column in table.columns
    )
    names = ", ".join(column.name for column in table.columns)
    rows = f"jsonb_to_recordset({given}) AS row ({shape})"
    return f"INSERT INTO {table.name} ({names}) SELECT {chosen} FROM {rows}"  # noqa: S608


def _is_words(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, postgresql.TSVECTOR)
