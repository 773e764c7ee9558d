"""Whether a process, its keys and its code belong to the database it was given.

Keys of another set seal what nobody can ever open, and look right while they do it; so every process
compares before it takes anything in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

from core.privacy.keys import Keyring, fingerprints_of, wrong_with
from core.settings import Ring

_THERE: Final = sa.text(
    "SELECT to_regclass('reports') IS NOT NULL AS tables, to_regclass('installations') IS NOT NULL AS known"
)
"""Says whether there are tables of ours at all, and whether they know their installation."""
_ADOPTED: Final = sa.text(
    "SELECT installation_id, (SELECT max(version_num) FROM alembic_version) AS revision,"
    " (SELECT coalesce(json_object_agg(name, fingerprint), '{}') FROM key_fingerprints) AS fingerprints"
    " FROM installations"
)
"""Reads the installation's id, its schema's revision and the fingerprints of its keys, by name."""


class Misfit(StrEnum):
    """What keeps a process from working on a database."""

    NO_TABLES = "no_tables"
    OLDER_TABLES = "older_tables"
    """Made by an older version of this code."""
    NEWER_TABLES = "newer_tables"
    NOTHING_ADOPTED = "nothing_adopted"
    """The database does not know yet whose keys are its own."""
    OTHER_KEYS = "other_keys"
    """Another set of keys, or another database."""
    KEY_MISSING = "key_missing"
    """The file is of the right set and not this process's, or was cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What a database says of itself.

    `revision` is None where there are no tables, and empty where they are too old to tell.
    """

    revision: str | None
    installation_id: UUID | None = None
    fingerprints: Mapping[str, str]
    """By key name; empty until `migrate` has seen a key file."""


async def read_adopted(session: AsyncSession) -> Adopted:
    """Read what a database says of itself, as any of its roles."""
    connection = await session.connection()
    there = (await connection.execute(_THERE)).one()
    if not there.known:
        return Adopted(revision="" if there.tables else None, fingerprints={})
    found = (await connection.execute(_ADOPTED)).one_or_none()
    if found is None:
        return Adopted(revision="", fingerprints={})
    return Adopted(
        revision=found.revision,
        installation_id=found.installation_id,
        fingerprints=dict(found.fingerprints),
    )


def misfit_of(adopted: Adopted, keys: Keyring | None, ring: Ring, revisions: Sequence[str]) -> Misfit | None:
    """Say what is wrong with a process on this database; None where all belongs together.

    Args:
        adopted: What the database says.
        keys: What the process's key file holds; None where only the tables are asked for.
        ring: Which process it is.
        revisions: Every schema revision this code knows, the newest last.
    """
    if adopted.revision is None:
        return Misfit.NO_TABLES
    if adopted.revision != revisions[-1]:
        known = not adopted.revision or adopted.revision in revisions
        return Misfit.OLDER_TABLES if known else Misfit.NEWER_TABLES
    if keys is None:
        return None
    if not adopted.fingerprints:
        return Misfit.NOTHING_ADOPTED
    if dict(adopted.fingerprints) != fingerprints_of(keys):
        return Misfit.OTHER_KEYS
    return Misfit.KEY_MISSING if wrong_with(keys, ring) else None
