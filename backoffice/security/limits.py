"""How large a request may be, before anything reads it."""

import re
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

ONE_MEGABYTE: Final = 1024 * 1024
ORDINARY: Final = ONE_MEGABYTE
FORM_OVERHEAD: Final = ONE_MEGABYTE
MULTIPART: Final = "multipart/form-data"
_UPLOADS: Final = (
    re.compile(r"^/api/v1/reports/?$"),
    re.compile(r"^/api/v1/reports/[^/]+/(evidence|messages|actions/[^/]+)/?$"),
    re.compile(r"^/laporan/[^/]+/aksi/[^/]+(/pratinjau)?$"),
    re.compile(r"^/catat$"),
)


def media_type_of(headers: Headers) -> str:
    """Read what a body says it is, in small letters and without parameters; empty where it says nothing."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


class TooLargeError(HTTPException):
    """The body is larger than this address takes."""

    def __init__(self) -> None:
        super().__init__(status_code=413, detail="too_large")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLimits:
    """The most bytes a request may bring: forms with files more than the rest."""

    max_file_bytes: int
    max_files: int

    def limit_for(self, scope: Scope) -> int:
        """Give the limit of the address that is asked for."""
        multipart = media_type_of(Headers(scope=scope)) == MULTIPART
        if multipart and any(pattern.match(scope["path"]) for pattern in _UPLOADS):
            return self.max_file_bytes * self.max_files + FORM_OVERHEAD
        return ORDINARY

    def guarded(self, scope: Scope, receive: Receive) -> Receive:
        """Wrap `receive` so that it counts.

        Raises:
            TooLargeError: The announced length is already too much; later, that the body is.
        """
        limit = self.limit_for(scope)
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdigit() and int(announced) > limit:
            raise TooLargeError
        received = 0

        async def counting() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise TooLargeError
            return message

        return counting
