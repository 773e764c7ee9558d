"""`keys create`: the keys of a new set-up."""

import typer

from deploy.commands.entry import begin, told_plainly

keys = typer.Typer(help="The keys reports are sealed with.", no_args_is_help=True)

MACHINES = {
    "bot": "where `kentongan bot` runs",
    "backoffice": "where `kentongan backoffice` runs, and `kentongan officer create`",
    "worker": "where `kentongan worker` runs, and `kentongan audit verify`",
}


@keys.callback()
def sealing() -> None:
    """Make the keys that reports, identities and chats are sealed with."""


@keys.command()
def create() -> None:
    """Make the three key files of a new set-up: for the bot, the back office and the worker.

    They are written where KENTONGAN_BOT_KEYS_FILE, KENTONGAN_BACKOFFICE_KEYS_FILE and
    KENTONGAN_WORKER_KEYS_FILE say, else to keys/ in the data directory, each readable by its owner only.
    Run it once for a whole set-up, on one machine, before the first report: the three belong together, and
    what is there already is never overwritten. Then move each file to the machine of its process, which
    must have no other's: that is what keeps the bot from reading reports and the back office from learning
    chats.

    Keep a copy of all three, apart from the copies of the database. Whoever loses them loses the reports:
    nobody can open them again. `kentongan run` makes them by itself where there are none.
    """
    from deploy.keys import create_key_files, key_setting  # noqa: PLC0415 - brings the cipher

    with told_plainly():
        made = create_key_files(begin("keys"))
        typer.echo("Made three key files, each readable by its owner only:")
        typer.echo()
        for ring, path in made.items():
            typer.echo(f"  {path}")
            typer.echo(f"      belongs {MACHINES[ring]} ({key_setting(ring)})")
        typer.echo()
        typer.echo("On a machine of its own, a process gets its own file and no other.")
        typer.echo(
            "Copy all three now to a safe place, apart from the database's copies: without them nobody can "
            "open a report again."
        )


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(keys, name="keys")
