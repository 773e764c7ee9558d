"""The one frozen settings object.

Read once by an entry point and passed down; nothing else in the project looks at the environment. Every
field can be set by ``KENTONGAN_<FIELD>`` or in a ``.env`` file; a name that is not a field is refused,
because a misspelt secret that is silently ignored is a hole.
"""

import difflib
import os
from collections.abc import Iterable, Mapping
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Literal, Self, get_args

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

ENV_PREFIX = "KENTONGAN_"
ENV_FILE = Path(".env")

Ring = Literal["bot", "backoffice", "worker"]
"""A process with keys of its own; the setting `<ring>_keys_file` names their file."""
RINGS: Final[tuple[Ring, ...]] = get_args(Ring)
PROCESSES: Final[Mapping[str, str]] = {
    "bot": "the bot",
    "backoffice": "the back office",
    "worker": "the worker",
}
"""What each is called towards those who run it."""


class Environment(StrEnum):
    """What kind of set-up this is."""

    demo = "demo"
    production = "production"


class LogLevel(StrEnum):
    """The least important entry that is still written."""

    debug = "debug"
    info = "info"
    warning = "warning"
    error = "error"


class LogFormat(StrEnum):
    """How an entry is written."""

    console = "console"
    json = "json"


class SettingsError(Exception):
    """The settings cannot be used; the message says which and why, and never repeats a value."""


