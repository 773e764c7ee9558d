"""Sound and video: the same streams in a new container, without tags, places, dates and other tracks.

PyAV (FFmpeg), because it writes every container that comes in. A library that edits tags (mutagen) leaves
what it does not know: places in MOV, the tracks in which phones and action cameras write where they were.
Nothing is decoded and nothing lost of what is seen and heard.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import av
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.stream import Disposition

from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle

_FORMS: Final = {
    "audio/ogg": ("ogg", "ogg"),
    "audio/mpeg": ("mp3", "mp3"),
    "audio/mp4": ("mov", "mp4"),
    "audio/3gpp": ("mov", "3gp"),
    "audio/wav": ("wav", "wav"),
    "audio/aac": ("aac", "adts"),
    "audio/amr": ("amr", "amr"),
    "audio/flac": ("flac", "flac"),
    "audio/webm": ("matroska", "webm"),
    "audio/x-matroska": ("matroska", "matroska"),
    "video/mp4": ("mov", "mp4"),
    "video/quicktime": ("mov", "mov"),
    "video/webm": ("matroska", "webm"),
    "video/3gpp": ("mov", "3gp"),
    "video/ogg": ("ogg", "ogg"),
    "video/x-matroska": ("matroska", "matroska"),
    "video/x-msvideo": ("avi", "avi"),
}
"""By type: the container as it is read and as it is written, never guessed."""
_EXACT: Final = {"fflags": "+bitexact"}
"""The writer leaves its own name and the hour out."""
_NO_TAGS: Final = {"mp3": {"write_id3v1": "0", "id3v2_version": "0", "write_xing": "0"}}


def clean(data: bytes, mime: str) -> bytes:
    """Move what is seen and heard into a new container.

    Raises:
        CannotCleanError: `BROKEN`: nothing to see or hear was found.
    """
    write_as = _FORMS[mime][1]
    written = io.BytesIO()
    with (
        opened(data, mime) as given,
        av.open(written, "w", format=write_as, options=_EXACT | _NO_TAGS.get(write_as, {})) as made,
    ):
        _move(given, made, {"audio"} if mime.startswith("audio/") else {"audio", "video"})
    return written.getvalue()


@contextmanager
def opened(data: bytes, mime: str) -> Iterator[InputContainer]:
    """Open a recording as what it is, while the block lasts.

    Raises:
        CannotCleanError: `BROKEN`, which may show only where it is read.
    """
    try:
        with av.open(io.BytesIO(data), "r", format=_FORMS[mime][0], metadata_errors="replace") as given:
            yield given
    except FFmpegError as error:
        raise CannotCleanError(Obstacle.BROKEN) from error


def _move(given: InputContainer, made: OutputContainer, wanted: set[str]) -> None:
    """Move the streams of the kinds wanted, but for covers of records: pictures with notes of their own."""
    streams = [
        one for one in given.streams if one.type in wanted and not one.disposition & Disposition.attached_pic
    ]
    if not streams:
        raise CannotCleanError(Obstacle.BROKEN)
    new = {one.index: made.add_stream_from_template(one) for one in streams}
    for stream in new.values():
        stream.metadata.clear()
    for packet in given.demux(streams):
        if packet.dts is not None:
            packet.stream = new[packet.stream.index]
            made.mux(packet)
