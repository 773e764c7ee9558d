"""Refusals of the domain. Each says what happened and what to do next.

`code` is stable and for machines; `message` is plain Indonesian for whoever asked.
The edges map `kind` to an HTTP status or a chat reply, once.
"""

from collections.abc import Mapping
from enum import StrEnum

from core.language import tr


class ErrorKind(StrEnum):
    """What sort of refusal it is."""

    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    INVALID = "invalid"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"


class DomainError(Exception):
    """A refusal with a stable code, a kind and words that are safe to show."""

    kind = ErrorKind.INVALID
    code = "invalid"
    default_message: str = tr("Permintaan ini tidak dapat dijalankan. Periksa isiannya lalu coba lagi.")

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        fields: Mapping[str, str] | None = None,
        clause: str | None = None,
        params: Mapping[str, object] | None = None,
    ) -> None:
        self.message = message or self.default_message
        self.code = code or self.code
        self.fields = dict(fields or {})
        self.clause = clause
        self.params = dict(params or {})
        super().__init__(self.code)


class NotFoundError(DomainError):
    """It does not exist, or is not visible to whoever asks. The two look the same."""

    kind = ErrorKind.NOT_FOUND
    code = "not_found"
    default_message: str = tr("Tidak ditemukan, atau bukan kewenangan Anda.")


class ForbiddenError(DomainError):
    """Visible, but not theirs to do."""

    kind = ErrorKind.FORBIDDEN
    code = "forbidden"
    default_message: str = tr("Peran Anda tidak berwenang melakukan ini.")


class ConflictError(DomainError):
    """Somebody or something was faster. `params` says what changed."""

    kind = ErrorKind.CONFLICT
    code = "conflict"
    default_message: str = tr("Laporan ini baru saja berubah. Muat ulang lalu periksa lagi.")


class InvalidError(DomainError):
    """The input does not hold; `fields` says which part and why."""


class ThrottledError(DomainError):
    """Too many tries in too short a time."""

    kind = ErrorKind.THROTTLED
    code = "throttled"
    default_message: str = tr("Terlalu banyak percobaan. Tunggu sebentar lalu coba lagi.")


class UnavailableError(DomainError):
    """Something we stand on is gone for the moment; nothing was kept."""

    kind = ErrorKind.UNAVAILABLE
    code = "unavailable"
    default_message: str = tr("Sistem sedang terganggu. Tidak ada yang tersimpan. Coba lagi sebentar lagi.")