class Settings(BaseSettings):
    """Everything that differs between one set-up and another."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what `load_settings` hands over: nothing comes in by a side door."""
        return (init_settings,)

    environment: Environment = Field(
        default=Environment.demo,
        description="`demo` shows made-up people and their passwords; `production` never does",
    )
    data_dir: Path = Field(
        default=Path(".local"),
        description="where the embedded servers, the evidence folder and the keys live",
    )
    public_url: str | None = Field(
        default=None,
        description="the address officers type; unset: the back office's own host and port",
    )

    backoffice_host: str = Field(default="127.0.0.1", description="the address the back office listens on")
    backoffice_port: int = Field(
        default=8000, ge=1, le=65535, description="the port the back office listens on"
    )
    backoffice_processes: int = Field(
        default=2,
        ge=1,
        le=64,
        description="processes that serve officers on that port, each with database connections of its own",
    )
    trusted_proxies: str = Field(
        default="",
        description="addresses of reverse proxies whose X-Forwarded-For is believed, comma-separated",
    )
    simulator_port: int = Field(
        default=8081, ge=1, le=65535, description="the port of the Telegram simulator on 127.0.0.1"
    )

    telegram_token: SecretStr | None = Field(
        default=None,
        description="the bot's token from @BotFather; unset: the simulator stands in for Telegram",
    )
    telegram_api_base: str | None = Field(
        default=None,
        description="another Bot API server to talk to, without the trailing `/bot`; unset: Telegram's own",
    )

    database_url: SecretStr | None = Field(
        default=None,
        description="PostgreSQL as the application's role, `postgresql+psycopg://kentongan_app:…@host/…`; "
        "unset: the embedded one",
    )
    migration_database_url: SecretStr | None = Field(
        default=None,
        description="the same database as the role that owns the tables, never `kentongan_app`; only "
        "`migrate` and `seed` use it",
    )
    db_pool_size: int = Field(
        default=10, ge=1, le=200, description="the most database connections one process keeps"
    )
    reference_cache_seconds: float = Field(
        default=5.0,
        ge=0,
        le=60,
        description="how long a process keeps offices, rules, calendars and who sits where; 0: not at all",
    )
    redis_url: SecretStr | None = Field(
        default=None, description="Valkey or Redis, `redis://…` or `unix://…`; unset: the embedded one"
    )
    evidence_url: str | None = Field(
        default=None,
        description="object store for evidence: `file:///…`, `s3://bucket/…`, `gs://…`, `az://…`; "
        "unset: a folder in the data directory, which production takes from `run` only",
    )

    evidence_access_key: str | None = Field(
        default=None, description="the store's access key id (S3), or account name (Azure)"
    )
    evidence_secret_key: SecretStr | None = Field(
        default=None, description="the store's secret access key (S3), or account key (Azure)"
    )
    evidence_region: str | None = Field(default=None, description="the bucket's region (S3)")
    evidence_endpoint: str | None = Field(
        default=None,
        description="the address of a store of your own, `https://…` (MinIO and others)",
    )
    evidence_credentials_file: Path | None = Field(
        default=None, description="a service account's JSON file (Google Cloud Storage)"
    )

    clamav_url: str | None = Field(
        default=None,
        description="a ClamAV that is asked before officers are handed a file, "
        "`unix:///run/clamav/clamd.ctl` or `tcp://host:3310`; unset: none is asked",
    )

    voice_transcripts: bool = Field(
        default=False,
        description="write voice notes down, by the recogniser that `make voice` installs and no network: a "
        "draft for reporter and officer; of protected reports only if the reporter agrees",
    )
    voice_most_seconds: int = Field(
        default=300, ge=10, le=1800, description="a longer voice note is not written down"
    )

    bot_keys_file: Path | None = Field(
        default=None, description="the bot's keys; unset: `keys/bot.json` in the data directory"
    )
    backoffice_keys_file: Path | None = Field(
        default=None,
        description="the back office's keys; unset: `keys/backoffice.json` in the data directory",
    )
    worker_keys_file: Path | None = Field(
        default=None, description="the worker's keys; unset: `keys/worker.json` in the data directory"
    )

    log_level: LogLevel = Field(default=LogLevel.info, description="`debug`, `info`, `warning` or `error`")
    log_format: LogFormat | None = Field(
        default=None, description="`console` or `json`; unset: `json` in production, else `console`"
    )
    log_dir: Path | None = Field(
        default=None, description="also write each process's log to a file in this folder"
    )

    session_idle_minutes: int = Field(
        default=30, ge=5, le=720, description="an officer is signed out after this long without a click"
    )
    upload_max_megabytes: int = Field(
        default=20,
        ge=1,
        le=20,
        description="the largest file that is taken in, in chat, at the desk and by the API; "
        "Telegram gives bots at most 20 MB",
    )
    evidence_max_files: int = Field(
        default=20,
        ge=1,
        le=100,
        description="the most files of one draft or answer in chat, or one form at the desk; "
        "over its life a report takes up to 200 from either side",
    )
    evidence_files_per_day: int = Field(
        default=60, ge=1, description="the most files one person may send in a day; an officer ten times that"
    )
    evidence_megabytes_per_day: int = Field(
        default=400, ge=20, description="the most they may weigh together; an officer's ten times that"
    )
    evidence_free_megabytes: int = Field(
        default=200,
        ge=0,
        description="with less room in the evidence folder no new file is taken; "
        "object stores have no such limit",
    )
    office_opens_at: time = Field(
        default=time(8, 0), description="from when officers are reminded, in their office's own time"
    )
    office_closes_at: time = Field(
        default=time(16, 0),
        description="until when officers are reminded; what arrives later counts from the next working day",
    )
    worker_concurrency: int = Field(
        default=8, ge=1, le=100, description="jobs one worker carries out at a time"
    )

    @model_validator(mode="after")
    def _hours_in_order(self) -> Self:
        if self.office_opens_at >= self.office_closes_at:
            raise ValueError("office_opens_at must be before office_closes_at")
        return self

    @model_validator(mode="after")
    def _ports_differ(self) -> Self:
        if self.backoffice_port == self.simulator_port:
            raise ValueError(
                f"{env_name('backoffice_port')} and {env_name('simulator_port')} must differ; "
                "set one of them to another port"
            )
        return self

    @model_validator(mode="after")
    def _psycopg_only(self) -> Self:
        for name in ("database_url", "migration_database_url"):
            url: SecretStr | None = getattr(self, name)
            if url is not None and not url.get_secret_value().startswith("postgresql+psycopg://"):
                raise ValueError(f"{name} must start with postgresql+psycopg://")
        return self

    @model_validator(mode="after")
    def _clamav_is_a_socket(self) -> Self:
        if self.clamav_url is not None and not self.clamav_url.startswith(("unix:///", "tcp://")):
            raise ValueError("clamav_url must start with unix:/// or tcp://")
        return self

    def keys_of(self, ring: Ring) -> Path:
        """Say where the keys are that only this process may read."""
        named: Path | None = getattr(self, f"{ring}_keys_file")
        return named or self.keys_dir / f"{ring}.json"

    @property
    def keys_dir(self) -> Path:
        """Where the key files are made and looked for when none is named."""
        return self.data_dir.resolve() / "keys"

    @property
    def evidence_location(self) -> str:
        """The object store's address, the local folder when none is named."""
        return self.evidence_url or (self.data_dir.resolve() / "evidence").as_uri()

    @property
    def public_address(self) -> str:
        """The address officers type, without a trailing slash."""
        return (self.public_url or f"http://{self.backoffice_host}:{self.backoffice_port}").rstrip("/")

    @property
    def effective_log_format(self) -> LogFormat:
        """The log format, chosen by the environment when none is named."""
        if self.log_format is not None:
            return self.log_format
        return LogFormat.json if self.environment is Environment.production else LogFormat.console

    @property
    def uses_simulator(self) -> bool:
        """Whether the simulator stands in for Telegram."""
        return self.telegram_token is None

    def require_database_url(self) -> str:
        """Give the database address; entry points fill it in before anything is built on it."""
        return _required(self.database_url, "database_url")

    def require_migration_database_url(self) -> str:
        """Give the address for migrations: the owner's, or the application's where only that is named."""
        return _required(self.migration_database_url or self.database_url, "migration_database_url")

    @property
    def owner_setting(self) -> str:
        """The field `require_migration_database_url` reads: whom a message must name."""
        return "migration_database_url" if self.migration_database_url is not None else "database_url"

    def require_redis_url(self) -> str:
        """Give the address of Valkey or Redis."""
        return _required(self.redis_url, "redis_url")

    def require_telegram_token(self) -> str:
        """Give the bot's token."""
        return _required(self.telegram_token, "telegram_token")


