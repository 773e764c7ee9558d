"""`audit verify`: is the record of everything that was done still whole."""

import asyncio
from typing import TYPE_CHECKING

import typer

from core.settings import Settings
from deploy.commands.entry import FAILED, begin, told_plainly
from deploy.endpoints import completed

if TYPE_CHECKING:
    from core.privacy.keys import Keyring

audit = typer.Typer(help="The record of everything that was done.", no_args_is_help=True)


@audit.callback()
def record() -> None:
    """Work with the append-only record of every change and every look at a report."""


@audit.command()
def verify() -> None:
    """Check the whole audit record and name every place where it was tampered with.

    Finds an entry that was changed, removed, inserted or reordered, an anchor that was replaced, and a
    report that was removed with all its entries. Reads only. Exit code 1 when anything is wrong, so that
    a timer can call it.
    """
    with told_plainly():
        settings = completed(begin("audit"), needs=("database_url",))
        from deploy.belonging import require_belonging  # noqa: PLC0415 - brings the domain
        from deploy.keys import require_keys  # noqa: PLC0415

        keys = require_keys(settings, "worker")
        require_belonging(settings, "worker", keys)
        if not asyncio.run(_verify(settings, keys)):
            raise typer.Exit(FAILED)


async def _verify(settings: Settings, ring: "Keyring") -> bool:
    from core.audit.verify import verify_all  # noqa: PLC0415 - brings the domain
    from core.db.database import Database  # noqa: PLC0415

    database = Database.connect(settings.require_database_url(), pool_size=1)
    try:
        async with database.transaction() as session:
            verdict = await verify_all(session, anchor_public=ring.anchor_public)
    finally:
        await database.close()
    typer.echo(f"Checked {verdict.entries} entries in {verdict.chains} chains and {verdict.anchors} anchors.")
    for finding in verdict.findings:
        typer.secho(f"{finding.stream} · {finding.seq}: {finding.fault.value}", fg=typer.colors.RED)
    typer.echo("The record is whole." if not verdict.findings else f"{len(verdict.findings)} faults.")
    return not verdict.findings


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(audit, name="audit")
