"""Ports that people's browsers use: taken ones are told before anything is started."""

import socket
from contextlib import closing

from core.settings import env_name
from deploy.local.errors import LocalStackError


def require_free_port(host: str, port: int, *, setting: str, what: str) -> None:
    """Raise LocalStackError naming the variable to set when somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise LocalStackError(
                f"Port {port} for {what} cannot be used ({error.strerror}). "
                f"Choose another one: {env_name(setting)}={port + 10} kentongan run"
            ) from error
