"""The keys of the web edge, all derived from the one account secret the back office holds."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Self


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class WebKeys:
    """One key a purpose, so that a value made for one can never pass for another."""

    sessions: bytes
    csrf: bytes
    kept_forms: bytes
    names: bytes

    @classmethod
    def derive(cls, root: bytes) -> Self:
        """Derive the purposes' keys from the account secret."""
        return cls(
            sessions=_derive(root, b"knt-web-session"),
            csrf=_derive(root, b"knt-web-csrf"),
            kept_forms=_derive(root, b"knt-web-kept"),
            names=_derive(root, b"knt-web-names"),
        )


def _derive(root: bytes, purpose: bytes) -> bytes:
    return blake2b(b"", key=root, digest_size=32, person=purpose).digest()


def as_bytes(value: object) -> bytes | None:
    """Narrow what the client library types as bytes or text; ours never decodes."""
    return value if isinstance(value, bytes) else None


def keyed_name(key: bytes, *parts: str) -> str:
    """Give a name under which something may be kept without telling what it is about."""
    digest = blake2b(key=key, digest_size=24)
    for part in parts:
        raw = part.encode()
        digest.update(len(raw).to_bytes(4, "big") + raw)
    return digest.hexdigest()
