"""Answering with a file: in parts where asked, shown in place only where that is safe."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from backoffice.security.headers import EVIDENCE_POLICY, PDF_POLICY
from core.evidence.original import Pieces
from core.reports.schemas import FileView

PDF: Final = "application/pdf"
SHOWN_IN_PLACE: Final = frozenset(
    {
        "image/jpeg", "image/png", "image/webp", "image/gif", PDF,
        "audio/ogg", "audio/mpeg", "audio/mp4", "audio/m4a", "audio/x-wav", "audio/wav", "audio/aac",
        "audio/webm", "video/mp4", "video/webm", "video/quicktime",
    }
)  # fmt: skip
_RANGE: Final = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")


def is_shown_in_place(mime: str) -> bool:
    """Tell whether a browser may show this type without a download: none that can carry script."""
    return mime in SHOWN_IN_PLACE


async def file_answer(request: Request, view: FileView, file: Pieces, *, download: bool = False) -> Response:
    """Answer with a file or the part of it that was asked for, sent on as it is opened.

    Its beginning is opened before anything is answered. Where a later piece was changed the answer breaks
    off: what was sent until then is proved, and shorter than was announced.

    Raises:
        HTTPException: 416, the part lies outside the file.
        NotFoundError, SealBrokenError, UnavailableError: As `Original.chunks` does, for the first piece.
    """
    inline = is_shown_in_place(view.mime) and not download
    headers = {
        "Content-Disposition": disposition(view.name, inline=inline),
        "Content-Security-Policy": PDF_POLICY if view.mime == PDF and inline else EVIDENCE_POLICY,
        "Accept-Ranges": "bytes",
        "ETag": f'"{view.sha256}"',
    }
    media_type = view.mime if inline or view.mime in SHOWN_IN_PLACE else "application/octet-stream"
    part = _part_of(request, view.size, etag=headers["ETag"])
    start, end = part or (0, view.size)
    headers["Content-Length"] = str(end - start)
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{view.size}"
    pieces = file.chunks()
    first = await anext(pieces, b"")
    return StreamingResponse(
        _cut(first, pieces, start, end),
        status_code=200 if part is None else 206,
        headers=headers,
        media_type=media_type,
    )


async def _cut(
    first: bytes, pieces: AsyncGenerator[bytes], start: int, end: int
) -> AsyncGenerator[memoryview]:
    """Yield what lies between two places of a file that comes in pieces."""
    at, piece = 0, first
    async with aclosing(pieces):
        while piece:
            wanted = memoryview(piece)[max(0, start - at) : max(0, end - at)]
            if wanted:
                yield wanted
            at += len(piece)
            piece = await anext(pieces, b"") if at < end else b""


def pdf_answer(content: bytes, name: str) -> Response:
    """Answer with a document we printed."""
    headers = {
        "Content-Disposition": disposition(name, inline=True),
        "Content-Security-Policy": PDF_POLICY,
    }
    return Response(content, headers=headers, media_type=PDF)


def disposition(name: str, *, inline: bool) -> str:
    """Word the header so that no name can break out of it."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _part_of(request: Request, size: int, *, etag: str) -> tuple[int, int] | None:
    """Read `Range`: one part only; several parts, or a stale `If-Range`, get the whole file."""
    condition = request.headers.get("if-range")
    match = _RANGE.match(request.headers.get("range", "").replace(" ", ""))
    if match is None or (condition is not None and condition != etag):
        return None
    first, last = match.groups()
    if not first and not last:
        return None
    if first:
        start, end = int(first), min(int(last) + 1 if last else size, size)
    else:
        start, end = max(size - int(last), 0), size
    if start >= end:
        raise HTTPException(416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    return start, end
