"""Files as people send them, made here byte by byte: each with a name and a type it was told under."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from PIL import Image

_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR: Final = 512


def picture(form: str, *, size: tuple[int, int] = (8, 8)) -> bytes:
    """Paint a picture in a form that Pillow writes: `JPEG`, `PNG`, `TIFF`, `BMP`, `WEBP`, `GIF`."""
    written = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(written, form)
    return written.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Take a small PNG and let its head promise any size, as a pixel bomb does."""
    png = picture("PNG")
    head = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + head + struct.pack(">I", zlib.crc32(head)) + png[33:]


def zipped(members: Mapping[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack files into a ZIP, in this order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def locked_zip(members: Mapping[str, bytes | str]) -> bytes:
    """Pack a ZIP whose directory says that it needs a password."""
    data = bytearray(zipped(members))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 0x1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def office_xml(folder: str, **more: bytes) -> bytes:
    """Pack an office document of 2007 and later: `word`, `xl` or `ppt`."""
    types = (
        "<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
    )
    parts: dict[str, bytes | str] = {"[Content_Types].xml": types, "_rels/.rels": "<?xml version='1.0'?><a/>"}
    parts[f"{folder}/document.xml"] = "<?xml version='1.0'?><a>isi</a>"
    parts |= {f"{folder}/{name.replace('_', '.')}": content for name, content in more.items()}
    return zipped(parts)


def open_document(kind: str) -> bytes:
    """Pack an OpenDocument: `text`, `spreadsheet` or `presentation`."""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": "<?xml version='1.0'?><a/>",
        },
        packing=zipfile.ZIP_STORED,
    )


def old_office(*streams: str) -> bytes:
    """Write an OLE container, as Word and Excel did before 2007, with streams of these names."""
    blocks = _SECTOR * 8  # a stream of 4,096 bytes and more lies in sectors of its own
    rows = 1 + (len(streams) + 1 + 3) // 4
    directory = range(1, rows)
    fat = [_FREE] * (_SECTOR // 4)
    fat[0] = _FAT
    for sector in directory:
        fat[sector] = sector + 1
    fat[rows - 1] = _END
    entries, start, body = [_entry("Root Entry", 5, child=1 if streams else _NONE)], rows, b""
    for at, name in enumerate(streams, start=1):
        right = at + 1 if at < len(streams) else _NONE
        entries.append(_entry(name, 2, right=right, start=start, size=blocks))
        for sector in range(start, start + 8):
            fat[sector] = sector + 1
        fat[start + 7] = _END
        start, body = start + 8, body + bytes(blocks)
    listed = b"".join(entries).ljust((rows - 1) * _SECTOR, b"\x00")
    return _ole_head() + struct.pack("<128I", *fat) + listed + body


def _ole_head() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(
    name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int = _END, size: int = 0
) -> bytes:
    written = name.encode("utf-16-le") + b"\x00\x00"
    row = written.ljust(64, b"\x00") + struct.pack("<HBB3I", len(written), kind, 1, _NONE, right, child)
    return row + bytes(36) + struct.pack("<IQ", start, size)


def iso_media(major: bytes, *brands: bytes, tracks: tuple[bytes, ...] = ()) -> bytes:
    """Write the beginning of an MP4, M4A, 3GP, MOV or HEIC, with tracks `vide` or `soun`."""
    marks = b"ftyp" + major + bytes(4) + b"".join(brands)
    handlers = b"".join(_box(b"hdlr", bytes(8) + track + bytes(13)) for track in tracks)
    return struct.pack(">I", len(marks) + 4) + marks + _box(b"moov", handlers) + _box(b"mdat", bytes(64))


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def ogg(codec: bytes = b"OpusHead\x01\x01") -> bytes:
    """Write the first page of an Ogg file."""
    return b"OggS\x00\x02" + bytes(20) + b"\x01" + bytes((len(codec),)) + codec + bytes(60)


def matroska(sort: bytes, codec: bytes) -> bytes:
    """Write the beginning of a WebM or Matroska file with one track."""
    head = b"\x42\x82" + bytes((0x80 + len(sort),)) + sort
    return (
        b"\x1aE\xdf\xa3"
        + bytes((0x80 + len(head),))
        + head
        + b"\x86"
        + bytes((0x80 + len(codec),))
        + codec
        + bytes(60)
    )


def wav() -> bytes:
    """Write a WAV of silence."""
    sound = bytes(64)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    rest = b"WAVE" + form + struct.pack("<4sI", b"data", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(rest)) + rest


def avi() -> bytes:
    """Write the beginning of an AVI."""
    return b"RIFF" + struct.pack("<I", 64) + b"AVI LIST" + bytes(56)


def windows_program() -> bytes:
    """Write the head of a Windows program, which no machine could run."""
    return b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\x00\x00" + bytes(64)
