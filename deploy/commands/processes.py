"""`run` and the single processes it is made of."""

import asyncio
import os
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from core.settings import Settings, env_name
from deploy.commands.entry import FAILED, begin, told_plainly
from deploy.endpoints import SERVERS, TELEGRAM, completed
from deploy.local.errors import LocalStackError
from deploy.local.lifetime import announce
from deploy.local.places import private_dir, run_dir
from deploy.local.ports import bound
from deploy.supervision.console import Console

if TYPE_CHECKING:
    from core.wiring import Core, EntryCheck

Gated = Annotated[bool, typer.Option("--gated", hidden=True, help="Load, then wait for the end of stdin.")]


def pass_gate(*, gated: bool) -> None:
    """Wait, with everything loaded, until the supervisor has the tables ready."""
    if gated:
        sys.stdin.read()


def run() -> None:
    """Start everything on this machine and show where to go.

    Starts PostgreSQL, Valkey, the Telegram simulator, the worker, the back office and the bot, makes keys
    and demo data where there are none, prints the addresses, and shows every part's log behind its name.
    What crashes is started again. Ctrl-C stops all of it in order; the data stays in the data directory.

    Parts that are named are not started: with KENTONGAN_DATABASE_URL set there is no embedded PostgreSQL,
    with KENTONGAN_REDIS_URL no Valkey, with KENTONGAN_TELEGRAM_TOKEN no simulator.
    """
    from deploy.supervision.announcement import announce_start  # noqa: PLC0415 - only this command
    from deploy.supervision.stack import Stack  # noqa: PLC0415 - runs the stack

    with told_plainly():
        settings = begin("run")
        console = Console()
        console.progress("starting Kentongan")
        asyncio.run(Stack(settings, console).run(partial(announce_start, console)))


def bot(*, gated: Gated = False) -> None:
    """Run the bot: the conversation with reporters.

    Takes reports in and answers in chat. It can seal what people write and cannot read it back. Needs
    PostgreSQL, Valkey and a Telegram token (or the simulator of a running `kentongan run`).
    """
    with told_plainly():
        from bot.loading import load_aiogram  # noqa: PLC0415 - no other command needs aiogram

        load_aiogram()
        from bot.main import run_bot  # noqa: PLC0415
        from deploy.belonging import require_belonging  # noqa: PLC0415
        from deploy.commands.serving import serve  # noqa: PLC0415
        from deploy.evidence import entry_guard, require_named_store  # noqa: PLC0415
        from deploy.keys import require_keys  # noqa: PLC0415

        pass_gate(gated=gated)
        settings = completed(begin("bot"), needs=(*SERVERS, *TELEGRAM))
        require_named_store(settings, together=gated)
        require_belonging(settings, "bot", require_keys(settings, "bot"))
        serve(
            run_bot(settings, guard=entry_guard(settings, "bot")),
            works=lambda: announce(settings.data_dir, "bot"),
        )


def worker(*, gated: Gated = False) -> None:
    """Run the worker: pushes to chats, reminders, periodic work.

    Carries out the jobs that actions leave behind in the database, and sends through Telegram within its
    limits. Several workers may run at once, on several machines.
    """
    with told_plainly():
        from deploy.belonging import require_belonging  # noqa: PLC0415
        from deploy.commands.serving import serve  # noqa: PLC0415
        from deploy.evidence import entry_guard, require_named_store  # noqa: PLC0415
        from deploy.keys import require_keys  # noqa: PLC0415
        from deploy.worker.main import run_worker  # noqa: PLC0415 - brings python-telegram-bot

        pass_gate(gated=gated)
        settings = completed(begin("worker"), needs=(*SERVERS, *TELEGRAM))
        require_named_store(settings, together=gated)
        require_belonging(settings, "worker", require_keys(settings, "worker"))
        serve(
            run_worker(settings, guard=entry_guard(settings, "worker")),
            works=lambda: announce(settings.data_dir, "worker"),
        )


