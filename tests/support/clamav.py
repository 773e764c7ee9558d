"""Debian's clamd with one signature of our own: no list of viruses is needed to see it find something."""

import shutil
import socket as sockets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

HARM: Final = b"KENTONGAN-UJI-ANTIVIRUS-TIDAK-BERBAHAYA"
NAME: Final = "Kentongan.Uji"
_PROGRAM: Final = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")


def _free_port() -> int:
    with sockets.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


@contextmanager
def clamd(folder: Path) -> Iterator[tuple[str, str]]:
    """Run a clamd; give its addresses, by file and by port."""
    if _PROGRAM is None:
        pytest.skip("needs Debian's clamd: apt-get install clamav-daemon")
    database = folder / "db"
    database.mkdir()
    (database / "uji.ndb").write_text(f"{NAME}:0:*:{HARM.hex()}\n")
    socket, port, rules = folder / "clamd.ctl", _free_port(), folder / "clamd.conf"
    rules.write_text(
        f"Foreground yes\nDatabaseDirectory {database}\nLocalSocket {socket}\nTCPSocket {port}\n"
        f"TCPAddr 127.0.0.1\nTemporaryDirectory {folder}\nStreamMaxLength 25M\n"
    )
    process = subprocess.Popen([_PROGRAM, "--config-file", str(rules)], stdout=-3, stderr=-3)
    try:
        for _ in range(300):
            if socket.exists() or process.poll() is not None:
                break
            time.sleep(0.1)
        assert process.poll() is None, "clamd ended"
        yield socket.as_uri().replace("file:", "unix:"), f"tcp://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)
