"""The back office's parts, put together once per process."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from starlette.requests import HTTPConnection

from backoffice.live.hub import Hub
from backoffice.live.presence import Presence
from backoffice.rendering import Renderer
from backoffice.security.cookies import CookieJar
from backoffice.security.keys import WebKeys
from backoffice.security.sessions import SessionStore
from backoffice.security.sign_in import PendingStore
from backoffice.security.throttle import SignInThrottle
from backoffice.security.turns import Turns
from core.evidence.antivirus import Antivirus
from core.evidence.copies import CleanCopies
from core.evidence.quota import FileQuota
from core.evidence.shelf import CopyShelf
from core.settings import Settings
from core.wiring import Core, connect_core

REDIS_PATIENCE = 3.0
OFFICERS_SHARE = 10
"""An officer enters what many people bring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoffice:
    """What requests are served with."""

    settings: Settings
    core: Core
    redis: Redis
    keys: WebKeys
    sessions: SessionStore
    pending: PendingStore
    throttle: SignInThrottle
    cookies: CookieJar
    renderer: Renderer
    live: Hub
    presence: Presence
    turns: Turns
    quota: FileQuota
    copies: CleanCopies

    async def close(self) -> None:
        """Give all connections back."""
        await self.live.close()
        await self.redis.aclose()
        await self.core.close()


async def connect_backoffice(settings: Settings, renderer: Renderer) -> Backoffice:
    """Connect to everything the desk stands on; servers that are away are dialled again later."""
    core = await connect_core(settings, ring="backoffice")
    redis_url = settings.require_redis_url()
    redis = Redis.from_url(
        redis_url,
        socket_timeout=REDIS_PATIENCE,
        socket_connect_timeout=REDIS_PATIENCE,
        retry=Retry(NoBackoff(), 1),
    )
    keys = WebKeys.derive(core.keys.held("account_secret_key"))
    return Backoffice(
        settings=settings,
        core=core,
        redis=redis,
        keys=keys,
        sessions=SessionStore(redis, keys, idle=timedelta(minutes=settings.session_idle_minutes)),
        pending=PendingStore(redis, keys),
        throttle=SignInThrottle(redis, redis_url, keys.names),
        cookies=CookieJar(secure=serves_https(settings)),
        renderer=renderer,
        live=Hub(redis_url),
        presence=Presence(redis, keys),
        # As many as there are connections: nobody who is called in waits for one.
        turns=Turns(settings.db_pool_size),
        quota=FileQuota(
            redis.connection_pool,
            files=settings.evidence_files_per_day * OFFICERS_SHARE,
            megabytes=settings.evidence_megabytes_per_day * OFFICERS_SHARE,
        ),
        copies=CleanCopies(
            CopyShelf(settings.data_dir.resolve() / "clean-copies"),
            Antivirus(settings.clamav_url) if settings.clamav_url else None,
        ),
    )


def backoffice_of(connection: HTTPConnection) -> Backoffice:
    """Give the parts to a request."""
    parts: Backoffice = connection.app.state.backoffice
    return parts


def serves_https(settings: Settings) -> bool:
    """Tell whether officers reach us over HTTPS."""
    return settings.public_address.startswith("https://")


def trusted_hosts(settings: Settings) -> list[str]:
    """List the host names that may be asked for: ours, and loopback."""
    names = {"127.0.0.1", "localhost", "[::1]", urlsplit(settings.public_address).hostname or ""}
    return sorted(name for name in names if name)


def address_of(connection: HTTPConnection) -> str:
    """Give the address a request comes from; a trusted proxy's word has been taken before."""
    return connection.client.host if connection.client else ""


def is_loopback(connection: HTTPConnection) -> bool:
    """Tell whether a request comes from this very machine."""
    try:
        return ip_address(address_of(connection)).is_loopback
    except ValueError:
        return False
