"""A connection of one's own for short statements that run many times a second.

Each statement is a transaction by itself, committed as durably as any. It spares what a session, a pool
and a round trip to see whether the server is still there cost: more than the statement itself. Services
use `Database.transaction()`; this is for a loop that does the same thing all day.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, Final, LiteralString

import psycopg
from sqlalchemy.ext.asyncio import AsyncEngine

from core.db.away import means_away
from core.errors import UnavailableError

IDLE: Final = 1.0
"""A connection unused for longer is tried first: the server may have been restarted meanwhile."""


class DirectLine:
    """One connection, dialled at its first use and again when it was lost."""

    def __init__(self, engine: AsyncEngine, *, name: str) -> None:
        url = engine.url.set(drivername="postgresql")
        self._conninfo = url.render_as_string(hide_password=False)
        self._name = name
        self._turn = asyncio.Lock()
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._used_at = 0.0

    async def run(self, statement: LiteralString, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run and commit one statement; return its rows.

        Raises:
            UnavailableError: The database cannot be reached, or cannot serve. Whether the statement was
                carried out is not known.
        """
        async with self._turn:
            try:
                connection = await self._ready()
                cursor = await connection.execute(statement, values, prepare=True)
                rows = await cursor.fetchall() if cursor.description else []
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                await self._drop()
                raise UnavailableError from error
            except psycopg.Error as error:
                if not means_away(error):
                    raise
                await self._drop()
                raise UnavailableError from error
            except asyncio.CancelledError:
                await self._drop()
                raise
            self._used_at = monotonic()
        return rows

    async def close(self) -> None:
        """Give the connection back."""
        async with self._turn:
            await self._drop()

    async def _ready(self) -> psycopg.AsyncConnection[Any]:
        if self._connection is not None and monotonic() - self._used_at > IDLE:
            try:
                await self._connection.execute("SELECT 1")
            except psycopg.Error:
                await self._drop()
        if self._connection is None:
            self._connection = await psycopg.AsyncConnection.connect(
                self._conninfo, autocommit=True, application_name=self._name, connect_timeout=5
            )
        return self._connection

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(psycopg.Error):
                await connection.close()
