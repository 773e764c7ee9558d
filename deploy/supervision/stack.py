"""Starting all parts in order, and stopping them in the opposite one."""

import asyncio
import signal
from collections.abc import Callable

from filelock import FileLock, Timeout

from core.settings import Environment, Settings
from deploy.endpoints import Endpoints, remove_endpoints, write_endpoints
from deploy.keys import ensure_key_files, key_files
from deploy.local.errors import LocalStackError
from deploy.local.places import run_dir
from deploy.local.ports import require_free_port
from deploy.preparation import PreparedData, load_tools, prepare_data
from deploy.proxies import require_named_proxy
from deploy.reach import ask_telegram, require_named_servers
from deploy.supervision.child import Child, Program
from deploy.supervision.console import Console
from deploy.supervision.parts import application_parts, local_endpoints, server_parts, simulator_part

Announce = Callable[[Settings, PreparedData], None]


class Stack:
    """Everything `kentongan run` runs on this machine."""

    def __init__(self, settings: Settings, console: Console) -> None:
        self.settings = settings
        self._console = console
        self._children: list[Child] = []
        self._stop = asyncio.Event()
        self._lock = FileLock(run_dir(settings.data_dir) / "supervisor.lock")

    async def run(self, announce: Announce) -> None:
        """Start everything, announce it, and keep it running until told to stop.

        Raises LocalStackError when it cannot be started; what had started is stopped again.
        """
        self._refuse_a_second()
        self._listen_for_stop()
        try:
            require_named_proxy(self.settings)
            self._check_ports()
            starting = asyncio.create_task(self._start())
            stopping = asyncio.create_task(self._stop.wait())
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                announce(self.settings, _outcome(starting))
                await stopping
            else:
                starting.cancel()
                await asyncio.wait({starting})
            stopping.cancel()
        finally:
            await self._stop_all()
            self._lock.release()

    def _refuse_a_second(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise LocalStackError(
                f"Kentongan already runs on {self.settings.data_dir.resolve()}. Stop it first, or run a "
                "second one with its own KENTONGAN_DATA_DIR, KENTONGAN_BACKOFFICE_PORT and "
                "KENTONGAN_SIMULATOR_PORT."
            ) from None

    def _listen_for_stop(self) -> None:
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(signum, self._asked_to_stop)

    def _asked_to_stop(self) -> None:
        if self._stop.is_set():  # asked twice: no more patience
            for child in self._children:
                child.kill()
        self._stop.set()

    def _check_ports(self) -> None:
        settings = self.settings
        require_free_port(
            settings.backoffice_host,
            settings.backoffice_port,
            setting="backoffice_port",
            what="the back office",
        )
        if settings.uses_simulator:
            require_free_port(
                "127.0.0.1", settings.simulator_port, setting="simulator_port", what="the Telegram simulator"
            )

    async def _start(self) -> PreparedData:
        settings = self.settings
        # Nothing of ours starts for a set-up that names servers it cannot reach.
        await asyncio.to_thread(require_named_servers, settings)
        endpoints = local_endpoints(settings)
        self._make_keys()
        # Loading our own code takes longest: it goes on while the servers start and the tables are made.
        own = [self._new_child(part) for part in application_parts(settings, endpoints)]
        for child in own:
            await child.load()
        tools = asyncio.create_task(asyncio.to_thread(load_tools))
        await self._start_together(server_parts(settings))
        write_endpoints(settings.data_dir, endpoints)
        # The simulator needs no database: it starts while the tables are looked after.
        simulator = simulator_part(settings, endpoints)
        await tools
        async with asyncio.TaskGroup() as group:
            prepared = group.create_task(self._prepare_data(endpoints))
            group.create_task(self._try_token())
            group.create_task(self._start_together([simulator] if simulator else []))
        async with asyncio.TaskGroup() as group:
            for child in own:
                group.create_task(self._begin(child))
        return prepared.result()

    async def _start_together(self, parts: list[Program]) -> None:
        """Start parts side by side; when one fails, the others are given up too."""
        async with asyncio.TaskGroup() as group:
            for part in parts:
                group.create_task(self._start_part(part))

    async def _start_part(self, part: Program) -> None:
        child = self._new_child(part)
        await child.load()
        await self._begin(child)

    def _new_child(self, part: Program) -> Child:
        child = Child(part, self._console)
        self._children.append(child)
        return child

    async def _begin(self, child: Child) -> None:
        await child.begin()
        self._console.progress(f"{child.part.name} is up")

    async def _prepare_data(self, endpoints: Endpoints) -> PreparedData:
        names = ("database_url", "migration_database_url", "redis_url", "telegram_token", "telegram_api_base")
        settings = endpoints.fill_in(self.settings, names)
        prepared = await asyncio.to_thread(prepare_data, settings)
        self._console.progress(prepared.in_words())
        return prepared

    def _make_keys(self) -> None:
        settings = self.settings
        if ensure_key_files(settings) and settings.environment is Environment.production:
            places = ", ".join(sorted({str(path.parent) for path in key_files(settings).values()}))
            self._console.progress(f"made keys: keep a copy of {places}; lost keys lose the reports")

    async def _try_token(self) -> None:
        """Say in one line when Telegram does not take the token; the bot would only try again and again."""
        if self.settings.uses_simulator:
            return
        answer = await asyncio.to_thread(ask_telegram, self.settings)
        if answer.trouble:
            self._console.trouble(f"Telegram: {answer.trouble}. {answer.remedy}")

    async def _stop_all(self) -> None:
        if self._children:
            self._console.plain()
            self._console.progress("stopping")
        servers = [child for child in self._children if child.part.name in {"postgres", "valkey"}]
        own = [child for child in self._children if child not in servers]
        # Nobody loses a connection that still has work on it: the servers go last.
        await asyncio.gather(*(child.stop() for child in own))
        await asyncio.gather(*(child.stop() for child in servers))
        remove_endpoints(self.settings.data_dir)
        if self._children:
            self._console.progress("stopped")


def _outcome(starting: "asyncio.Task[PreparedData]") -> PreparedData:
    """Give the result, or the first thing that went wrong instead of the group it happened in."""
    try:
        return starting.result()
    except BaseExceptionGroup as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None
