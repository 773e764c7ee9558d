"""How large a picture is, read from its head without unpacking a single pixel."""

import struct
from collections.abc import Callable
from typing import BinaryIO, Final

from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from core.evidence.cleaning.obstacles import MAX_PIXELS
from core.evidence.source import Source

# The plugins themselves: `Image.open` warns through a switch of the whole process.
_READERS: Final[dict[str, Callable[[BinaryIO], ImageFile]]] = {
    "image/jpeg": JpegImageFile,
    "image/png": PngImageFile,
    "image/webp": WebPImageFile,
    "image/gif": GifImageFile,
    "image/bmp": BmpImageFile,
}


def opened_picture(source: Source, mime: str) -> ImageFile | None:
    """Open a picture without unpacking it; None where its type is none of those read here.

    Raises whatever Pillow's reader of that type does at a broken head: OSError, SyntaxError, ValueError ….
    """
    reader = _READERS.get(mime)
    return None if reader is None else reader(source.file)


def dimensions(source: Source, mime: str) -> tuple[int, int] | None:
    """Return width and height in pixels; None where the head tells none, or of another type."""
    try:
        picture = opened_picture(source, mime)
        if picture is None:
            return None
        with picture:
            return picture.size
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, struct.error):
        return None


def is_giant(source: Source, mime: str) -> bool:
    """Tell whether a picture is too large to be shown unasked; it is kept all the same."""
    width, height = dimensions(source, mime) or (0, 0)
    return width * height > MAX_PIXELS
