"""Whether this database, these key files and this version belong together: asked before anything is done.

`migrate` (and `run`, before its parts start) notes whose keys a database's rows are sealed to. Every process
compares before it takes anything in, and ends with a sentence; `doctor` tells the same.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
import structlog
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.signing import VerifyKey

from core.db.addresses import libpq_address
from core.db.database import Database
from core.errors import UnavailableError
from core.installation.fitness import Adopted, Misfit, misfit_of, read_adopted
from core.privacy.keys import Keyring, fingerprints_of, load_ring
from core.privacy.seals import SealBrokenError, open_sealed
from core.settings import PROCESSES, Ring, Settings, env_name
from core.wiring import Core, EntryCheck
from deploy.keys import key_files, key_setting
from deploy.local.errors import LocalStackError

_VERSIONS: Final = Path(__file__).resolve().parent.parent / "migrations" / "versions"
_PAUSE: Final = 1.0

log = structlog.get_logger(__name__)


class NotOursError(LocalStackError):
    """Database, keys and version do not belong together: what is wrong, and what to do."""

    def __init__(self, misfit: Misfit, words: str) -> None:
        self.misfit = misfit
        super().__init__(words)


def known_revisions() -> list[str]:
    """List the schema revisions this version knows, the newest last, without loading Alembic."""
    return sorted(path.name.partition("_")[0] for path in _VERSIONS.glob("[0-9]*_*.py"))


def require_belonging(settings: Settings, ring: Ring, keys: Keyring) -> None:
    """Compare once. A database that is away says nothing; the process's guard asks again when it answers.

    Raises NotOursError with one sentence saying what is wrong and what to do.
    """
    try:
        adopted = adopted_by(settings.require_database_url())
    except UnavailableError:
        return
    _refuse_misfit(settings, adopted, keys, ring)


def guard_of(settings: Settings, ring: Ring) -> EntryCheck:
    """Give a process what it waits for before it takes anything in: a database that is its own."""

    async def stand_guard(core: Core) -> None:
        while True:
            try:
                async with core.database.transaction() as session:
                    adopted = await read_adopted(session)
            except UnavailableError:
                log.warning("process.waiting_for_database")
                await asyncio.sleep(_PAUSE)
            else:
                return _refuse_misfit(settings, adopted, core.keys, ring)

    return stand_guard


def adopted_by(url: str) -> Adopted:
    """Read what a database says of itself.

    Raises:
        UnavailableError: It cannot be reached.
    """

    async def read() -> Adopted:
        database = Database.connect(url, pool_size=1, application="kentongan-belonging")
        try:
            async with database.transaction() as session:
                return await read_adopted(session)
        finally:
            await database.close()

    return asyncio.run(read())


def require_tables(settings: Settings, adopted: Adopted) -> None:
    """Compare the tables alone. Raises NotOursError where they are not this version's."""
    _refuse_misfit(settings, adopted, None, "bot")


def misfit_here(settings: Settings, ring: Ring, adopted: Adopted) -> str | None:
    """Say what is wrong with a process's key file on a database; None where they belong together.

    Raises OSError, ValueError or TypeError where the file cannot be read.
    """
    try:
        _refuse_misfit(settings, adopted, load_ring(settings.keys_of(ring)), ring)
    except NotOursError as error:
        return str(error)
    return None


def _refuse_misfit(settings: Settings, adopted: Adopted, keys: Keyring | None, ring: Ring) -> None:
    misfit = misfit_of(adopted, keys, ring, known_revisions())
    if misfit is not None:
        raise NotOursError(misfit, _sentence(misfit, settings, adopted, ring))


def _sentence(misfit: Misfit, settings: Settings, adopted: Adopted, ring: Ring) -> str:
    file, newest = settings.keys_of(ring), known_revisions()[-1]
    whose = f"installation {adopted.installation_id}"
    return {
        Misfit.NO_TABLES: (
            f"The database in {env_name('database_url')} has no tables of Kentongan: "
            "run `kentongan migrate`, or name the right database."
        ),
        Misfit.OLDER_TABLES: (
            f"The tables are at revision {adopted.revision or 'before 0024'}, this version needs {newest}: "
            "run `kentongan migrate`, then start again."
        ),
        Misfit.NEWER_TABLES: (
            f"The tables are at revision {adopted.revision}, made by a newer version than this one "
            f"({newest}): start the newer version, or restore the copy made before it."
        ),
        Misfit.NOTHING_ADOPTED: (
            "The database does not know yet whose keys its reports are sealed to: run `kentongan migrate` "
            f"where a key file is (or name one with {key_setting(ring)})."
        ),
        Misfit.OTHER_KEYS: (
            f"The keys in {file} are not those of this database ({whose}): put {PROCESSES[ring]}'s own key "
            f"file back from your copy, or name the database it belongs to in {env_name('database_url')}."
        ),
        Misfit.KEY_MISSING: (
            f"{file} is of this installation, but is not the whole key file of {PROCESSES[ring]}: put that "
            f"one back from your copy, or name it with {key_setting(ring)}."
        ),
    }[misfit]