def backoffice(*, gated: Gated = False) -> None:
    """Run the back office: the officers' pages and the JSON API.

    Listens on KENTONGAN_BACKOFFICE_HOST and KENTONGAN_BACKOFFICE_PORT, with KENTONGAN_BACKOFFICE_PROCESSES
    processes. Behind a reverse proxy that ends
    TLS, name the proxy in KENTONGAN_TRUSTED_PROXIES and the outside address in KENTONGAN_PUBLIC_URL.
    """
    with told_plainly():
        settings = begin("backoffice")
        from deploy.proxies import require_named_proxy  # noqa: PLC0415

        require_named_proxy(settings)
        # Before anything of a back office that already runs on it is touched: its counts are there.
        listening = bound(
            settings.backoffice_host, settings.backoffice_port,
            setting="backoffice_port", what="the back office", command="backoffice",
        )  # fmt: skip
        count_together(settings)
        import uvicorn  # noqa: PLC0415 - only this process serves officers

        from backoffice.app import create_app  # noqa: PLC0415
        from deploy.belonging import require_belonging  # noqa: PLC0415
        from deploy.commands.sharing import share  # noqa: PLC0415
        from deploy.evidence import entry_guard, require_named_store  # noqa: PLC0415
        from deploy.keys import require_keys  # noqa: PLC0415

        pass_gate(gated=gated)
        settings = completed(settings)
        require_named_store(settings, together=gated)
        require_belonging(settings, "backoffice", require_keys(settings, "backoffice"))
        config = uvicorn.Config(
            create_app(settings, guard=_ending(entry_guard(settings, "backoffice"))),
            host=settings.backoffice_host,
            port=settings.backoffice_port,
            access_log=False,  # paths hold report ids, query strings what was searched for
            log_config=None,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies or None,
            timeout_graceful_shutdown=5,
        )
        share(
            lambda: uvicorn.Server(config).run(sockets=[listening]), processes=settings.backoffice_processes
        )


def _ending(guard: "EntryCheck") -> "EntryCheck":
    """Let the desk serve its pages while the database is away, and end where it turns out not to be ours."""

    async def stand_guard(core: "Core") -> None:
        try:
            await guard(core)
        except LocalStackError as error:
            typer.secho(str(error), err=True, fg=typer.colors.RED)
            os._exit(FAILED)  # nothing is in hand: until now the database did not answer

    return stand_guard


def count_together(settings: Settings) -> None:
    """Let several processes add up what they count; prometheus_client looks for the place when it loads."""
    if settings.backoffice_processes > 1:
        place = private_dir(run_dir(settings.data_dir) / "counts")
        for old in place.glob("*.db"):
            old.unlink()
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(place)


def simulator(
    *,
    quiet: Annotated[bool, typer.Option("--quiet", hidden=True, help="Do not say where it is.")] = False,
) -> None:
    """Run the Telegram simulator: the Bot API and a chat page to play the reporter on.

    For demo, training and tests. Listens on 127.0.0.1 and KENTONGAN_SIMULATOR_PORT only, and says where
    its page and its bot's token are. Faults (429, 403, time-outs, duplicate updates) are switched on with
    `POST /faults`.
    """
    with told_plainly():
        settings = begin("simulator")
        listening = bound(
            "127.0.0.1", settings.simulator_port,
            setting="simulator_port", what="the Telegram simulator", command="simulator",
        )  # fmt: skip
        import uvloop  # noqa: PLC0415

        from deploy.setup import BACKOFFICE  # noqa: PLC0415
        from deploy.simulator.app import create_simulator, simulator_server  # noqa: PLC0415
        from deploy.supervision.parts import simulator_token  # noqa: PLC0415

        own = settings.telegram_token
        app = create_simulator(
            data_dir=private_dir(settings.data_dir.resolve() / "simulator"),
            token=own.get_secret_value() if own is not None else simulator_token(settings.data_dir),
            static_font_dir=BACKOFFICE / "node_modules" / "@fontsource-variable" / "plus-jakarta-sans",
        )
        if not quiet:
            show_simulator(settings)
        with suppress(KeyboardInterrupt):  # the server has its own way of ending in good order
            uvloop.run(simulator_server(app, port=settings.simulator_port).serve(sockets=[listening]))


def show_simulator(settings: Settings) -> None:
    """Say where the chat page is, and what a bot needs to talk to it."""
    from deploy.supervision.parts import simulator_token_file  # noqa: PLC0415

    address = f"http://127.0.0.1:{settings.simulator_port}"
    token = (
        f"the one in {env_name('telegram_token')}"
        if settings.telegram_token is not None
        else f"in {simulator_token_file(settings.data_dir)}"
    )
    typer.echo(f"  Chat page    {address}  (you play the reporter; ?user=2 for another person)")
    typer.echo(f"  Bot API      {address}  ({env_name('telegram_api_base')} of a bot and a worker)")
    typer.echo(f"  Bot's token  {token}")
    typer.echo("  Ctrl-C stops it.")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (run, bot, worker, backoffice, simulator):
        app.command()(command)
