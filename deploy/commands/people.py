"""`officer create`, the first account of a real set-up, and `officer code`, for the made-up ones."""

import asyncio
from typing import Annotated

import pyotp
import typer

from core.settings import Environment
from deploy.commands.entry import begin, told_plainly
from deploy.endpoints import completed
from deploy.local.errors import LocalStackError
from deploy.preparation import read_accounts

officer = typer.Typer(help="Accounts of officers.", no_args_is_help=True)


@officer.callback()
def officers() -> None:
    """Manage who may enter the back office."""


@officer.command()
def create(
    username: Annotated[str, typer.Argument(help="What the officer signs in with, e.g. siti.rahma")],
    full_name: Annotated[str, typer.Option("--name", help="The officer's full name", prompt="Full name")],
    role: Annotated[
        str,
        typer.Option(
            help="agency_admin, liaison, unit_admin, unit_head, handler, inspector, leader, desk_officer or "
            "system_admin",
            prompt="Role",
        ),
    ],
    office: Annotated[
        str,
        typer.Option(help="The office's code: RI, 35 for a province, 35.17 below it", prompt="Office code"),
    ],
    decree: Annotated[
        str, typer.Option(help="Number of the Keputusan that appoints the officer", prompt="Keputusan number")
    ],
    decree_date: Annotated[
        str, typer.Option(help="Date of the Keputusan, e.g. 2026-01-05", prompt="Keputusan date")
    ],
    unit: Annotated[str | None, typer.Option(help="The unit's name or short name in that office")] = None,
) -> None:
    """Make an officer's account with its appointment (002 BAB V.A.1.b).

    Asks for whatever is not given. Prints a first password and the secret of the one-time code, once;
    nobody can show them again. Use it for the first system_admin; the pages do the rest.
    """
    with told_plainly():
        settings = completed(begin("officer"), needs=("database_url",))
        from deploy.officers import NewOfficer, create_officer  # noqa: PLC0415 - brings the domain

        asyncio.run(
            create_officer(
                settings,
                NewOfficer(
                    username=username, full_name=full_name, role=role, office=office, unit=unit,
                    decree=decree, decree_date=decree_date,
                ),
            )
        )  # fmt: skip


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
