"""Pictures: painted again, pixel by pixel, without what the camera or the program wrote beside them.

Pillow, because it is the one kept library that reads and writes all of these; pi-heif beside it for what
phones write, which Pillow does not read.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any, Final

import pi_heif
from PIL import ImageCms
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.Image import Exif, Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from core.evidence.cleaning.obstacles import MAX_PIXELS, CannotCleanError, Obstacle

_READERS: Final[dict[str, Callable[[io.BytesIO], Image]]] = {
    "image/jpeg": JpegImageFile,
    "image/png": PngImageFile,
    "image/webp": WebPImageFile,
    "image/gif": GifImageFile,
    "image/bmp": BmpImageFile,
    "image/tiff": TiffImageFile,
    "image/avif": AvifImageFile,
}
# Of each type its own reader, never a guess by the bytes: what else they might be is not asked.
_WRITTEN_AS: Final = {
    "image/png": "PNG",
    "image/bmp": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
}
"""All others become JPEG, which every browser shows."""
_ORIENTATION: Final = 0x0112
_KEPT: Final = ("transparency", "background", "disposal", "blend")
"""What belongs to how a picture looks, of all that its file says beside it."""
_HOW: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 92},
    "WEBP": {"quality": 92},
    "TIFF": {"compression": "tiff_deflate"},
    "PNG": {},
    "GIF": {},
}


def clean(data: bytes, mime: str) -> bytes:
    """Paint a picture again; nothing is kept of its file but what is seen, and which side is up.

    Raises:
        CannotCleanError: It promises too many pixels.
    """
    with opened(data, mime) as picture:
        frames = int(getattr(picture, "n_frames", 1))
        if picture.width * picture.height * frames > MAX_PIXELS:
            raise CannotCleanError(Obstacle.TOO_LARGE)
        form = _WRITTEN_AS.get(mime, "JPEG")
        if form == "JPEG":
            frames = 1  # what lies behind the first picture is a depth map or a preview
        return _painted(picture, form, frames)


def opened(data: bytes, mime: str) -> Image:
    """Open a picture by the reader of its type, without unpacking more than that reader must."""
    if mime in {"image/heic", "image/heif"}:
        found = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
        width, height = found.size
        if width * height > MAX_PIXELS:
            raise CannotCleanError(Obstacle.TOO_LARGE)
        picture: Image = found.to_pillow()
        return picture
    return _READERS[mime](io.BytesIO(data))


def _painted(picture: Image, form: str, frames: int) -> bytes:
    side_up = picture.getexif().get(_ORIENTATION, 1)
    told = dict(_HOW[form])
    if side_up in range(2, 9) and form != "GIF":
        exif = Exif()
        exif[_ORIENTATION] = side_up
        told["exif"] = exif
    if frames > 1:
        times = []
        for number in range(frames):
            picture.seek(number)
            times.append(int(picture.info.get("duration", 0)))
        picture.seek(0)
        told |= {"save_all": True, "append_images": _frames(picture, form, frames)}
        if form != "TIFF":
            told |= {"duration": times, "loop": int(picture.info.get("loop", 1))}
    written = io.BytesIO()
    _bare(picture, form).save(written, form, **told)
    return written.getvalue()


def _frames(picture: Image, form: str, frames: int) -> Iterator[Image]:
    for number in range(1, frames):
        picture.seek(number)
        yield _bare(picture, form)


def _bare(picture: Image, form: str) -> Image:
    """Take the pixels alone, in colours that every screen knows."""
    profile = picture.info.get("icc_profile")
    bare = picture.copy()
    bare.info = {name: picture.info[name] for name in _KEPT if name in picture.info}
    if profile and bare.mode in {"RGB", "RGBA"}:
        _to_screen_colours(bare, profile)
    if form == "JPEG" and bare.mode not in {"L", "RGB"}:
        bare = bare.convert("RGB")
    if form == "WEBP" and bare.mode not in {"RGB", "RGBA"}:
        bare = bare.convert("RGBA" if "A" in bare.mode else "RGB")
    return bare


def _to_screen_colours(picture: Image, profile: bytes) -> None:
    """Work a camera's own colours into the pixels: their profile names the maker, and is left behind."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), inPlace=True)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return
