"""A desk behind a reverse proxy must know it: else all of its visitors are one, and one can lock out all."""

from ipaddress import ip_address

from core.settings import Environment, Settings, env_name
from deploy.local.errors import LocalStackError


def proxy_trouble(settings: Settings) -> str | None:
    """Say what to set where production is reached by https through a proxy that is not named."""
    production = settings.environment is Environment.production
    if not production or settings.trusted_proxies or not settings.public_address.startswith("https://"):
        return None
    if not _is_loopback(settings.backoffice_host):
        return None
    return (
        f"Behind a proxy every visitor seems to come from {settings.backoffice_host}: one who types wrong "
        "passwords would lock all officers out, and the counters would be open to everybody. Name the proxy "
        f"in {env_name('trusted_proxies')} (127.0.0.1 where it runs on this machine)."
    )


def require_named_proxy(settings: Settings) -> None:
    """Refuse to serve officers through a proxy that is not named. Raises LocalStackError with what to set."""
    if trouble := proxy_trouble(settings):
        raise LocalStackError(trouble)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
