"""What `kentongan doctor` asks of things that must fit: keys and database, evidence and processes."""

import asyncio
import shutil
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from core.db.database import Database
from core.errors import UnavailableError
from core.evidence.location import STORE_FIELDS, open_store, store_options
from core.evidence.probing import MarkFound, look_for_marks
from core.evidence.sweeping import SweepStand, sweep_stand
from core.settings import PROCESSES, RINGS, Environment, Settings, env_name
from deploy.belonging import NotOursError, adopted_by, misfit_here, require_tables
from deploy.diagnosis import Condition, Diagnosis, fine, note, rings_here, wrong
from deploy.endpoints import Endpoints
from deploy.evidence import marks_in_words
from deploy.proxies import proxy_trouble
from deploy.reach import reason


def belonging(  # noqa: PLR0911 - each thing that may be wrong has its own words
    settings: Settings, endpoints: Endpoints | None
) -> Diagnosis:
    """Say whether the key files of this machine are those the database's rows are sealed to."""
    what = "installation"
    if settings.database_url is None:
        return note(what, "no database to look at")
    try:
        adopted = adopted_by(settings.require_database_url())
        require_tables(settings, adopted)
    except NotOursError as error:
        return note(what, "unknown", str(error))  # the tables have a line of their own
    except UnavailableError:
        return note(what, "unknown", "See PostgreSQL above.")
    except Exception as error:  # noqa: BLE001 - whatever keeps us from looking is the finding
        return wrong(what, reason(error), "See PostgreSQL above.")
    bad = wrong if settings.environment is Environment.production else note
    checked = []
    for ring in RINGS:
        if ring not in rings_here(settings, endpoints) or not settings.keys_of(ring).exists():
            continue
        try:
            trouble = misfit_here(settings, ring, adopted)
        except (OSError, ValueError, TypeError) as error:
            return wrong(what, f"{settings.keys_of(ring)}: {reason(error)}", "See keys above.")
        if trouble:
            seen = f"{PROCESSES[ring]}'s keys and the database do not belong together"
            return (bad if not adopted.fingerprints else wrong)(what, seen, trouble)
        checked.append(PROCESSES[ring])
    if not checked:
        return note(what, f"{adopted.installation_id}", "No key file is here to compare.")
    return fine(what, f"{adopted.installation_id}; its keys: {', '.join(checked)}")


def evidence(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    """Say whether evidence can be kept here, and by all processes in one place."""
    look = _folder if settings.evidence_location.startswith("file://") else _object_store
    found = look(settings)
    unnamed = settings.environment is Environment.production and settings.evidence_url is None
    if found.state is not Condition.fine or not unnamed or endpoints is not None:
        return found
    remedy = f"Name one store for all processes in {env_name('evidence_url')}."
    if rings_here(settings, endpoints) == set(PROCESSES):
        return note("evidence", f"{found.seen}; right for `kentongan run` only", remedy)
    return wrong("evidence", f"{found.seen}: the other processes do not reach it", remedy)


def _folder(settings: Settings) -> Diagnosis:
    folder = Path(unquote(urlsplit(settings.evidence_location).path))
    try:
        while not folder.exists():  # it is made at the first use; what matters is where
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free // 2**30
    except OSError as error:
        return wrong("evidence", reason(error), f"Make {folder} writable.")
    seen = f"folder {folder}, {free} GB free"
    return fine("evidence", seen) if free else wrong("evidence", seen, "Free some space.")


def _object_store(settings: Settings) -> Diagnosis:
    from obstore.store import from_url  # noqa: PLC0415 - only for remote stores

    try:
        from_url(settings.evidence_location, **store_options(settings)).list_with_delimiter()
    except Exception as error:  # noqa: BLE001 - every store has its own errors
        named = ", ".join(env_name(field) for field in STORE_FIELDS)
        return wrong("evidence", f"the store refuses ({type(error).__name__})", f"Check {named}.")
    return fine("evidence", settings.evidence_location.split("?", maxsplit=1)[0])


def marks(settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    """Say whether what each process put into the store can be read from here, and whether it is swept."""
    what = "shared store"
    if settings.database_url is None:
        return note(what, "no database to look at")

    async def look() -> tuple[dict[str, MarkFound], SweepStand]:
        database = Database.connect(settings.require_database_url(), pool_size=1)
        try:
            async with database.transaction() as session:
                found = await look_for_marks(open_store(settings), session)
                return found, await sweep_stand(session)
        finally:
            await database.close()

    try:
        found, stand = asyncio.run(look())
    except Exception as error:  # noqa: BLE001 - whatever keeps us from looking is the finding
        return note(what, reason(error), "See PostgreSQL, tables and evidence above.")
    seen = marks_in_words(found) if found else "no process has left its mark yet"
    if any(one is not MarkFound.FOUND for one in found.values()):
        return wrong(
            what, seen,
            f"Name the same store in {env_name('evidence_url')} for all, then start them again; a folder "
            "needs the group all of them belong to and the setgid bit (chgrp, chmod 2770).",
        )  # fmt: skip
    if stand.held is not None:
        return note(what, f"{seen}; nothing is swept", "See `kentongan evidence status`.")
    return fine(what, seen)


def proxies(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    """Say whether the desk knows who comes through its proxy: without, all of them are one address."""
    what = "proxies"
    if "backoffice" not in rings_here(settings, endpoints):
        return fine(what, "not needed on this machine")
    if trouble := proxy_trouble(settings):
        return wrong(what, "every visitor has the proxy's address", trouble)
    return fine(what, settings.trusted_proxies or "none, officers reach the desk themselves")
