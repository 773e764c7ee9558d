"""The servers a benchmark runs on: durable as in production, in a temporary folder, gone afterwards."""

import asyncio
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import psutil
import psycopg
from sqlmodel import col, select

from core.chain.states import Role
from core.db.database import Database
from core.offices.models import Office, OfficeLevel
from core.settings import Ring, Settings, env_name, load_settings
from core.wiring import Core, connect_core
from deploy.local.lifetime import announced, die_with_parent
from deploy.local.postgres import PostgresServer
from deploy.local.valkey import ValkeyServer
from tests.support.house import House, appoint, copied_database, ensure_house, furnished_database, hire
from tests.support.postgres import DatabaseUrls
from tests.support.servers import DATABASES, Servers
from tests.support.stack import free_ports

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE: Final = 120.0
OWN_OFFICES: Final = 200


@dataclass(slots=True)
class Stage:
    """A running PostgreSQL and Valkey, and a furnished house to clone databases from."""

    root: Path
    house: House
    quick: bool
    postgres: str
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, DATABASES)))

    def postgres_seconds(self) -> float:
        """Return the processor time PostgreSQL has used so far, all its processes together."""
        pid = (PostgresServer(self.root).cluster / "postmaster.pid").read_text(encoding="utf-8").split()[0]
        main = psutil.Process(int(pid))
        gone = main.cpu_times()
        spent = gone.user + gone.system + gone.children_user + gone.children_system
        return float(spent + sum(cpu_seconds(one) for one in main.children()))

    @asynccontextmanager
    async def set(self) -> AsyncIterator["Set"]:
        """Give a furnished database of its own, a Valkey of its own, and a folder with the keys."""
        with furnished_database(Servers(self.root)) as urls:
            yield self._around(urls)

    @asynccontextmanager
    async def copy_of(self, database: str) -> AsyncIterator["Set"]:
        """Give another database as it is now, with a Valkey and a folder of its own; nobody may be in it."""
        with copied_database(Servers(self.root), database) as urls:
            yield self._around(urls)

    def _around(self, urls: DatabaseUrls) -> "Set":
        number = next(self._numbers)
        data_dir = self.root / f"data{number}"
        shutil.copytree(self.house.keys_dir, data_dir / "keys")
        return Set(
            stage=self,
            urls=urls,
            redis_url=ValkeyServer(self.root, databases=DATABASES).url(number),
            data_dir=data_dir,
            simulator_port=free_ports(1)[0],
            backoffice_port=free_ports(1)[0],
        )


