"""The report key: drawn with the report, wrapped for the two who may use it.

`Vault` is one report's open key. Whoever has it reads and writes that report's content and
nothing else. It never leaves the process and is never logged.
"""

import json
from collections.abc import Hashable
from functools import cache
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from core.privacy.keys import Keyring
from core.privacy.seals import SealBrokenError, decrypt, encrypt, new_key, open_sealed, seal_to
from core.privacy.tracking import TrackingId, thread_key

T = TypeVar("T")
_WRAP: Final = b"report-key:"


@cache
def _reader(shape: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


class Vault:
    """One report's key, opened."""

    __slots__ = ("_key", "report_id")

    def __init__(self, report_id: UUID, key: bytes | None) -> None:
        self.report_id = report_id
        self._key = key

    @classmethod
    def new(cls, report_id: UUID) -> "Vault":
        """Draw a fresh key for a new report."""
        return cls(report_id, new_key())

    @classmethod
    def open_for_handling(cls, report_id: UUID, wrapped: bytes, keys: Keyring) -> "Vault":
        """Open with the handling key, which only the back office holds.

        Raises:
            KeyNotHeldError: This process is not the back office.
            SealBrokenError: The wrapped key was changed.
        """
        return cls(report_id, open_sealed(keys.held("handling_private_key"), wrapped))

    @classmethod
    def open_for_reporter(cls, report_id: UUID, wrapped: bytes, tracking_id: TrackingId) -> "Vault":
        """Open with the reporter's tracking ID.

        Raises:
            SealBrokenError: It is another report's tracking ID.
        """
        context = _WRAP + report_id.bytes
        return cls(report_id, decrypt(thread_key(tracking_id), wrapped, context=context))

    @classmethod
    def shut(cls, report_id: UUID) -> "Vault":
        """Stand for a vault whose key no one here can open: whatever is asked of it is refused.

        Lists and pages show what is not sealed; `open` and `seal` raise SealBrokenError.
        """
        return cls(report_id, None)

    @property
    def is_shut(self) -> bool:
        """Whether its key could not be opened."""
        return self._key is None

    def wrapped_for_handling(self, keys: Keyring) -> bytes:
        """Wrap the key for the back office."""
        return seal_to(keys.handling_public, self._held())

    def wrapped_for_reporter(self, tracking_id: TrackingId) -> bytes:
        """Wrap the key for whoever has the tracking ID."""
        return encrypt(thread_key(tracking_id), self._held(), context=_WRAP + self.report_id.bytes)

    def seal(self, purpose: str, value: BaseModel | dict[str, Any] | str) -> bytes:
        """Seal a value as JSON, bound to this report and `purpose`."""
        plain = value.model_dump_json() if isinstance(value, BaseModel) else json.dumps(value)
        return encrypt(self._held(), plain.encode(), context=self._context(purpose))

    def open(self, purpose: str, sealed: bytes, shape: type[T]) -> T:
        """Open what `seal` made, read as `shape`.

        Raises:
            SealBrokenError: Another report's box, another purpose, or changed bytes.
        """
        plain = decrypt(self._held(), sealed, context=self._context(purpose))
        reader: TypeAdapter[T] = _reader(cast("Hashable", shape))
        return reader.validate_json(plain)

    def _held(self) -> bytes:
        if self._key is None:
            raise SealBrokenError
        return self._key

    def _context(self, purpose: str) -> bytes:
        return purpose.encode() + b":" + self.report_id.bytes
