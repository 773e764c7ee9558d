"""Where the local stack keeps its files, and who may reach them.

Unix socket paths are limited to about a hundred characters by the kernel, so a long data directory gets
its sockets in a short private folder under the system's temporary directory, named by a hash.
"""

import hashlib
import importlib.util
import os
import tempfile
from pathlib import Path

from core.settings import env_name
from deploy.local.errors import LocalStackError

LONGEST_SOCKET_PATH = 100
_LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432.lock")


def private_dir(path: Path, *, mode: int = 0o700) -> Path:
    """Make a directory only its owner reads (or with the given mode), and return it."""
    path.mkdir(parents=True, exist_ok=True)
    if path.stat().st_uid == os.geteuid():
        path.chmod(mode)
    return path


def data_root(data_dir: Path) -> Path:
    """Make the data directory: private, but passable for the server account where we run as root.

    Raises LocalStackError naming the variable when it cannot be made.
    """
    try:
        return private_dir(data_dir.resolve(), mode=0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise LocalStackError(
            f"The data directory {data_dir.resolve()} cannot be made ({error.strerror}). "
            f"Name one that can with {env_name('data_dir')}."
        ) from error


def run_dir(data_dir: Path) -> Path:
    """Make the folder for state files of a running stack."""
    return private_dir(data_root(data_dir) / "run")


def socket_dir(data_dir: Path, server: str) -> Path:
    """Name the folder for a server's socket, short enough for the kernel; the caller makes it."""
    wanted = data_dir.resolve() / "sockets" / server
    if len(str(wanted)) + _LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH:
        return wanted
    digest = hashlib.sha256(str(wanted).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"kentongan-{os.geteuid()}-{digest}"


def package_folder(package: str) -> Path:
    """Find an installed package's folder without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise LocalStackError(f"The package {package} is not installed; `make setup` installs it.")
    return Path(spec.submodule_search_locations[0])
