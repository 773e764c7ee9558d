"""Word, Excel and PowerPoint since 2007: written anew without authors, programs, paths and what is hidden.

zipfile for the package and lxml for its parts, because both keep what they do not know as it was: no kept
library opens and writes all three kinds without losing something that is seen.
"""

import re
from posixpath import dirname, join, normpath
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

_TYPES: Final = "[Content_Types].xml"
_DROPPED: Final = re.compile(
    r"(docProps/thumbnail|customXml/|docMetadata/|_xmlsignatures/|\[trash\]/|xl/revisions/|ppt/changesInfos/|"
    r"ppt/revisionInfo|.*printerSettings)",
    re.IGNORECASE,
)
"""Previews, forms' data, labels, signatures, shared history, and the printer with its owner's name."""
_RUNS: Final = re.compile(r".*(vbaProject\.bin|vbaData\.xml|/activeX/|macrosheets/)", re.IGNORECASE)
_EMPTY: Final = {
    "core-properties+xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    b'metadata/core-properties"/>',
    "extended-properties+xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "custom-properties+xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
}
_ELEMENTS_OUT: Final = frozenset(
    {
        "rsids",
        "docId",
        "absPath",
        "revisionPtr",
        "attachedTemplate",
        "mailMerge",
        "fileSharing",
        "presenceInfo",
        "docVars",
    }
)
_NAMES_OF_PEOPLE: Final = frozenset({"displayName", "userName"})
_ATTRIBUTES_OUT: Final = frozenset(
    {
        "userName", "lastModifiedBy", "initials", "userId", "sourceFile", "odcFile", "dT", "dateUtc",
        "refreshedBy", "refreshedDate", "refreshedDateIso",
    }
)  # fmt: skip
_ATTRIBUTES_OF: Final = {"scenario": "user", "imagedata": "title", "permStart": "ed"}
_PEOPLE: Final = frozenset({"cmAuthor", "author", "person", "user", "customWorkbookView"})
_DRAWN: Final = frozenset({"cNvPr", "docPr"})
_FILE_NAME: Final = re.compile(r"[\\/]|\.\w{3,4}$")
"""What programs note of a picture's origin where its description belongs."""
_PICTURE: Final = "Gambar"
_DATED: Final = frozenset({"ins", "del", "moveFrom", "moveTo", "comment", "rPrChange", "pPrChange", "cm"})
_ELSEWHERE: Final = "about:blank"
_LINK: Final = "/hyperlink"
_DEEPEST: Final = 2


def clean(data: bytes, mime: str) -> bytes:
    """Write an office file anew.

    Raises:
        CannotCleanError: It is locked or too large, runs commands, or holds a file that cannot be cleaned.
    """
    del mime
    return _cleaned(data, _DEEPEST)


def _cleaned(data: bytes, depth: int) -> bytes:
    if depth == 0:
        raise CannotCleanError(Obstacle.EMBEDDED)
    parts = parts_of(data)
    if any(_RUNS.match(name) for name in parts):
        raise CannotCleanError(Obstacle.MACROS)
    dropped = {name for name in parts if _DROPPED.match(name)}
    types = parsed(parts[_TYPES])
    empty = _described(types)
    authors, cleaned = Authors(), Parts()
    for name, content in parts.items():
        if name in dropped:
            continue
        if name == _TYPES:
            cleaned[name] = _listed(types, dropped)
        elif name in empty:
            cleaned[name] = empty[name]
        elif name.endswith(".rels"):
            cleaned[name] = _relations(name, content, dropped)
        elif name.casefold().endswith((".xml", ".vml", ".svg")):
            root = parsed(content, recover=name.casefold().endswith(".vml"))
            _scrub(root, authors)
            cleaned[name] = as_bytes(root)
        else:
            cleaned[name] = clean_inner(name, content, lambda inner: _cleaned(inner, depth - 1))
    return packed(cleaned)


def _described(types: etree._Element) -> Parts:
    """Find the parts that describe the file, wherever they lie, each with what replaces it."""
    found = Parts()
    for each in elements(types):
        kind = each.get("ContentType", "").rpartition(".")[2]
        if kind in _EMPTY and each.get("PartName"):
            found[each.get("PartName", "").lstrip("/")] = _EMPTY[kind]
    return found


def _listed(types: etree._Element, dropped: set[str]) -> bytes:
    """Write the list of types without what was dropped."""
    for each in elements(types):
        if each.get("PartName", "").lstrip("/") in dropped:
            take_out(each)
    return as_bytes(types)


def _relations(name: str, content: bytes, dropped: set[str]) -> bytes:
    """Clean a list of relations: none to what was dropped, none that would fetch something by itself."""
    root, base = parsed(content), dirname(dirname(name))
    for each in elements(root):
        target = each.get("Target")
        if target is None:
            continue
        if each.get("TargetMode") != "External":
            if normpath(join("/", base, target)).lstrip("/") in dropped:
                take_out(each)
        elif not each.get("Type", "").endswith(_LINK) or not target.startswith(
            ("http:", "https:", "mailto:")
        ):
            each.set("Target", _ELSEWHERE)
    return as_bytes(root)


def _scrub(root: etree._Element, authors: Authors) -> None:
    """Take people, programs and paths out of a part; what is read on the page stays."""
    for each in elements(root):
        name = local(each.tag)
        if name in _ELEMENTS_OUT or (name == "metadata" and local(root.tag) == "svg"):
            take_out(each)
            continue
        if name == "author" and each.text and not len(each):
            each.text = authors.other(each.text)
        if name == "pageSetup":
            _drop(each, {"id"})
        if name == "instrText" and _is_dde(each.text or ""):
            each.text = ""
        _scrub_attributes(each, name, authors)


def _scrub_attributes(element: etree._Element, name: str, authors: Authors) -> None:
    for key, value in list(element.attrib.items()):
        what, said = local(key), str(value)
        if what == "author" or (name in _PEOPLE and what in {"name", *_NAMES_OF_PEOPLE}):
            element.set(key, authors.other(said))
        elif _tells(name, what):
            del element.attrib[key]
        elif name in _DRAWN and what in {"name", "descr", "title"} and _FILE_NAME.search(said):
            element.set(key, _PICTURE if what == "name" else "")
        elif (name, what) == ("dbPr", "connection") or (what == "instr" and _is_dde(said)):
            element.set(key, "")


def _tells(name: str, what: str) -> bool:
    """Tell whether an attribute is there for a person, a date or a place only."""
    return (
        what in _ATTRIBUTES_OUT
        or what.startswith("rsid")
        or (name in _DATED and what in {"date", "dt"})
        or _ATTRIBUTES_OF.get(name) == what
    )


def _is_dde(instruction: str) -> bool:
    """Tell a field that would start another program."""
    return instruction.strip().upper().startswith("DDE")


def _drop(element: etree._Element, names: set[str]) -> None:
    for key in [key for key in element.attrib if local(key) in names]:
        del element.attrib[key]
