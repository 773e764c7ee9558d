"""Reads from a file's first bytes what Telegram tells about it: picture size, sound length."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEAD_BYTES = 256 * 1024
"""So much of a file tells its size."""
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_OPUS_RATE = 48_000
_OGG_HEADER = 27
_OGG_TAIL = 65_536


def image_size(path: Path) -> tuple[int, int] | None:
    """Tell width and height of a PNG, GIF, WebP or JPEG; None when it is no picture."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return size_in(head)


def size_in(head: bytes) -> tuple[int, int] | None:
    """Tell width and height from the first bytes of a picture; None when it is none."""
    try:
        return _size_of(head)
    except (struct.error, IndexError):
        return None


def _size_of(head: bytes) -> tuple[int, int] | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pair(">II", head, 16)
    if head.startswith((b"GIF87a", b"GIF89a")):
        return _pair("<HH", head, 6)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    return None


def _pair(layout: str, head: bytes, at: int) -> tuple[int, int]:
    first, second = struct.unpack_from(layout, head, at)
    return int(first), int(second)


def _webp(head: bytes) -> tuple[int, int] | None:
    form = head[12:16]
    if form == b"VP8 ":
        width, height = _pair("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X":
        return (
            int.from_bytes(head[24:27], "little") + 1,
            int.from_bytes(head[27:30], "little") + 1,
        )
    return None


def _jpeg(head: bytes) -> tuple[int, int] | None:
    at = 2
    while at < len(head):
        if head[at] != 0xFF:  # noqa: PLR2004 - a marker begins with FF
            return None
        marker = head[at + 1]
        if marker in _JPEG_SIZES:
            height, width = _pair(">HH", head, at + 5)
            return width, height
        at += 2 + int(struct.unpack_from(">H", head, at + 2)[0])
    return None


def audio_seconds(path: Path) -> int:
    """Tell how long an Ogg Opus file plays, from its last page; 0 when it is something else."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(4) != b"OggS":
            return 0
        file.seek(max(0, size - _OGG_TAIL))
        tail = file.read()
    at = tail.rfind(b"OggS")
    if at < 0 or len(tail) < at + _OGG_HEADER:
        return 0
    samples = int(struct.unpack_from("<q", tail, at + 6)[0])
    return max(1, round(samples / _OPUS_RATE))
