"""OpenDocument: written anew without author, program, printer and preview."""

import re
from typing import Final

from lxml import etree

from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle
from core.evidence.cleaning.packages import (
    Authors,
    Parts,
    as_bytes,
    clean_inner,
    elements,
    local,
    packed,
    parsed,
    parts_of,
    take_out,
)

_KIND: Final = "mimetype"
_LIST: Final = "META-INF/manifest.xml"
_DROPPED: Final = re.compile(
    r"(.*/)?(Thumbnails/|Configurations2/|layout-cache$|META-INF/.*signatures\.xml$)", re.IGNORECASE
)
_RUNS: Final = re.compile(r"(.*/)?(Basic|Scripts)/", re.IGNORECASE)
_PREVIEW: Final = re.compile(r"(.*/)?ObjectReplacements/")
"""How an object looks that the program at hand cannot draw."""
_ELEMENTS_OUT: Final = frozenset({"scripts", "event-listeners", "creator-initials"})
_SETTINGS: Final = frozenset(
    {
        "PrinterName", "PrinterSetup", "PrintFaxName", "CurrentDatabaseDataSource", "EmbeddedDatabaseName",
        "CurrentDatabaseCommand", "Rsid", "RsidRoot",
    }
)  # fmt: skip


def clean(data: bytes, mime: str) -> bytes:
    """Write an OpenDocument anew.

    Raises:
        CannotCleanError: It is locked or too large, runs commands, or holds a file that cannot be cleaned.
    """
    del mime
    parts = parts_of(data)
    if any(_RUNS.match(name) for name in parts):
        raise CannotCleanError(Obstacle.MACROS)
    if b"encryption-data" in parts.get(_LIST, b""):
        raise CannotCleanError(Obstacle.LOCKED)
    authors, cleaned = Authors(), Parts({_KIND: parts[_KIND]})
    for name, content in parts.items():
        if name == _KIND or _DROPPED.match(name):
            continue
        cleaned[name] = _part(name, content, authors)
    return packed(cleaned, stored=_KIND)


def _part(name: str, content: bytes, authors: Authors) -> bytes:
    if _PREVIEW.match(name):
        return content
    if not name.casefold().endswith((".xml", ".rdf", ".svg")):
        return clean_inner(name, content, _never)
    root = parsed(content)
    last = name.rpartition("/")[2]
    if name == _LIST:
        _shorten(root)
    elif last == "meta.xml":
        for each in list(root):
            for told in list(each):
                each.remove(told)
    else:
        _scrub(root, authors)
    return as_bytes(root)


def _never(content: bytes) -> bytes:
    del content
    raise CannotCleanError(Obstacle.EMBEDDED)


def _shorten(root: etree._Element) -> None:
    """Take what was dropped out of the list of parts."""
    for each in elements(root):
        path = next((value for key, value in each.attrib.items() if local(key) == "full-path"), "")
        if _DROPPED.match(str(path)):
            take_out(each)


def _scrub(root: etree._Element, authors: Authors) -> None:
    for each in elements(root):
        name = local(each.tag)
        if name in _ELEMENTS_OUT or (name == "date" and each.tag.startswith("{http://purl.org/dc/")):
            take_out(each)
            continue
        if name == "creator" and each.text:
            each.text = authors.other(each.text)
        for key, value in list(each.attrib.items()):
            what = local(key)
            if what.endswith("rsid"):
                del each.attrib[key]
            elif what == "href" and str(value).casefold().startswith("file:"):
                each.set(key, "")
            elif what == "name" and name == "config-item" and value in _SETTINGS:
                each.text = ""