@asynccontextmanager
async def stage(*, quick: bool) -> AsyncIterator[Stage]:
    """Start the servers, stop them in the end."""
    root = Path(tempfile.mkdtemp(prefix="kt-bench-"))
    os.chmod(root, 0o711)  # noqa: PTH101, S103 - PostgreSQL's own account passes through
    postgres = PostgresServer(root).start()
    valkey = ValkeyServer(root, databases=DATABASES).start()
    try:
        with psycopg.connect(PostgresServer(root).conninfo()) as connection:
            version = f"PostgreSQL {connection.info.parameter_status('server_version')}"
        yield Stage(root, await ensure_house(Servers(root)), quick, version)
    finally:
        postgres.send_signal(PostgresServer.stop_signal)
        valkey.send_signal(ValkeyServer.stop_signal)
        postgres.wait(60)
        valkey.wait(60)
        for folder in (PostgresServer(root).sockets, ValkeyServer(root).socket.parent, root):
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Set:
    """One benchmark's own data, and the processes it starts on it."""

    stage: Stage
    urls: DatabaseUrls
    redis_url: str
    data_dir: Path
    simulator_port: int
    backoffice_port: int
    token: str = field(
        default_factory=lambda: f"{secrets.randbelow(9 * 10**8) + 10**8}:{secrets.token_urlsafe(26)[:35]}"
    )

    @property
    def house(self) -> House:
        """Who and what is in the database."""
        return self.stage.house

    @property
    def chat(self) -> str:
        """Where the simulator answers."""
        return f"http://127.0.0.1:{self.simulator_port}"

    @property
    def desk(self) -> str:
        """Where the back office answers."""
        return f"http://127.0.0.1:{self.backoffice_port}"

    def settings(self, **overrides: Any) -> Settings:
        """Give the settings every process here runs with."""
        values = {**self._values(), **overrides}
        return load_settings(environ={}, env_file=None, **values)

    def _values(self) -> dict[str, Any]:
        return {
            "data_dir": self.data_dir,
            "database_url": self.urls.app,
            "redis_url": self.redis_url,
            "telegram_token": self.token,
            "telegram_api_base": self.chat,
            "simulator_port": self.simulator_port,
            "backoffice_port": self.backoffice_port,
        }

    @asynccontextmanager
    async def core(self, ring: Ring, **overrides: Any) -> AsyncIterator[Core]:
        """Connect as one of the processes would."""
        core = await connect_core(self.settings(**overrides), ring=ring)
        try:
            yield core
        finally:
            await core.close()

    async def open_offices(self, count: int = OWN_OFFICES) -> list["Desk"]:
        """Give so many kabupaten an Admin Instansi of their own, so that reports stay there."""
        database = Database.connect(self.urls.owner, pool_size=1)
        desks = []
        async with database.transaction() as session:
            found = await session.exec(
                select(Office)
                .where(col(Office.level) == OfficeLevel.REGENCY)
                .order_by(col(Office.code))
                .limit(count)
            )
            for number, office in enumerate(found.all()):
                officer = await hire(session, f"meja{number:03d}", f"Petugas Meja {number}", "Sekretaris")
                await appoint(session, officer, Role.AGENCY_ADMIN, office_id=office.id or 0)
                desks.append(Desk(office.id or 0, officer.username, officer.id))
        await database.close()
        return desks

    @contextmanager
    def part(self, name: str, *arguments: str) -> Iterator[psutil.Process]:
        """Run one of our own processes (`bot`, `worker`, `backoffice`, `simulator`) until the block ends."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("KENTONGAN_")}
        environment |= {env_name(key): str(value) for key, value in self._values().items()}
        environment |= {env_name("log_level"): "error", "PYTHONPATH": str(ROOT)}
        with (self.data_dir / f"{name}.log").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "deploy", name, *arguments],
                cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - nothing else runs while it forks
            )  # fmt: skip
        try:
            self._wait_for(name, process)
            yield psutil.Process(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _wait_for(self, name: str, process: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._is_up(name, process.pid):
            if process.poll() is not None or time.monotonic() > deadline:
                said = (self.data_dir / f"{name}.log").read_text(encoding="utf-8")[-3000:]
                raise RuntimeError(f"{name} did not start:\n{said}")
            time.sleep(0.1)

    def _is_up(self, name: str, pid: int) -> bool:
        if name in {"bot", "worker"}:
            return announced(self.data_dir, name) == pid
        url = f"{self.chat if name == 'simulator' else self.desk}/healthz"
        try:
            return httpx.get(url, trust_env=False).is_success
        except httpx.TransportError:
            return False

    async def unlimited(self) -> None:
        """Take Telegram's send limits off the simulator."""
        async with httpx.AsyncClient(trust_env=False) as client:
            body = {"kind": "limits", "enabled": False}
            (await client.post(f"{self.chat}/faults", json=body)).raise_for_status()


@dataclass(frozen=True, slots=True)
class Desk:
    """An office that handles its own reports, and its officer."""

    office_id: int
    username: str
    officer_id: Any


def cpu_seconds(process: psutil.Process) -> float:
    """Return the processor time a process and those it forked have used so far."""
    return float(sum(one.user + one.system for one in (each.cpu_times() for each in _family(process))))


def megabytes(process: psutil.Process) -> float:
    """Return the memory a process and those it forked hold now; what they share counts for each."""
    return float(sum(each.memory_info().rss for each in _family(process)) / 2**20)


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children()]


async def at_once(width: int, jobs: Any) -> None:
    """Do jobs, `width` of them at any moment."""
    waiting = iter(jobs)

    async def hand() -> None:
        for job in waiting:
            await job()

    async with asyncio.TaskGroup() as group:
        for _ in range(width):
            group.create_task(hand())
