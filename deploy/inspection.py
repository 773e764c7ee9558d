"""What `kentongan doctor` asks of things that must fit: keys and database, evidence and processes."""

import shutil
import tempfile
from pathlib import Path

from core.errors import UnavailableError
from core.settings import PROCESSES, RINGS, Environment, Settings, env_name
from deploy.belonging import NotOursError, adopted_by, misfit_here, require_tables
from deploy.diagnosis import Diagnosis, fine, note, rings_here, wrong
from deploy.endpoints import Endpoints
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


def evidence(settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    """Say whether evidence can be kept."""
    if settings.evidence_location.startswith("file://"):
        folder = Path(settings.evidence_location.removeprefix("file://"))
        try:
            while not folder.exists():  # it is made at the first use; what matters is where
                folder = folder.parent
            with tempfile.TemporaryFile(dir=folder):
                free = shutil.disk_usage(folder).free // 2**30
        except OSError as error:
            return wrong("evidence", reason(error), f"Make {folder} writable.")
        seen = f"folder {folder}, {free} GB free"
        return fine("evidence", seen) if free else wrong("evidence", seen, "Free some space.")
    from obstore.store import from_url  # noqa: PLC0415 - only for remote stores

    try:
        from_url(settings.evidence_location).list_with_delimiter()
    except Exception as error:  # noqa: BLE001 - every store has its own errors
        return wrong(
            "evidence", type(error).__name__, f"Check {env_name('evidence_url')} and the store's credentials."
        )
    return fine("evidence", settings.evidence_location.split("?", maxsplit=1)[0])
