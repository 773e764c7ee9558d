"""Turns a browser's voice recording (Opus in WebM) into what Telegram sends (Opus in Ogg).

Only the container changes; the sound itself is not touched. WebM is RFC 9559 (Matroska), Ogg RFC 3533,
Opus in Ogg RFC 7845.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_EBML = 0x1A45DFA3
_SEGMENT = 0x18538067
_CLUSTER = 0x1F43B675
_TRACKS = 0x1654AE6B
_TRACK = 0xAE
_CODEC_PRIVATE = 0x63A2
_SIMPLE_BLOCK = 0xA3
_BLOCK_GROUP = 0xA0
_BLOCK = 0xA1
_CONTAINERS = frozenset({_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _BLOCK_GROUP})
_BLOCK_HEAD = 3
_SERIAL = 0x6B656E74
_PAGE_PACKETS = 50
_FIRST, _LAST = 2, 4
_RATE_MS = 48
_POLYNOMIAL = 0x04C11DB7


def is_webm(head: bytes) -> bool:
    """Tell whether a file begins as WebM does."""
    return head.startswith(_EBML.to_bytes(4, "big"))


def webm_to_ogg(webm: bytes) -> bytes | None:
    """Repack the Opus packets of a WebM file; None when it holds none."""
    head = b""
    packets: list[bytes] = []
    try:
        for kind, body in _elements(webm, 0, len(webm)):
            if kind == _CODEC_PRIVATE and body.startswith(b"OpusHead"):
                head = body
            elif kind in {_SIMPLE_BLOCK, _BLOCK}:
                packets.append(_packet(body))
    except (IndexError, struct.error):
        return None
    packets = [packet for packet in packets if packet]
    return _ogg(head, packets) if head and packets else None


def _vint(data: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """Read a variable-length number; its value and where it ends. All ones means unknown (-1)."""
    first = data[at]
    length = 9 - first.bit_length()
    value = int.from_bytes(data[at : at + length], "big")
    if keep_marker:
        return value, at + length
    value &= (1 << 7 * length) - 1
    return (-1 if value == (1 << 7 * length) - 1 else value), at + length


def _elements(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at < end:
        kind, at = _vint(data, at, keep_marker=True)
        size, at = _vint(data, at, keep_marker=False)
        if kind in _CONTAINERS:
            continue  # its children follow in the same stream
        if size < 0:
            return
        yield kind, data[at : at + size]
        at += size


def _packet(block: bytes) -> bytes:
    _track, at = _vint(block, 0, keep_marker=False)
    return block[at + _BLOCK_HEAD :]


def _samples(packet: bytes) -> int:
    """Tell how many samples at 48 kHz a packet plays (RFC 6716, section 3.1)."""
    configuration = packet[0] >> 3
    if configuration < 12:  # noqa: PLR2004 - SILK
        tenths = (100, 200, 400, 600)[configuration & 3]
    elif configuration < 16:  # noqa: PLR2004 - hybrid
        tenths = (100, 200)[configuration & 1]
    else:
        tenths = (25, 50, 100, 200)[configuration & 3]
    code = packet[0] & 3
    frames = (1, 2, 2)[code] if code < 3 else packet[1] & 63  # noqa: PLR2004 - code 3 counts itself
    return tenths * frames * _RATE_MS // 10


@dataclass(slots=True)
class _Pages:
    out: list[bytes] = field(default_factory=list)

    def add(self, packets: list[bytes], granule: int, flags: int) -> None:
        lacing = b"".join(bytes([255] * (len(p) // 255) + [len(p) % 255]) for p in packets)
        head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, _SERIAL, len(self.out), 0, len(lacing))
        page = head + lacing + b"".join(packets)
        self.out.append(page[:22] + struct.pack("<I", _checksum(page)) + page[26:])


def _table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _bit in range(8):
            value = (value << 1) ^ (_POLYNOMIAL if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return table


_CRC = _table()


def _checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _CRC[(value >> 24) ^ byte]
    return value


def _ogg(head: bytes, packets: list[bytes]) -> bytes:
    pages = _Pages()
    pages.add([head], 0, _FIRST)
    vendor = b"kentongan"
    pages.add([b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", 0)], 0, 0)
    granule = 0
    group: list[bytes] = []
    room = 255
    for index, packet in enumerate(packets):
        group.append(packet)
        room -= len(packet) // 255 + 1
        granule += _samples(packet)
        last = index == len(packets) - 1
        if last or len(group) == _PAGE_PACKETS or room < len(packets[index + 1]) // 255 + 1:
            pages.add(group, granule, _LAST if last else 0)
            group, room = [], 255
    return b"".join(pages.out)
