"""The key rings: which process holds which half (design.md §5).

Each process has one file, readable by its owner only. A key that a process does not hold is
simply absent: asking for it raises, it is never "empty".
"""

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from core.privacy.seals import new_key
from core.settings import RINGS, Ring


class KeyNotHeldError(Exception):
    """This process does not hold that key, by design."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Keyring:
    """The keys of one process. All are 32 bytes; optional ones are absent elsewhere.

    - `handling`: content of reports; private half in the back office only.
    - `identity`: who reported; private half in the back office only, used with a reason.
    - `delivery`: chat ids and pushes; private half in the worker only.
    - `bot_secret`: drafts, kept tracking IDs and the update inbox; bot only.
    - `chat_index`: keyed hash of chat ids for *Laporan saya*; bot only.
    - `party_index`: keyed hash of named parties, for search and likeness; bot, back office.
    - `account_secret`: officers' one-time-code secrets; back office only.
    - `anchor`: signs the audit anchors; private half in the worker only.
    """

    handling_public: bytes
    identity_public: bytes
    delivery_public: bytes
    anchor_public: bytes
    handling_private_key: bytes | None = None
    identity_private_key: bytes | None = None
    delivery_private_key: bytes | None = None
    anchor_private_key: bytes | None = None
    bot_secret_key: bytes | None = None
    chat_index_key: bytes | None = None
    party_index_key: bytes | None = None
    account_secret_key: bytes | None = None

    def held(self, name: str) -> bytes:
        """Return the key called `name`.

        Raises:
            KeyNotHeldError: This process is not meant to have it.
        """
        value = getattr(self, name)
        if value is None:
            raise KeyNotHeldError(name)
        return bytes(value)

    def __repr__(self) -> str:
        held = [field.name for field in fields(self) if getattr(self, field.name) is not None]
        return f"Keyring({', '.join(held)})"


_PUBLIC: Final = ("handling_public", "identity_public", "delivery_public", "anchor_public")
_HOLDS: Final[Mapping[Ring, tuple[str, ...]]] = {
    "bot": ("bot_secret_key", "chat_index_key", "party_index_key"),
    "backoffice": (
        "handling_private_key",
        "identity_private_key",
        "party_index_key",
        "account_secret_key",
    ),
    "worker": ("delivery_private_key", "anchor_private_key"),
}

_HALVES: Final[Mapping[str, str]] = {
    "handling_private_key": "handling_public",
    "identity_private_key": "identity_public",
    "delivery_private_key": "delivery_public",
    "anchor_private_key": "anchor_public",
}


def fingerprints_of(keys: Keyring) -> dict[str, str]:
    """Name a ring's public keys by fingerprint: 32 hex digits each, by the key's name."""
    return {
        name: blake2b(getattr(keys, name), digest_size=16, person=name.encode()[:16]).hexdigest()
        for name in _PUBLIC
    }


def wrong_with(keys: Keyring, ring: Ring) -> tuple[str, ...]:
    """Name the keys that a process must hold and this ring lacks, or whose public half is another's."""
    lacking = [name for name in _HOLDS[ring] if getattr(keys, name) is None]
    torn = [
        private
        for private, public in _HALVES.items()
        if (half := getattr(keys, private)) is not None
        and _public_half(private, half) != getattr(keys, public)
    ]
    return (*lacking, *torn)


def _public_half(name: str, private: bytes) -> bytes | None:
    try:
        if name == "anchor_private_key":
            return bytes(SigningKey(private).verify_key)
        return bytes(PrivateKey(private).public_key)
    except (CryptoError, ValueError, TypeError):  # not a key at all
        return None


def generate_rings() -> dict[str, Keyring]:
    """Draw one matching set of rings, one per process."""
    handling, identity, delivery = (PrivateKey.generate() for _ in range(3))
    anchor = SigningKey.generate()
    everything = {
        "handling_public": bytes(handling.public_key),
        "identity_public": bytes(identity.public_key),
        "delivery_public": bytes(delivery.public_key),
        "anchor_public": bytes(anchor.verify_key),
        "handling_private_key": bytes(handling),
        "identity_private_key": bytes(identity),
        "delivery_private_key": bytes(delivery),
        "anchor_private_key": bytes(anchor),
        "bot_secret_key": new_key(),
        "chat_index_key": new_key(),
        "party_index_key": new_key(),
        "account_secret_key": new_key(),
    }
    return {ring: Keyring(**{name: everything[name] for name in (*_PUBLIC, *_HOLDS[ring])}) for ring in RINGS}


def generate_key_files(directory: Path) -> dict[str, Path]:
    """Write `bot.json`, `backoffice.json` and `worker.json`, each readable by its owner only.

    A set that exists already is left alone: overwriting it would make every report
    unreadable.
    """
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    paths: dict[str, Path] = {ring: directory / f"{ring}.json" for ring in RINGS}
    if not all(path.exists() for path in paths.values()):
        write_key_files(paths)
    return paths


def write_key_files(paths: Mapping[str, Path]) -> None:
    """Draw a set of keys and write one file per process, all of them or none.

    Raises:
        FileExistsError: One of them is there already, even alone: it belongs to another set.
    """
    existing = [path for path in paths.values() if path.exists()]
    if existing:
        msg = f"there is a key file already: {existing[0]}"
        raise FileExistsError(msg)
    drafts: dict[Path, Path] = {}
    try:
        for ring, keyring in generate_rings().items():
            drafts[paths[ring]] = _write_draft(paths[ring], keyring)
    except OSError:
        for draft in drafts.values():
            draft.unlink()
        raise
    for path, draft in drafts.items():
        draft.replace(path)


def _write_draft(path: Path, keyring: Keyring) -> Path:
    named = {
        field.name: base64.b64encode(value).decode()
        for field in fields(keyring)
        if (value := getattr(keyring, field.name)) is not None
    }
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.partial")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(named, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return draft


def load_ring(path: Path) -> Keyring:
    """Read one process's ring.

    Raises:
        FileNotFoundError: There is no such file; `kentongan keys create` makes it.
        ValueError: The file is not a key ring.
    """
    named = json.loads(path.read_text())
    known = {field.name for field in fields(Keyring)}
    if not set(named) <= known:
        msg = f"{path} is not a key ring"
        raise ValueError(msg)
    return Keyring(**{name: base64.b64decode(value) for name, value in named.items()})
