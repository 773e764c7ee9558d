"""What outlives a restart, and `kill -9`: one SQLite file, written through in group commits.

Everything lives in memory; this is its copy. `put` is cheap and returns at once; `flush` returns
when all that was put before it is committed. Callers that wait together share one commit.
In WAL mode with `synchronous=NORMAL` a committed row survives the death of the process.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Json = dict[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID
"""
_WRITE = "INSERT OR REPLACE INTO records (kind, key, body) VALUES (?, ?, ?)"
_DROP = "DELETE FROM records WHERE kind = ? AND key = ?"


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump(body: Json) -> str:
    """Write JSON as short as it goes."""
    return _ENCODER.encode(body)


class Storage:
    """Records by kind and key; kept nowhere when there is no path."""

    def __init__(self, path: Path | None) -> None:
        self._connection: sqlite3.Connection | None = None
        self._pending: dict[tuple[str, str], str | None] = {}
        self._commit: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute(_SCHEMA)
            self._writer = ThreadPoolExecutor(1, thread_name_prefix="simulator-storage")

    def load(self, kind: str) -> Iterator[tuple[str, Json]]:
        """Read all records of a kind."""
        if self._connection is None:
            return
        rows = self._connection.execute("SELECT key, body FROM records WHERE kind = ?", (kind,))
        for key, body in rows:
            yield key, json.loads(body)

    def put(self, kind: str, key: str | int, body: Json) -> None:
        """Keep a record, in the state it has now."""
        self._note(kind, key, dump(body) if self._connection is not None else None)

    def remove(self, kind: str, key: str | int) -> None:
        """Forget a record."""
        self._note(kind, key, None)

    def _note(self, kind: str, key: str | int, body: str | None) -> None:
        if self._connection is None:
            return
        self._pending[kind, str(key)] = body
        if self._commit is None:
            self._commit = asyncio.get_running_loop().create_task(self._commit_pending())

    async def flush(self) -> None:
        """Return when everything put so far is committed."""
        if self._commit is not None:
            await asyncio.shield(self._commit)
        elif self._turn.locked():
            async with self._turn:
                pass

    async def _commit_pending(self) -> None:
        async with self._turn:
            batch, self._pending, self._commit = self._pending, {}, None
            try:
                await asyncio.get_running_loop().run_in_executor(self._writer, self._write, batch)
            except sqlite3.Error:
                self._pending = batch | self._pending  # the next commit tries again
                raise

    def _write(self, batch: dict[tuple[str, str], str | None]) -> None:
        connection = self._connection
        if connection is None:
            return
        connection.execute("BEGIN")
        try:
            kept = [(kind, key, body) for (kind, key), body in batch.items() if body is not None]
            connection.executemany(_WRITE, kept)
            connection.executemany(_DROP, [key for key, body in batch.items() if body is None])
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    async def close(self) -> None:
        """Write what is left and let the file go."""
        if self._connection is None:
            return
        await self.flush()
        self._writer.shutdown()
        self._connection.close()
        self._connection = None
