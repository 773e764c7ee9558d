"""`migrate` and `seed`: what is in the database before anybody reports."""

import asyncio
from typing import Annotated

import typer

from core.settings import Environment
from deploy.commands.entry import FAILED, begin, told_plainly
from deploy.endpoints import completed

OWNER = ("migration_database_url",)


def migrate(
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Change nothing: tell whether the migrations give exactly the tables the code declares. "
            "Without a database named, on an empty one made for the purpose.",
        ),
    ] = False,
    revision: Annotated[str, typer.Option(help="The revision to go up to.")] = "head",
) -> None:
    """Bring the database's tables to the state this version needs.

    Connects as the owner of the tables (KENTONGAN_MIGRATION_DATABASE_URL, else KENTONGAN_DATABASE_URL).
    Run it before starting a new version; all of it happens in one transaction, or none of it. Then the
    553 offices and the default deadline rules are brought in where they are missing, and the fingerprints of
    the public keys are noted from a key file that is here: from then on no process works with others.

    In a PostgreSQL of your own there must be a role kentongan_app first, as which the processes connect
    (KENTONGAN_DATABASE_URL); it is given its rights here, table by table, and must not be the owner.
    """
    from deploy import migrate as migrations  # noqa: PLC0415 - Alembic
    from deploy.belonging import adopt_keys  # noqa: PLC0415
    from deploy.reference import seed_reference  # noqa: PLC0415 - brings the domain with it
    from deploy.roles import require_roles  # noqa: PLC0415

    with told_plainly():
        settings = begin("migrate")
        if check:
            problems = _problems(settings.migration_database_url or settings.database_url)
            for problem in problems:
                typer.echo(problem)
            typer.echo(
                "The migrations differ from the code." if problems else "The migrations match the code."
            )
            raise typer.Exit(FAILED if problems else 0)
        settings = completed(settings, needs=("database_url",) if settings.database_url else OWNER)
        url = settings.require_migration_database_url()
        require_roles(url, setting=settings.owner_setting)
        before = migrations.current_revision(url)
        migrations.upgrade(url, revision)
        told = ""
        if revision == "head":
            asyncio.run(seed_reference(url))
            told = adopt_keys(settings)
        after = migrations.current_revision(url)
        typer.echo(f"Tables are at {after}." if before == after else f"Tables went from {before} to {after}.")
        if told:
            typer.echo(told)


def _problems(named: object) -> list[str]:
    from pydantic import SecretStr  # noqa: PLC0415

    from deploy.migration_check import problems_in, problems_of_an_empty_database  # noqa: PLC0415

    if isinstance(named, SecretStr):
        return problems_in(named.get_secret_value())
    return problems_of_an_empty_database()


def seed() -> None:
    """Make the demo data: offices, units, officers and a few made-up reports.

    Does nothing when there are accounts already, and refuses outside a demo (KENTONGAN_ENVIRONMENT).
    The accounts are written to demo-accounts.json in the data directory, readable by its owner only.
    """
    from deploy import preparation  # noqa: PLC0415
    from deploy.belonging import adopt_keys  # noqa: PLC0415
    from deploy.keys import ensure_key_files  # noqa: PLC0415

    with told_plainly():
        settings = begin("seed")
        if settings.environment is not Environment.demo:
            typer.secho("Demo data belongs in a demo only (KENTONGAN_ENVIRONMENT=demo).", err=True)
            raise typer.Exit(FAILED)
        owner = OWNER if settings.database_url is None else ()
        settings = completed(settings, needs=("database_url", "redis_url", *owner))
        ensure_key_files(settings)
        adopt_keys(settings)
        if not preparation.is_empty(settings):
            typer.echo("There are accounts already; nothing was changed.")
            return
        accounts = preparation.seed(settings)
        typer.echo(f"Made {len(accounts)} accounts; see {preparation.accounts_file(settings)}.")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(migrate)
    app.command()(seed)
