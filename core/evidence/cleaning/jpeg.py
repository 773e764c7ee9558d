"""A JPEG inside another file: its notes are cut out and its pixels stay, so that nothing around it shifts."""

from typing import Final

from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle

_START, _SCAN, _END = b"\xff\xd8", 0xDA, 0xD9
_MARK: Final = 0xFF
_NOTES: Final = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
"""All that programs write for themselves, but for JFIF's size of a dot (0xE0) and Adobe's word on colours
(0xEE)."""
_JFIF: Final = 0xE0
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def without_notes(data: bytes) -> bytes:
    """Return a JPEG without its notes, and without what hangs behind its end.

    Raises:
        CannotCleanError: `BROKEN`: it is none, or its parts do not add up.
    """
    if not data.startswith(_START):
        raise CannotCleanError(Obstacle.BROKEN)
    kept, at = [_START], 2
    while at + 4 <= len(data):
        if data[at] != _MARK:
            raise CannotCleanError(Obstacle.BROKEN)
        kind = data[at + 1]
        if kind == _MARK:
            at += 1
            continue
        if kind in _BARE:
            at += 2
            continue
        if kind == _END:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if kind == _SCAN:
            end = _end_of_scan(data, end)
        if kind not in _NOTES and not (kind == _JFIF and data[at + 4 : at + 9] != b"JFIF\x00"):
            kept.append(data[at:end])
        at = end
    return b"".join(kept) + b"\xff\xd9"


def _end_of_scan(data: bytes, at: int) -> int:
    """Find where the pixels of one scan end: at the next mark that is neither filling nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] == 0 or data[at + 1] in _BARE:
            at += 2
        elif data[at + 1] == _MARK:
            at += 1
        else:
            return at
    return len(data)
