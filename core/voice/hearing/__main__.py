"""The child: confined first, then one recording in, its words out, or an exit code that says why not.

It is started anew for each recording: what a recording does to it ends with it, and so does its memory.
"""

import io
import os
import sys
from typing import Final

from core.evidence.cleaning.limits import confine
from core.sizes import megabytes
from core.voice.hearing.model import WrongModelError, model_files

MEMORY_BYTES: Final = megabytes(4096)
"""Of address space: the threads of the recogniser reserve much more than they use, some 600 MB."""
THREADS: Final = 2
_LOWEST: Final = 19
_LANGUAGE: Final = "id"
_UNREADABLE, _WRONG_MODEL, _FAULT = 3, 4, 5


def main(most_seconds: int) -> int:
    """Write down what comes in; give the exit code. Nothing of the recording is said on standard error."""
    try:
        os.nice(_LOWEST)
        confine(memory=MEMORY_BYTES, seconds=60 + 2 * most_seconds)
        words = _words_of(sys.stdin.buffer.read(), most_seconds)
    except WrongModelError:
        return _WRONG_MODEL
    except (ValueError, OSError):
        return _UNREADABLE
    except Exception as error:  # noqa: BLE001 - the edge of this process; its parent logs the class
        sys.stderr.write(type(error).__name__)
        return _FAULT
    sys.stdout.buffer.write(words.encode())
    sys.stdout.buffer.flush()
    return 0


def _words_of(sound: bytes, most_seconds: int) -> str:
    # Loaded here, in the child alone, and after it was confined.
    from faster_whisper import WhisperModel, decode_audio  # noqa: PLC0415

    samples = decode_audio(io.BytesIO(sound))
    if len(samples) > most_seconds * 16_000:
        raise ValueError
    model = WhisperModel("base", device="cpu", compute_type="int8", cpu_threads=THREADS, files=model_files())
    told, _ = model.transcribe(
        samples,
        language=_LANGUAGE,
        beam_size=3,
        temperature=0.0,  # one reading: a second try at random would take as long again
        no_repeat_ngram_size=4,
        condition_on_previous_text=False,
        without_timestamps=True,
    )
    return " ".join(part.text.strip() for part in told).strip()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