def _required(value: SecretStr | None, field: str) -> str:
    if value is None:
        raise SettingsError(f"{env_name(field)} is not set and no embedded server was found")
    return value.get_secret_value()


def env_name(field: str) -> str:
    """Name the environment variable of a field."""
    return f"{ENV_PREFIX}{field.upper()}"


def known_env_names() -> dict[str, str]:
    """Map every accepted environment variable to its field."""
    return {env_name(field): field for field in Settings.model_fields}


def load_settings(
    *,
    environ: Mapping[str, str] | None = None,
    env_file: Path | None = ENV_FILE,
    **overrides: Any,
) -> Settings:
    """Read the settings; overrides win over the environment, which wins over the file.

    Raises SettingsError naming each wrong variable (never its value), and for an unknown one its nearest
    known neighbour.
    """
    environ = os.environ if environ is None else environ
    from_file = dict(dotenv_values(env_file)) if env_file is not None and env_file.is_file() else {}
    _refuse_unknown(from_file, source=str(env_file))
    _refuse_unknown(environ, source="the environment")
    given = {**from_file, **environ}
    values = {field: value for name, field in known_env_names().items() if (value := given.get(name))}
    try:
        return Settings(**{**values, **overrides})
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None


def _refuse_unknown(names: Iterable[str], *, source: str) -> None:
    known = known_env_names()
    for name in sorted(names):
        if name.upper().startswith(ENV_PREFIX) and name not in known:
            # Without the prefix: it is the same in all of them and would make any two names alike.
            bare = name.upper().removeprefix(ENV_PREFIX)
            near = difflib.get_close_matches(bare, [field.upper() for field in known.values()], n=1)
            hint = f"; did you mean {env_name(near[0])}?" if near else "; docs/settings.md lists them all"
            raise SettingsError(f"{name} in {source} is not a setting of Kentongan{hint}")


def _explain(error: ValidationError) -> str:
    lines = []
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        name = env_name(str(problem["loc"][0])) if problem["loc"] else "settings"
        lines.append(f"{name}: {problem['msg']}")
    return "\n".join(lines)
