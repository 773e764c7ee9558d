"""Running a coroutine as a process: a fast loop, and an end in good order on SIGTERM and Ctrl-C."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import structlog
import typer
import uvloop

from deploy.commands.entry import FAILED
from deploy.local.errors import LocalStackError

# What cannot work at all (a refused token, no database) ends sooner than this.
_SETTLED_AFTER = 0.3

# Shorter than the supervisor's patience; longer than a send to Telegram takes.
_ENDS_WITHIN = 12.0

log = structlog.get_logger(__name__)


def serve(main: Coroutine[Any, Any, object], *, works: Callable[[], None] | None = None) -> None:
    """Run until it ends by itself or the process is asked to stop; say when it has begun to work."""
    try:
        with suppress(KeyboardInterrupt):
            uvloop.run(_until_stopped(main, works))
    except LocalStackError:
        raise  # a sentence for whoever runs it
    except Exception:  # the process boundary: the log keeps where it happened, not what people wrote
        log.exception("process.crashed")
        raise typer.Exit(FAILED) from None


async def _until_stopped(main: Coroutine[Any, Any, object], works: Callable[[], None] | None) -> None:
    task = asyncio.ensure_future(main)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        task.cancel()
        # Work in hand may need the database to end well; when that is gone too, it never would.
        loop.call_later(_ENDS_WITHIN, _end_now)

    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop)
    await asyncio.wait({task}, timeout=_SETTLED_AFTER)
    if works is not None and not task.done():
        works()
    with suppress(asyncio.CancelledError):
        await task


def _end_now() -> None:
    log.error("process.did_not_stop")
    os._exit(FAILED)
