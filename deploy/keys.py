"""The key files of a set-up: made once, asked for by every process before it begins."""

from pathlib import Path

from core.privacy.keys import Keyring, load_ring, write_key_files
from core.settings import PROCESSES, RINGS, Ring, Settings, env_name
from deploy.local.errors import LocalStackError
from deploy.local.places import data_root


def key_files(settings: Settings) -> dict[Ring, Path]:
    """Name the key file of each process."""
    return {ring: settings.keys_of(ring) for ring in RINGS}


def key_setting(ring: str) -> str:
    """Name the variable that names a process's key file."""
    return env_name(f"{ring}_keys_file")


def missing_key_files(settings: Settings) -> dict[Ring, Path]:
    """Name the key files that are not there."""
    return {ring: path for ring, path in key_files(settings).items() if not path.exists()}


def processes_here(settings: Settings) -> set[str]:
    """Name the processes that belong to this machine: whose key file is there, or is named by its variable.

    All of them where nothing tells them apart: with an embedded server, which only `run` starts, and where
    there is no key file at all.
    """
    named = {ring for ring in PROCESSES if getattr(settings, f"{ring}_keys_file") is not None}
    here = named | (PROCESSES.keys() - missing_key_files(settings).keys())
    alone = settings.database_url is None or settings.redis_url is None
    return set(PROCESSES) if alone or not here else here


def create_key_files(settings: Settings) -> dict[Ring, Path]:
    """Draw the keys of a new set-up and write them where the settings name them.

    Raises LocalStackError when any is there already: what one set sealed no other opens.
    """
    files = key_files(settings)
    if len(set(files.values())) < len(files):
        names = ", ".join(key_setting(ring) for ring in files)
        raise LocalStackError(f"Each process needs a key file of its own; {names} must differ.")
    data_root(settings.data_dir)
    try:
        write_key_files({str(ring): path for ring, path in files.items()})
    except FileExistsError:
        raise LocalStackError(_refusal(settings)) from None
    except OSError as error:
        raise LocalStackError(
            f"The key files cannot be written ({error.filename}: {error.strerror}). Make that folder "
            f"writable, or name other files with {', '.join(key_setting(ring) for ring in files)}."
        ) from error
    return files


def ensure_key_files(settings: Settings) -> bool:
    """Make the key files where there is none at all; tell whether they were made.

    Raises LocalStackError when some are missing.
    """
    if not missing_key_files(settings):
        return False
    create_key_files(settings)
    return True


def require_keys(settings: Settings, ring: Ring) -> Keyring:
    """Read the keys of a process.

    Raises LocalStackError saying what to do when they are missing or cannot be read.
    """
    path = key_files(settings)[ring]
    try:
        return load_ring(path)
    except FileNotFoundError:
        raise LocalStackError(
            f"There is no key file {path} for {PROCESSES[ring]}. In a new set-up make it with `kentongan "
            f"keys create`; where there are reports already, put it back from your copy, or name it with "
            f"{key_setting(ring)}."
        ) from None
    except OSError as error:
        raise LocalStackError(
            f"The key file {path} for {PROCESSES[ring]} cannot be read ({error.strerror}). It must belong to "
            "the account this process runs as."
        ) from None
    except (ValueError, TypeError):  # not JSON, not base64, or not all of a ring
        raise LocalStackError(
            f"{path} is not a key file of {PROCESSES[ring]}. Put the right one back from your copy, or name "
            f"it with {key_setting(ring)}."
        ) from None


def _refusal(settings: Settings) -> str:
    missing = missing_key_files(settings)
    there = ", ".join(str(path) for ring, path in key_files(settings).items() if ring not in missing)
    if not missing:
        return f"The key files are there already ({there}); new ones would open none of your reports."
    gone = ", ".join(f"{path} ({key_setting(ring)})" for ring, path in missing.items())
    return (
        f"Some key files are there ({there}) and some are not: {gone}. They belong together: put the missing "
        "ones back from your copy. If there is no report yet, move the others away and run `kentongan keys "
        "create`."
    )
