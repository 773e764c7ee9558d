"""Ports that people's browsers use: taken ones are told before anything is started."""

import errno
import socket
from contextlib import closing

from core.settings import env_name
from deploy.local.errors import LocalStackError

_HIGHEST = 65535


def require_free_port(host: str, port: int, *, setting: str, what: str, command: str = "run") -> None:
    """Raise LocalStackError naming the variable to set when somebody else listens there."""
    with closing(bound(host, port, setting=setting, what=what, command=command)):
        return


def bound(host: str, port: int, *, setting: str, what: str, command: str) -> socket.socket:
    """Take a port before anything else is done, to listen on it later.

    Raises LocalStackError naming the variable to set when it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise LocalStackError(_advice(error, host, port, setting, what, command)) from error
    return taken


def _advice(error: OSError, host: str, port: int, setting: str, what: str, command: str) -> str:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return (
            f"This machine has no address {host} for {what} ({error.strerror}). "
            f"Name one it has with {env_name('backoffice_host')}."
        )
    other = port + 10 if port + 10 <= _HIGHEST else port - 10
    return (
        f"Port {port} for {what} cannot be used ({error.strerror}). "
        f"Choose another one: {env_name(setting)}={other} kentongan {command}"
    )
