"""ZIP packages of office programs: read within limits, and written anew without dates and owners."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from core.evidence.cleaning import pictures, sounds
from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle

MAX_PARTS: Final = 2000
MAX_UNPACKED: Final = 250 * 1024 * 1024
Parts = dict[str, bytes]
AUTHOR: Final = "Penulis"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_AS_THEY_ARE: Final = (".emf", ".wmf", ".bmp", ".odttf", ".fntdata", ".ttf", ".otf")
"""Drawings and letters whose format has no place for a person."""
_MARKS: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
)
_ENDINGS_OF_MEDIA: Final = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".tif", ".tiff", ".webp", ".tmp",
    ".wav", ".m4a", ".mov", ".mp4", ".m4v", ".mp3",
)  # fmt: skip


def parts_of(data: bytes) -> Parts:
    """Read a package.

    Raises:
        CannotCleanError: It is too large, or locked.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        listed = [info for info in package.infolist() if not info.is_dir()]
        if len(listed) > MAX_PARTS or sum(info.file_size for info in listed) > MAX_UNPACKED:
            raise CannotCleanError(Obstacle.TOO_LARGE)
        if any(info.flag_bits & 0x1 for info in listed):
            raise CannotCleanError(Obstacle.LOCKED)
        return {info.filename: package.read(info) for info in listed}


def packed(parts: Parts, *, stored: str = "") -> bytes:
    """Write a package in the order given; the part named `stored` is not compressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return written.getvalue()


def parsed(content: bytes, *, recover: bool = False) -> etree._Element:
    """Read XML without comments and instructions, following no reference out of it.

    Raises:
        CannotCleanError: It brings definitions of its own.
        MemoryError: It swells beyond what the child may take.
        XMLSyntaxError: It is none.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=recover,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise CannotCleanError(Obstacle.BROKEN)
    return root


def as_bytes(root: etree._Element) -> bytes:
    """Write XML as office programs do."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """Give every element, the root first; a list, so that what is given may be taken out."""
    yield from list(root.iter(etree.Element))


def local(tag: object) -> str:
    """Give a name without its namespace."""
    return str(tag).rpartition("}")[2]


def take_out(element: etree._Element) -> None:
    """Remove an element with all that is in it; the words behind it stay."""
    above = element.getparent()
    if above is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            above.text = (above.text or "") + element.tail
    above.remove(element)


class Authors:
    """Gives each person another name, the same one everywhere: who answered whom stays visible."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def other(self, name: str) -> str:
        """Give the name that stands for this one."""
        return self._known.setdefault(name, f"{AUTHOR} {len(self._known) + 1}")


def clean_inner(name: str, content: bytes, package: Callable[[bytes], bytes]) -> bytes:
    """Clean a part that is no XML: a picture, a recording, or another package of the same kind.

    Raises:
        CannotCleanError: `EMBEDDED`: it is anything else.
    """
    low = name.casefold()
    if low.endswith(_AS_THEY_ARE):
        return content
    if low.endswith((".docx", ".xlsx", ".pptx")):
        return package(content)
    if low.endswith(_ENDINGS_OF_MEDIA):
        found = next((mime for at, mark, mime in _MARKS if content[at : at + len(mark)] == mark), "")
        if found.startswith("image/"):
            return pictures.clean(content, found)
        if found:
            return sounds.clean(content, found)
    raise CannotCleanError(Obstacle.EMBEDDED)
