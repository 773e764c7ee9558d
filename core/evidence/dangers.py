"""What a file may do to whoever opens it as it came: told before anybody takes the original.

Looked for by marks in the bytes alone; nothing is unpacked or read as what it says it is.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from core.evidence import kinds
from core.evidence.source import Source


class Danger(StrEnum):
    """What a file may do, or hide."""

    MACROS = "macros"
    SCRIPT = "script"
    """A PDF that does something by itself."""
    SECOND_FILE = "second_file"
    """Another program takes it for a file of another type."""


EICAR: Final = b"X5O!P%@AP[4" + rb"\PZX54(P^)7CC)7}$" + b"EICAR"
_OLD_MACROS: Final = re.compile(
    b"|".join(re.escape(name.encode("utf-16-le")) for name in ("_VBA_PROJECT", "PROJECTwm"))
)
_SCRIPT: Final = re.compile(rb"/(JavaScript|Launch|OpenAction\s*<<|SubmitForm|RichMedia)\b")
_ZIP_END: Final = b"PK\x05\x06"
_LONGEST_REMARK: Final = 65_557
_ARCHIVES: Final = re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c")
_PAGE: Final = re.compile(rb"<(script|html|\?php)[\s>]", re.IGNORECASE)
_SEEN_AND_HEARD: Final = ("image/", "audio/", "video/")


def dangers_of(source: Source, mime: str) -> tuple[Danger, ...]:
    """Return what a file of this type, already known by its bytes, may do."""
    return tuple(dict.fromkeys(_dangers(source, mime)))


def _dangers(source: Source, mime: str) -> Iterator[Danger]:
    if mime in kinds.WITH_MACROS or (mime in kinds.OLD_OFFICE and source.has(_OLD_MACROS)):
        yield Danger.MACROS
    if mime == kinds.PDF and source.has(_SCRIPT):
        yield Danger.SCRIPT
    if _hides_another(source, mime):
        yield Danger.SECOND_FILE


def _hides_another(source: Source, mime: str) -> bool:
    """Tell a file that is two at once: a picture with an archive behind it, a PDF before, a page within."""
    data = source.head
    if mime not in kinds.ZIPPED and _ZIP_END in source.tail(_LONGEST_REMARK):
        return True
    if mime in kinds.ZIPPED and not data.startswith(b"PK"):
        return True
    if mime == kinds.PDF:
        return not data.startswith(b"%PDF-") and bool(
            data[:1024].strip(b"\x00\t\r\n \xef\xbb\xbf")[:5] != b"%PDF-"
        )
    if b"%PDF-" in data[:1024] and mime not in {kinds.PLAIN, kinds.CSV}:
        return True
    if not mime.startswith(_SEEN_AND_HEARD):
        return False
    return source.has(_ARCHIVES) or source.has(_PAGE)
