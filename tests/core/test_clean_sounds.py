"""The clean copy of a recording or a film sounds and looks the same, to the byte, and bears no tag."""

import io

import av
import mutagen
import pytest

from core.evidence.child import cleaned
from core.evidence.cleaning.obstacles import Obstacle
from core.evidence.sniffing import true_type
from core.evidence.traces import traces_of
from tests.support import files, tagged, tagged_sound
from tests.support.refused import obstacle
from tests.support.sources import source_of

pytestmark = pytest.mark.requirement("R95")

SOUNDS = {
    "mp3": ("mp3", "libmp3lame", "", "audio/mpeg"),
    "m4a": ("mp4", "aac", "", "audio/mp4"),
    "ogg": ("ogg", "libopus", "", "audio/ogg"),
    "wav": ("wav", "pcm_s16le", "", "audio/wav"),
    "flac": ("flac", "flac", "", "audio/flac"),
    "mp4": ("mp4", "aac", "mpeg4", "video/mp4"),
    "mov": ("mov", "aac", "mpeg4", "video/quicktime"),
    "3gp": ("3gp", "aac", "mpeg4", "video/3gpp"),
    "webm": ("webm", "libopus", "libvpx", "video/webm"),
    "mkv": ("matroska", "aac", "mpeg4", "video/x-matroska"),
    "avi": ("avi", "libmp3lame", "mpeg4", "video/x-msvideo"),
}


@pytest.mark.slow
@pytest.mark.parametrize("sort", SOUNDS)
async def test_what_is_heard_and_seen_moves_into_a_container_without_tags(sort: str) -> None:
    form, codec, picture, mime = SOUNDS[sort]
    original = tagged_sound.recording(form, codec, picture=picture)
    assert tagged.NAME in tagged.told(original)

    copy = await cleaned(original, mime)

    assert (tagged.told(copy), tagged_sound.PLACE.encode() in copy) == ([], False)
    assert (true_type(source_of(copy), told=mime), traces_of(source_of(copy), mime)) == (mime, ())
    assert _heard(copy) == _heard(original)
    tags = None if sort == "avi" else mutagen.File(io.BytesIO(copy))
    assert not (tags and tags.tags and set(tags.tags.keys()) - {"©too", "encoder"})


def _heard(data: bytes) -> list[tuple[str, bytes]]:
    """List the packets of a recording, each with its kind."""
    with av.open(io.BytesIO(data), "r") as opened:
        return sorted((one.stream.type, bytes(one)) for one in opened.demux() if one.dts is not None)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "codec", "mime"), [("adts", "aac", "audio/aac"), ("amr", "libopencore_amrnb", "audio/amr")]
)
async def test_bare_recordings_pass_as_they_are(form: str, codec: str, mime: str) -> None:
    original = tagged_sound.recording(form, codec)
    assert await cleaned(original, mime) == original


@pytest.mark.slow
async def test_a_film_stays_the_right_way_up_and_forgets_when_it_was_made() -> None:
    original = bytearray(tagged_sound.recording("mp4", "aac", picture="mpeg4"))
    matrix = original.index(b"tkhd") + 4 + 40
    quarter_turn = b"\0\0\0\0\0\1\0\0\0\0\0\0\xff\xff\0\0" + bytes(16) + b"\x40\0\0\0"
    original[matrix : matrix + 36] = quarter_turn
    made = original.index(b"mvhd") + 8
    original[made : made + 4] = b"\xe6\x77\x88\x99"

    copy = await cleaned(bytes(original), "video/mp4")

    with av.open(io.BytesIO(copy), "r") as opened:
        frame = next(opened.decode(video=0))
    assert abs(frame.rotation) == 90
    assert b"\xe6\x77\x88\x99" not in copy


@pytest.mark.slow
async def test_a_recording_without_sound_is_broken() -> None:
    assert await obstacle(files.iso_media(b"isom", tracks=(b"vide",)), "video/mp4") is Obstacle.BROKEN
    assert await obstacle(files.wav()[:40], "audio/wav") is Obstacle.BROKEN
