"""What the child may use: so much time and memory, no file to write, no network."""

import ctypes
import os
import resource
import signal
import sys
from typing import Final

MEMORY_BYTES: Final = 1536 * 1024 * 1024
CPU_SECONDS: Final = 20
OPEN_FILES: Final = 64
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES: Final = 38


def confine(*, memory: int = MEMORY_BYTES, seconds: int = CPU_SECONDS) -> None:
    """Take from this process whatever cleaning does not need; before the file is read.

    `memory` is in bytes of address space, `seconds` are the processor's.
    """
    for what, most, at_the_very_most in (
        (resource.RLIMIT_AS, memory, memory),
        # Ended by a signal of its own first, so that who waits can tell it from a stranger's kill.
        (resource.RLIMIT_CPU, seconds, seconds + 5),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        limit = at_the_very_most if hard == resource.RLIM_INFINITY else min(at_the_very_most, hard)
        resource.setrlimit(what, (min(most, limit), limit))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.umask(0o077)
    if sys.platform == "linux":
        _cut_off()


def _cut_off() -> None:
    """Leave the network where the system lets us, and gain no right by running another program.

    In a container that forbids it the network stays; the other limits hold all the same.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if libc.unshare(_NEW_NET) != 0:
        libc.unshare(_NEW_USER | _NEW_NET)
