"""Where the running local stack can be reached, for commands started beside it.

`kentongan run` writes `<data dir>/run/endpoints.json`; any other command that has no database or Valkey
named finds the embedded ones there. Whatever a set-up names itself always wins.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import structlog
from pydantic import SecretStr

from core.settings import Settings, env_name
from deploy.local.errors import LocalStackError
from deploy.local.places import run_dir

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of the embedded parts; None where the set-up names its own."""

    database_url: str | None = None
    migration_database_url: str | None = None
    redis_url: str | None = None
    telegram_token: str | None = None
    telegram_api_base: str | None = None

    def environment(self) -> dict[str, str]:
        """Give them as environment variables for a child process."""
        return {env_name(field): value for field, value in asdict(self).items() if value is not None}

    def fill_in(self, settings: Settings, fields: tuple[str, ...]) -> Settings:
        """Add the named ones to settings that name nothing of their own there."""
        update: dict[str, Any] = {}
        for field in fields:
            value = getattr(self, field)
            if value is not None and getattr(settings, field) is None:
                update[field] = value if field == "telegram_api_base" else SecretStr(value)
        return settings.model_copy(update=update)


def endpoints_file(data_dir: Path) -> Path:
    """Name the state file."""
    return data_dir.resolve() / "run" / "endpoints.json"


def write_endpoints(data_dir: Path, endpoints: Endpoints) -> None:
    """Write the state file, readable by its owner only."""
    run_dir(data_dir)
    target = endpoints_file(data_dir)
    partial = target.with_suffix(".partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(endpoints), file)
    partial.replace(target)


def read_endpoints(data_dir: Path) -> Endpoints | None:
    """Read the state file of a running stack, if there is one."""
    try:
        return Endpoints(**json.loads(endpoints_file(data_dir).read_text()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        raise LocalStackError(
            f"{endpoints_file(data_dir)} is damaged. Stop `kentongan run`, remove that file, start again."
        ) from None


def remove_endpoints(data_dir: Path) -> None:
    """Forget a stack that has stopped."""
    endpoints_file(data_dir).unlink(missing_ok=True)


SERVERS = ("database_url", "redis_url")
TELEGRAM = ("telegram_token",)


def completed(settings: Settings, *, needs: tuple[str, ...] = SERVERS) -> Settings:
    """Fill in what is needed and the set-up does not name, from the running stack.

    Raises LocalStackError naming what is missing and what to do about it.
    """
    missing = tuple(field for field in needs if getattr(settings, field) is None)
    if not missing:
        return settings
    endpoints = read_endpoints(settings.data_dir) or Endpoints()
    wanted = (*missing, "telegram_api_base") if "telegram_token" in missing else missing
    settings = endpoints.fill_in(settings, wanted)
    for field in missing:
        if getattr(settings, field) is None:
            raise LocalStackError(
                f"{env_name(field)} is not set and no stack is running on {settings.data_dir.resolve()}. "
                "Start `kentongan run` in another window, or name one of your own."
            )
        log.info("stack.embedded_default", setting=env_name(field))
    return settings