def adopt_keys(settings: Settings) -> str:
    """Note in the database whose keys its rows are sealed to, as the owner of the tables; say what was done.

    The public halves stand in each of the three files, so any one will do. A database that knows its keys
    keeps them; one with reports of before takes only keys that fit them.

    Raises NotOursError or LocalStackError when the files are of different sets, or of another database.
    """
    adopted = adopted_by(settings.require_migration_database_url())
    rings = _readable_rings(settings)
    if not rings:
        return "" if adopted.fingerprints else _no_key_file(settings)
    prints = _agreed(settings, rings)
    ring, keys = next(iter(rings.items()))
    if adopted.fingerprints:
        if dict(adopted.fingerprints) != prints:
            raise NotOursError(Misfit.OTHER_KEYS, _sentence(Misfit.OTHER_KEYS, settings, adopted, ring))
        return ""
    with _as_owner(settings) as connection:
        if not _fits_what_is_there(connection, rings):
            raise NotOursError(Misfit.OTHER_KEYS, _sentence(Misfit.OTHER_KEYS, settings, adopted, ring))
        note_keys(connection, keys)
    return f"The database now knows its keys, from {settings.keys_of(ring)}."


def note_keys(connection: "psycopg.Connection[tuple[object, ...]]", keys: Keyring) -> None:
    """Write the fingerprints of a set of keys; `connection` is the owner's."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO key_fingerprints (name, fingerprint, adopted_at) VALUES (%s, %s, now())"
            " ON CONFLICT (name) DO NOTHING",
            list(fingerprints_of(keys).items()),
        )


def _readable_rings(settings: Settings) -> dict[Ring, Keyring]:
    """Read the key files this account may read; each process's may belong to its own."""
    found: dict[Ring, Keyring] = {}
    for ring, path in key_files(settings).items():
        try:
            found[ring] = load_ring(path)
        except (FileNotFoundError, PermissionError):
            continue
        except (ValueError, TypeError):
            raise LocalStackError(
                f"{path} is not a key file. Put the right one back from your copy."
            ) from None
    return found


def _agreed(settings: Settings, rings: Mapping[Ring, Keyring]) -> dict[str, str]:
    prints = {ring: fingerprints_of(keys) for ring, keys in rings.items()}
    first, *others = prints.items()
    for ring, theirs in others:
        if theirs != first[1]:
            raise LocalStackError(
                f"{settings.keys_of(first[0])} and {settings.keys_of(ring)} are of different sets of keys: "
                "put the files that belong together back from your copy."
            )
    return first[1]


def _no_key_file(settings: Settings) -> str:
    named = ", ".join(str(path) for path in key_files(settings).values())
    return (
        f"No key file was found ({named}), so the database does not know yet whose keys its reports "
        "are sealed to. Run `kentongan keys create`, or name one of the files with "
        f"{', '.join(key_setting(ring) for ring in PROCESSES)}, then `kentongan migrate` again."
    )


def _fits_what_is_there(
    connection: "psycopg.Connection[tuple[object, ...]]", rings: Mapping[Ring, Keyring]
) -> bool:
    """Try the keys on what a database of before already has: its newest anchor, its newest report's key."""
    keys = next(iter(rings.values()))
    anchor = connection.execute(
        "SELECT digest, signature FROM audit_anchors ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if anchor is not None:
        try:
            VerifyKey(keys.anchor_public).verify(_bytes(anchor[0]), _bytes(anchor[1]))
        except (BadSignatureError, CryptoError, ValueError):
            return False
    private = rings["backoffice"].handling_private_key if "backoffice" in rings else None
    newest = connection.execute(
        "SELECT for_handling FROM report_keys JOIN reports ON reports.id = report_keys.report_id"
        " WHERE for_handling IS NOT NULL ORDER BY reports.received_at DESC LIMIT 1"
    ).fetchone()
    if private is not None and newest is not None:
        try:
            open_sealed(private, _bytes(newest[0]))
        except SealBrokenError:
            return False
    return True


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


@contextmanager
def _as_owner(settings: Settings) -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    address = libpq_address(settings.require_migration_database_url())
    with psycopg.connect(address, connect_timeout=5) as connection:
        yield connection
