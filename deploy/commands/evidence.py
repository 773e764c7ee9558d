"""`evidence status` and `evidence confirm`: whether files nobody needs are removed from the store."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated

import typer

from core.settings import Settings
from deploy.commands.entry import begin, told_plainly
from deploy.endpoints import completed

if TYPE_CHECKING:
    from core.db.database import Session
    from core.evidence.store import EvidenceStore

evidence = typer.Typer(help="The store reporters' files lie in.", no_args_is_help=True)

WHY = {
    "moved": "this database is a copy, or was restored",
    "older": "this database is older than the store: it was restored from before the last sweep",
    "other_store": "the store does not know the last sweep: it is another one, or was emptied",
    "large_share": "the sweep would take a large share of everything that is known",
}


@evidence.callback()
def store() -> None:
    """Work with the evidence store."""


@evidence.command()
def status() -> None:
    """Say whether the nightly sweep goes on, and how much it would take.

    The sweep removes files of drafts that never became a report: only what was noted when it was put in, and
    fifteen days later belongs to no report. It holds, and says so here and on the health page, where this
    database may know too little: after a restore, on a copy, with another store, and when it would take a
    large share of everything. Nothing is lost while it holds. Reads only.
    """
    with told_plainly():
        asyncio.run(_with_store(completed(begin("evidence"), needs=("database_url",)), _tell))


@evidence.command()
def confirm(
    *,
    large_share: Annotated[
        bool, typer.Option("--large-share", help="Let the next sweep take a large share, once.")
    ] = False,
) -> None:
    """Let the nightly sweep go on after a restore or a move.

    Say so only where this database and the store named by KENTONGAN_EVIDENCE_URL belong together and no other
    database uses that store: in a copy for tests leave it held, and name another store. After a restore from
    an older copy, files of reports that came in later are in no note and stay in the store.

    Where the sweep held because it would take a large share, look at `kentongan evidence status` first.
    """
    with told_plainly():
        settings = completed(begin("evidence"), needs=("database_url",))

        async def agree(session: "Session", store: "EvidenceStore") -> None:
            from core.evidence.sweeping import confirm_sweep  # noqa: PLC0415 - brings the domain

            await confirm_sweep(store, session, large=large_share)
            await _tell(session, store)

        asyncio.run(_with_store(settings, agree))


async def _tell(session: "Session", _store: "EvidenceStore") -> None:
    from core.evidence.sweeping import sweep_stand  # noqa: PLC0415 - brings the domain

    stand = await sweep_stand(session)
    typer.echo(f"Known: {stand.known} files. Noted as abandoned: {stand.abandoned}.")
    last = stand.swept_at.isoformat(timespec="minutes") if stand.swept_at else "never"
    if stand.held is None:
        typer.echo(f"The sweep goes on; last: {last}.")
    else:
        typer.echo(f"The sweep holds: {WHY[stand.held.value]}. Last: {last}.")
        typer.echo("Let it go on with `kentongan evidence confirm`.")


async def _with_store(
    settings: Settings, work: "Callable[[Session, EvidenceStore], Awaitable[None]]"
) -> None:
    from core.db.database import Database  # noqa: PLC0415 - brings the drivers
    from core.evidence.location import open_store  # noqa: PLC0415

    database = Database.connect(settings.require_database_url(), pool_size=1)
    try:
        async with database.transaction() as session:
            await work(session, open_store(settings))
    finally:
        await database.close()


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(evidence, name="evidence")
