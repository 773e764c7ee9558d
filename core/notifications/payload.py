"""What a push says, sealed to the courier.

Stored pushes outlive a release: fields may be added with a default, never renamed.
"""

from typing import Final

from pydantic import BaseModel, ConfigDict

from core.privacy.keys import Keyring
from core.privacy.seals import SealBrokenError, open_sealed, seal_to

_LENGTH_BYTES: Final = 4
_SMALLEST_BUCKET: Final = 1024
_CHAT_BYTES: Final = 8


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class PushFile(_Frozen):
    """A stored file to hand over with a push."""

    object_key: str
    file_key: bytes
    name: str
    mime: str


class PushButton(_Frozen):
    """A button under a push."""

    label: str
    callback: str


class PushPayload(_Frozen):
    """The words, button and files of one push. Plain text: the courier formats it."""

    title: str = ""
    text: str
    next_text: str = ""
    buttons: tuple[PushButton, ...] = ()
    files: tuple[PushFile, ...] = ()


def _padded(plain: bytes) -> bytes:
    """Fill up to a power of four, so that the size of a stored push tells nothing of its words."""
    framed = len(plain).to_bytes(_LENGTH_BYTES, "big") + plain
    bucket = _SMALLEST_BUCKET
    while bucket < len(framed):
        bucket *= 4
    return framed.ljust(bucket, b"\0")


def seal_payload(keys: Keyring, payload: PushPayload) -> bytes:
    """Seal a push so that only the courier can read it."""
    return seal_to(keys.delivery_public, _padded(payload.model_dump_json().encode()))


def open_payload(keys: Keyring, sealed: bytes) -> PushPayload:
    """Read a push; worker only.

    Raises:
        SealBrokenError: Sealed to another key, changed, or of a form we do not know.
    """
    framed = open_sealed(keys.held("delivery_private_key"), sealed)
    length = int.from_bytes(framed[:_LENGTH_BYTES], "big")
    try:
        return PushPayload.model_validate_json(framed[_LENGTH_BYTES : _LENGTH_BYTES + length])
    except ValueError as error:
        raise SealBrokenError from error


def seal_chat(keys: Keyring, chat_id: int) -> bytes:
    """Seal a chat id so that only the courier can read it; every seal looks different."""
    return seal_to(keys.delivery_public, chat_id.to_bytes(_CHAT_BYTES, "big", signed=True))


def open_chat(keys: Keyring, sealed: bytes) -> int:
    """Read a chat id; worker only.

    Raises:
        SealBrokenError: Sealed to another key, or changed.
    """
    plain = open_sealed(keys.held("delivery_private_key"), sealed)
    return int.from_bytes(plain, "big", signed=True)
