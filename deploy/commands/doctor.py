"""`doctor`: what is configured, reachable and missing, and what to do about it."""

from typing import Annotated

import typer

from deploy.commands.entry import FAILED, begin, told_plainly

SIGNS = {
    "fine": ("✓", typer.colors.GREEN),
    "note": ("·", typer.colors.YELLOW),
    "wrong": ("✗", typer.colors.RED),
}


def doctor(
    *,
    settings_table: Annotated[
        bool, typer.Option("--settings-table", help="Print every setting as Markdown and end.")
    ] = False,
    env_example: Annotated[
        bool, typer.Option("--env-example", help="Print a .env file with every default and end.")
    ] = False,
) -> None:
    """Look at the whole set-up and say what to do about what is missing.

    Checks the settings, PostgreSQL, its tables and what the processes may do to them, Valkey, the evidence
    store, the keys, who may read them and whether they are this database's, Telegram, the ports and the
    browser's files. In production it is wrong what a demo may do without: keys, a real bot, a role that
    cannot rewrite the audit trail. A process belongs to this machine when its key file is there or is named;
    what only the others need is not missed.
    Changes nothing. Exit code 1 when something is wrong.
    """
    from deploy import settings_table as documentation  # noqa: PLC0415

    if settings_table or env_example:
        typer.echo(documentation.page() if settings_table else documentation.env_example(), nl=False)
        return
    from deploy.diagnosis import Condition  # noqa: PLC0415 - brings every client there is
    from deploy.examination import examine  # noqa: PLC0415

    with told_plainly():
        settings = begin("doctor")
        wrong = 0
        for finding in examine(settings):
            sign, colour = SIGNS[finding.state.value]
            typer.secho(f" {sign} {finding.what.ljust(14)} ", fg=colour, nl=False)
            typer.echo(finding.seen)
            if finding.remedy:
                typer.echo(f"   {' ' * 14} → {finding.remedy}")
            wrong += finding.state is Condition.wrong
        typer.echo()
        typer.echo("Nothing is wrong." if not wrong else f"{wrong} to be put right.")
        if wrong:
            raise typer.Exit(FAILED)


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(doctor)
