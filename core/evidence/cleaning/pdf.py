"""PDF: written anew by qpdf without its descriptions, attachments and scripts; the pages stay as they are.

pikepdf, because qpdf under it repairs what is broken and writes only what the pages still refer to: earlier
versions that editors leave inside a file go with the descriptions.
"""

import io
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from core.evidence.cleaning.jpeg import without_notes
from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle

_LEFT_BEHIND: Final = (
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/AF", "/XFA", "/Thumb", "/SpiderInfo",
    "/CreationDate", "/ModDate", "/M", "/NM",
)  # fmt: skip
"""Descriptions, private data of programs, previews, and what would be done by itself."""
_NAMES: Final = ("/EmbeddedFiles", "/JavaScript")
_ACTIONS: Final = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/GoToR",
        "/Rendition",
        "/RichMediaExecute",
    }
)
_MAX_OBJECTS: Final = 300_000
_DEEPEST: Final = 60


def clean(data: bytes, mime: str) -> bytes:
    """Write a PDF anew; its signatures do not outlive that.

    Raises:
        CannotCleanError: Locked, broken, or of more objects than is looked at.
    """
    del mime
    with opened(data) as pdf:
        if len(pdf.objects) > _MAX_OBJECTS:
            raise CannotCleanError(Obstacle.TOO_LARGE)
        for part in pdf.objects:
            _scrub(part, _DEEPEST)
        for key in ("/Info", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        written = io.BytesIO()
        pdf.save(
            written,
            deterministic_id=True,
            encryption=False,
            fix_metadata_version=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return written.getvalue()


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a PDF while the block lasts.

    Raises:
        CannotCleanError: Locked, or broken, which may show only where it is read.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise CannotCleanError(Obstacle.LOCKED) from error
    except pikepdf.PdfError as error:
        raise CannotCleanError(Obstacle.BROKEN) from error


def _scrub(part: Object, depth: int) -> None:
    """Take out of an object, and of what lies directly in it, all that is not seen on a page."""
    if depth == 0:
        raise CannotCleanError(Obstacle.TOO_LARGE)
    if isinstance(part, Array):
        for inner in _direct(part):
            _scrub(inner, depth - 1)
    if not isinstance(part, Dictionary | Stream):
        return
    for key in _keys_to_leave(part):
        if key in part:
            del part[key]
    if isinstance(part, Stream):
        _bare_picture(part)
    for inner in _direct(part[key] for key in list(part.keys())):
        _scrub(inner, depth - 1)


def _direct(parts: Iterable[object]) -> Iterator[Object]:
    """Give what lies here itself; numbers and words hold nothing, what is referred to has its own turn."""
    for inner in parts:
        if isinstance(inner, Object) and not inner.is_indirect:
            yield inner


def _keys_to_leave(part: Object) -> Iterator[str]:
    yield from _LEFT_BEHIND
    yield from _NAMES
    if _is_note(part):
        yield from ("/T", "/Subj", "/FS", "/RC")
    for key in ("/A", "/Next", "/PA"):
        action = part.get(key)
        steps = list(action) if isinstance(action, Array) else [action]
        if any(isinstance(one, Dictionary) and str(one.get("/S")) in _ACTIONS for one in steps):
            yield key
    if part.get("/Type") in {Name.Filespec, Name.F} or "/EF" in part:
        yield from ("/EF", "/F", "/UF", "/Desc")


def _is_note(part: Object) -> bool:
    """Tell an annotation, whose `/T` names its author; that of a form's field is the field's own name."""
    return "/Rect" in part and "/Subtype" in part and part.get("/Subtype") != Name.Widget


def _bare_picture(part: Stream) -> None:
    """Take a camera's notes out of a picture that lies in a PDF as it came from the camera."""
    filters = part.get("/Filter")
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]
    if names[-1] != "/DCTDecode":
        return
    raw = part.read_raw_bytes()
    if names[:-1] == ["/FlateDecode"]:
        raw = zlib.decompress(raw)
    elif names[:-1]:
        raise CannotCleanError(Obstacle.EMBEDDED)
    part.write(without_notes(raw), filter=Name.DCTDecode)
