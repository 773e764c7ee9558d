"""`inbox list`, `retry` and `drop`: what becomes of chat messages that could not be handled."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from deploy.commands.entry import begin, told_plainly
from deploy.endpoints import completed

if TYPE_CHECKING:
    from core.db.database import Session

T = TypeVar("T")
Numbers = Annotated[list[int] | None, typer.Argument(help="Their numbers, from `inbox list`; all without")]

inbox = typer.Typer(help="Chat messages that could not be handled.", no_args_is_help=True)


@inbox.callback()
def aside() -> None:
    """Decide what becomes of chat messages that were set aside."""


@inbox.command("list")
def list_() -> None:
    """List the chat messages that were set aside: their number, when they came, the error they met.

    A message that meets an error of ours is tried again for minutes; then it is set aside, its sender is
    told, and what comes behind it is handled. It stays, sealed, until you decide: `inbox retry` once the
    error is mended, or `inbox drop`. Nothing of what it says is shown: only the bot can open it.
    """
    from core.notifications.set_aside import list_set_aside  # noqa: PLC0415 - brings the domain

    with told_plainly():
        found = _in_database(list_set_aside)
        for one in found:
            typer.echo(f"{one.update_id}  {one.received_at:%Y-%m-%d %H:%M} UTC  {one.error}")
        typer.echo(f"{len(found)} set aside." if found else "None is set aside.")


@inbox.command()
def retry(numbers: Numbers = None) -> None:
    """Have the bot handle messages again that were set aside; all of them without a number.

    A running bot takes them up within seconds, another one when it starts. Their senders read the answer
    then, which may be late: an old press may find its page gone, and says so. Do it after the error is
    mended, usually after an upgrade; what fails again is set aside again.
    """
    from core.notifications.set_aside import put_back  # noqa: PLC0415 - brings the domain

    with told_plainly():
        typer.echo(f"{_decide(put_back, numbers)} put back.")


@inbox.command()
def drop(numbers: Numbers = None) -> None:
    """Forget messages that were set aside, for good; all of them without a number.

    What they said cannot be had back: look at `inbox list` first. Their senders were told, when the message
    was set aside, that it could not be handled; they are not told again. Asks before it does it.
    """
    from core.notifications.set_aside import let_go  # noqa: PLC0415 - brings the domain

    with told_plainly():
        typer.confirm("Forget what they said, for good?", abort=True)
        typer.echo(f"{_decide(let_go, numbers)} dropped.")


def _decide(how: "Callable[[Session, list[int]], Awaitable[int]]", numbers: list[int] | None) -> int:
    from core.notifications.set_aside import list_set_aside  # noqa: PLC0415 - brings the domain

    async def decide(session: "Session") -> int:
        return await how(session, numbers or [one.update_id for one in await list_set_aside(session)])

    return _in_database(decide)


def _in_database(work: "Callable[[Session], Awaitable[T]]") -> T:
    settings = completed(begin("inbox"), needs=("database_url",))

    async def run() -> T:
        from core.db.database import Database  # noqa: PLC0415 - brings the drivers

        database = Database.connect(settings.require_database_url(), pool_size=1)
        try:
            async with database.transaction() as session:
                return await work(session)
        finally:
            await database.close()

    return asyncio.run(run())


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(inbox, name="inbox")
