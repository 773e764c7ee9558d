"""Whether the servers a set-up names itself can be reached, and if not, what to do about it.

`doctor` tells it as a finding; `run` and `migrate` ask before they begin, so that nobody reads a traceback
or a row of warnings to learn that an address is wrong.
"""

from dataclasses import dataclass

import httpx
import psycopg
import redis

from core.db.addresses import libpq_address
from core.settings import Settings, env_name
from deploy.local.errors import LocalStackError

SECONDS = 5
# What the Bot API answers to a token it does not know, and to one that is none.
_TOKEN_REFUSED = frozenset({401, 404})
TELEGRAM = "https://api.telegram.org"


class UnreachableError(LocalStackError):
    """A server cannot be used: what it answered, without credentials, and what to do about it."""

    def __init__(self, what: str, reason: str, remedy: str) -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{what} cannot be reached ({reason}). {remedy}")


@dataclass(frozen=True, slots=True)
class TelegramAnswer:
    """What the Bot API says to our token; `trouble` is empty when it takes it."""

    base: str
    trouble: str = ""
    remedy: str = ""


def reach_postgres(url: str, *, setting: str = "database_url") -> int:
    """Connect to PostgreSQL and give its version number (180002).

    Raises UnreachableError naming the variable that holds the address.
    """
    try:
        with psycopg.connect(libpq_address(url), connect_timeout=SECONDS) as connection:
            return connection.info.server_version
    except psycopg.Error as error:
        remedy = f"Check that the server runs and {env_name(setting)} names it, with role and password."
        raise UnreachableError("PostgreSQL", reason(error), remedy) from error


def reach_valkey(url: str) -> str:
    """Connect to Valkey or Redis and give its name and version.

    Raises UnreachableError naming the variable that holds the address.
    """
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as client:
            facts = client.info("server")
    except (redis.RedisError, ValueError, OSError) as error:
        remedy = f"Check that the server runs and {env_name('redis_url')} names it."
        raise UnreachableError("Valkey", reason(error), remedy) from error
    number = facts.get("valkey_version", facts.get("redis_version"))
    return f"{facts.get('server_name', 'redis')} {number}"


def ask_telegram(settings: Settings) -> TelegramAnswer:
    """Ask the Bot API whether it takes the token; never raises, a network may come back by itself."""
    base = (settings.telegram_api_base or TELEGRAM).rstrip("/")
    ours = settings.telegram_api_base is not None  # a server of our own stands beside us: no proxy
    try:
        with httpx.Client(timeout=SECONDS, trust_env=not ours) as client:
            answer = client.get(f"{base}/bot{settings.require_telegram_token()}/getMe")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return TelegramAnswer(
            base, f"{type(error).__name__} at {base}", "Check the network and the proxy settings."
        )
    if answer.status_code in _TOKEN_REFUSED:
        remedy = f"Check {env_name('telegram_token')}; @BotFather shows the right one."
        return TelegramAnswer(base, f"{base} refuses the bot's token ({answer.status_code})", remedy)
    if not answer.is_success:
        return TelegramAnswer(base, f"{base} answers {answer.status_code}", "Try again in a while.")
    return TelegramAnswer(base)


def backoffice_answers(settings: Settings) -> bool:
    """Tell whether a back office listens where this one would."""
    host = "127.0.0.1" if settings.backoffice_host in {"0.0.0.0", "::"} else settings.backoffice_host
    try:
        with httpx.Client(timeout=SECONDS, trust_env=False) as client:
            answer = client.get(f"http://{host}:{settings.backoffice_port}/healthz")
            return bool(answer.json() == {"status": "ok"})
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False


def require_named_servers(settings: Settings) -> None:
    """Reach PostgreSQL, as both of its roles, and Valkey, where the set-up names them itself.

    Raises UnreachableError for the first that does not answer.
    """
    for setting in ("database_url", "migration_database_url"):
        if (url := getattr(settings, setting)) is not None:
            reach_postgres(url.get_secret_value(), setting=setting)
    if settings.redis_url is not None:
        reach_valkey(settings.redis_url.get_secret_value())


def reason(error: Exception) -> str:
    """Keep what a server answered, without addresses or credentials it may quote."""
    words = str(error).strip().splitlines()
    return f"{type(error).__name__}: {words[-1].rpartition(': ')[2] if words else 'no reason given'}"
