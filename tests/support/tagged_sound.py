"""Recordings and films, a fraction of a second long, with every tag their container takes; see `tagged`."""

import io
from typing import Any, Final

import av

from tests.support.tagged import NAME, SERIAL, TOOL

PLACE: Final = "+08.5833+116.5000/"
_TAGS: Final = {"artist": NAME, "title": SERIAL, "comment": TOOL, "location": PLACE, "location-eng": PLACE}


def recording(form: str, codec: str, *, picture: str = "") -> bytes:
    """Record silence with `codec` into a container, with five frames of `picture` beside it if named."""
    written = io.BytesIO()
    with av.open(written, "w", format=form) as made:
        made.metadata.update(_TAGS)
        film: Any = made.add_stream(picture, rate=10) if picture else None
        if film is not None:
            film.width, film.height, film.pix_fmt = 64, 48, "yuv420p"
        sound: Any = made.add_stream(codec, rate=8000 if "amr" in codec else 48000, layout="mono")
        if film is not None:
            for at in range(5):
                frame = av.VideoFrame(64, 48, "yuv420p")
                frame.pts = at
                made.mux(film.encode(frame))
            made.mux(film.encode(None))
        context = sound.codec_context
        silence = av.AudioFrame(context.format.name, "mono", context.frame_size or 1024)
        silence.rate, silence.pts = sound.rate, 0
        for plane in silence.planes:
            plane.update(bytes(plane.buffer_size))
        made.mux(sound.encode(silence))
        made.mux(sound.encode(None))
    return written.getvalue()
