"""What every command does first: read the settings, set up the log, and tell errors as sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from core.logging import configure_logging
from core.settings import Settings, SettingsError, load_settings
from deploy.local.errors import LocalStackError

# Exit codes: 1 = it was tried and failed, 2 = it was not tried because the set-up is wrong.
FAILED = 1
MISCONFIGURED = 2


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the errors a person can do something about into their message and an exit code."""
    try:
        yield
    except SettingsError as error:
        typer.secho(f"Settings: {error}", err=True, fg=typer.colors.RED)
        raise typer.Exit(MISCONFIGURED) from None
    except LocalStackError as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise typer.Exit(FAILED) from None


def begin(process: str) -> Settings:
    """Read the settings and set up the log of this process."""
    os.umask(0o077)  # whatever is written is its owner's only
    settings = load_settings()
    configure_logging(settings, process=process)
    return settings
