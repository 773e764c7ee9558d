"""`officer create`, the first account of a real set-up, and `officer code`, for the made-up ones."""

import asyncio
from typing import Annotated

import pyotp
import typer

from core.chain.states import OFFICER_ROLES, Role
from core.settings import Environment
from deploy.commands.entry import begin, told_plainly
from deploy.endpoints import completed
from deploy.local.errors import LocalStackError
from deploy.preparation import read_accounts

ROLES = ", ".join(role.value for role in Role if role in OFFICER_ROLES)

officer = typer.Typer(help="Accounts of officers.", no_args_is_help=True)


@officer.callback()
def officers() -> None:
    """Manage who may enter the back office."""


@officer.command()
def create(
    username: Annotated[
        str | None, typer.Argument(help="What the officer signs in with, e.g. siti.rahma", show_default=False)
    ] = None,
    full_name: Annotated[
        str | None, typer.Option("--name", help="The officer's full name", show_default=False)
    ] = None,
    role: Annotated[str | None, typer.Option(help=f"One of {ROLES}", show_default=False)] = None,
    office: Annotated[
        str | None,
        typer.Option(help="The office's code: RI, 52 for a province, 52.03 below it", show_default=False),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            help="The unit's id, name or short name in that office, for a role in a unit; not asked for",
            show_default=False,
        ),
    ] = None,
    decree: Annotated[
        str | None, typer.Option(help="Number of the Keputusan that appoints the officer", show_default=False)
    ] = None,
    decree_date: Annotated[
        str | None, typer.Option(help="Date of the Keputusan, e.g. 2026-01-05", show_default=False)
    ] = None,
) -> None:
    """Make an officer's account with its appointment (002 BAB V.A.1.b).

    Asks for whatever is not given, but the unit. Prints a first password and the secret of the one-time
    code, once; nobody can show them again. Use it for the first system_admin; the pages do the rest.

    Needs the tables (`kentongan migrate`) and the back office's key file (`kentongan keys create`).
    """
    with told_plainly():
        settings = completed(begin("officer"), needs=("database_url",))
        from deploy.officers import OfficerAnswers, create_officer  # noqa: PLC0415 - brings the domain

        wish = OfficerAnswers(
            username=username or typer.prompt("User name"),
            full_name=full_name or typer.prompt("Full name"),
            role=role or typer.prompt(f"Role ({ROLES})"),
            office=office or typer.prompt("Office code"),
            unit=unit,
            decree=decree or typer.prompt("Keputusan number"),
            decree_date=decree_date or typer.prompt("Keputusan date, e.g. 2026-01-05"),
        )
        asyncio.run(create_officer(settings, wish))


@officer.command()
def code(
    username: Annotated[str, typer.Argument(help="A demo account, e.g. sari")],
) -> None:
    """Print the one-time code of a demo account (demo only).

    It stands in for the authenticator app on an officer's phone: the made-up officers have none. A code is
    good for about half a minute and for one sign-in. With KENTONGAN_ENVIRONMENT=production it is refused,
    and there is nothing to print: nobody but the officer has the secret. The accounts and their passwords
    are shown by `kentongan run` and kept in demo-accounts.json in the data directory.
    """
    with told_plainly():
        settings = begin("officer")
        if settings.environment is not Environment.demo:
            raise LocalStackError("One-time codes are printed in a demo only; this set-up is production.")
        accounts = {str(account["username"]): account for account in read_accounts(settings)}
        if username not in accounts:
            known = ", ".join(accounts) or "none yet; start with `kentongan run`"
            raise LocalStackError(f"There is no demo account {username}. Demo accounts: {known}.")
        typer.echo(pyotp.TOTP(str(accounts[username]["totp_secret"])).now())


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(officer, name="officer")
