"""What every command does first: read the settings, set up the log, and tell errors as sentences."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from core.errors import DomainError, ErrorKind
from core.logging import configure_logging
from core.settings import Settings, SettingsError, env_name, load_settings
from deploy.local.errors import LocalStackError

# Exit codes: 1 = it was tried and failed, 2 = it was not tried because the set-up is wrong.
FAILED = 1
MISCONFIGURED = 2

# PostgreSQL's codes: undefined table, insufficient privilege.
_NO_TABLES = frozenset({"42P01", "42501"})

_TABLE_IN_USE = "55P03"
"""PostgreSQL's code for a lock it did not get in time: migrations wait for none for long."""
_IN_USE = (
    "A table that has to change is in use, so nothing was changed. Stop the bot, the worker and the back "
    "office, then try again."
)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the errors a person can do something about into their message and an exit code."""
    try:
        yield
    except SettingsError as error:
        typer.secho(f"Settings: {error}", err=True, fg=typer.colors.RED)
        raise typer.Exit(MISCONFIGURED) from None
    except Exception as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise  # a defect of ours: where it happened is what helps
        typer.secho(sentence, err=True, fg=typer.colors.RED)
        raise typer.Exit(FAILED) from None


def sentence_for(error: Exception) -> str | None:
    """Say what went wrong and what to do about it; None for what no set-up can cause."""
    if isinstance(error, LocalStackError):
        return str(error)
    state = getattr(getattr(error, "orig", error), "sqlstate", None)
    if state == _TABLE_IN_USE or _is_database_trouble(error):
        return (
            _IN_USE
            if state == _TABLE_IN_USE
            else (
                "PostgreSQL cannot be used. Check that the server runs and that "
                f"{env_name('database_url')} and {env_name('migration_database_url')} name it; "
                "`kentongan doctor` tells what it answers."
            )
        )
    if isinstance(error, DomainError):
        wrong = "".join(f"\n  {field}: {why}" for field, why in error.fields.items())
        return f"{error.message}{wrong}"
    if state in _NO_TABLES:
        return (
            f"The tables are not there, or the role in {env_name('database_url')} may not use them. "
            "Run `kentongan migrate` first; `kentongan doctor` tells what is missing."
        )
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        where = f"{error.filename}: " if error.filename is not None else ""
        return (
            f"{where}{error.strerror or type(error).__name__}. Folders are named by "
            f"{env_name('data_dir')} and {env_name('log_dir')}; `kentongan doctor` looks at the set-up."
        )
    return None


def _is_database_trouble(error: Exception) -> bool:
    """Tell it without loading the drivers: what is not loaded raised nothing."""
    if isinstance(error, DomainError):
        return error.kind is ErrorKind.UNAVAILABLE
    loaded = (sys.modules.get(name) for name in ("psycopg", "sqlalchemy.exc"))
    return any(module is not None and isinstance(error, module.OperationalError) for module in loaded)


def begin(process: str) -> Settings:
    """Read the settings and set up the log of this process."""
    os.umask(0o077)  # whatever is written is its owner's only
    settings = load_settings()
    try:
        configure_logging(settings, process=process)
    except OSError as error:
        raise LocalStackError(
            f"The log cannot be written to {settings.log_dir} ({error.strerror}). "
            f"Make that folder writable, or name another one with {env_name('log_dir')}."
        ) from error
    return settings
