"""What a file is, by its bytes alone; names and told types only break ties the bytes leave open.

Signatures are `filetype`'s, the directory of old office files is read by `olefile`. What both leave
open is told apart here: containers of sound or picture, text in its encodings, what a ZIP holds.
"""

import codecs
import re
import struct
import unicodedata
from typing import Final

import filetype
import olefile

from core.errors import InvalidError
from core.evidence import kinds
from core.evidence.archives import Archive, is_program
from core.evidence.dangers import EICAR
from core.evidence.source import HEAD_BYTES, Source

_HEAD: Final = 8192
_TRACKS_WITHIN: Final = 1024 * 1024
"""Matroska names its tracks before anything large."""
_MOST_HIGH_BYTES: Final = 0.25
"""More letters than these beyond ASCII, and one-byte text is not of the West."""
# What a browser would take for a page or a drawing, also behind a byte order mark.
_MARKUP: Final = re.compile(r"[\s\ufeff]*<(!doctype|!--|html|svg|script|\?xml)", re.IGNORECASE)
_CONTROL_BYTES: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_STRANGE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
_WHITE: Final = frozenset("\t\r\n\f")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CSV_TOLD: Final = frozenset({"text/csv", "application/csv", "text/comma-separated-values", kinds.XLS})

_HEIC: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_HEIF: Final = frozenset({b"mif1", b"msf1"})
"""Brands of the container alone: what the picture is, the others beside it say."""
_AVIF: Final = frozenset({b"avif", b"avis"})
_SOUND_BRANDS: Final = frozenset({b"M4A ", b"M4B ", b"M4P "})
_OTHER_SYNC: Final = frozenset({b"\xff\xfa", b"\xff\xe3", b"\xff\xe2"})
"""First bytes of MP3 frames that `filetype` does not know: with a checksum, MPEG 2.5."""
_PICTURE_TRACK: Final = re.compile(rb"hdlr.{8}vide", re.DOTALL)
_SOUND_TRACK: Final = re.compile(rb"hdlr.{8}soun", re.DOTALL)
_PICTURE_CODEC: Final = re.compile(rb"V_(VP[89]|AV1|MPEG|MS/)")
_SOUND_CODEC: Final = re.compile(rb"A_(OPUS|VORBIS|AAC|MPEG|FLAC|PCM)")

_OTHER_NAMES: Final = {"audio/x-wav": "audio/wav", "audio/x-flac": "audio/flac", "image/apng": "image/png"}
_PROGRAMS: Final = frozenset(
    {
        "application/x-msdownload", "application/x-executable", "application/wasm", "application/x-deb",
        "application/x-rpm", "application/x-google-chrome-extension", "application/x-shockwave-flash",
    }
)  # fmt: skip
_ARCHIVES: Final = frozenset(
    {
        "application/x-tar", "application/x-rar-compressed", "application/gzip", "application/x-bzip2",
        "application/x-7z-compressed", "application/vnd.ms-cab-compressed", "application/x-xz",
        "application/x-unix-archive", "application/x-compress", "application/x-lzop", "application/x-lzip",
        "application/x-lz4", "application/zstd", "application/x-brotli",
    }
)  # fmt: skip
_OLE_STREAMS: Final = {
    "worddocument": kinds.DOC,
    "workbook": kinds.XLS,
    "book": kinds.XLS,
    "powerpoint document": kinds.PPT,
}
_LOCKED: Final = {"docx": kinds.DOCX, "xlsx": kinds.XLSX, "pptx": kinds.PPTX}


def true_type(source: Source, *, name: str = "", told: str = "") -> str:
    """Return the type of a file, one of `ALLOWED`.

    `told` is the type the sender's side named, in small letters and without parameters.

    Raises:
        InvalidError: `evidence.type_forbidden`, with what the file is and what may be sent instead.
    """
    seen = _seen(source, name=name.casefold(), told=told)
    if seen in kinds.ALLOWED:
        return seen
    if seen in _PROGRAMS:
        raise kinds.refusal(kinds.PROGRAM)
    raise kinds.refusal(kinds.ARCHIVE if seen in _ARCHIVES else kinds.UNKNOWN)


def _seen(source: Source, *, name: str, told: str) -> str:
    data = source.head
    if data.startswith(EICAR):
        raise kinds.refusal(kinds.TEST_VIRUS)
    guess = filetype.guess(data[:_HEAD])
    seen = _OTHER_NAMES.get(guess.mime, guess.mime) if guess else ""
    if seen not in {kinds.PDF, kinds.RTF} and (text := _text_of(source)) is not None:
        return _text_type(text, name=name, told=told)
    if is_program(data):
        raise kinds.refusal(kinds.PROGRAM)
    return _contained(source, name=name, told=told) or seen or _by_rarer_signs(data)


