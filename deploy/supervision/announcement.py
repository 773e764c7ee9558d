"""What `kentongan run` says when everything is up."""

from collections.abc import Sequence

from core.settings import Settings
from deploy.preparation import Account, PreparedData, accounts_file
from deploy.supervision.console import Console


def announce_start(console: Console, settings: Settings, prepared: PreparedData) -> None:
    """Tell where everything is."""
    console.progress("everything is up")
    console.plain()
    console.plain(f"  Back office   {console.strong(settings.public_address)}")
    if settings.uses_simulator:
        console.plain(
            f"  Telegram      {console.strong(f'http://127.0.0.1:{settings.simulator_port}')}  "
            "(simulator: you play the reporter; ?user=2 for another person)"
        )
    else:
        console.plain("  Telegram      the real one, with your bot's token")
    if prepared.accounts:
        console.plain()
        console.plain("  Demo accounts (made up; sign in with password and one-time code)")
        for line in account_lines(prepared.accounts):
            console.plain(f"    {line}")
        console.plain(
            "  Their one-time codes: kentongan officer code USERNAME, or any authenticator app with"
        )
        console.plain(f"  the secrets in {accounts_file(settings)}")
    console.plain()
    console.plain("  Ctrl-C stops everything.")
    console.plain()


def account_lines(accounts: Sequence[Account]) -> list[str]:
    """Lay out the demo accounts as a table."""
    rows = [
        (
            str(account["username"]),
            str(account["password"]),
            str(account.get("role", "")),
            " · ".join(str(account[key]) for key in ("office", "unit") if account.get(key)),
        )
        for account in accounts
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    ]
