"""Files that tell of their making in every place we know: each place bears a mark to look for."""

import base64
import io
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from PIL.PngImagePlugin import PngInfo

NAME: Final = "Siti Rahmawati"
SERIAL: Final = "SN-778899-XY"
TOOL: Final = "Penyunting Foto 9"
MARKS: Final = (NAME, SERIAL, TOOL)
_XMP: Final = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{NAME}</dc:creator></x:xmpmeta>'.encode()


def told(data: bytes) -> list[str]:
    """List the marks that stand in a file, in any of the ways text is written."""
    ways = ("utf-8", "utf-16-le", "utf-16-be")
    return [mark for mark in MARKS if any(mark.encode(way) in data for way in ways)]


def exif(*, side_up: int = 1) -> Image.Exif:
    """Write the notes of a camera: place, serial number, artist, program, and which side is up."""
    notes = Image.Exif()
    notes[0x0112] = side_up
    notes[0x0131] = TOOL
    notes[0x013B] = NAME
    notes.get_ifd(0x8769)[0xA431] = SERIAL
    notes.get_ifd(0x8825).update({1: "S", 2: (8.0, 35.0, 0.0), 3: "E", 4: (116.0, 30.0, 0.0)})
    return notes


def scene(size: tuple[int, int] = (40, 24)) -> Image.Image:
    """Paint a picture whose upper left is red and the rest blue, so that turning it is seen."""
    picture = Image.new("RGB", size, (20, 30, 200))
    picture.paste((220, 20, 20), (0, 0, size[0] // 2, size[1] // 2))
    return picture


def photo(form: str, *, side_up: int = 1) -> bytes:
    """Paint a picture in `JPEG`, `PNG`, `WEBP`, `TIFF` or `AVIF`, with all that can be noted in it."""
    more: dict[str, object] = {}
    if form == "JPEG":
        more = {"comment": f"difoto {NAME}".encode(), "xmp": _XMP, "quality": 90}
    if form == "PNG":
        words = PngInfo()
        words.add_text("Author", NAME)
        words.add_itxt("Software", TOOL, zip=False)
        more = {"pnginfo": words}
    if form in {"WEBP", "AVIF"}:
        more = {"xmp": _XMP}
    written = io.BytesIO()
    scene().save(written, form, exif=exif(side_up=side_up), **more)
    return written.getvalue()


def gif() -> bytes:
    """Paint a moving picture of three frames with a comment."""
    written = io.BytesIO()
    frames = [scene().rotate(turn) for turn in (0, 90, 180)]
    frames[0].save(
        written,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[100, 200, 300],
        comment=NAME.encode(),
    )
    return written.getvalue()


def fax() -> bytes:
    """Scan two pages into one TIFF."""
    written = io.BytesIO()
    pages = [scene().convert("1"), scene().rotate(180).convert("1")]
    pages[0].save(
        written, "TIFF", save_all=True, append_images=pages[1:], description=f"dipindai {NAME}", software=TOOL
    )
    return written.getvalue()


def pdf(*, password: str = "", script: bool = True) -> bytes:
    """Write a PDF whose page shows a photo, with author, notes by somebody, an attachment and a script."""
    written = io.BytesIO()
    with pikepdf.new() as made:
        photo_in_it = pikepdf.Stream(
            made, photo("JPEG"), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=24,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
        )  # fmt: skip
        made.add_blank_page(page_size=(200, 200))
        page = made.pages[0]
        page.Resources = Dictionary(XObject=Dictionary(Foto=made.make_indirect(photo_in_it)))
        page.Contents = pikepdf.Stream(made, b"q 160 0 0 96 20 80 cm /Foto Do Q")
        page.PieceInfo = Dictionary(Adobe=Dictionary(Private=NAME))
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), T=NAME,
            Contents="periksa halaman ini", CreationDate="D:20260301",
        )  # fmt: skip
        page.Annots = Array([made.make_indirect(note)])
        made.docinfo["/Author"], made.docinfo["/Producer"] = NAME, TOOL
        with made.open_metadata() as about:
            about["dc:creator"] = [NAME]
        made.attachments["asal.txt"] = f"ditulis {NAME}".encode()
        if script:
            made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=f"app.alert('{SERIAL}')")
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        made.save(
            written,
            encryption=lock,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return written.getvalue()


_HEIC: Final = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA"
    "AAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4QABAAAAAAAAAHwAAgAAAAACXQABAAAAAAAAAPAAAAA4aWluZgAAAAAAAgAAABVp"
    "bmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVo"
    "dmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAA"
    "AwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAA"
    "AABAAAAAQAAAAChjbGFwAAAAKAAAAAEAAAAYAAAAAf///+gAAAAC////2AAAAAIAAAAQcGl4aQAAAAADCAgIAAAAGGlwbWEA"
    "AAAAAAAAAQABBYECAwWEAAAAGmlyZWYAAAAAAAAADmNkc2MAAgABAAEAAAF0bWRhdAAAAHgoAa8JyHpjQ0Ajm1H/Pe/7z6G/"
    "PvvoVr+ZmeDfZyAcl/6Z10267zd2WdY/kij5zcANOFzFn0s0LcTOK5rRde4awAKjCFWixpayZbhXHl0s7GJt7zl1VNf9v4/c"
    "V6DvThq+duAzhKl/ATXoutPJLPxfMsDGsdkuYtgAAAAGRXhpZgAATU0AKgAAAAgABAExAAIAAAASAAAAPgE7AAIAAAAPAAAA"
    "UIdpAAQAAAABAAAAYIglAAQAAAABAAAAgAAAAABQZW55dW50aW5nIEZvdG8gOQBTaXRpIFJhaG1hd2F0aQAAAAGkMQACAAAA"
    "DQAAAHIAAAAAU04tNzc4ODk5LVhZAAAABAABAAIAAAACUwAAAAACAAUAAAADAAAAtgADAAIAAAACRQAAAAAEAAUAAAADAAAA"
    "zgAAAAAAAAAIAAAAAQAAACMAAAABAAAAAAAAAAEAAAB0AAAAAQAAAB4AAAABAAAAAAAAAAE="
)


def heic() -> bytes:
    """Give the scene as a phone writes it, with all its notes: nothing installed here writes that."""
    return base64.b64decode(_HEIC)
