"""How one audit entry is chained to the one before. Pure."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

GENESIS: Final = b"\x00" * 32


def entry_hash(
    *,
    previous: bytes,
    stream: str,
    seq: int,
    at: datetime,
    side: str,
    officer_id: str | None,
    role: str | None,
    verb: str,
    detail: Mapping[str, Any],
) -> bytes:
    """Return the 32-byte hash of an entry: over every column and the entry before it."""
    canonical = json.dumps(
        [stream, seq, at.isoformat(), side, officer_id, role, verb, detail],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return sha256(previous + canonical.encode()).digest()


def anchor_digest(previous: bytes, anchor_id: int, heads: list[tuple[str, int, bytes]]) -> bytes:
    """Return the digest an anchor signs: the last anchor's digest and every head in order."""
    digest = sha256(previous + anchor_id.to_bytes(8, "big"))
    for stream, seq, head in sorted(heads):
        digest.update(f"{stream}:{seq}:".encode() + head)
    return digest.digest()
