"""The parts of the stack: which are ours to run, in which order, and what each may know."""

import asyncio
import secrets
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import structlog

from core.settings import Settings, env_name
from deploy.endpoints import Endpoints
from deploy.local.places import run_dir
from deploy.local.postgres import OWNER, PostgresServer
from deploy.local.valkey import ValkeyServer
from deploy.supervision.child import Program, Ready
from deploy.supervision.probes import announces, answers

log = structlog.get_logger(__name__)


def local_endpoints(settings: Settings) -> Endpoints:
    """Choose the embedded default for whatever the set-up does not name, and say so."""
    chosen: dict[str, str] = {}
    if settings.database_url is None:
        postgres = PostgresServer(settings.data_dir)
        chosen |= {"database_url": postgres.url(), "migration_database_url": postgres.url(OWNER)}
        log.info("stack.embedded_default", setting=env_name("database_url"))
    if settings.redis_url is None:
        chosen["redis_url"] = ValkeyServer(settings.data_dir).url()
        log.info("stack.embedded_default", setting=env_name("redis_url"))
    if settings.evidence_url is None:
        log.info("stack.embedded_default", setting=env_name("evidence_url"))
    if settings.uses_simulator:
        chosen["telegram_token"] = simulator_token(settings.data_dir)
        chosen["telegram_api_base"] = f"http://127.0.0.1:{settings.simulator_port}"
    return Endpoints(**chosen)


def simulator_token(data_dir: Path) -> str:
    """Give the made-up bot token of this data directory, drawn once."""
    path = simulator_token_file(data_dir)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"{secrets.randbelow(9 * 10**8) + 10**8}:{secrets.token_urlsafe(26)[:35]}")
    return path.read_text()


def simulator_token_file(data_dir: Path) -> Path:
    """Name the file with the made-up bot token."""
    return run_dir(data_dir) / "simulator-token"


def server_parts(settings: Settings) -> list[Program]:
    """List the embedded servers this set-up needs, in the order they start."""
    parts = []
    if settings.database_url is None:
        parts.append(_server_part("postgres", PostgresServer(settings.data_dir)))
    if settings.redis_url is None:
        parts.append(_server_part("valkey", ValkeyServer(settings.data_dir)))
    return parts


def _server_part(name: str, server: PostgresServer | ValkeyServer) -> Program:
    async def ready(pid: int, alive: Callable[[], bool]) -> None:
        await asyncio.to_thread(server.wait_ready, pid, alive=alive)

    return Program(
        name=name,
        command=server.command(),
        options=server.spawn_options(),
        prepare=server.prepare,
        ready=ready,
        stop_signal=server.stop_signal,
        patience=30.0,
        mute=("overcommit", "signal-handler", "ready to exit", "administrator command", "starting up"),
    )


def simulator_part(settings: Settings, endpoints: Endpoints) -> Program | None:
    """Run the Telegram simulator, unless the bot talks to the real one."""
    if not settings.uses_simulator:
        return None
    url = f"http://127.0.0.1:{settings.simulator_port}/healthz"
    return _own_part("simulator", settings, endpoints, answers(url, part="simulator"))


def application_parts(settings: Settings, endpoints: Endpoints) -> list[Program]:
    """List the project's own processes, in the order they start."""
    host = "127.0.0.1" if settings.backoffice_host in {"0.0.0.0", "::"} else settings.backoffice_host
    health = f"http://{host}:{settings.backoffice_port}/healthz"
    return [
        _own_part("worker", settings, endpoints, announces(settings.data_dir, part="worker")),
        _own_part("backoffice", settings, endpoints, answers(health, part="backoffice")),
        _own_part("bot", settings, endpoints, announces(settings.data_dir, part="bot")),
    ]


def _own_part(name: str, settings: Settings, endpoints: Endpoints, ready: Ready) -> Program:
    environment = {
        **endpoints.environment(),
        env_name("data_dir"): str(settings.data_dir.resolve()),
        "PYTHONUNBUFFERED": "1",
    }
    # Each process knows only what it needs: nobody but `migrate` the owner's address, nobody but those
    # who talk to Telegram the token. An empty value counts as not set.
    environment[env_name("migration_database_url")] = ""
    if name == "backoffice":
        environment[env_name("telegram_token")] = ""
    return Program(
        name=name,
        command=[sys.executable, "-m", "deploy", name, "--quiet" if name == "simulator" else "--gated"],
        environment=environment,
        ready=ready,
        stop_signal=signal.SIGTERM,
        gated=name != "simulator",
    )
