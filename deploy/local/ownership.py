"""Running a server as root: PostgreSQL refuses to, so it gets an account of its own.

As any other user nothing here does anything: the servers simply run as that user.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from deploy.local.errors import LocalStackError

ACCOUNT = "kentongan-db"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """The account a server runs as; `None` ids mean: the one we run as."""

    uid: int | None = None
    gid: int | None = None

    @property
    def spawn_options(self) -> dict[str, Any]:
        """Give the keyword arguments for `subprocess.Popen`."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path, *, mode: int = 0o700) -> Path:
        """Make a private directory that belongs to the account."""
        path.mkdir(parents=True, exist_ok=True)
        if self.uid is not None and self.gid is not None and path.stat().st_uid != self.uid:
            os.chown(path, self.uid, self.gid)
        if path.stat().st_uid in {self.uid, os.geteuid()}:
            path.chmod(mode)
        return path


def server_account() -> ServerAccount:
    """Give the account for servers that refuse root, making it when we are root and it is missing."""
    if os.geteuid() != 0:
        return ServerAccount()
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        entry = _make_account()
    return ServerAccount(entry.pw_uid, entry.pw_gid)


def _make_account() -> pwd.struct_passwd:
    command = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if command is None:
        raise LocalStackError(
            "PostgreSQL refuses to run as root and there is no `useradd` to make an account for it. "
            "Run Kentongan as an ordinary user, or set KENTONGAN_DATABASE_URL to a server of your own."
        )
    done = subprocess.run(
        [command, "--system", "--no-create-home", "--user-group", "--shell", "/usr/sbin/nologin", ACCOUNT],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    try:
        return pwd.getpwnam(ACCOUNT)  # also right when another process made it at the same moment
    except KeyError:
        raise LocalStackError(
            f"The account {ACCOUNT} for PostgreSQL could not be made: {done.stderr.strip()}"
        ) from None


def open_way(path: Path, account: ServerAccount) -> None:
    """Let the account pass through the folders above a path; it still cannot list them.

    Only what is missing is added: the search bit for others, on folders that are ours.
    """
    if account.uid is None:
        return
    for folder in reversed([path, *path.parents]):
        mode = folder.stat().st_mode
        if folder.stat().st_uid != account.uid and not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
            log.info("local.way_opened", folder=str(folder), account_used=ACCOUNT)


def open_files(root: Path, account: ServerAccount) -> None:
    """Let the account read programs that were installed with a strict umask."""
    if account.uid is None:
        return
    for path in [root, *root.rglob("*")]:
        if path.is_symlink():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
        if wanted != mode:
            path.chmod(wanted)
