"""Bytes of a test, as what looks at files and what takes them in pieces wants them."""

import io
from collections.abc import AsyncGenerator

from core.evidence.original import Copy
from core.evidence.source import Source


def source_of(data: bytes) -> Source:
    """Lay a file out to be looked at."""
    return Source(io.BytesIO(data))


def pieces_of(data: bytes) -> AsyncGenerator[bytes]:
    """Give a file in pieces."""
    return Copy(data).chunks()