def _contained(source: Source, *, name: str, told: str) -> str:
    """Tell what lies in a container that holds several sorts of file; empty for anything else."""
    data = source.head
    if data.startswith(b"PK"):
        return _zip_type(source)
    if data.startswith(olefile.MAGIC):
        return _ole_type(source, name=name, told=told)
    if data[4:8] == b"ftyp":
        return _iso_media_type(source, told=told)
    if data.startswith(b"\x1aE\xdf\xa3"):
        return _matroska_type(source, told=told)
    if data.startswith(b"OggS"):
        return "video/ogg" if b"\x80theora" in data[:_HEAD] else "audio/ogg"
    return ""


def _by_rarer_signs(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return kinds.PDF
    return "audio/mpeg" if data[:2] in _OTHER_SYNC else ""


def _iso_media_type(source: Source, *, told: str) -> str:
    """Tell the kinds of the MP4 family apart by their brands, sound from video by their tracks."""
    data = source.head
    end = min(int.from_bytes(data[:4]), 512)
    major, brands = data[8:12], {data[at : at + 4] for at in range(16, end, 4)}
    if picture := _heif_type({major, *brands} if major in _HEIF else {major}):
        return picture
    if major in _SOUND_BRANDS:
        return "audio/mp4"
    only_sound = not source.has(_PICTURE_TRACK) and (told.startswith("audio/") or source.has(_SOUND_TRACK))
    if major[:3] in {b"3gp", b"3g2"}:
        return "audio/3gpp" if only_sound else "video/3gpp"
    if only_sound:
        return "audio/mp4"
    return "video/quicktime" if major == b"qt  " else "video/mp4"


def _heif_type(brands: set[bytes]) -> str:
    if brands & _AVIF:
        return "image/avif"
    if brands & _HEIC:
        return "image/heic"
    return "image/heif" if brands & _HEIF else ""


def _matroska_type(source: Source, *, told: str) -> str:
    sort = "webm" if b"webm" in source.head[:64] else "x-matroska"
    only_sound = not source.has(_PICTURE_CODEC, within=_TRACKS_WITHIN) and (
        told.startswith("audio/") or source.has(_SOUND_CODEC, within=_TRACKS_WITHIN)
    )
    return f"audio/{sort}" if only_sound else f"video/{sort}"


def _ole_type(source: Source, *, name: str, told: str) -> str:
    """Tell the office files of before 2007, and locked newer ones, by the streams in their container."""
    try:
        with olefile.OleFileIO(source.file) as container:
            streams = {path[0].casefold() for path in container.listdir() if path}
    except (OSError, ValueError, IndexError, RecursionError, struct.error):
        return ""  # the signature may still tell: what a broken file was is worth keeping
    if "encryptedpackage" in streams:
        ending = name.rpartition(".")[2]
        told_type = told if told in _LOCKED.values() else kinds.LOCKED_OFFICE
        return _LOCKED.get(ending, told_type)
    if "__properties_version1.0" in streams:
        raise kinds.refusal(kinds.MAIL)
    kind = next((kind for stream, kind in _OLE_STREAMS.items() if stream in streams), "")
    if not kind:
        raise kinds.refusal(kinds.UNKNOWN)
    return kind


def _zip_type(source: Source) -> str:
    archive = Archive(source)
    if office := archive.office_type():
        return office
    for name, member in archive.files():
        try:
            _member_type(member, name)
        except InvalidError as refused:
            raise archive.refused(name) from refused
    return kinds.ZIP


def _member_type(member: Source, name: str) -> None:
    """Check a file inside a ZIP as if it had come by itself; of ZIPs only office files lie in another."""
    if member.head.startswith(b"PK"):
        if not Archive(member).office_type():
            raise kinds.refusal(kinds.UNKNOWN)
        return
    true_type(member, name=name)


def _text_type(text: str, *, name: str, told: str) -> str:
    if _MARKUP.match(text):
        raise kinds.refusal(kinds.WEB_PAGE)
    return kinds.CSV if told in _CSV_TOLD or name.endswith(".csv") else kinds.PLAIN


def _text_of(source: Source) -> str | None:
    """Read the beginning of a text: UTF-8, UTF-16 with its mark, or Windows-1252; None for anything else."""
    sample, whole = source.head, source.size <= HEAD_BYTES
    mark, codec = next(((m, c) for m, c in _BOMS if sample.startswith(m)), (b"", "utf-8"))
    if codec == "utf-8" and source.has(_CONTROL_BYTES):
        return None
    text = _decoded(sample[len(mark) :], codec, final=whole)
    if text is None and not mark and _mostly_ascii(sample):
        text = _decoded(sample, "cp1252", final=True)
    if text is None or any(unicodedata.category(c) in _STRANGE and c not in _WHITE for c in text):
        return None
    return text


def _decoded(sample: bytes, codec: str, *, final: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(codec)().decode(sample, final)
    except UnicodeDecodeError:
        return None


def _mostly_ascii(sample: bytes) -> bool:
    return sum(byte > 0x7F for byte in sample) <= _MOST_HIGH_BYTES * len(sample)  # noqa: PLR2004 - ASCII ends
